#include "viz/replay/range_figures.hpp"

#include <map>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/viz/hand_recording.hpp"

namespace crossflow::test {
namespace {

using viz::Overview;
using viz::range_figures;
using viz::RangeFigures;

// Two minutes in which three come to the desk, each served for a minute: the first at once, the second after 40 s, the
// third after 90 s. Limits are 100 s, which of a local one ends when he is cleared.
Log three_at_a_desk() {
  Log log;
  log.arrives(10, 0).joins_and_starts(10, 0, desk).arrives(30, 1).joins(30, 1, desk).arrives(70, 2).joins(70, 2, desk);
  log.ends(70, 0, desk).cleared(70, 0, desk, immigration).leaves(70, 0, desk).starts(70, 1, desk);
  log.ends(130, 1, desk).cleared(130, 1, desk, immigration).leaves(130, 1, desk);
  log.starts(160, 2, desk).ends(220, 2, desk).cleared(220, 2, desk, immigration).leaves(220, 2, desk);
  return log;
}

TEST(RangeFigures, AreOfThoseWhoJoinedInIt) {
  HandRecording run(three_at_a_desk(), 300);
  Overview overview(run);
  overview.advance(1000);
  const RangeFigures both = range_figures(overview, run.directory(), 0, 2 * minute);
  ASSERT_EQ(both.groups.size(), 1U);
  const viz::Clocks& clocks = both.groups[0].clocks;
  EXPECT_EQ(clocks.joined, 3);
  EXPECT_EQ(clocks.cleared, 3);
  EXPECT_EQ(clocks.kept, 2) << "60 s and 100 s, but not 150 s";
  EXPECT_EQ(clocks.waited, (60 + 100 + 150) * second);
  EXPECT_EQ(clocks.longest, 150 * second);
  ASSERT_EQ(both.places.size(), 1U);
  EXPECT_EQ(both.places[0].station, desk);
  EXPECT_EQ(both.places[0].waits.people, 3);
  EXPECT_EQ(both.places[0].waits.waited, (0 + 40 + 90) * second);
  EXPECT_EQ(both.places[0].waits.longest, 90 * second);
  EXPECT_EQ(both.places[0].most, 1);
  EXPECT_EQ(both.places[0].most_at, 30 * second) << "in the first minute";
  EXPECT_EQ(both.places[0].waiting_s, 30 + 60) << "who joined at 70 s waits on until 160 s";
  EXPECT_EQ(both.waiting_s, 90);

  const RangeFigures second_minute = range_figures(overview, run.directory(), minute, 2 * minute);
  EXPECT_EQ(second_minute.groups[0].clocks.joined, 1);
  EXPECT_EQ(second_minute.groups[0].clocks.kept, 0);
  EXPECT_EQ(second_minute.places[0].waits.waited, 90 * second) << "the whole wait, which ended later";
  EXPECT_EQ(second_minute.waiting_s, 10 + 50);

  const RangeFigures third = range_figures(overview, run.directory(), 2 * minute, 3 * minute);
  EXPECT_TRUE(third.groups.empty());
  ASSERT_EQ(third.places.size(), 1U);
  EXPECT_EQ(third.places[0].waits.people, 0);
  EXPECT_EQ(third.waiting_s, 40);
  EXPECT_TRUE(range_figures(overview, run.directory(), 4 * minute, 5 * minute).places.empty());
}

TEST(RangeFigures, OfAllAreOfTravellersAndOfThosePromised) {
  Directory d = small_directory();
  d.classes.push_back({"crew", {}, 0, 0, false});
  d.classes.push_back({"lorry", {}, 0.9, 100 * second, false, EntityKind::vehicle});
  RangeFigures figures;
  figures.groups = {{0, 0, {10, 9, 10, 100 * second, 20 * second}},
                    {1, 0, {4, 1, 3, 90 * second, 40 * second}},
                    {2, 0, {5, 5, 5, 10 * second, 2 * second}},
                    {3, 0, {7, 7, 7, 70 * second, 10 * second}}};
  EXPECT_EQ(figures.all(d).joined, 19) << "without lorries";
  EXPECT_EQ(figures.all(d).waited, 200 * second);
  EXPECT_EQ(figures.all(d).longest, 40 * second);
  EXPECT_EQ(figures.promised(d).joined, 14) << "without the crew, to whom nothing was promised";
  EXPECT_EQ(figures.promised(d).kept, 10);
}

// Officers may be called away, and whoever they served waits again: one wait of 20 s and 30 s, by when he joined first.
TEST(RangeFigures, CountAWaitThatWasBrokenOffOnce) {
  Directory d = small_directory();
  d.stations[desk].post_skill = "immigration";
  Log log;
  log.arrives(50, 0).joins(50, 0, desk).starts(70, 0, desk);
  log.events.push_back({100 * second, 0, 0, desk, 0, EventKind::interrupted, 0});
  log.starts(130, 0, desk).ends(150, 0, desk).cleared(150, 0, desk, immigration).leaves(150, 0, desk);
  HandRecording run(log, 200, d);
  Overview overview(run);
  overview.advance(1000);
  const RangeFigures first = range_figures(overview, d, 0, minute);
  EXPECT_EQ(first.places[0].waits.people, 1);
  EXPECT_EQ(first.places[0].waits.waited, 50 * second);
  EXPECT_EQ(range_figures(overview, d, minute, 3 * minute).places[0].waits.people, 0);
}

TEST(RangeFigures, GrowWithTheRun) {
  HandRecording run(three_at_a_desk(), 300);
  run.know(125);
  Overview overview(run);
  overview.advance(1000);
  const RangeFigures so_far = range_figures(overview, run.directory(), 0, 2 * minute);
  EXPECT_EQ(so_far.groups[0].clocks.joined, 3);
  EXPECT_EQ(so_far.groups[0].clocks.cleared, 1);
  EXPECT_EQ(so_far.places[0].waits.people, 2);
  run.know(300);
  overview.advance(1000);
  EXPECT_EQ(range_figures(overview, run.directory(), 0, 2 * minute).groups[0].clocks.cleared, 3);
}

// Of a half-hour they must be what the statistics say of it, with and without posts.
void agree_with_the_statistics(const Directory& directory) {
  const auto log = sample_log(directory, {.persons = 3000});
  Log by_hand;
  by_hand.events = with_rows(log);
  const double end = to_seconds(log.back().tick) + 100;
  HandRecording recording(by_hand, end, directory);
  Overview overview(recording);
  while (!overview.advance(777)) {
  }
  Statistics statistics(directory);
  statistics.consume(by_hand.events);
  statistics.finish(recording.known_until());
  ResultRows rows;
  statistics.add_rows(0, 0, rows);
  std::map<std::tuple<double, std::size_t, std::size_t>, viz::Clocks> groups;
  std::map<std::pair<double, std::size_t>, std::tuple<std::int64_t, double, double>> places;
  for (const PledgeRow& r : rows.of<PledgeRow>())
    if (directory.authorities[r.authority] == pledge_authority)
      groups[{r.from_s, r.traveller_class, r.direction}].add(
          {r.joined, r.kept, r.cleared, ticks_from_seconds(r.wait_s), ticks_from_seconds(r.longest_s)});
  for (const WaitSumRow& r : rows.of<WaitSumRow>()) {
    auto& [people, wait_s, longest_s] = places[{r.from_s, r.station}];
    people += r.count;
    wait_s += r.wait_s;
    longest_s = std::max(longest_s, r.longest_s);
  }
  ASSERT_GT(groups.size(), 3U);
  ASSERT_GT(places.size(), 6U);
  for (Tick from = 0; from < recording.known_until(); from += half_hour) {
    const RangeFigures figures = range_figures(overview, directory, from, from + half_hour);
    for (const viz::RangeOfGroup& group : figures.groups) {
      const viz::Clocks expected = groups[{to_seconds(from), group.traveller_class, group.direction}];
      EXPECT_EQ(group.clocks.joined, expected.joined);
      EXPECT_EQ(group.clocks.kept, expected.kept);
      EXPECT_EQ(group.clocks.cleared, expected.cleared);
      EXPECT_EQ(group.clocks.waited, expected.waited);
      EXPECT_EQ(group.clocks.longest, expected.longest);
      groups.erase({to_seconds(from), group.traveller_class, group.direction});
    }
    for (const viz::RangeOfPlace& place : figures.places) {
      const auto [people, wait_s, longest_s] = places[{to_seconds(from), place.station}];
      EXPECT_EQ(place.waits.people, people) << directory.stations[place.station].name << " at " << to_seconds(from);
      EXPECT_NEAR(to_seconds(place.waits.waited), wait_s, 1e-6);
      EXPECT_NEAR(to_seconds(place.waits.longest), longest_s, 1e-6);
      places.erase({to_seconds(from), place.station});
    }
  }
  EXPECT_TRUE(groups.empty() && places.empty()) << "nothing else is on the page";
}

TEST(RangeFigures, OfAHalfHourAreThePagesOwn) {
  agree_with_the_statistics(sample_directory());
  Directory with_posts = sample_directory();
  for (StationEntry& station : with_posts.stations)
    if (station.authority >= 0) station.post_skill = "officer";
  agree_with_the_statistics(with_posts);
}

}  // namespace
}  // namespace crossflow::test
