#include "cli/verbs.hpp"

namespace crossflow {

// In the order of the help.
const std::vector<Verb>& all_verbs() {
  static const std::vector<Verb> verbs = {
      {"run", "simulate a scenario and say how long people waited", &run_verb},
      {"show", "print the page of a stored result again", &show_verb},
      {"validate", "check a scenario or a study and say all that is wrong with it", &validate_verb},
      {"calendar", "say which kinds of day dates are, and what a scenario takes on each", &calendar_verb},
      {"sweep", "simulate all variants of a study and compare them", &sweep_verb},
      {"compare", "compare results, or scenarios and their variants, on the same days", &compare_verb},
      {"select", "find the best of several with no more days than that takes", &select_verb},
      {"roster", "find the cheapest roster that keeps what must hold", &roster_verb},
      {"capacity", "find the largest demand at which all still holds", &capacity_verb},
      {"sensitivity", "say which of the figures that are not sure an answer hangs on", &sensitivity_verb},
      {"export", "write a result as a workbook, or its tables as CSV files", &export_verb},
      {"report", "write a page with charts for those who decide, of one result or of several compared", &report_verb},
      {"calibrate", "fit what a scenario takes as given to what was observed", &calibrate_verb},
      {"check", "simulate a scenario and compare it with what was observed", &check_verb},
      {"schema", "print the JSON Schema of scenarios, for editors", &schema_verb},
      {"live", "", &live_verb},
      {"view", "show a result with a trace, or a run as it goes; takes what crossflow-view takes", &view_verb},
  };
  return verbs;
}

}  // namespace crossflow
