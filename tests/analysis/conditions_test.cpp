// Whether a condition is met: by hand, and how often that is said wrongly.
#include "analysis/conditions.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analysis/study_answer.hpp"
#include "analysis/study_json.hpp"
#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<Observation> of(std::initializer_list<double> days) {
  std::vector<Observation> out;
  for (const double n : days) out.push_back({n, 1, {}});
  return out;
}

MeasureCondition at_least(double bound, std::size_t measure = 0) {
  return {measure, true, "b", {}, bound};
}
MeasureCondition at_most(double bound, std::size_t measure = 0) {
  return {measure, false, "b", {}, bound};
}

// Five days of 1, 1, 3, 5, 5: mean 3, standard error 0.894. Student's one-sided bound of 4 degrees at 5% is 2.132, so
// half of the interval is 1.907; on the scale of logarithms the mean lies above 3 exp(-1.907 / 3) = 1.589, and
// below 5.664, each with 95%.
TEST(Conditions, GoByTheOneSidedBound) {
  const MeasureRequest found = request_of(throughput_measure());
  const auto days = of({1, 1, 3, 5, 5});
  EXPECT_EQ(meets(at_least(1.58), found, days, 0.05), Meets::yes);
  EXPECT_EQ(meets(at_least(1.60), found, days, 0.05), Meets::untold);
  EXPECT_EQ(meets(at_least(5.66), found, days, 0.05), Meets::untold);
  EXPECT_EQ(meets(at_least(5.67), found, days, 0.05), Meets::no);
  EXPECT_EQ(meets(at_most(5.67), found, days, 0.05), Meets::yes);
  EXPECT_EQ(meets(at_most(1.58), found, days, 0.05), Meets::no);
  EXPECT_EQ(meets(at_least(1.09), found, days, 0.01), Meets::untold);  // 3.747 times the error: above 0.98
}

TEST(Conditions, WhatIsTheSameOnEveryDayIsMetToTheBound) {
  const MeasureRequest hours = request_of(officer_hours_measure());
  EXPECT_EQ(meets(at_most(80), hours, of({80, 80, 80}), 0.001), Meets::yes);
  EXPECT_EQ(meets(at_most(80), hours, of({80 + 1e-12, 80, 80}), 0.001), Meets::yes);
  EXPECT_EQ(meets(at_most(79.9), hours, of({80, 80, 80}), 0.001), Meets::no);
}

TEST(Conditions, OneDayTellsNothing) {
  const MeasureRequest hours = request_of(officer_hours_measure());
  EXPECT_EQ(meets(at_most(100), hours, of({80}), 0.05), Meets::untold);
  EXPECT_EQ(meets(at_most(0), hours, of({0}), 0.05), Meets::untold);
  EXPECT_EQ(meets(at_most(0), hours, of({1}), 0.05), Meets::no);  // one day does
  EXPECT_EQ(meets(at_most(0), hours, {}, 0.05), Meets::no);       // there is no such thing
}

// No number of good days makes up for one exception where the bound allows none; an interval about their mean, which
// holds 0 still, would.
TEST(Conditions, NoneAtAllIsNoneOnAnyDay) {
  const MeasureRequest left = request_of(not_cleared_measure());
  std::vector<Observation> days(30, Observation{0, 1, {}});
  EXPECT_EQ(meets(at_most(0), left, days, 0.01), Meets::yes);
  days[7].sum = 1;
  EXPECT_EQ(meets(at_most(0), left, days, 0.01), Meets::no);
  EXPECT_EQ(meets(at_most(0.5), left, days, 0.01), Meets::yes);
  const MeasureRequest kept = request_of(kept_measure());
  std::vector<Observation> shares(30, Observation{100, 100, {}});
  EXPECT_EQ(meets(at_least(1), kept, shares, 0.01), Meets::yes);
  shares[3].sum = 99;
  EXPECT_EQ(meets(at_least(1), kept, shares, 0.01), Meets::no);
  EXPECT_EQ(meets(at_least(0.98), kept, shares, 0.01), Meets::yes);
}

// A share that lies just below its bound is said to keep it in no more than so many samples as the error allows.
TEST(Conditions, AreSaidToBeMetNoOftenerThanTheErrorAllows) {
  std::mt19937 random(7);
  const MeasureRequest found = request_of(throughput_measure());
  int wrong = 0;
  constexpr int samples = 4000;
  for (int s = 0; s < samples; ++s) {
    std::normal_distribution<double> around(10, 2);
    std::vector<Observation> days;
    for (int d = 0; d < 20; ++d) days.push_back({around(random), 1, {}});
    wrong += meets(at_least(10.0001), found, days, 0.05) == Meets::yes;
  }
  EXPECT_NEAR(wrong / double{samples}, 0.05, 0.012);
}

// Least officer hours of four rosters, where at least 98% are in time and nobody is left.
StudyDesign rosters() {
  StudyDesign d;
  d.axes = {{"roster", {"20", "24", "28", "32"}}};
  d.measures = {request_of(officer_hours_measure()), request_of(kept_measure()), request_of(not_cleared_measure())};
  d.decide = StudyDecision{0, 0, false, {}, {{1, true, "98%", {}, 0.98}, {2, false, "0", {}, 0}}};
  return d;
}

VariantObservations roster(double hours, double kept, double spread, double left = 0) {
  VariantObservations out;
  out.of_measures.resize(3);
  for (int d = 0; d < 20; ++d) {
    out.of_measures[0].push_back({hours, 1, {}});
    out.of_measures[1].push_back({10'000 * (kept + (d % 2 == 0 ? spread : -spread)), 10'000, {}});
    out.of_measures[2].push_back({d == 3 ? left : 0, 1, {}});
  }
  return out;
}

TEST(DecideWhere, TheCheapestThatMeetsThemIsBest) {
  // 20 breaks the pledge, 24 leaves somebody on one day; 28 and 32 do.
  const std::vector seen{roster(200, 0.90, 0.01), roster(240, 0.995, 0.001, 5), roster(280, 0.99, 0.001),
                         roster(320, 0.999, 0.0005)};
  StudyAnswer a = answer(rosters(), seen);
  a.replications = 20;
  EXPECT_EQ(a.choices[0].choice, Choice::one);
  EXPECT_THAT(a.choices[0].under[0].best, ElementsAre(2U));
  EXPECT_THAT(a.choices[0].under[0].meets[0], ElementsAre(Meets::no, Meets::yes));
  EXPECT_THAT(a.choices[0].under[0].meets[1], ElementsAre(Meets::yes, Meets::no));
  const std::string text = text_of(rosters(), a);
  EXPECT_THAT(text,
              HasSubstr("the least of 'officer hours', where kept at least 98% and not cleared at most 0\n\n28\n"));
  EXPECT_THAT(text, HasSubstr("    20      no: 90.0%          yes: 0"));
  const auto json = json_of(rosters(), a)["decide"];
  EXPECT_EQ(json["where"][0]["at_least"], 0.98);
  EXPECT_EQ(json["where"][1]["at_most"], 0);
  EXPECT_EQ(json["choices"][0]["best"][0]["meets"]["24"][1], "no");
  EXPECT_EQ(json["choices"][0]["choice"], "one");
}

// Without conditions the cheapest is best, whatever it breaks: that is what was wrong.
TEST(DecideWhere, WithoutThemTheCheapestWouldBe) {
  StudyDesign d = rosters();
  d.decide->where.clear();
  const std::vector seen{roster(200, 0.90, 0.01), roster(240, 0.995, 0.001, 5), roster(280, 0.99, 0.001),
                         roster(320, 0.999, 0.0005)};
  EXPECT_THAT(answer(d, seen).choices[0].under[0].best, ElementsAre(0U));
}

TEST(DecideWhere, NoneMeetsThem) {
  const std::vector seen{roster(200, 0.90, 0.01), roster(240, 0.95, 0.001), roster(280, 0.96, 0.001),
                         roster(320, 0.97, 0.0005)};
  StudyAnswer a = answer(rosters(), seen);
  a.replications = 20;
  EXPECT_EQ(a.choices[0].choice, Choice::none);
  EXPECT_THAT(a.choices[0].under[0].best, IsEmpty());
  EXPECT_THAT(text_of(rosters(), a), HasSubstr("\nnone meets the conditions\n"));
  EXPECT_EQ(json_of(rosters(), a)["decide"]["choices"][0]["choice"], "none_meets_the_conditions");
}

// The one that may or may not meet them is cheaper than the first that does: it cannot be told yet. If it were dearer
// that would be no matter.
TEST(DecideWhere, CannotBeToldYet) {
  std::vector seen{roster(200, 0.90, 0.01), roster(240, 0.98, 0.015), roster(280, 0.99, 0.001), roster(320, 0.999, 0)};
  StudyAnswer a = answer(rosters(), seen);
  a.replications = 20;
  EXPECT_EQ(a.choices[0].choice, Choice::untold);
  EXPECT_THAT(a.choices[0].under[0].best, ElementsAre(1U, 2U));
  EXPECT_THAT(text_of(rosters(), a), HasSubstr("24 (if it meets the conditions) or 28\n"));
  seen[1].of_measures[0] = roster(300, 0, 0).of_measures[0];
  a = answer(rosters(), seen);
  EXPECT_EQ(a.choices[0].choice, Choice::one);
  EXPECT_THAT(a.choices[0].under[0].best, ElementsAre(2U));
}

TEST(DecideWhere, NoneIsKnownToMeetThem) {
  const std::vector seen{roster(200, 0.90, 0.01), roster(240, 0.98, 0.015), roster(280, 0.98, 0.015),
                         roster(320, 0.97, 0.0005)};
  StudyAnswer a = answer(rosters(), seen);
  EXPECT_EQ(a.choices[0].choice, Choice::untold);
  EXPECT_THAT(a.choices[0].under[0].best, ElementsAre(1U, 2U));
}

TEST(DecideWhere, UnderOneEvidenceAndNotUnderTheOther) {
  StudyDesign d = rosters();
  d.axes = {{"roster", {"20", "24"}}, {"evidence", {"A", "B"}}};
  d.decide->whatever = 1;
  const std::vector seen{roster(200, 0.99, 0.001), roster(200, 0.9, 0.001), roster(240, 0.995, 0.001),
                         roster(240, 0.95, 0.001)};
  StudyAnswer a = answer(d, seen);
  a.replications = 20;
  EXPECT_EQ(a.choices[0].choice, Choice::depends);
  EXPECT_THAT(text_of(d, a),
              HasSubstr("the evidence does not decide: 20 under A; none meets the conditions under B\n"));
}

}  // namespace
}  // namespace crossflow
