// J. D. C. Little (1961): the integral of the queue's length is the sum of all waits. Over a run that ends empty that
// is no estimate but an equation, to the microsecond.
#include <cmath>

#include <gtest/gtest.h>

#include "sim/model/simulation.hpp"
#include "sim/record/statistics.hpp"
#include "tests/system/replicate.hpp"
#include "tests/system/wait_tally.hpp"

namespace crossflow {
namespace {

struct Totals {
  std::vector<double> waits;      // by station, all classes, from the log; microseconds
  std::vector<double> integrals;  // from the statistics
};

Totals totals_of(const std::string& file, const std::vector<std::string>& sets = {}) {
  const Scenario scenario = scenario_of(file, sets);
  const auto numbers = replicate(1, 1, [&](const RunKey& key) {
    Simulation simulation(scenario, key);
    const Directory& directory = simulation.directory();
    Statistics statistics(directory);
    WaitTally tally(directory);
    simulation.add_sink(statistics);
    simulation.add_sink(tally);
    simulation.run();
    ResultRows rows;
    statistics.add_rows(0, 0, rows);
    std::vector<double> integrals(directory.stations.size());
    for (const SeriesRow& row : rows.of<SeriesRow>()) integrals[row.station] += std::round(row.waiting_person_s * 1e6);
    std::vector<double> out;
    for (std::size_t s = 0; s < directory.stations.size(); ++s) {
      if (directory.stations[s].shape == Shape::outside) continue;  // a line outside has no queue to join
      double waits = 0;
      for (std::size_t c = 0; c < directory.classes.size(); ++c) waits += static_cast<double>(tally.of(s, c).waited);
      out.push_back(waits);
      out.push_back(integrals[s]);
    }
    return out;
  });
  Totals totals;
  for (std::size_t i = 0; i < numbers.size(); i += 2) {
    totals.waits.push_back(numbers[i][0]);
    totals.integrals.push_back(numbers[i + 1][0]);
  }
  return totals;
}

double sum(const std::vector<double>& values) {
  double out = 0;
  for (const double v : values) out += v;
  return out;
}

class Little : public testing::TestWithParam<const char*> {};

TEST_P(Little, HoldsExactlyAtEveryStation) {
  const Totals totals = totals_of(GetParam());
  EXPECT_GT(sum(totals.waits), 1e9);
  EXPECT_EQ(totals.waits, totals.integrals);
}

INSTANTIATE_TEST_SUITE_P(Theory, Little,
                         testing::Values("theory/several-servers.yaml", "theory/patience.yaml", "theory/full-room.yaml",
                                         "theory/tandem.yaml", "theory/two-classes.yaml",
                                         "heung-yuen-wai-sunday.yaml"));

}  // namespace
}  // namespace crossflow
