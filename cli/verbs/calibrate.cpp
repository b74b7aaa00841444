#include "cli/calibrate.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

namespace {

CLI::Option* add_table(CLI::App& command, const std::string& name, std::string& file, const std::string& says) {
  return command.add_option(name, file, says)->type_name("TABLE");
}

CLI::App* hours_verb(CLI::App& command, CalibrateHoursOptions& options) {
  CLI::App* hours = command.add_subcommand("hours", "at which hours people come, from bulletins of parts of days");
  add_table(*hours, "bulletins", options.bulletins,
            "shares of days reached by clock times; docs/calibration.md describes it")
      ->required();
  add_table(*hours, "--daily", options.daily, "people by date, control point, direction and class")->required();
  add_table(*hours, "--holidays", options.holidays, "public holidays, which tell the kind of a day")->required();
  add_table(*hours, "--opening", options.opening, "opening hours of control points; unless given, around the clock");
  hours->add_option("--port", options.port, "the control point whose profiles are wanted")
      ->type_name("NAME")
      ->required();
  hours->add_option("-o,--output", options.output, "write the profiles to this CSV file")
      ->check(a_name())
      ->type_name("FILE");
  add_quiet(*hours, options.quiet, "print nothing but errors");
  add_inputs_below(*hours);
  return hours;
}

}  // namespace

Action calibrate_verb(CLI::App& command) {
  command.require_subcommand(1);
  const auto options = std::make_shared<CalibrateHoursOptions>();
  hours_verb(command, *options);
  return [options](const std::string&) {
    calibrate_hours(*options);
    return succeeded;
  };
}

}  // namespace crossflow
