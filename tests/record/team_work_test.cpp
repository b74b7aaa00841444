// The work of dog teams, from events written down by hand.
#include "sim/record/team_work.hpp"

#include <gtest/gtest.h>

namespace crossflow::test {
namespace {

Event changed(Tick at, TeamState state, std::int32_t effective_s) {
  return {at, no_entity, effective_s, no_station, 0, EventKind::team, static_cast<std::uint8_t>(state)};
}

TeamRow of(const std::vector<Event>& events, Tick end) {
  Directory directory;
  directory.teams = {{"p/rex", {"Rex", ""}, 0, "drugs"}};
  TeamWork work(directory);
  for (const Event& e : events) e.kind == EventKind::team ? work.changed(e) : work.checked(e);
  work.finish(end);
  ResultRows rows;
  work.add_rows(0, rows);
  return rows.of<TeamRow>().at(0);
}

TEST(TeamWork, RestIsKeptAsFarAsEffectiveWorkIsBelowHalfAnHour) {
  // 60 min of patrol from rested to 80 effective minutes, after a rest 30 min from 20 on, then 10 min from 50 on.
  const TeamRow row =
      of({changed(0, TeamState::on_patrol, 0), changed(hour, TeamState::resting, 4800),
          changed(2 * hour, TeamState::on_patrol, 1200), changed(150 * minute, TeamState::walking, 3000),
          changed(155 * minute, TeamState::searching, 3000), changed(165 * minute, TeamState::off_duty, 3600)},
         4 * hour);
  EXPECT_DOUBLE_EQ(row.worked_s, 100 * 60);
  EXPECT_DOUBLE_EQ(row.rest_kept_s, 60 * 60 * 30.0 / 80 + 30 * 60 / 3.0);
  EXPECT_DOUBLE_EQ(row.longest_work_s, 60 * 60);
  EXPECT_DOUBLE_EQ(row.walked_s, 5 * 60);
  EXPECT_DOUBLE_EQ(row.rested_s, 3600);
  EXPECT_DOUBLE_EQ(row.on_duty_s, 165 * 60);
  EXPECT_DOUBLE_EQ(row.most_effective_s, 4800);
  EXPECT_EQ(row.searches, 1);
}

TEST(TeamWork, ScreenedOnPatrolOnlyAndAlertsAnywhere) {
  Event check{minute, 3, 1, 0, 0, EventKind::checked, check_bits::alarm};
  const TeamRow row = of({changed(0, TeamState::on_patrol, 0), check, changed(2 * minute, TeamState::searching, 120),
                          check, changed(3 * minute, TeamState::searching, 180)},
                         4 * minute);
  EXPECT_EQ(row.screened, 1);
  EXPECT_EQ(row.alerts, 2);
  EXPECT_EQ(row.searches, 2);
  EXPECT_DOUBLE_EQ(row.on_duty_s, 240) << "to the end of the run";
}

}  // namespace
}  // namespace crossflow::test
