// A day whose stream changes by the hour, from an empty counter: nothing to warm up, nothing to discard.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/model/simulation.hpp"
#include "sim/record/statistics.hpp"
#include "tests/system/formulas.hpp"
#include "tests/system/replicate.hpp"
#include "tests/system/wait_tally.hpp"

namespace crossflow {
namespace {

TEST(Theory, ByTheHour) {
  std::vector<double> arrivals;  // as in the scenario, by hour
  for (const auto& [rate, hours] : std::vector<std::pair<double, int>>{
           {20, 6}, {50, 1}, {70, 1}, {100, 1}, {90, 1}, {60, 2}, {70, 4}, {60, 1}, {95, 1}, {85, 2}, {50, 2}, {20, 2}})
    arrivals.insert(arrivals.end(), static_cast<std::size_t>(hours), rate / 3600);
  ASSERT_EQ(arrivals.size(), 24U);
  const auto theory = theory::mean_waiting_by_period(arrivals, 3600, 180, 4, 250, 720);

  const Scenario scenario = scenario_of("theory/by-the-hour.yaml");
  const auto numbers = replicate(1, for_theory(2000), [&](const RunKey& key) {
    Simulation simulation(scenario, key);
    Statistics statistics(simulation.directory());
    simulation.add_sink(statistics);
    simulation.run();
    ResultRows rows;
    statistics.add_rows(0, 0, rows);
    std::vector<double> by_hour(24);
    for (const SeriesRow& row : rows.of<SeriesRow>())
      if (row.station == station_of(simulation.directory(), "counter") && row.from_s < 86400)
        by_hour[static_cast<std::size_t>(row.from_s / 3600)] = row.waiting_person_s / 3600;
    return by_hour;
  });
  ASSERT_EQ(numbers.size(), 24U);
  std::vector<double> whole_day(numbers.front().size());
  double theory_of_day = 0;
  for (std::size_t h = 0; h < 24; ++h) {
    // In the small hours hardly anybody waits, and that seldom.
    const double tightness = theory[h] > 1 ? 0.15 : theory[h] > 0.1 ? 0.4 : 1.0;
    expect_mean(numbers[h], theory[h], tightness, fmt::format("people waiting from {}:00", h));
    for (std::size_t r = 0; r < whole_day.size(); ++r) whole_day[r] += numbers[h][r] / 24;
    theory_of_day += theory[h] / 24;
  }
  expect_mean(whole_day, theory_of_day, 0.06, "people waiting over the whole day");
}

}  // namespace
}  // namespace crossflow
