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
  add_force_edited(*hours, options.force);
  add_quiet(*hours, options.quiet, "print nothing but errors");
  add_inputs_below(*hours);
  return hours;
}

CLI::App* demand_verb(CLI::App& command, CalibrateDemandOptions& options) {
  CLI::App* demand = command.add_subcommand("demand", "how many people come on which date, from counts by day");
  const auto add_date = [&](const std::string& name, std::string& date, const std::string& says) {
    demand->add_option(name, date, says)->type_name("DATE");
  };
  const auto add_source = [&](const std::string& name, std::string& source, const std::string& says) {
    demand->add_option(name, source, says)->type_name("NAME")->capture_default_str();
  };
  add_table(*demand, "counts", options.daily, "people by date, control point, direction and class")->required();
  add_table(*demand, "--holidays", options.holidays, "public holidays, which tell the kind of a day")->required();
  demand->add_option("--port", options.port, "the control point whose days are wanted")->type_name("NAME")->required();
  add_date("--since", options.since, "the first date to fit to; unless given, the first of the table");
  add_date("--test-from", options.test_from,
           "counts from here on are left out for the test; unless given, the last half-year's");
  add_date("--from", options.from, "the first date to foretell; unless given, the day after the last count");
  add_date("--to", options.to, "the last date to foretell; unless given, a year after the last count");
  add_source("--arriving", options.arriving, "the scenario's source of people who arrive");
  add_source("--departing", options.departing, "the scenario's source of people who depart");
  demand->add_option("-o,--output", options.output, "write this overlay, and beside it a table of people by date")
      ->check(a_name())
      ->type_name("FILE.yaml");
  add_force_edited(*demand, options.force);
  add_quiet(*demand, options.quiet, "print nothing but errors");
  return demand;
}

}  // namespace

Action calibrate_verb(CLI::App& command) {
  command.require_subcommand(1);
  const auto hours = std::make_shared<CalibrateHoursOptions>();
  const auto demand = std::make_shared<CalibrateDemandOptions>();
  hours_verb(command, *hours);
  const CLI::App* of_demand = demand_verb(command, *demand);
  return [hours, demand, of_demand](const std::string&) {
    if (of_demand->parsed()) {
      calibrate_demand(*demand);
    } else {
      calibrate_hours(*hours);
    }
    return succeeded;
  };
}

}  // namespace crossflow
