// What dog teams do and customs finds, of rows that are few enough to reckon by hand.
#include <gtest/gtest.h>

#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

Directory with_contraband() {
  Directory d = small();
  d.prevalences = {{resident, Contraband::drugs, 0.01}, {resident, Contraband::tobacco, 0.03}};
  d.teams = {{"p/rex", {"Rex", ""}, 0, "drugs"}, {"p/asta", {"Asta", ""}, 0, "tobacco"}};
  return d;
}

// replication, class, direction, contraband; entities, clean, carriers, found, selected, searched; chance_sum
RiskRow row(std::uint8_t kind, std::int64_t clean, std::int64_t carriers, double chance_sum) {
  RiskRow r{};
  r.traveller_class = resident;
  r.direction = arrival;
  r.contraband = kind;
  r.clean = clean;
  r.carriers = carriers;
  r.chance_sum = chance_sum;
  return r;
}

TEST(DogMeasures, ChanceOfFindingWeighsKindsAsTheyAreCarried) {
  ResultRows rows;
  rows.of<RiskRow>() = {row(0, 100, 0, 0), row(1, 100, 2, 50), row(5, 100, 2, 10)};
  const Observation o = observe(request_of(chance_of_finding_measure()), rows, with_contraband());
  EXPECT_DOUBLE_EQ(o.sum / o.of, (0.01 * 50 + 0.03 * 10) / (0.04 * 100));
}

TEST(DogMeasures, MissedAreTheCarriersThatAreExpected) {
  ResultRows rows;
  rows.of<RiskRow>() = {row(1, 90, 10, 45), row(5, 90, 10, 9)};
  const Observation o = observe(request_of(missed_measure()), rows, with_contraband());
  EXPECT_DOUBLE_EQ(o.sum / o.of, 1.0 * 0.5 + 3.0 * 0.9);
  EXPECT_NE(missed_measure().refuses(small(), {}), "");
}

TEST(DogMeasures, SearchesAndRestKept) {
  ResultRows rows;
  TeamRow rex{}, asta{};
  rex.searches = 7;
  rex.worked_s = 3000;
  rex.rest_kept_s = 3000;
  asta.team = 1;
  asta.searches = 2;
  asta.worked_s = 1000;
  asta.rest_kept_s = 600;
  rows.of<TeamRow>() = {rex, asta};
  EXPECT_EQ(observe(request_of(dog_searches_measure()), rows, with_contraband()).sum, 9);
  const Observation kept = observe(request_of(rest_kept_measure()), rows, with_contraband());
  EXPECT_DOUBLE_EQ(kept.sum / kept.of, 0.9);
  EXPECT_NE(rest_kept_measure().refuses(small(), {}), "");
}

}  // namespace
}  // namespace crossflow
