// Comparisons of observations that are few enough to reckon by hand.
#include "analysis/comparison.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analysis/measures.hpp"
#include "analysis/pairing.hpp"
#include "analysis/text_table.hpp"
#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

using testing::HasSubstr;
using testing::Not;

using Values = std::vector<std::optional<double>>;

std::vector<Observation> counts(std::initializer_list<double> days) {
  std::vector<Observation> out;
  for (const double n : days) out.push_back({n, 1, {}});
  return out;
}

MeasureRequest throughput() {
  MeasureRequest request = request_of(throughput_measure());
  request.name = "served";
  return request;
}

// Variances 4 and 9 (of 0, 2, 4 and 0, 3, 6), differences 0, 1, 2 of variance 1: 13 times.
TEST(VarianceRatio, ByHand) {
  EXPECT_DOUBLE_EQ(*variance_ratio(Values{0, 2, 4}, Values{0, 3, 6}), 13);
  // The other way round on the same days: -6, -1, 4 of variance 25.
  EXPECT_DOUBLE_EQ(*variance_ratio(Values{0, 2, 4}, Values{6, 3, 0}), 13.0 / 25);
}

TEST(VarianceRatio, DaysOfWhichOneSaysNothingAreLeftOut) {
  EXPECT_DOUBLE_EQ(*variance_ratio(Values{0, 2, {}, 4, 9}, Values{0, 3, 100, 6, {}}), 13);
}

TEST(VarianceRatio, TheSameDifferenceEveryDayIsExact) {
  EXPECT_EQ(variance_ratio(Values{0.1, 0.2, 0.4}, Values{1.1, 1.2, 1.4}), std::numeric_limits<double>::infinity());
  EXPECT_FALSE(variance_ratio(Values{5, 5}, Values{7, 7}));
  EXPECT_FALSE(variance_ratio(Values{5}, Values{7}));
}

// Of a ratio the jackknife's pseudo-values: of equal denominators they are the ratios themselves.
TEST(Contributions, OfARatioArePseudoValues) {
  const MeasureRequest request = request_of(utilisation_measure());
  const std::vector<Observation> equal{{1, 4, {}}, {2, 4, {}}, {3, 4, {}}};
  const auto found = contributions(request, equal);
  ASSERT_EQ(found.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(*found[i], 0.25 * static_cast<double>(i + 1), 1e-12);
  // 2 * 3/10 - 2/8 and 2 * 3/10 - 1/2.
  const auto unequal = contributions(request, std::vector<Observation>{{1, 2, {}}, {2, 8, {}}});
  EXPECT_NEAR(*unequal[0], 0.35, 1e-12);
  EXPECT_NEAR(*unequal[1], 0.1, 1e-12);
}

// Means 2 and 7, variances 4 of three and 2 of two: 4/3 + 1 = 2.3333, its square over (16/9/2 + 1/1) = 2.8824 degrees,
// of which Student's point is about 3.26.
TEST(Unpaired, WelchByHand) {
  const auto found = unpaired_difference(throughput(), counts({0, 2, 4}), counts({6, 8}));
  ASSERT_TRUE(found && found->interval);
  EXPECT_DOUBLE_EQ(found->value, 5);
  EXPECT_NEAR(found->interval->high - found->value, found->value - found->interval->low, 1e-12);
  EXPECT_NEAR(found->interval->high - found->value, 3.26 * std::sqrt(7.0 / 3), 0.02);
}

TEST(Unpaired, PerfectDaysOfBothAreNotSure) {
  const MeasureRequest request = request_of(kept_measure());
  const std::vector<Observation> perfect(20, Observation{100, 100, {}});
  const auto found = unpaired_difference(request, perfect, perfect);
  EXPECT_EQ(found->value, 0);
  EXPECT_LT(found->interval->low, -0.0005);
  EXPECT_GT(found->interval->high, 0.0005);
}

Compared one(const std::string& name, std::uint64_t seed, std::vector<std::uint32_t> replications,
             std::initializer_list<double> days) {
  return {name, seed, std::move(replications), {{counts(days)}, {}}};
}

TEST(Comparison, PairsReplicationsOfOneNumber) {
  const Comparison c =
      compare({throughput()}, {one("a", 1, {0, 1, 2}, {0, 2, 4}), one("b", 1, {2, 0, 1}, {6, 0, 3})}, false);
  EXPECT_TRUE(c.against[0].paired);
  EXPECT_FALSE(c.against[0].some_left);
  EXPECT_DOUBLE_EQ(c.against[0].changes[0].difference->value, 1);
  EXPECT_DOUBLE_EQ(*c.against[0].changes[0].variance_ratio, 13);
}

TEST(Comparison, OnlyDaysThatBothHave) {
  const Comparison c =
      compare({throughput()}, {one("a", 1, {0, 1, 2, 3}, {0, 2, 4, 1000}), one("b", 1, {0, 1, 2}, {0, 3, 6})}, false);
  EXPECT_TRUE(c.against[0].some_left);
  EXPECT_EQ(c.against[0].days, 3U);
  EXPECT_DOUBLE_EQ(c.against[0].changes[0].difference->value, 1);
  EXPECT_THAT(text_of(c, Directory()), HasSubstr("a has 4 and b has 3; the others are in no difference"));
}

TEST(Comparison, OtherSeedsAreNotPaired) {
  const Comparison c = compare({throughput()}, {one("a", 1, {0, 1, 2}, {0, 2, 4}), one("b", 2, {0, 1}, {6, 8})}, false);
  EXPECT_FALSE(c.against[0].paired);
  EXPECT_FALSE(c.against[0].changes[0].variance_ratio);
  EXPECT_DOUBLE_EQ(c.against[0].changes[0].difference->value, 5);
  EXPECT_THAT(text_of(c, Directory()), HasSubstr("NOT the same days: 3 of seed 1, 2 of seed 2."));
}

TEST(Comparison, SaysWhatIsToldApartAndWhatIsNot) {
  const auto text = [](std::initializer_list<double> a, std::initializer_list<double> b) {
    return text_of(compare({throughput()}, {one("A", 1, {0, 1, 2, 3}, a), one("B", 1, {0, 1, 2, 3}, b)}, false),
                   Directory());
  };
  EXPECT_THAT(text({1, 2, 3, 4}, {11, 12, 13, 14}), HasSubstr("served: 10 ± 0 more in B than in A."));
  EXPECT_THAT(text({11, 12, 13, 14}, {1, 2, 3, 4}), HasSubstr("served: 10 ± 0 less in B than in A."));
  EXPECT_THAT(text({1, 2, 3, 4}, {4, 3, 2, 1}), HasSubstr("B and A cannot be told apart."));
  EXPECT_THAT(text({1, 2, 3, 4}, {1, 2, 3, 4}), HasSubstr("B does not differ from A on any day."));
  EXPECT_THAT(text({1, 2, 3, 4}, {11, 12, 13, 14}), HasSubstr("exact"));
}

TEST(Comparison, OneDayTellsNothing) {
  const Comparison c = compare({throughput()}, {one("A", 1, {0}, {1}), one("B", 1, {0}, {2})}, false);
  EXPECT_THAT(text_of(c, Directory()), HasSubstr("nothing can be told apart"));
  EXPECT_EQ(json_of(c)["differences"][0]["changes"]["served"]["verdict"], "cannot_be_told_apart");
}

TEST(Comparison, OnlyWithSeveralItSaysThatEachIsByItself) {
  const Compared a = one("A", 1, {0, 1}, {1, 2}), b = one("B", 1, {0, 1}, {2, 4}), c = one("C", 1, {0, 1}, {0, 7});
  EXPECT_THAT(text_of(compare({throughput()}, {a, b, c}, false), Directory()), HasSubstr("crossflow select"));
  EXPECT_THAT(text_of(compare({throughput()}, {a, b}, false), Directory()), Not(HasSubstr("crossflow select")));
}

TEST(Comparison, WhatSaysNothingIsLeftOutUnlessAskedFor) {
  MeasureRequest other = throughput();
  other.name = "nothing";
  Compared a = one("A", 1, {0, 1}, {1, 2});
  a.seen.of_measures.push_back(counts({0, 0}));
  Compared b = a;
  b.name = "B";
  EXPECT_EQ(compare({throughput(), other}, {a, b}, true).measures.size(), 1U);
  const Comparison all = compare({throughput(), other}, {a, b}, false);
  EXPECT_EQ(all.measures.size(), 2U);
  EXPECT_EQ(csv_of(all),
            "name,against,measure,unit,value,low,high,paired,days,variance ratio\n"
            "A,,served,count,1.5,0.021710994872151237,17.26952272151196,,2,\n"
            "A,,nothing,count,0,0,0,,2,\n"
            "B,,served,count,1.5,0.021710994872151237,17.26952272151196,,2,\n"
            "B,,nothing,count,0,0,0,,2,\n"
            "B,A,served,count,0,0,0,yes,2,\n"
            "B,A,nothing,count,0,0,0,yes,2,\n");
}

TEST(UsualMeasures, PledgesByClassAndDirectionAndWhatElseThereIs) {
  Directory d;
  d.classes = {{"local", {"Locals", ""}, 0.98, 15 * minute}, {"guest", {"Guests", ""}, 0, 0}};
  d.directions = {"arrival", "departure"};
  d.ports = {{"port", {}, 7 * hour, 22 * hour}};
  std::vector<std::string> names;
  for (const MeasureRequest& request : usual_requests(std::vector{d, d})) names.push_back(request.name);
  EXPECT_THAT(names, testing::ElementsAre("Locals, arrival within 15 min", "Locals, departure within 15 min",
                                          "clearance time, mean", "longest queue", "not cleared", "last clearance"));
  d.ports[0].open = 0;
  d.ports[0].close = day;
  EXPECT_EQ(usual_requests(std::vector{d}).size(), 5U);  // a port that never closes has no last clearance
}

}  // namespace
}  // namespace crossflow
