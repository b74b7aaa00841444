// What the front page says of both sides, and of those who waited elsewhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analysis/page.hpp"
#include "analysis/summary_json.hpp"
#include "analysis/text_table.hpp"
#include "tests/analysis/small_port.hpp"

namespace crossflow {
namespace {

using testing::HasSubstr;
using testing::Not;

// The scanner is the other side's, and crew are a kind of vehicle; two replications.
Directory two_sides() {
  Directory d = small();
  d.authorities = {"immigration", "mainland immigration"};
  d.stations[0].authority = 0;
  d.stations[1].authority = 1;
  d.classes[2].kind = EntityKind::vehicle;
  d.sources = {{"p/source", 3, 0, false, "booking"}};
  d.stations[3].label = {"Booked people", "預約旅客"};
  return d;
}

ResultRows two_sided_days() {
  ResultRows rows = of_replications({0, 1});
  // Residents and visitors of direction 0: 30 and 10 of the first day, 20 of the second.
  rows.of<PledgeRow>() = {{0, 0, 0, 0, seven, 30, 30, 30, 30 * 60.0},
                          {0, 1, 0, 0, seven, 10, 10, 10, 10 * 100.0},
                          {1, 0, 0, 0, seven, 20, 20, 20, 20 * 70.0},
                          {0, 0, 0, 1, seven, 30, 30, 30, 30 * 120.0},
                          {0, 2, 0, 1, seven, 99, 99, 99, 99 * 900.0}};
  rows.of<ClockRow>() = {{0, 0, 0, 0, seven, 60, 30},
                         {0, 1, 0, 0, seven, 100, 10},
                         {1, 0, 0, 0, seven, 70, 20},
                         {0, 0, 0, 1, seven, 120, 30}};
  rows.of<PassageRow>() = {
      {0, 0, 0, 30, 30 * 10.0, 30 * 300.0}, {1, 0, 0, 20, 0, 20 * 350.0}, {0, 2, 0, 99, 0, 99 * 9999.0}};
  rows.of<PassageTimeRow>() = {{0, 0, 0, 300, 30}, {1, 0, 0, 350, 20}, {0, 2, 0, 9999, 99}};
  rows.of<VirtualQueueRow>() = {{0, 0, 0, 30, 5, 2, 0, 30 * 240.0, 90}, {1, 0, 0, 20, 1, 0, 3, 20 * 120.0, 10}};
  rows.of<VirtualQueueTimeRow>() = {{0, 0, 0, 240, 30}, {1, 0, 0, 120, 20}};
  return rows;
}

TEST(BothSides, AreSummedOverTravellersAlone) {
  const Summary s = summarise(two_sides(), two_sided_days());
  ASSERT_EQ(s.sides.size(), 1U);
  const SidesSummary& of = s.sides[0];
  ASSERT_EQ(of.authorities.size(), 2U);
  EXPECT_EQ(of.authorities[0].first, 0U);
  EXPECT_EQ(of.authorities[0].second.people, 60);
  EXPECT_DOUBLE_EQ(*of.authorities[0].second.mean_s, (30 * 60 + 10 * 100 + 20 * 70) / 60.0);
  EXPECT_EQ(*of.authorities[0].second.percentile_95_s, 100) << "the 57th of 60";
  EXPECT_EQ(of.authorities[1].second.people, 30);
  EXPECT_EQ(of.inside.people, 50);
  EXPECT_DOUBLE_EQ(*of.inside.mean_s, 320);
  EXPECT_DOUBLE_EQ(*of.outside_mean_s, 6);
}

TEST(BothSides, StandOnTheFrontPageWhereThereAreTwo) {
  const Directory directory = two_sides();
  const std::string text = text_of(directory, summarise(directory, two_sided_days()), {.full = true});
  EXPECT_THAT(text, HasSubstr("THROUGH BOTH SIDES             people, mean        mean  95% within\n"
                              "arrival: Immigration                     30  1 min 10 s  1 min 40 s\n"))
      << text;
  ResultRows one_side = two_sided_days();
  one_side.of<PassageRow>().clear();
  one_side.of<PassageTimeRow>().clear();
  EXPECT_THAT(text_of(directory, summarise(directory, one_side), {.full = true}), Not(HasSubstr("BOTH SIDES")));
}

TEST(BothSides, OneStopIsSaid) {
  Directory directory = two_sides();
  EXPECT_THAT(text_of(directory, summarise(directory, two_sided_days()), {.full = true}),
              Not(HasSubstr("At one stop")));
  directory.stations[0].also = 2;
  EXPECT_THAT(text_of(directory, summarise(directory, two_sided_days()), {.full = true}),
              HasSubstr("At one stop, so that one clock runs: Mainland immigration with Immigration.\n"));
}

TEST(WaitedElsewhere, CountsAllWhoWantedToCome) {
  const Directory directory = two_sides();
  const Summary s = summarise(directory, two_sided_days());
  ASSERT_EQ(s.virtual_queues.size(), 1U);
  const VirtualQueueSummary& q = s.virtual_queues[0];
  EXPECT_EQ(q.wanted(), 50 + 6 + 2 + 3);
  EXPECT_DOUBLE_EQ(*q.waited_mean_s, (30 * 240 + 20 * 120) / 50.0);
  EXPECT_DOUBLE_EQ(*q.early_mean_s, 2);
  EXPECT_EQ(*q.waited_95_s, 240);
  const std::string text = text_of(directory, s, {.full = true});
  EXPECT_THAT(text, HasSubstr("Booked people")) << text;
  EXPECT_THAT(text, HasSubstr("By booking: from the time wanted to coming"));
  EXPECT_THAT(text, Not(HasSubstr("By call")));
  const nlohmann::ordered_json json = json_of(directory, s);
  EXPECT_EQ(json["virtual_queues"][0]["wanted"], 61);
  EXPECT_EQ(json["both_sides"][0]["authorities"][1]["authority"], "mainland immigration");
}

}  // namespace
}  // namespace crossflow
