// The wait ledger: to what each microsecond of waiting is charged.
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/record/fold_log.hpp"

namespace crossflow::test {
namespace {

/// "cause[ place] amount" in the order of the rows, amounts in microseconds.
std::vector<std::string> ledger(const ResultRows& rows, std::uint16_t station) {
  std::vector<std::string> out;
  for (const LedgerRow& row : rows.of<LedgerRow>()) {
    if (row.station != station) continue;
    std::string text = text_of(static_cast<LedgerCause>(row.cause));
    if (row.place != no_station) text += " " + std::to_string(row.place);
    out.push_back(fmt::format("{} {}", text, std::llround(row.waiting_person_s * 1e6)));
  }
  return out;
}

// --------------------------------------------------------------------------------------------------------

/// One is served at the first of four servers and one waits from `from` to `to`, in microseconds.
Log one_waits(double from, double to) {
  Log log;
  log.arrives(from, 0).joins_and_starts(from, 0, quad).arrives(from, 1).joins(from, 1, quad);
  log.leaves(to, 1, quad, Leaving::gave_up);
  return log;
}

/// The same with states of servers set before.
Texts ledger_with(const std::map<std::uint16_t, ServerState>& states, double to) {
  Log log;
  for (const auto& [number, state] : states) log.server(0, quad, number, state);
  const Log waits = one_waits(1, to);
  log.events.insert(log.events.end(), waits.events.begin(), waits.events.end());
  return ledger(log.fold(60), quad);
}

TEST(Ledger, AllInUse) {
  EXPECT_EQ(ledger_with({}, 11), (Texts{"all in use 10000000"}));
}

TEST(Ledger, InProportionToServersThatServeNobody) {
  EXPECT_EQ(
      ledger_with({{1, ServerState::closed_by_hours}, {2, ServerState::not_opened}, {3, ServerState::not_opened}}, 13),
      (Texts{"closed by hours 4000000", "not opened by plan 8000000"}));
}

TEST(Ledger, TheRemainderGoesToTheLargest) {
  // 10 microseconds among one and two: 3 and 6, and the tenth to the two.
  EXPECT_EQ(ledger_with({{1, ServerState::closed_by_hours}, {2, ServerState::not_opened}, {3, ServerState::not_opened}},
                        1.00001),
            (Texts{"closed by hours 3", "not opened by plan 7"}));
}

TEST(Ledger, TheRemainderGoesToTheFirstOfEquals) {
  EXPECT_EQ(ledger_with({{2, ServerState::no_officer}, {3, ServerState::closed_by_hours}}, 1.000005),
            (Texts{"closed by hours 3", "no officer 2"}));
  EXPECT_EQ(ledger_with({{1, ServerState::changing_over}, {2, ServerState::no_officer}, {3, ServerState::device_down}},
                        1.000005),
            (Texts{"device down 3", "no officer 1", "changing over 1"}));
}

TEST(Ledger, AChangeOfStateDividesTheTimeBeforeAndAfter) {
  Log log;
  log.server(0, quad, 1, ServerState::closed_by_hours);
  log.arrives(1, 0).joins_and_starts(1, 0, quad).arrives(1, 1).joins(1, 1, quad);
  log.server(11, quad, 1, ServerState::open).server(31, quad, 2, ServerState::no_officer);
  log.leaves(36, 1, quad, Leaving::gave_up);
  EXPECT_EQ(ledger(log.fold(60), quad),
            (Texts{"all in use 20000000", "closed by hours 10000000", "no officer 5000000"}));
}

TEST(Ledger, BinsAreChargedOneByOne) {
  Log log = one_waits(50, 70);
  EXPECT_EQ(ledger(log.fold(120), quad), (Texts{"all in use 10000000", "all in use 10000000"}));
}

TEST(Ledger, ABlockedServerIsChargedToTheFullPlace) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).arrives(0, 1).joins(0, 1, desk);
  log.ends(10, 0, desk).blocked(10, 0, desk, table);
  log.joins_and_starts(25, 0, table).starts(25, 1, desk);
  EXPECT_EQ(ledger(log.fold(60), desk), (Texts{"all in use 10000000", "next place full 3 15000000"}));
}

TEST(Ledger, AChainIsChargedToItsRoot) {
  Log log;
  // The desk is blocked by the second desk from 10 on, which is blocked by the table from 20 to 30.
  log.arrives(0, 0).joins_and_starts(0, 0, second_desk);
  log.arrives(0, 1).joins_and_starts(0, 1, desk).arrives(0, 2).joins(0, 2, desk);
  log.ends(10, 1, desk).blocked(10, 1, desk, second_desk);
  log.ends(20, 0, second_desk).blocked(20, 0, second_desk, table);
  log.joins_and_starts(30, 0, table).joins_and_starts(30, 1, second_desk).starts(30, 2, desk);
  EXPECT_EQ(ledger(log.fold(60), desk),
            (Texts{"all in use 10000000", "next place full 2 10000000", "next place full 3 10000000"}));
}

TEST(Ledger, TheRootOfSeveralIsThePlaceThatBlocksMost) {
  Log log;
  for (std::uint16_t i = 0; i < 3; ++i) log.arrives(0, i).joins_and_starts(0, i, quad, i);
  log.arrives(0, 3).joins_and_starts(0, 3, desk).arrives(0, 4).joins(0, 4, desk);
  log.ends(5, 3, desk).blocked(5, 3, desk, quad);
  log.ends(10, 0, quad, 0).blocked(10, 0, quad, second_desk, 0);
  log.ends(20, 1, quad, 1).blocked(20, 1, quad, table, 1);
  log.ends(30, 2, quad, 2).blocked(30, 2, quad, table, 2);
  // 5-10 the quad itself, 10-30 the second desk (from 20 on first of equals), then the table.
  EXPECT_EQ(ledger(log.fold(40), desk), (Texts{"all in use 5000000", "next place full 2 20000000",
                                               "next place full 3 10000000", "next place full 5 5000000"}));
}

TEST(Ledger, ARingEndsWhereItCloses) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).arrives(0, 1).joins_and_starts(0, 1, second_desk);
  log.arrives(0, 2).joins(0, 2, desk);
  log.ends(5, 0, desk).blocked(5, 0, desk, second_desk).ends(5, 1, second_desk).blocked(5, 1, second_desk, desk);
  const ResultRows rows = log.fold(15);
  Tick charged = 0;
  for (const LedgerRow& row : rows.of<LedgerRow>()) {
    charged += std::llround(row.waiting_person_s * 1e6);
    if (row.from_s == 0 && row.cause == static_cast<std::uint8_t>(LedgerCause::next_place_full)) {
      EXPECT_TRUE(row.place == desk || row.place == second_desk) << row.place;
    }
  }
  EXPECT_EQ(charged, 15 * second);
}

TEST(Ledger, OnARoadEachIsChargedToWhatKeepsHim) {
  Log log;
  for (std::uint32_t i = 0; i < 3; ++i) log.arrives(0, i).starts(0, i, road, no_server);
  log.ends(10, 0, road, no_server).leaves(10, 0, road);
  // The second waits for the headway and is then held up by the desk; the third stands behind it from 14 on.
  log.ends(11, 1, road, no_server).blocked(13, 1, road, desk, no_server);
  log.ends(12, 2, road, no_server).blocked(14, 2, road, desk, no_server);
  log.joins_and_starts(20, 1, desk).joins(25, 2, desk).starts(30, 2, desk);
  const ResultRows rows = log.fold(60);
  EXPECT_EQ(ledger(rows, road), (Texts{"all in use 4000000", "next place full 1 18000000"})) << "2 + 2, 7 + 11";
  const SeriesRow bin = series(rows, road)[0];
  EXPECT_EQ(bin.joined, 3) << "all come to the end of the road";
  EXPECT_EQ(bin.waiting_person_s, 22);
  EXPECT_EQ(bin.waiting_max, 2);
  EXPECT_EQ(bin.inside_max, 3);
  EXPECT_EQ(series(rows, desk)[0].held_person_s, 18) << "as before";
  std::map<double, std::uint32_t> waits;
  for (const WaitRow& w : rows.of<WaitRow>())
    if (w.station == road) waits[w.up_to_s] = w.count;
  EXPECT_EQ(waits, (std::map<double, std::uint32_t>{{0, 1}, {9, 1}, {13, 1}}));
  double sum = 0;
  for (const WaitSumRow& w : rows.of<WaitSumRow>())
    if (w.station == road) sum += w.wait_s;
  EXPECT_EQ(sum, 22);
}

TEST(Ledger, ARoadIsChargedToTheRootOfAJam) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk).arrives(0, 1).starts(0, 1, road, no_server);
  log.arrives(0, 2).joins_and_starts(0, 2, table);
  log.ends(5, 1, road, no_server).blocked(5, 1, road, desk, no_server);
  log.ends(15, 0, desk).blocked(15, 0, desk, table);
  log.ends(35, 2, table).leaves(35, 2, table).joins_and_starts(35, 0, table).joins_and_starts(35, 1, desk);
  EXPECT_EQ(ledger(log.fold(60), road), (Texts{"next place full 1 10000000", "next place full 3 20000000"}));
}

TEST(Ledger, ARoadsBinsAreChargedOneByOne) {
  Log log;
  for (std::uint32_t i = 0; i < 2; ++i) log.arrives(0, i).starts(0, i, road, no_server);
  log.ends(50, 0, road, no_server).blocked(50, 0, road, desk, no_server).ends(55, 1, road, no_server);
  log.joins_and_starts(70, 0, desk).leaves(75, 1, road);
  EXPECT_EQ(ledger(log.fold(120), road), (Texts{"all in use 5000000", "next place full 1 10000000",
                                                "all in use 15000000", "next place full 1 10000000"}));
}

TEST(Ledger, WaitingOutsideIsChargedToWhatTheDoorIsBlockedBy) {
  Log log;
  log.arrives(0, 0).joins_and_starts(0, 0, desk);
  log.arrives(10, 1).blocked(10, 1, door, desk);  // at the door
  log.arrives(20, 2).joins(20, 2, door);          // behind it
  log.joins(30, 1, desk).blocked(30, 2, door, desk);
  const ResultRows rows = log.fold(50);
  EXPECT_EQ(ledger(rows, door), (Texts{"next place full 1 50000000"})) << "20 s + 30 s";
  EXPECT_DOUBLE_EQ(series(rows, door)[0].blocked_s, 40);
}

TEST(Ledger, AClosedDoorIsChargedToTheHours) {
  Log log;
  log.server(0, door, 0, ServerState::closed_by_hours).arrives(10, 0).joins(10, 0, door);
  log.server(40, door, 0, ServerState::open).joins_and_starts(40, 0, desk);
  EXPECT_EQ(ledger(log.fold(60), door), (Texts{"closed by hours 30000000"}));
}

}  // namespace
}  // namespace crossflow::test
