#include "viz/replay/overview.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/record/sample_trace.hpp"
#include "tests/viz/hand_recording.hpp"
#include "viz/replay/file_recording.hpp"

namespace crossflow::test {
namespace {

using viz::IncidentKind;
using viz::Overview;

// Minute by minute it must be what the statistics say of bins of a minute.
TEST(Overview, AgreesWithTheStatistics) {
  const Folder folder;
  const auto log = sample_log(sample_directory(), {.persons = 3000});
  write_trace(folder / "a.h5", log);
  viz::FileRecording recording(folder / "a.h5", 0);
  Overview overview(recording);
  while (!overview.advance(777)) {
  }

  Directory by_minute = sample_directory();
  by_minute.bin = minute;
  Statistics statistics(by_minute);
  statistics.consume(log);
  statistics.finish(recording.known_until());
  ResultRows rows;
  statistics.add_rows(0, 0, rows);
  std::size_t compared = 0;
  for (const SeriesRow& row : rows.of<SeriesRow>()) {
    const auto at = static_cast<std::size_t>(row.from_s / 60 + 0.5);
    if (at >= overview.minutes()) continue;
    const viz::StationCourse& course = overview.stations()[row.station];
    EXPECT_EQ(course.waiting[at], row.waiting_max) << row.station << " at minute " << at;
    EXPECT_EQ(course.started[at], row.started) << row.station << " at minute " << at;
    EXPECT_NEAR(course.waiting_s[at], row.waiting_person_s, 0.01) << row.station << " at minute " << at;
    ++compared;
  }
  EXPECT_GT(compared, 500U);
  std::int64_t joined = 0, kept = 0, joined_here = 0, kept_here = 0;
  for (const PledgeRow& row : rows.of<PledgeRow>())
    if (by_minute.authorities[row.authority] == pledge_authority &&
        by_minute.classes[row.traveller_class].pledge_share > 0) {
      joined += row.joined;
      kept += row.kept;
    }
  for (std::size_t c = 0; c < by_minute.classes.size(); ++c)
    for (std::size_t d = 0; d < by_minute.directions.size(); ++d) {
      joined_here += overview.pledge(c, d).joined;
      kept_here += overview.pledge(c, d).kept;
    }
  EXPECT_EQ(joined_here, joined);
  EXPECT_EQ(kept_here, kept);
  EXPECT_GT(kept, 0);
  EXPECT_LT(kept, joined);
}

TEST(Overview, KnowsServersAndWaitsByTheMinute) {
  HandRecording run(Log()
                        .arrives(10, 0)
                        .joins_and_starts(10, 0, desk)
                        .arrives(20, 1)
                        .joins(20, 1, desk)
                        .ends(70, 0, desk)
                        .leaves(70, 0, desk)
                        .starts(70, 1, desk)
                        .ends(100, 1, desk)
                        .leaves(100, 1, desk),
                    180);
  Overview overview(run);
  EXPECT_TRUE(overview.advance(1000));
  const viz::StationCourse& course = overview.stations()[desk];
  EXPECT_EQ(overview.minutes(), 3U);
  EXPECT_EQ(course.waiting[0], 1);
  EXPECT_EQ(course.waiting[1], 1) << "until 01:10";
  EXPECT_EQ(course.waiting[2], 0);
  EXPECT_EQ(course.busy[0], 1);
  EXPECT_EQ(course.busy[1], 0);
  EXPECT_EQ(course.started[1], 1);
  EXPECT_EQ(course.waited_s[1], 50);
  EXPECT_EQ(course.waiting_s[0], 40);
  EXPECT_EQ(course.waiting_s[1], 10);
  EXPECT_EQ(course.longest_wait, 50 * second);
  EXPECT_EQ(course.longest_wait_at, 70 * second);
  EXPECT_EQ(course.mean_service_s, 45) << "60 s and 30 s";
  EXPECT_EQ(overview.first_event(1), 3U);
  EXPECT_EQ(overview.last_event(1), 9U);
}

// The limit is 100 s; that of visitors ends when they are called.
TEST(Overview, FindsWhenPledgesWereMissed) {
  HandRecording run(Log()
                        .arrives(0, 0)
                        .joins_and_starts(0, 0, desk)
                        .arrives(10, 1)
                        .joins(10, 1, desk)
                        .arrives(20, 2, visitor)
                        .joins(20, 2, second_desk)
                        .starts(110, 2, second_desk)
                        .ends(115, 0, desk)
                        .cleared(115, 0, desk, immigration)
                        .leaves(115, 0, desk)
                        .starts(115, 1, desk)
                        .ends(160, 1, desk)
                        .cleared(160, 1, desk, immigration)
                        .leaves(160, 1, desk)
                        .ends(400, 2, second_desk)
                        .cleared(400, 2, second_desk, immigration)
                        .leaves(400, 2, second_desk),
                    500);
  Overview overview(run);
  overview.advance(1000);
  ASSERT_EQ(overview.breaches().size(), 2U) << "not the visitor, who was called after 90 s";
  EXPECT_EQ(overview.breaches()[0].tick, 100 * second);
  EXPECT_EQ(overview.breaches()[0].entity, 0U);
  EXPECT_EQ(overview.breaches()[1].tick, 110 * second);
  EXPECT_EQ(overview.breaches()[1].entity, 1U);
  EXPECT_EQ(overview.breaches()[1].station, desk);
}

// That of visitors ends with the last call, of which the first may not be one: limits are 100 s.
TEST(Overview, FindsPledgesMissedByAServiceThatIsBrokenOff) {
  Log log;
  log.arrives(0, 0, visitor).joins(0, 0, desk).starts(90, 0, desk);
  log.events.push_back({130 * second, 0, 0, desk, 0, EventKind::interrupted, 0});
  log.starts(150, 0, desk).ends(170, 0, desk).cleared(170, 0, desk, immigration).leaves(170, 0, desk);
  HandRecording run(log, 500);
  Overview overview(run);
  overview.advance(1000);
  ASSERT_EQ(overview.breaches().size(), 1U) << "called at last after 150 s";
  EXPECT_EQ(overview.breaches()[0].tick, 130 * second) << "when he had to wait again";
  EXPECT_EQ(overview.breaches()[0].entity, 0U);
  EXPECT_EQ(overview.breaches()[0].station, desk);
}

TEST(Overview, FindsPledgesMissedAtASecondDesk) {
  HandRecording run(Log()
                        .arrives(0, 0, visitor)
                        .joins(0, 0, desk)
                        .starts(10, 0, desk)
                        .arrives(0, 1, visitor)
                        .joins(0, 1, quad)
                        .starts(20, 1, quad)
                        .ends(105, 0, desk)
                        .joins(110, 0, second_desk)
                        .starts(120, 0, second_desk)
                        .ends(140, 1, quad)
                        .cleared(140, 1, quad, immigration)
                        .leaves(140, 1, quad)
                        .ends(160, 0, second_desk)
                        .cleared(160, 0, second_desk, immigration)
                        .leaves(160, 0, second_desk),
                    500);
  Overview overview(run);
  overview.advance(1000);
  ASSERT_EQ(overview.breaches().size(), 1U) << "not who was called once, in time";
  EXPECT_EQ(overview.breaches()[0].tick, 110 * second);
  EXPECT_EQ(overview.breaches()[0].station, second_desk);
}

TEST(Overview, ClearedAtTheVeryLimitIsNoBreach) {
  HandRecording run(Log()
                        .arrives(0, 0)
                        .joins_and_starts(0, 0, desk)
                        .ends(100, 0, desk)
                        .cleared(100, 0, desk, immigration)
                        .leaves(100, 0, desk),
                    200);
  Overview overview(run);
  overview.advance(1000);
  EXPECT_TRUE(overview.breaches().empty());
}

TEST(Overview, ListsIncidents) {
  HandRecording run(Log()
                        .port(0, true)
                        .server(30, quad, 2, ServerState::device_down)
                        .server(40, quad, 1, ServerState::no_officer)
                        .server(50, quad, 2, ServerState::open)
                        .port(90, false),
                    100);
  Overview overview(run);
  overview.advance(1000);
  std::vector<std::pair<Tick, IncidentKind>> seen;
  for (const viz::Incident& i : overview.incidents()) seen.emplace_back(i.tick / second, i.kind);
  EXPECT_THAT(seen, ::testing::ElementsAre(
                        std::pair{Tick{0}, IncidentKind::port_opened}, std::pair{Tick{30}, IncidentKind::server_down},
                        std::pair{Tick{50}, IncidentKind::server_up}, std::pair{Tick{90}, IncidentKind::port_closed}));
}

TEST(Overview, GrowsWithTheRun) {
  HandRecording run(Log().arrives(1, 0).joins_and_starts(1, 0, desk).ends(300, 0, desk).leaves(300, 0, desk), 600);
  run.know(130);
  Overview overview(run);
  EXPECT_TRUE(overview.advance(1000));
  EXPECT_EQ(overview.minutes(), 2U);
  ASSERT_EQ(overview.breaches().size(), 1U) << "101 s have passed already";
  run.know(600);
  EXPECT_TRUE(overview.advance(1000));
  EXPECT_EQ(overview.minutes(), 10U);
  EXPECT_EQ(overview.breaches().size(), 1U);
  EXPECT_EQ(overview.stations()[desk].busy[3], 1);
  EXPECT_EQ(overview.stations()[desk].busy[5], 0);
}

}  // namespace
}  // namespace crossflow::test
