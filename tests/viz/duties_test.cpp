// What servers and those on duty did in the course of a day.
#include "viz/replay/duties.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/viz/hand_recording.hpp"
#include "viz/floor/server_courses.hpp"

namespace crossflow::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using viz::Duty;
using viz::ServerCourses;
using viz::ServerLook;

// In state 0 until 10 s, in 2 until 40 s, then in 1.
const std::vector<Duty> three = {{10 * second, desk, 2, -1}, {40 * second, desk, 1, -1}};

TEST(Duties, LastSoLong) {
  EXPECT_THAT(viz::time_by_state(three, 0, 0, minute), ElementsAre(10 * second, 20 * second, 30 * second));
  EXPECT_THAT(viz::time_by_state(three, 0, 20 * second, 30 * second), ElementsAre(0, 0, 10 * second));
  EXPECT_THAT(viz::time_by_state(three, 0, 10 * second, 41 * second), ElementsAre(0, second, 30 * second));
  EXPECT_THAT(viz::time_by_state(three, 0, 2 * minute, 3 * minute), ElementsAre(0, minute));
  EXPECT_THAT(viz::time_by_state({}, 3, 0, minute), ElementsAre(0, 0, 0, minute));
  EXPECT_THAT(viz::time_by_state(three, 0, minute, minute), IsEmpty());
}

TEST(Duties, LastLongestInParts) {
  EXPECT_THAT(viz::longest_states(three, 0, 0, minute, 6), ElementsAre(0, 2, 2, 2, 1, 1));
  EXPECT_THAT(viz::longest_states(three, 0, 0, minute, 2), ElementsAre(2, 1)) << "20 s of 30";
  EXPECT_THAT(viz::longest_states(three, 0, 0, 20 * second, 1), ElementsAre(0)) << "as long as the one after it";
  EXPECT_THAT(viz::longest_states({}, 3, 0, minute, 3), ElementsAre(3, 3, 3));
  // Many short ones in one part: 3 s of state 1 in ten pieces, 2 s of state 0 between them.
  std::vector<Duty> many;
  for (int i = 0; i < 10; ++i) {
    many.push_back({i * second / 2, desk, 1, -1});
    many.push_back({i * second / 2 + 3 * second / 10, desk, 0, -1});
  }
  EXPECT_THAT(viz::longest_states(many, 0, 0, 5 * second, 1), ElementsAre(1));
}

std::vector<std::pair<Tick, ServerLook>> looks(const std::vector<Duty>& course) {
  std::vector<std::pair<Tick, ServerLook>> out;
  for (const Duty& duty : course) out.emplace_back(duty.tick / second, static_cast<ServerLook>(duty.state));
  return out;
}

TEST(ServerCourses, SayWhatAServerLookedLike) {
  Log log;
  log.server(5, desk, 0, ServerState::not_opened).server(8, desk, 0, ServerState::open);
  log.arrives(10, 0).joins_and_starts(10, 0, desk).arrives(12, 1).joins(12, 1, desk);
  log.ends(20, 0, desk).blocked(20, 0, desk, hall).leaves(30, 0, desk).starts(30, 1, desk);
  log.ends(40, 1, desk).leaves(40, 1, desk).server(50, desk, 0, ServerState::no_officer);
  HandRecording run(log, 60);
  ServerCourses courses(run);
  EXPECT_FALSE(courses.advance(3)) << "in pieces";
  EXPECT_TRUE(courses.advance(1000));
  EXPECT_THAT(looks(courses.of(desk, 0)),
              ElementsAre(Pair(5, ServerLook::not_opened), Pair(8, ServerLook::idle), Pair(10, ServerLook::busy),
                          Pair(20, ServerLook::blocked), Pair(30, ServerLook::busy), Pair(40, ServerLook::idle),
                          Pair(50, ServerLook::no_officer)));
  EXPECT_THAT(looks(courses.of(quad, 3)), IsEmpty());
}

TEST(ServerCourses, FinishWhomTheyServe) {
  HandRecording run(Log()
                        .arrives(10, 0)
                        .joins_and_starts(10, 0, desk)
                        .server(20, desk, 0, ServerState::no_officer)
                        .ends(30, 0, desk)
                        .leaves(30, 0, desk),
                    60);
  ServerCourses courses(run);
  courses.advance(1000);
  EXPECT_THAT(looks(courses.of(desk, 0)),
              ElementsAre(Pair(10, ServerLook::busy), Pair(20, static_cast<ServerLook>(ServerCourses::finishing)),
                          Pair(30, ServerLook::no_officer)));
}

// At any instant they say what the fold says of every server.
TEST(ServerCourses, AgreeWithTheState) {
  const Directory directory = sample_directory();
  Log log;
  log.events = with_rows(sample_log(directory, {.persons = 1000}));
  HandRecording run(log, to_seconds(log.events.back().tick) + 60, directory);
  ServerCourses courses(run);
  while (!courses.advance(777)) {
  }
  int busy = 0, others = 0;
  for (Tick now = 0; now < run.known_until(); now += minute) {
    const PortState state = run.state_at(now);
    for (std::uint16_t s = 0; s < directory.stations.size(); ++s)
      for (std::uint16_t i = 0; i < directory.stations[s].servers && directory.stations[s].shape != Shape::outside;
           ++i) {
        const Duty* duty = viz::duty_at(courses.of(s, i), now);
        const ServerLook look = duty != nullptr ? static_cast<ServerLook>(duty->state) : ServerLook::idle;
        const ServerLook expected = viz::look_of(state.server(s, i), false);
        if (duty != nullptr && duty->state == ServerCourses::finishing)
          EXPECT_TRUE(expected == ServerLook::busy || expected == ServerLook::blocked);
        else
          EXPECT_EQ(look, expected) << s << " " << i << " at " << to_seconds(now);
        ++(look == ServerLook::busy ? busy : others);
      }
  }
  EXPECT_GT(busy, 100);
  EXPECT_GT(others, 100);
}

}  // namespace
}  // namespace crossflow::test
