#include "cli/calendar.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action calendar_verb(CLI::App& command) {
  const auto options = std::make_shared<CalendarOptions>();
  add_scenario(command, options->scenario, options->load);
  command.add_option("--from", options->from, "the first date; unless given, the scenario's");
  command.add_option("--to", options->to, "the last date; unless given, the scenario's last, or --from");
  command.add_flag("--json", options->json, "print it as JSON");
  return [options](const std::string&) {
    print_calendar(*options);
    return succeeded;
  };
}

}  // namespace crossflow
