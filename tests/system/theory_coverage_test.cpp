// Our own intervals, put to the test on whole runs: 100 small experiments (500 by night) of 30 replications each, every
// one with a seed of its own. The truth is known exactly, the empty start included: the mean wait of the first 300 of
// an M/M/3. By chance alone the share of 500 strays by one percentage point, that of 100 by two (one standard error).
#include <numeric>

#include <gtest/gtest.h>

#include "analysis/stats.hpp"
#include "sim/base/sampler.hpp"
#include "sim/model/simulation.hpp"
#include "sim/record/statistics.hpp"
#include "tests/paths.hpp"
#include "tests/system/formulas.hpp"
#include "tests/system/replicate.hpp"

namespace crossflow {
namespace {

TEST(Theory, IntervalsHoldTheTruthAsOftenAsTheySay) {
  const std::uint64_t experiments = night() ? 500 : 100;
  constexpr std::uint32_t replications = 30;
  constexpr std::size_t people = 1000;
  const auto waits = theory::mean_waits_from_empty(216.0 / 3600, 30, 3, people);
  const double truth = std::accumulate(waits.begin(), waits.end(), 0.0) / people;

  const Scenario scenario = scenario_of("theory/short.yaml");
  // Children find its table made.
  const Sampler gaps(Distribution::exponential(1));
  const Sampler services(Distribution::exponential(30));
  const double stray = night() ? 0.02 : 0.045;
  double held = 0;
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= experiments; ++seed) {
    const auto numbers = replicate(seed, replications, [&](const RunKey& key) {
      Simulation simulation(scenario, key);
      Statistics statistics(simulation.directory());
      simulation.add_sink(statistics);
      simulation.run();
      ResultRows rows;
      statistics.add_rows(0, 0, rows);
      double waiting = 0;
      for (const SeriesRow& row : rows.of<SeriesRow>()) waiting += row.waiting_person_s;
      return std::vector<double>{waiting / people};
    });
    const Estimate estimate = mean_estimate(numbers.front());
    sum += estimate.value;
    if (estimate.interval->low <= truth && truth <= estimate.interval->high) ++held;
  }
  EXPECT_NEAR(held / static_cast<double>(experiments), 0.95, stray);
  EXPECT_NEAR(sum / static_cast<double>(experiments), truth, stray * truth);
}

}  // namespace
}  // namespace crossflow
