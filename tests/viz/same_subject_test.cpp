// What is what in another run: plans that number their places differently.
#include "viz/replay/same_subject.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/viz/hand_recording.hpp"

namespace crossflow::test {
namespace {

using viz::same_subject;
using viz::SameNames;
using viz::Subject;
using What = viz::Subject::What;

Log nobody_but_one() {
  Log log;
  return log.arrives(0, 0).joins(0, 0, desk);
}

Directory with_staff(Directory d) {
  d.pools = {{"p/immigration", {}, 0, "immigration"}};
  d.officers = {{"p/immigration/early/01", 0}, {"p/immigration/late/01", 0}};
  d.teams = {{"p/rex", {}, 0, "drugs"}, {"p/bella", {}, 0, "drugs"}};
  return d;
}

/// The small port with another station before all others, and its staff the other way round; no hall, two servers less.
Directory another_plan() {
  Directory d = with_staff(small_directory());
  d.stations[hall] = d.stations[quad];
  d.stations.pop_back();
  d.stations[hall].servers = 2;
  StationEntry first = d.stations[table];
  first.name = "p/first of all";
  d.stations.insert(d.stations.begin(), first);
  d.sources[0].station = 1;
  std::reverse(d.officers.begin(), d.officers.end());
  std::reverse(d.teams.begin(), d.teams.end());
  return d;
}

struct TwoPlans : testing::Test {
  HandRecording a{nobody_but_one(), 10, with_staff(small_directory())};
  HandRecording b{nobody_but_one(), 10, another_plan()};
  Subject in_b(const Subject& of_a) { return same_subject(b, 1, a, of_a); }
  Subject in_a(const Subject& of_b) { return same_subject(a, 0, b, of_b); }
};
using SameSubject = TwoPlans;

TEST_F(SameSubject, IsFoundByNameNeverByNumber) {
  EXPECT_EQ(in_b({What::station, desk, 0}), (Subject{What::station, desk + 1, 0, 1}));
  EXPECT_EQ(in_a({What::station, desk + 1, 0, 1}), (Subject{What::station, desk, 0}));
  EXPECT_EQ(in_b({What::server, quad, 1}), (Subject{What::server, quad, 1, 1})) << "the quad is the sixth in both";
  EXPECT_EQ(in_b({What::officer, 0, 0}), (Subject{What::officer, 1, 0, 1}));
  EXPECT_EQ(in_a({What::team, 0, 0, 1}), (Subject{What::team, 1, 0}));
  EXPECT_EQ(in_b({What::entity, 0, 0}), (Subject{What::entity, 0, 0, 1}));
}

TEST_F(SameSubject, IsNothingWhereTheOtherHasNone) {
  EXPECT_EQ(in_b({What::station, hall, 0}), Subject{}) << "there is no hall";
  EXPECT_EQ(in_a({What::station, 0, 0, 1}), Subject{}) << "a new place";
  EXPECT_EQ(in_b({What::server, quad, 3}), Subject{}) << "it has two servers only";
  EXPECT_EQ(in_b({What::station, 77, 0}), Subject{}) << "nor has anybody this";
  EXPECT_EQ(in_a({What::entity, 77, 0, 1}), Subject{});
  EXPECT_EQ(in_a(Subject{}), Subject{});
}

TEST_F(SameSubject, RowsByNameSayWhatIsMissing) {
  const SameNames names(a.directory(), b.directory());
  EXPECT_THAT(names.stations, testing::ElementsAre(1, 2, 3, 4, -1, 5, -1));
  EXPECT_THAT(names.classes, testing::ElementsAre(0, 1));
}

}  // namespace
}  // namespace crossflow::test
