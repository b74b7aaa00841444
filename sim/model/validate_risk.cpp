#include <algorithm>

#include <fmt/format.h>

#include "sim/model/bank_keys.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/targeting.hpp"
#include "sim/model/validate_parts.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_profiles = 16;    // bits of Risk's side table
constexpr double hardly_ever = 1e-6;         // too rare for a run to see
constexpr double least_that_matters = 1e-9;  // of carriers

// What those who carry nothing never meet cannot be weighed: see Risk.
void check_weighable(const Scenario& scenario, const TargetingProfile& profile, bool grouped, Problems& problems) {
  for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
    const double clean = picks(profile, c, grouped, Contraband::none);
    for (std::size_t k = 0; k < contraband_kinds; ++k) {
      const double* share = scenario.contraband[k].find(c, false);
      if (share == nullptr || *share <= 0) continue;
      if (clean >= hardly_ever || picks(profile, c, grouped, contraband_at(k)) <= least_that_matters) continue;
      problems.add(profile.place,
                   fmt::format("targeting '{}' picks carriers of class '{}', but hardly ever one who carries nothing: "
                               "the chance of finding is worked out from what happens to those, and what they never "
                               "meet cannot be weighed",
                               profile.name, scenario.classes[c].name),
                   "'random' above 0%, such as random: 0.5%");
      break;
    }
  }
}

}  // namespace

void check_risk(const Scenario& scenario, Problems& problems) {
  if (scenario.targeting.size() > most_profiles)
    problems.add(scenario.targeting[most_profiles].place,
                 std::to_string(scenario.targeting.size()) + " profiles of targeting", "at most 16");
  const bool groups = std::any_of(scenario.ports.begin(), scenario.ports.end(), [](const Port& port) {
    return std::any_of(port.sources.begin(), port.sources.end(), [](const Source& s) { return kind_of(s).groups; });
  });
  for (const TargetingProfile& profile : scenario.targeting) {
    const std::size_t before = problems.size();
    check_weighable(scenario, profile, false, problems);
    if (groups && problems.size() == before) check_weighable(scenario, profile, true, problems);
  }
}

}  // namespace crossflow
