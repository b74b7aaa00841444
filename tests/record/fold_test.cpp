// Integrals, bins, maxima and counts of people, folded from logs written by hand.
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/record/fold_log.hpp"

namespace crossflow::test {
namespace {

TEST(Fold, IntegralsAreCutAtTheEdgesOfBins) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk);
  log.arrives(30, 1).joins(30, 1, desk);
  log.ends(90, 0, desk).leaves(90, 0, desk).starts(90, 1, desk);
  log.ends(130, 1, desk).leaves(130, 1, desk);
  const auto bins = series(log.fold(150), desk);
  ASSERT_EQ(bins.size(), 3U);
  const auto expect = [&bins](std::size_t i, double from, double waiting, double busy, double open) {
    EXPECT_DOUBLE_EQ(bins[i].from_s, from);
    EXPECT_DOUBLE_EQ(bins[i].waiting_person_s, waiting) << from;
    EXPECT_DOUBLE_EQ(bins[i].busy_s, busy) << from;
    EXPECT_DOUBLE_EQ(bins[i].open_s, open) << from;
  };
  expect(0, 0, 30, 60, 60);
  expect(1, 60, 30, 60, 60);
  expect(2, 120, 0, 10, 30);
  EXPECT_EQ(bins[0].joined, 2);
  EXPECT_EQ(bins[0].started, 1);
  EXPECT_EQ(bins[1].started, 1);
  EXPECT_EQ(bins[1].served, 1);
  EXPECT_EQ(bins[2].served, 1);
  EXPECT_EQ(bins[1].waiting_max, 1);
  EXPECT_EQ(bins[2].waiting_max, 0);
}

TEST(Fold, WhatHappensAtAnEdgeBelongsToTheLaterBin) {
  Log log;
  log.arrives(10, 0).joins_and_starts(10, 0, desk).arrives(20, 1).joins(20, 1, desk);
  log.ends(60, 0, desk).leaves(60, 0, desk).starts(60, 1, desk).ends(70, 1, desk).leaves(70, 1, desk);
  const auto bins = series(log.fold(120), desk);
  ASSERT_EQ(bins.size(), 2U) << "a run that ends at an edge has no bin after it";
  EXPECT_DOUBLE_EQ(bins[0].waiting_person_s, 40);
  EXPECT_EQ(bins[0].served, 0);
  EXPECT_EQ(bins[1].served, 2);
  EXPECT_EQ(bins[1].started, 1);
  EXPECT_DOUBLE_EQ(bins[1].waiting_person_s, 0);
  EXPECT_EQ(bins[1].waiting_max, 0) << "nobody waited for any time in the second bin";
}

TEST(Fold, EmptyBinsAreThereToo) {
  Log log;
  log.arrives(10, 0).joins_and_starts(10, 0, desk).ends(20, 0, desk).leaves(20, 0, desk);
  const auto bins = series(log.fold(300), desk);
  ASSERT_EQ(bins.size(), 5U);
  for (std::size_t i = 0; i < bins.size(); ++i) EXPECT_DOUBLE_EQ(bins[i].open_s, 60) << i;
}

TEST(Fold, ALengthThatLastedNoTimeIsNoMaximum) {
  Log log;
  for (std::uint32_t who = 0; who < 5; ++who) log.arrives(10, who).joins(10, who, quad);
  for (std::uint16_t who = 0; who < 4; ++who) log.starts(10, who, quad, who);  // five waited for no time
  log.ends(30, 0, quad, 0).leaves(30, 0, quad).starts(30, 4, quad, 0);
  const auto bins = series(log.fold(60), quad);
  EXPECT_EQ(bins[0].waiting_max, 1);
  EXPECT_EQ(bins[0].waiting_max_at_s, 10);
  EXPECT_DOUBLE_EQ(bins[0].waiting_person_s, 20);
}

TEST(Fold, AMaximumMayStandFromTheBinBefore) {
  Log log;
  for (std::uint32_t who = 0; who < 3; ++who) log.arrives(50, who).joins(50, who, desk);
  log.starts(65, 0, desk);
  const auto bins = series(log.fold(180), desk);
  EXPECT_EQ(bins[0].waiting_max, 3);
  EXPECT_EQ(bins[0].waiting_max_at_s, 50);
  EXPECT_EQ(bins[1].waiting_max, 3);
  EXPECT_EQ(bins[1].waiting_max_at_s, 60) << "the beginning of the bin in which they stand";
  EXPECT_EQ(bins[2].waiting_max, 2);
}

TEST(Fold, ThoseHeldAreCountedWhereThereIsNoRoom) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).ends(20, 0, desk).blocked(20, 0, desk, table);
  log.joins_and_starts(50, 0, table).ends(55, 0, table).leaves(55, 0, table);
  const ResultRows rows = log.fold(60);
  const SeriesRow at_desk = series(rows, desk)[0];
  const SeriesRow at_table = series(rows, table)[0];
  EXPECT_DOUBLE_EQ(at_table.held_person_s, 30);
  EXPECT_EQ(at_table.held_max, 1);
  EXPECT_EQ(at_table.held_max_at_s, 20);
  EXPECT_EQ(at_desk.held_max_at_s, -1) << "never anybody";
  EXPECT_DOUBLE_EQ(at_desk.blocked_s, 30);
  EXPECT_DOUBLE_EQ(at_desk.busy_s, 20);
  EXPECT_DOUBLE_EQ(at_desk.open_s, 60);
}

TEST(Fold, ThoseInAHallAreCountedUntilTheyAreGone) {
  Log log;
  log.arrives(0, 0).starts(0, 0, hall, no_server).arrives(5, 1).starts(5, 1, hall, no_server);
  log.ends(10, 0, hall, no_server).blocked(10, 0, hall, desk, no_server);
  log.arrives(12, 2).starts(12, 2, hall, no_server);
  log.joins_and_starts(15, 0, desk).ends(15, 1, hall, no_server).leaves(15, 1, hall);
  EXPECT_EQ(series(log.fold(60), hall)[0].inside_max, 3);
  EXPECT_EQ(series(log.fold(60), hall)[0].inside_max_at_s, 12);
}

TEST(Fold, WaitsByTheHalfHourOfJoining) {
  Log log;
  log.arrives(1790, 0).joins_and_starts(1790, 0, desk).arrives(1799, 1).joins(1799, 1, desk);
  log.arrives(1800, 2, visitor).joins(1800, 2, desk);
  log.ends(1830, 0, desk).leaves(1830, 0, desk).starts(1830, 1, desk);
  log.ends(1850, 1, desk).leaves(1850, 1, desk).starts(1850, 2, desk);
  const ResultRows rows = log.fold(1900);
  Texts waits;
  for (const WaitRow& row : rows.of<WaitRow>())
    waits.push_back(fmt::format("{} {} {} {}", row.traveller_class, row.from_s, row.up_to_s, row.count));
  EXPECT_EQ(waits, (Texts{"0 0 0 1", "0 0 31 1", "1 1800 50 1"}));
  Texts sums;
  for (const WaitSumRow& row : rows.of<WaitSumRow>())
    sums.push_back(
        fmt::format("{} {} {} {} {}", row.traveller_class, row.from_s, row.count, row.wait_s, row.longest_s));
  EXPECT_EQ(sums, (Texts{"0 0 2 31 31", "1 1800 1 50 50"}));
}

TEST(Fold, APartyTakesItsServerOnce) {
  Log log;
  for (std::uint32_t who = 0; who < 3; ++who) log.arrives(0, who).joins(0, who, desk);
  for (std::uint32_t who = 0; who < 3; ++who) log.starts(0, who, desk, 0, 3);
  for (std::uint32_t who = 0; who < 3; ++who) log.ends(45, who, desk);
  for (std::uint32_t who = 0; who < 3; ++who) log.leaves(45, who, desk);
  const ResultRows rows = log.fold(60);
  ASSERT_EQ(rows.of<WorkRow>().size(), 1U);
  EXPECT_EQ(rows.of<WorkRow>()[0].served, 3);
  EXPECT_DOUBLE_EQ(rows.of<WorkRow>()[0].work_s, 45);
  EXPECT_DOUBLE_EQ(series(rows, desk)[0].busy_s, 45);
}

// ------------------------------------------------------------------------------------------------------------

TEST(People, AreCountedByHowTheyWent) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk);
  log.arrives(1, 1).joins(1, 1, desk).leaves(5, 1, desk, Leaving::gave_up);
  log.arrives(2, 2).leaves(2, 2, desk, Leaving::balked);
  log.arrives(3, 3).joins(3, 3, desk).leaves(6, 3, desk, Leaving::turned_back);
  log.arrives(4, 4).joins(4, 4, desk).leaves(6, 4, desk, Leaving::diverted);
  log.arrives(5, 5).joins(5, 5, desk);
  log.arrives(6, 6).joins(6, 6, door);
  log.arrives(7, 7).joins(7, 7, desk).leaves(8, 7, desk, Leaving::left_behind);
  log.ends(10, 0, desk).leaves(10, 0, desk);
  const ReplicationRow all = log.fold(20).of<ReplicationRow>().at(0);
  EXPECT_EQ(all.generated, 8);
  EXPECT_EQ(all.outside, 1);
  EXPECT_EQ(all.entered, 7);
  EXPECT_EQ(all.left, 1);
  EXPECT_EQ(all.gave_up, 1);
  EXPECT_EQ(all.balked, 1);
  EXPECT_EQ(all.turned_back, 1);
  EXPECT_EQ(all.left_behind, 1);
  EXPECT_EQ(all.diverted, 1);
  EXPECT_EQ(all.inside, 1);
}

TEST(People, InsideAtClosingAndTheLastClearance) {
  Log log;
  log.port(0, true)
      .arrives(0, 0)
      .joins_and_starts(0, 0, desk)
      .arrives(1, 1)
      .joins(1, 1, desk)
      .arrives(2, 2)
      .joins(2, 2, door);
  log.port(30, false);
  log.ends(40, 0, desk).cleared(40, 0, desk, immigration).leaves(40, 0, desk).starts(40, 1, desk);
  log.ends(70, 1, desk).cleared(70, 1, desk, immigration).leaves(70, 1, desk);
  const ReplicationRow all = log.fold(80).of<ReplicationRow>().at(0);
  EXPECT_EQ(all.inside_at_closing, 2);
  EXPECT_DOUBLE_EQ(all.last_check_s, 40);
  EXPECT_DOUBLE_EQ(all.last_clearance_s, 70);
  EXPECT_DOUBLE_EQ(all.end_s, 80);
}

TEST(People, AnEmptyRunHasNoClosingAndNoClearance) {
  const ReplicationRow all = Log().fold(60).of<ReplicationRow>().at(0);
  EXPECT_EQ(all.generated, 0);
  EXPECT_EQ(all.inside_at_closing, -1);
  EXPECT_DOUBLE_EQ(all.last_clearance_s, -1);
}

TEST(PeopleDeathTest, SomebodyWhoVanishesStopsTheRun) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk);
  log.arrives(10, 0).joins(10, 0, desk);  // in the slot of somebody who has not left
  EXPECT_DEATH(log.fold(20), "travellers were lost or made");
}

TEST(PeopleDeathTest, SomebodyWhoLeavesTwiceStopsTheRun) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).ends(5, 0, desk).leaves(5, 0, desk).leaves(6, 0, desk);
  EXPECT_DEATH(log.fold(20), "travellers were lost or made");
}

// --------------------------------------------------------------------------------------

/// A day of a port at which much goes wrong.
Log busy_log() {
  Log log;
  log.port(0, true).server(0, quad, 3, ServerState::not_opened);
  for (std::uint32_t i = 0; i < 40; ++i) {
    const double t = 7.25 * i;
    log.arrives(t, i, i % 3 == 0 ? visitor : local).joins(t, i, quad);
    if (i % 5 == 4) log.server(t + 0.5, quad, 2, i % 2 == 0 ? ServerState::no_officer : ServerState::open);
    const auto server = static_cast<std::uint16_t>(i % 2);
    if (i % 7 == 6) {
      log.leaves(t + 1, i, quad, Leaving::gave_up);
      continue;
    }
    log.starts(t + 10, i, quad, server).ends(t + 11, i, quad, server).blocked(t + 11, i, quad, desk, server);
    log.joins_and_starts(t + 13, i, desk).ends(t + 15, i, desk).cleared(t + 15, i, desk, immigration);
    log.leaves(t + 15, i, desk);
  }
  log.port(250, false);
  std::stable_sort(log.events.begin(), log.events.end(),
                   [](const Event& a, const Event& b) { return a.tick < b.tick; });
  return log;
}

std::string text(const ResultRows& rows) {
  std::string out;
  for (const auto& r : rows.of<ReplicationRow>())
    out += fmt::format("{} {} {} {} {}\n", r.events, r.generated, r.left, r.gave_up, r.inside_at_closing);
  for (const auto& r : rows.of<SeriesRow>())
    out += fmt::format("s {} {} {} {} {} {} {} {} {} {} {}\n", r.station, r.from_s, r.joined, r.started,
                       r.waiting_person_s, r.waiting_max, r.held_person_s, r.held_max, r.open_s, r.busy_s, r.blocked_s);
  for (const auto& r : rows.of<LedgerRow>())
    out += fmt::format("l {} {} {} {} {}\n", r.station, r.from_s, r.cause, r.place, r.waiting_person_s);
  for (const auto& r : rows.of<PledgeRow>())
    out += fmt::format("p {} {} {} {} {}\n", r.traveller_class, r.joined, r.kept, r.cleared, r.wait_s);
  for (const auto& r : rows.of<WaitRow>())
    out += fmt::format("w {} {} {} {}\n", r.station, r.traveller_class, r.up_to_s, r.count);
  for (const auto& r : rows.of<WorkRow>())
    out += fmt::format("k {} {} {} {}\n", r.station, r.offered, r.served, r.work_s);
  return out;
}

TEST(Fold, TheSizeOfBlocksChangesNothing) {
  const Log log = busy_log();
  const std::string whole = text(log.fold(400, log.events.size()));
  EXPECT_GT(std::count(whole.begin(), whole.end(), '\n'), 60);
  for (const std::size_t block : {1U, 2U, 7U, 64U}) EXPECT_EQ(text(log.fold(400, block)), whole) << block;
}

TEST(Fold, TheNumbersOfEntitiesChangeNothing) {
  Log log = busy_log();
  const std::string before = text(log.fold(400));
  for (Event& e : log.events)
    if (e.entity != no_entity) e.entity = 7919 * (e.entity + 1) % 4099;
  EXPECT_EQ(text(log.fold(400)), before);
}

TEST(Fold, TheLedgerOfABusyDayAddsUpBinByBin) {
  const ResultRows rows = busy_log().fold(400);
  std::map<std::pair<std::uint16_t, double>, Tick> charged;
  for (const LedgerRow& row : rows.of<LedgerRow>())
    charged[{row.station, row.from_s}] += std::llround(row.waiting_person_s * 1e6);
  std::set<std::uint8_t> causes;
  for (const LedgerRow& row : rows.of<LedgerRow>()) causes.insert(row.cause);
  EXPECT_GE(causes.size(), 3U);
  for (const SeriesRow& row : rows.of<SeriesRow>())
    EXPECT_EQ((charged[{row.station, row.from_s}]), std::llround(row.waiting_person_s * 1e6)) << row.station;
}

}  // namespace
}  // namespace crossflow::test
