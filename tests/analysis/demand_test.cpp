// Daily counts made of known effects: they are found again, and go on beyond the counts.
#include "analysis/calibrate/demand.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace crossflow {
namespace {

constexpr int days = 364;
const std::vector<NamedEffect> effects = {{"working day", 0.3, 0.2}, {"Sunday", 0.3, 0.2}, {"festival", 0.3, 0.2}};

DemandDate date(int number) {
  const bool festival = number % 91 == 45;
  const std::size_t kind = festival ? 2 : number % 7 == 6 ? 1 : 0;
  return {number, {kind}, festival};
}

std::vector<DemandDate> dates() {
  std::vector<DemandDate> out;
  for (int d = 0; d < days; ++d) out.push_back(date(d));
  return out;
}

/// A thousand people a day, half as many again on Sundays and twice as many on festivals; at the second place three
/// times as many and no more on Sundays.
double mean(std::size_t place, int d) {
  const std::size_t kind = date(d).effects.front();
  const double festival = kind == 2 ? 2 : 1;
  return place == 0 ? 1000 * festival * (kind == 1 ? 1.5 : 1) : 3000 * festival;
}

DailyCounts counts(std::size_t place) {
  DailyCounts out;
  for (int d = 0; d < days; ++d) out.push_back(std::round(mean(place, d) * (d % 2 == 0 ? 1.02 : 0.98)));
  return out;
}

TEST(DemandModel, FindsEffectsAgain) {
  const DemandModel model(effects, dates(), {counts(0), counts(1)});
  for (std::size_t place = 0; place < 2; ++place)
    for (const int d : {0, 6, 45, days - 1, days + 3, days + 5})  // the last ones were not seen
      EXPECT_NEAR(model.expected(place, date(d)) / mean(place, d), 1, 0.03) << place << " on day " << d;
  EXPECT_NEAR(model.effect(0, 1) - model.effect(0, 0), std::log(1.5), 0.03);
  EXPECT_NEAR(model.effect(1, 1) - model.effect(1, 0), 0, 0.03);
  EXPECT_NEAR(model.trend(0), 0, 0.05);
}

TEST(DemandModel, ADayFarFromItsMeanCountsLess) {
  DailyCounts storm = counts(0);
  for (int d = 200; d < 204; ++d) storm[static_cast<std::size_t>(d)] = 30;
  const DemandModel model(effects, dates(), {storm, counts(1)});
  EXPECT_NEAR(model.expected(0, date(200)) / mean(0, 200), 1, 0.06);
}

TEST(DemandModel, DatesNotCountedSayNothing) {
  DailyCounts closed = counts(0);
  for (int d = 0; d < 100; ++d) closed[static_cast<std::size_t>(d)] = 0;
  const DemandModel model(effects, dates(), {closed, counts(1), DailyCounts(days, 0)});
  EXPECT_NEAR(model.expected(0, date(days)) / mean(0, days), 1, 0.03);
}

TEST(DemandModel, TheLastSlopeDiesAway) {
  DailyCounts grows;
  for (int d = 0; d < days; ++d) grows.push_back(1000 * std::exp(0.5 * d / 365.25));
  std::vector<DemandDate> plain;
  for (int d = 0; d < days; ++d) plain.push_back({d, {0}, false});
  const DemandModel model(effects, plain, {grows});
  EXPECT_NEAR(model.trend(0), 0.5, 0.05);
  const double last = model.expected(0, plain.back());
  EXPECT_NEAR(last / grows.back(), 1, 0.01);
  const double soon = model.expected(0, {days + 30, {0}, false}), later = model.expected(0, {days + 365, {0}, false});
  EXPECT_GT(soon, last * 1.01);
  EXPECT_LT(later, last * 1.1) << "by no more than its slope of some eight weeks";
}

}  // namespace
}  // namespace crossflow
