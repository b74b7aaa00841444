// Two runs side by side: short days that can be reckoned in the head, and one made at random against statistics.
#include "viz/replay/comparison.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/problem.hpp"
#include "sim/record/statistics.hpp"
#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/viz/hand_recording.hpp"

namespace crossflow::test {
namespace {

using testing::ElementsAre;
using viz::Comparison;
using viz::WaitTotals;

/// Persons 0 to 2 arrive at 0 s, 10 s and 20 s; the desk takes so long for each.
Log day_of_three(double service, double first = 0) {
  Log log;
  double free = first;
  for (std::uint32_t i = 0; i < 3; ++i) {
    const double at = first + 10 * i;
    log.arrives(at, i).joins(at, i, desk);
    const double start = std::max(at, free);
    log.starts(start, i, desk).ends(start + service, i, desk).cleared(start + service, i, desk, immigration);
    log.leaves(start + service, i, desk);
    free = start + service;
  }
  std::stable_sort(log.events.begin(), log.events.end(),
                   [](const Event& x, const Event& y) { return x.tick < y.tick; });
  return log;
}

// With 100 s each: 0 s, 90 s, 180 s. With 40 s each: 0 s, 30 s, 60 s.
TEST(Comparison, SaysWhoWaitedHowMuchLess) {
  HandRecording a(day_of_three(100), 400), b(day_of_three(40), 400);
  Comparison comparison(a, b);
  while (!comparison.advance(2)) {
  }
  EXPECT_EQ(comparison.matched(), 3U);
  EXPECT_EQ(comparison.same_instant(), 3U);
  EXPECT_TRUE(comparison.same_people());
  EXPECT_EQ(comparison.run(0).entities()[1].waited, 90 * second);
  EXPECT_EQ(comparison.run(1).entities()[2].waited, 60 * second);
  const auto gains = comparison.largest_gains(5);
  ASSERT_EQ(gains.size(), 2U) << "the first waited in neither";
  EXPECT_EQ(gains[0].in_a, 2U);
  EXPECT_EQ(gains[0].by, -120 * second);
  EXPECT_EQ(gains[1].by, -60 * second);
  EXPECT_EQ(comparison.largest_gains(1).size(), 1U);
  EXPECT_TRUE(comparison.largest_losses(5).empty());
  ASSERT_EQ(comparison.difference_s()[desk].size(), 1U);
  EXPECT_DOUBLE_EQ(comparison.difference_s()[desk][0], -180);
}

TEST(WaitTotals, HaveTheWaitOnARoad) {
  Log log;
  log.arrives(0, 0).starts(0, 0, road, no_server).ends(10, 0, road, no_server);
  log.blocked(20, 0, road, desk, no_server).joins_and_starts(50, 0, desk);
  HandRecording run(log, 100);
  WaitTotals totals(run);
  EXPECT_TRUE(totals.advance(1000));
  EXPECT_EQ(totals.entities()[0].waited, 40 * second);
}

// The limit is 100 s from joining. With 100 s each the clocks run 100 s (just in time), 190 s and 280 s: the second is
// late at 110 s, the third at 120 s.
TEST(WaitTotals, CountThePledgeWhenItIsDecided) {
  HandRecording run(day_of_three(100), 400);
  WaitTotals totals(run);
  EXPECT_TRUE(totals.advance(1000));
  const std::size_t group = totals.group_of(local, 0);
  const auto early = totals.so_far(group, minute);
  EXPECT_EQ(early.came, 3);
  EXPECT_DOUBLE_EQ(early.waited_s, 50 + 40);
  EXPECT_EQ(early.in_time + early.late, 0);
  const auto later = totals.so_far(group, 2 * minute);
  EXPECT_EQ(later.in_time, 1);
  EXPECT_EQ(later.late, 1) << "known long before that one is cleared";
  const auto whole = totals.so_far(group, day);
  EXPECT_EQ(whole.in_time, 1);
  EXPECT_EQ(whole.late, 2);
  EXPECT_DOUBLE_EQ(whole.waited_s, 270);
  EXPECT_EQ(totals.so_far(totals.group_of(visitor, 0), day).came, 0);
}

TEST(WaitTotals, OfWhoNeverGetsThereLastUntilTheEnd) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).arrives(5, 1).joins(5, 1, desk);
  HandRecording run(log, 205);
  run.know(50);
  WaitTotals totals(run);
  EXPECT_TRUE(totals.advance(1000));
  EXPECT_EQ(totals.entities()[1].waited, 0) << "it goes on";
  EXPECT_EQ(totals.entities()[1].waits, 5 * second);
  HandRecording whole(log, 205);
  WaitTotals at_end(whole);
  at_end.advance(1000);
  EXPECT_EQ(at_end.entities()[1].waited, 200 * second);
  EXPECT_EQ(at_end.until(), 205 * second);
  EXPECT_EQ(at_end.so_far(at_end.group_of(local, 0), day).late, 2) << "neither was cleared within 100 s";
}

TEST(WaitTotals, DivideAWaitAmongHalfHours) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).arrives(1500, 1).joins(1500, 1, desk);
  log.ends(3700, 0, desk).leaves(3700, 0, desk).starts(3700, 1, desk);
  HandRecording run(log, 4000);
  WaitTotals totals(run);
  totals.advance(1000);
  EXPECT_THAT(totals.waiting_s()[desk], ElementsAre(300, 1800, 100));
}

TEST(Comparison, KnowsOtherPeopleWithTheSameNumbers) {
  HandRecording a(day_of_three(100), 400), b(day_of_three(100, 3), 400);
  Comparison comparison(a, b);
  comparison.advance(1000);
  EXPECT_EQ(comparison.matched(), 3U);
  EXPECT_EQ(comparison.same_instant(), 0U);
  EXPECT_FALSE(comparison.same_people());
}

// Each is within the directory, and none can follow what was before.
TEST(WaitTotals, RefuseADamagedRecording) {
  const auto refuses = [](const Log& log) {
    HandRecording run(log, 100);
    WaitTotals totals(run);
    EXPECT_THROW(totals.advance(1000), InputError);
  };
  refuses(Log().joins(1, 9, desk));
  refuses(Log().arrives(0, 0).joins(0, 0, desk).ends(5, 0, desk));
  refuses(Log().arrives(0, 0).leaves(1, 0, door).leaves(2, 0, door));
  refuses(Log().arrives(0, 0).arrives(1, 0));
  HandRecording whole(day_of_three(100), 400), damaged(Log().joins(1, 9, desk), 100);
  EXPECT_THROW(Comparison(whole, damaged).advance(1000), InputError);
}

TEST(Comparison, FindsOthersByNumberNotByRow) {
  Log other;
  other.arrives(0, 0, visitor).joins(0, 0, desk).arrives(1, 1).joins(1, 1, desk);
  Log log;
  log.arrives(1, 0).joins(1, 0, desk).arrives(2, 1, visitor).joins(2, 1, desk);
  HandRecording a(log, 10), b(other, 10);
  // By class and number: a's local 0 is not there, nor is its visitor 1.
  Comparison comparison(a, b);
  comparison.advance(1000);
  EXPECT_EQ(comparison.in_b(0), no_entity);
  EXPECT_EQ(comparison.in_b(1), no_entity);
  EXPECT_EQ(comparison.matched(), 0U);
  EXPECT_FALSE(comparison.same_people());
  HandRecording again(other, 10);
  Comparison with_itself(b, again);
  with_itself.advance(1000);
  EXPECT_EQ(with_itself.in_b(1), 1U);
  EXPECT_EQ(with_itself.stations_matched(), b.directory().stations.size());
}

/// A random day of the sample directory as a recording.
class SampleRecording : public viz::Recording {
 public:
  SampleRecording() : events_(with_rows(sample_log(directory_, {.persons = 3000, .odd = 0.3}))) {
    for (const Event& e : events_)
      if (e.kind == EventKind::arrived)
        entities_.push_back({static_cast<std::uint32_t>(e.value), 0, no_entity, e.station, e.aux,
                             directory_.sources[e.station].direction});
  }
  const Directory& directory() const override { return directory_; }
  const std::vector<TraceEntity>& entities() const override { return entities_; }
  std::uint64_t size() const override { return events_.size(); }
  std::vector<Event> events(std::uint64_t from, std::uint64_t to) override {
    return {events_.begin() + static_cast<std::ptrdiff_t>(from), events_.begin() + static_cast<std::ptrdiff_t>(to)};
  }
  std::uint64_t first_at_or_after(Tick) override { return 0; }
  PortState state_at(Tick) override { return PortState(directory_); }
  Tick known_until() const override { return events_.back().tick + minute; }
  bool complete() const override { return true; }
  const std::vector<Event>& log() const { return events_; }

 private:
  Directory directory_ = sample_directory();
  std::vector<Event> events_;
  std::vector<TraceEntity> entities_;
};

TEST(WaitTotals, AgreeWithTheStatisticsOfTheSameDay) {
  SampleRecording run;
  Statistics statistics(run.directory());
  statistics.consume(run.log());
  statistics.finish(run.known_until());
  ResultRows rows;
  statistics.add_rows(0, 0, rows);
  WaitTotals totals(run);
  while (!totals.advance(777)) {
  }
  std::vector<double> waiting(run.directory().stations.size());
  for (const SeriesRow& r : rows.of<SeriesRow>()) waiting[r.station] += r.waiting_person_s;
  double all = 0;
  for (std::size_t s = 0; s < waiting.size(); ++s) {
    double ours = 0;
    for (const double w : totals.waiting_s()[s]) ours += w;
    EXPECT_NEAR(ours, waiting[s], 1e-6 * (1 + waiting[s])) << s;
    all += ours;
  }
  EXPECT_GT(all, 10'000) << "there was something to agree upon";

  const auto pledge = static_cast<std::size_t>(
      std::find(run.directory().authorities.begin(), run.directory().authorities.end(), pledge_authority) -
      run.directory().authorities.begin());
  std::vector<std::int64_t> kept(totals.groups());
  for (const PledgeRow& r : rows.of<PledgeRow>())
    if (r.authority == pledge && run.directory().classes[r.traveller_class].pledge_share > 0)
      kept[totals.group_of(r.traveller_class, r.direction)] += r.kept;
  std::int64_t any = 0;
  for (std::size_t g = 0; g < totals.groups(); ++g) {
    EXPECT_EQ(totals.so_far(g, never - minute).in_time, kept[g]) << g;
    any += kept[g];
  }
  EXPECT_GT(any, 100);
}

}  // namespace
}  // namespace crossflow::test
