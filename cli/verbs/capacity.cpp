#include "cli/capacity.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action capacity_verb(CLI::App& command) {
  const auto asked = std::make_shared<CapacityOptions>();
  CapacityOptions& options = *asked;
  add_scenario(command, options.scenario, options.load);
  command
      .add_option("--where", options.where,
                  "what must hold beside the pledges: a measure with a bound, as in \"longest queue, station: arrival "
                  "counters, at most: 300\"; may be repeated")
      ->type_name("MEASURE")
      ->allow_extra_args(false);
  command.add_option("--precision", options.precision, "how far levels of demand are apart")->capture_default_str();
  command.add_option("--most", options.most, "the largest level that is tried")->capture_default_str();
  command.add_option("--growth", options.growth, "a year, as in 5%: says in how many years it is reached");
  command.add_option("-R,--replications", options.replications, "days to simulate of each level")
      ->check(CLI::Range(2, 100'000))
      ->capture_default_str();
  add_seed(command, options.seed, "another seed gives other days");
  add_jobs(command, options.at_once);
  add_csv(command, options.csv);
  command.add_option("--chart", options.chart, "draw the curve as a picture, SVG, into this file")
      ->check(a_name())
      ->type_name("FILE.svg");
  command.add_flag("--json", options.json, "print all of it as JSON");
  add_quiet(command, options.quiet, "print nothing but errors");
  return [asked](const std::string&) {
    capacity(*asked);
    return succeeded;
  };
}

}  // namespace crossflow
