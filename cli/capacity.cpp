#include "cli/capacity.hpp"

#include <nlohmann/json.hpp>

#include "cli/capacity_search.hpp"
#include "cli/capacity_text.hpp"
#include "cli/svg.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"

namespace crossflow {

void capacity(const CapacityOptions& options) {
  if (!options.csv.empty()) check_csv(options.csv, {options.scenario}, curve_header);
  check_chart(options.chart, chart_begins, {options.scenario, options.csv});
  CapacitySearch search(options);
  search.run();
  if (search.levels().empty()) throw Interrupted("no level was simulated yet");
  if (!options.csv.empty()) write_table(options.csv, curve_csv(search));
  if (!options.chart.empty()) write_whole(options.chart, curve_chart(search), chart_begins);
  if (options.json) {
    say("{}\n", json_of(search).dump(2));
  } else if (!options.quiet) {
    say("{}", text_of(search, output_width().value_or(usual_width)));
  }
  if (search.interrupted) throw Interrupted("what was known so far is told");
}

}  // namespace crossflow
