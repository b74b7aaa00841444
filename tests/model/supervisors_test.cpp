// Supervisors during a run: when they look, when their orders take effect, and what comes of it. Looks come every 130
// s, so that nobody is served just then; orders take effect 60 s later. All times are worked out by hand.
#include <cstring>

#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

const std::set<std::string> orders = {"open", "face", "reserves", "hold", "let", "extend"};

std::vector<std::string> people(int n, const std::string& who = "0 local") {
  return std::vector<std::string>(static_cast<std::size_t>(n), who);
}

std::string supervisor(const std::string& policy, const std::string& acts_after = "60 s") {
  return "supervisors: {hall: {looks every: 130 s, acts after: " + acts_after + ", policy: " + policy + "}}\n";
}

// Desks of which one is open by plan, one minute a person.
Small watched_desks(int installed, const std::string& head, std::vector<std::string> come,
                    const std::string& more = "") {
  Small small;
  small.head = head;
  small.stations =
      "  desk: {kind: counter, service: 60 s, servers: " + std::to_string(installed) + ", open: 1" + more + "}\n";
  small.way = "[desk, leave]";
  small.people = std::move(come);
  return small;
}

TEST(Supervisors, ThePlanHoldsUntilTheFirstOrderTakesEffect) {
  const Replay run =
      watched_desks(
          3, supervisor("thresholds, open above: 5 persons, close below: 2 persons, between changes: 1 min, most: 2"),
          people(20))
          .run();
  // 17 wait at the first look; 13, 9, 5 and 1 at those that follow.
  std::set<std::string> verbs = orders;
  verbs.insert("is");
  EXPECT_EQ(run.told(verbs), lines("0 desk/1 is not opened\n"
                                   "0 desk/2 is not opened\n"
                                   "190 order open 2\n"
                                   "190 desk/1 is open\n"
                                   "710 order open 1\n"
                                   "710 desk/1 is not opened\n"));
}

TEST(Supervisors, AnOrderUnderWayIsNotRepeated) {
  EXPECT_EQ(watched_desks(3, supervisor("fixed plan, servers: {desk: 2}", "400 s"), people(20)).run().told(orders),
            lines("530 order open 2\n"));
}

TEST(Supervisors, ALaterLookGoesOnFromWhatIsUnderWay) {
  EXPECT_EQ(
      watched_desks(
          3, supervisor("thresholds, open above: 5 persons, close below: 0 persons, between changes: 0 s", "400 s"),
          people(20))
          .run()
          .told(orders),
      lines("530 order open 2\n"
            "660 order open 3\n"));
}

TEST(Supervisors, PledgeOpensWhatIsNeeded) {
  // 17 persons in 3 min at a minute each.
  EXPECT_EQ(watched_desks(8, supervisor("pledge, limit: 4 min, margin: 1 min, closes after: 10 h"), people(20))
                .run()
                .told(orders),
            lines("190 order open 6\n"));
}

TEST(Supervisors, OfficersMoveToTheLongerQueue) {
  Small small;
  small.head = supervisor("move officers, worth it: 5 min");
  small.stations =
      "  desk: {kind: counter, service: 60 s, servers: 4, open: 2}\n"
      "  window: {kind: counter, service: 60 s, servers: 4, open: 2}\n";
  small.way = "[{choose: [{class: local, to: desk}, {to: window}]}, leave]";
  small.people = people(40);
  // 34 wait 17 min at two desks, 11:20 at three.
  EXPECT_EQ(small.run().told(orders), lines("190 order open 1\n"
                                            "190 order open 3\n"));
}

TEST(Supervisors, ReservesComeAndManMoreDesksWhileTheyAreNeeded) {
  const std::string pool =
      "officers: {immigration: {shifts: {all: {from: \"00:00\", until: \"24:00\", officers: 1}}, "
      "reserves: {officers: 2, come after: 5 min, stay: 1 h}}}\n";
  const Replay run = watched_desks(3, pool + supervisor("call reserves, pool: immigration, above: 15 min, for: 0 min"),
                                   people(60), ", post: immigration")
                         .run();
  // They are there at 490, and are seen at 520. At 1300 twelve wait, 6 min at two desks; at
  // 1430 eight, 8 min at one, and at 1560 no more than four.
  EXPECT_EQ(run.told(orders), lines("190 order reserves 2\n"
                                    "580 order open 3\n"
                                    "1360 order open 2\n"
                                    "1620 order open 1\n"));
}

// Of a port that never closes the day begins at midnight: 86400.
TEST(Supervisors, OnTheNextDayThePlanHoldsAgain) {
  std::vector<std::string> come = people(20);
  for (const std::string& late : people(20, "86370 local")) come.push_back(late);
  EXPECT_EQ(watched_desks(3, "days: 2\n" + supervisor("fixed plan, servers: {desk: 2}"), come).run().told(orders),
            lines("190 order open 2\n"
                  "86400 order open 1\n"
                  "86590 order open 2\n"));
}

TEST(Supervisors, OnTheNextDayTheCrowdIsLetInAgain) {
  // At 86060 some 28 wait, at 86530 some 20; at 87700 one does.
  EXPECT_EQ(watched_desks(1, "days: 2\n" + supervisor("hold the crowd, hold above: 5 persons, let in below: 2 persons"),
                          people(30, "86000 local"))
                .run()
                .told(orders),
            lines("86120 order hold 1\n"
                  "86400 order let in 0\n"
                  "86590 order hold 1\n"
                  "87760 order let in 0\n"));
}

TEST(Supervisors, WhoComesWhileTheCrowdIsHeldWaitsOutside) {
  std::vector<std::string> come = people(10);
  come.push_back("185 local");
  come.push_back("200 local");
  const Replay run =
      watched_desks(1, supervisor("hold the crowd, hold above: 5 persons, let in below: 2 persons"), come).run();
  std::set<std::string> verbs = orders;
  verbs.insert("joins");
  // 7 wait at 130, with the one at 185 four at 390, two at 520.
  EXPECT_EQ(run.told(verbs).substr(run.told(verbs).find("185")), lines("185 k joins desk\n"
                                                                       "190 order hold 1\n"
                                                                       "200 l joins people\n"
                                                                       "580 order let in 0\n"
                                                                       "580 l joins desk\n"));
}

TEST(Supervisors, ThePortClosesLater) {
  Small small = watched_desks(1, supervisor("extend hours, waiting: 5 persons, by: 5 min, at most: 10 min"),
                              people(30, "60 local"));
  small.port = ", hours: \"00:01-00:20\"";
  // Looks at 190, 320, ..., 1100 (12 wait), 1230, 1360 (8 wait), 1490, 1620.
  std::set<std::string> verbs = orders;
  verbs.insert({"opens", "closes"});
  EXPECT_EQ(small.run().told(verbs), lines("60 port opens\n"
                                           "1160 order extend 5\n"
                                           "1420 order extend 10\n"
                                           "1800 port closes\n"));
}

// Two halls that share a desk, which faces the window where nobody comes.
Small two_halls() {
  Small small;
  small.head =
      "contra-flow: {middle: {between: [desk, window], desks: 1, facing: window, turning: 1 min}}\n" +
      supervisor(
          "joint command, crowded at: 10 persons, relaxed below: 5 persons, hold above: 20 persons, step: 10 min");
  small.stations =
      "  desk: {kind: counter, service: 60 s, servers: 3, open: 1}\n"
      "  window: {kind: counter, service: 60 s, servers: 3, open: 1}\n";
  small.way = "[{choose: [{class: local, to: desk}, {to: window}]}, leave]";
  small.people = people(40);
  return small;
}

TEST(Supervisors, JointCommandTakesAllAndStandsDownInSteps) {
  // At 780, 40 less 14 at the first desk, 10 at the second and 9 at the one that has turned: 7 wait, which are not more
  // than two thirds of 20. At 910 nobody does.
  EXPECT_EQ(two_halls().run().told(orders), lines("190 order open 3\n"
                                                  "190 order open 3\n"
                                                  "190 order face 1\n"
                                                  "190 order hold 1\n"
                                                  "840 order let in 0\n"));
}

TEST(Supervisors, SameSeedSameBits) {
  const Replay one = two_halls().run();
  const Replay other = two_halls().run();
  ASSERT_EQ(one.events.size(), other.events.size());
  EXPECT_EQ(std::memcmp(one.events.data(), other.events.data(), one.events.size() * sizeof(Event)), 0);
}

TEST(Supervisors, WhoOrdersNothingChangesNothing) {
  const Replay with =
      watched_desks(3, supervisor("thresholds, open above: 1000 persons, close below: 0 persons"), people(20)).run();
  const Replay without = watched_desks(3, "", people(20)).run();
  ASSERT_EQ(with.events.size(), without.events.size());
  EXPECT_EQ(std::memcmp(with.events.data(), without.events.data(), with.events.size() * sizeof(Event)), 0);
}

}  // namespace
}  // namespace crossflow::test
