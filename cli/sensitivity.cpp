#include "cli/sensitivity.hpp"

#include <nlohmann/json.hpp>

#include "cli/output.hpp"
#include "cli/sensitivity_runs.hpp"
#include "cli/sensitivity_text.hpp"
#include "cli/svg.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"

namespace crossflow {

void sensitivity(const SensitivityOptions& options) {
  if (!options.csv.empty()) check_csv(options.csv, {options.scenario}, tornado_header);
  check_chart(options.chart, tornado_begins, {options.scenario, options.csv});
  SensitivityRuns runs(options);
  runs.run();
  if (!options.csv.empty()) write_table(options.csv, tornado_csv(runs));
  if (!options.chart.empty()) write_whole(options.chart, tornado_chart(runs), tornado_begins);
  if (options.json) {
    say("{}\n", json_of(runs).dump(2));
  } else if (!options.quiet) {
    say("{}", text_of(runs, output_width().value_or(usual_width)));
    say_warnings(runs.warnings());
  }
}

}  // namespace crossflow
