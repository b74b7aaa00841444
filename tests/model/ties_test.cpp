// What happens at one instant: what shuts takes nobody, what opens takes all who are there, and people come last. Times
// are seconds.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

// Three come at 00:00, services of five minutes: at 10 min the first is done, and the desk shuts.
Small three_at_a_desk(const std::string& desk, const std::string& head = "", const std::string& port = "") {
  Small small;
  small.head = head;
  small.stations = "  desk: {kind: counter, service: 5 min, " + desk + "}\n";
  small.way = "[desk, leave]";
  small.people = {"0 local", "0 local", "0 local"};
  small.port = port;
  return small;
}

const std::string rightly = lines("600 a leaves\n1200 b leaves\n1500 c leaves");

std::string officers(const std::string& shifts) {
  return "officers: {immigration: {shifts: {" + shifts + "}}}\n";
}

const std::string ten_and_fifteen =
    "a: {from: \"00:05\", until: \"00:10\", officers: 1}, b: {from: \"00:15\", until: \"02:00\", officers: 1}";

TEST(Ties, WhatThePlanShutsTakesNobody) {
  EXPECT_EQ(three_at_a_desk("open: {\"00:00\": 0, \"00:05\": 1, \"00:10\": 0, \"00:15\": 1}").run().told({"leaves"}),
            rightly);
}

TEST(Ties, NorWhatTheHoursShut) {
  // Not open again on that date.
  EXPECT_EQ(three_at_a_desk("hours: \"00:05-00:10\"").run().told({"leaves"}), lines("600 a leaves"));
}

TEST(Ties, NorAnOfficerWhoseShiftEnds) {
  const Replay run = three_at_a_desk("post: {skill: immigration}", officers(ten_and_fifteen)).run();
  EXPECT_EQ(run.told({"leaves"}), rightly);
  for (const OfficerRow& row : run.rows.of<OfficerRow>()) EXPECT_EQ(row.overtime_s, 0) << row.officer;
}

// One officer, at the first desk until the plans of all three change at 10 min.
TEST(Ties, NobodyIsSentToAPostThatShutsThen) {
  Small small;
  small.head = officers("a: {from: \"00:00\", until: \"02:00\", officers: 1}");
  const std::string until_ten = "open: {\"00:00\": 1, \"00:10\": 0}, post: immigration}\n";
  small.stations = "  a: {kind: counter, service: 5 min, " + until_ten + "  b: {kind: counter, service: 5 min, " +
                   until_ten +
                   "  c: {kind: counter, service: 5 min, open: {\"00:00\": 0, \"00:10\": 1}, post: immigration}\n";
  small.way = "[choose: [{class: local, to: b}, {to: c}], leave]";
  small.people = {"0 local", "0 visitor"};
  EXPECT_EQ(small.run().told({"starts"}), lines("600 b starts c/0"));
  small.way = "[choose: [{class: visitor, to: b}, {to: c}], leave]";
  EXPECT_EQ(small.run().told({"starts"}), lines("600 a starts c/0"));
}

// The officer of both servers goes at 10 min, when the second one opens, or both work again.
TEST(Ties, NorAServerThatOpensAsItsOfficerGoes) {
  for (const std::string opens : {"open: {\"00:00\": 1, \"00:10\": 2}", "breakdowns: {every: 6 min, repair: 4 min}"})
    EXPECT_EQ(three_at_a_desk("servers: 2, " + opens + ", post: {skill: immigration, servers: 2}",
                              officers("a: {from: \"00:05\", until: \"00:10\", officers: 1}"))
                  .run()
                  .told({"starts"})
                  .find("600"),
              std::string::npos)
        << opens;
}

TEST(Ties, NorOneWhoBreaksOffAtTheEndOfHisShift) {
  const Replay run = three_at_a_desk("post: {skill: immigration, at shift end: stop}", officers(ten_and_fifteen)).run();
  EXPECT_EQ(run.told({"leaves"}), rightly);
  EXPECT_EQ(run.count(EventKind::interrupted), 0U) << "who has been served until then is done";
}

TEST(Ties, NorOneWhoseBreakBegins) {
  const Replay run = three_at_a_desk("post: {skill: immigration}",
                                     officers("a: {from: \"00:05\", until: \"02:00\", officers: 1, breaks: [{at: "
                                              "\"00:10\", takes: 5 min}]}"))
                         .run();
  EXPECT_EQ(run.told({"leaves"}), rightly);
}

TEST(Ties, NorADeskThatIsToTurn) {
  Small small = three_at_a_desk("",
                                "contra-flow: {hall: {between: [desk, other], desks: 1, turning: 0 s, facing: "
                                "{\"00:00\": other, \"00:05\": desk, \"00:10\": other, \"00:15\": desk}}}\n");
  small.stations = "  desk: {kind: counter, service: 5 min}\n  other: {kind: counter, service: 5 min}\n";
  small.routes = "  back: [other, leave]\n";
  small.demand = "  returning: {rate: {mean: 0 persons/h, mix: {local: 1}}, direction: out, route: back}\n";
  EXPECT_EQ(small.run().told({"leaves"}), rightly);
}

TEST(Ties, NorServersThatADisruptionTakesDown) {
  EXPECT_EQ(three_at_a_desk("open: {\"00:00\": 0, \"00:05\": 1}",
                            "disruptions: {outage: {from: \"00:10\", until: \"00:15\", servers down: {kind: counter, "
                            "share: 100%}}}\n")
                .run()
                .told({"leaves"}),
            rightly);
}

TEST(Ties, NorADeviceThatFails) {
  // Down from 10 min on for 5 min.
  EXPECT_EQ(three_at_a_desk("open: {\"00:00\": 0, \"00:05\": 1}, breakdowns: {every: 10 min, repair: 5 min}")
                .run()
                .told({"leaves"}),
            lines("600 a leaves\n1200 b leaves\n1500 c leaves"));
}

TEST(Ties, AnOutageThatBeginsHolds) {
  EXPECT_EQ(three_at_a_desk("open: {\"00:00\": 0, \"00:05\": 1}, outage: [{from: \"00:10\", until: \"00:20\", pace: "
                            "200%}]")
                .run()
                .told({"leaves"}),
            lines("600 a leaves\n1200 b leaves\n1500 c leaves"))
      << "twice as long from 10 min on, and no longer at 20 min";
}

TEST(Ties, WhoComesWhenThePortClosesStaysOutside) {
  Small small = three_at_a_desk("", "", ", hours: \"00:05-00:10\", at closing: turn back the queue");
  small.people.emplace_back("600 local");
  EXPECT_EQ(small.run().told({"leaves", "turned", "closes"}),
            lines("600 port closes\n600 b turned back\n600 c turned back\n600 a leaves"));
}

// Whichever of the two was made known first.
TEST(Ties, WhatOpensWhenThePortClosesServesNobodyWhoIsTurnedBack) {
  for (const std::string plan : {"{\"00:00\": 0, \"00:10\": 3}", "{\"00:00\": 0, \"00:07\": 0, \"00:10\": 3}"})
    EXPECT_EQ(
        three_at_a_desk("servers: 3, open: " + plan, "", ", hours: \"00:05-00:10\", at closing: turn back the queue")
            .run()
            .told({"starts", "turned", "closes"}),
        lines("600 port closes\n600 a turned back\n600 b turned back\n600 c turned back"))
        << plan;
}

TEST(Ties, AnOrderToCloseHolds) {
  // The look at 5 min closes the desk five minutes later.
  Small small = three_at_a_desk(
      "open: {\"00:00\": 0, \"00:05\": 1}",
      "supervisors: {hall: {looks every: 5 min, acts after: 5 min, policy: fixed plan, servers: {desk: 0}}}\n");
  EXPECT_EQ(small.run().told({"leaves"}), lines("600 a leaves"));
}

// A dog that goes off duty at the instant at which its search ends begins no other.
TEST(Ties, NorADogTeamThatGoesOffDuty) {
  const Replay run = run_text(
      "crossflow: 1\ndate: 2024-01-01\nclasses: {car: {kind: vehicle, length: 5 m}}\nport: {name: p}\ndemand:\n"
      "  cars: {recorded: {table: cars.csv}, direction: in, route: way}\nstations:\n"
      "  dogs: {kind: dog-search, search: 5 min, place: {at: [0 m, 0 m], size: [4 m, 4 m]}}\n"
      "routes: {way: [dogs, leave]}\ndogs: {differ: 1}\ndog teams: {rex: {scents: drugs, on duty: \"00:05-00:10\", "
      "kennel: [2 m, 2 m], rest: none, on call at: dogs}}\n",
      {{"cars.csv", "time,class\n00:05,car\n00:05,car\n"}});
  std::vector<Tick> begun;
  for (const Event& e : run.events)
    if (e.kind == EventKind::team && e.aux == static_cast<std::uint8_t>(TeamState::searching)) begun.push_back(e.tick);
  EXPECT_EQ(begun, std::vector<Tick>{5 * minute});
}

TEST(Ties, WhatOpensTakesWhoIsThereAndWhoComes) {
  Small small = three_at_a_desk("servers: 4, open: {\"00:00\": 0, \"00:05\": 4}");
  small.people.emplace_back("300 local");
  EXPECT_EQ(small.run().told({"starts"}),
            lines("300 a starts desk/0\n300 b starts desk/1\n300 c starts desk/2\n300 d starts desk/3"));
}

TEST(Ties, WhoComesFindsTheServerFreeThatIsDone) {
  Small small;
  small.stations = "  desk: {kind: counter, service: 5 min, queue: {balking: {over: 0 persons}}}\n";
  small.way = "[desk, leave]";
  small.people = {"0 local", "0 local", "300 local", "600 local"};
  // b waits from the beginning; c comes when a goes and b is taken, so nobody waits before him.
  EXPECT_EQ(small.run().told({"starts", "balks"}),
            lines("0 a starts desk/0\n300 b starts desk/0\n600 c starts desk/0\n900 d starts desk/0"));
}

// Two stations open at 10 min, at which one waits since 400 s and one since 401 s.
TEST(Ties, WhereSomebodyHasWaitedLongestComesFirstWhateverItIsCalled) {
  const std::string pool = officers("x: {from: \"00:10\", until: \"02:00\", officers: 2}");
  const std::string down =
      "disruptions: {all: {from: \"00:06\", until: \"00:10\", servers down: {kind: counter, share: 100%}}}\n";
  const std::pair<std::string, std::string> ways_to_open[] = {
      {"open: {\"00:00\": 0, \"00:10\": 1}", ""},
      {"open: {\"00:00\": 0, \"00:10\": 1}, queue: {shape: one per server}", ""},
      {"hours: \"00:10-02:00\"", ""},
      {"breakdowns: {every: 6 min, repair: 4 min}", ""},
      {"post: immigration", pool},
      {"hours: \"00:00-02:00\"", down}};
  for (const auto& [keys, head] : ways_to_open) {
    for (const bool renamed : {false, true}) {
      Small small;
      small.head = head;
      small.stations = "  a: {kind: counter, service: 5 min, " + keys + "}\n  b: {kind: counter, service: 5 min, " +
                       keys + "}\n  hall: {kind: search, service: 1 min}\n";
      small.way =
          std::string("[choose: [{class: local, to: ") + (renamed ? "b}, {to: a}]" : "a}, {to: b}]") + ", hall, leave]";
      small.people = {"400 local", "401 visitor"};
      EXPECT_EQ(small.run().told({"leaves"}), lines("960 a leaves\n1020 b leaves")) << keys << head << renamed;
    }
  }
}

// When the port closes b goes back, who was held at the desk; c, who has been checked and waits there, is not called by
// what the plan shuts then.
TEST(Ties, NorWhomAClosingPortMakesRoomFor) {
  Small small;
  small.stations =
      "  desk: {kind: counter, service: 4 min, authority: none, open: {\"00:00\": 1, \"00:10\": 0, \"00:15\": 1}}\n"
      "  before: {kind: counter, service: 1 min}\n"
      "  next: {kind: counter, service: 20 min, queue: {space: 0 persons}}\n";
  small.way = "[{class: visitor, to: before}, desk, next, leave]";
  small.people = {"0 local", "1 local", "2 visitor"};
  small.port = ", hours: \"00:00-00:10\", at closing: turn back the queue";
  EXPECT_EQ(small.run().told({"starts", "turned"}),
            lines("0 a starts desk/0\n2 c starts before/0\n240 a starts next/0\n240 b starts desk/0\n600 b turned "
                  "back\n900 c starts desk/0\n1440 c starts next/0"));
}

// At 10 min two of a party go on from a desk to gates where only one finds room; then somebody leaves a gate, so that
// there is room for the other; then somebody leaves the other desk, whose next is called, so that there is room in the
// queue. In that order they go on: whoever has waited for room at the desks finds the first one free.
TEST(Ties, OneOfAPartyThatGoesOnFreesNothing) {
  Small small;
  small.stations =
      "  desk: {kind: counter, servers: 2, service: {local: 5 min, otherwise: 299 s}, queue: {shape: one per server, "
      "space: 1 persons}}\n"
      "  gates: {kind: e-channel, servers: 1, service: 299 s, queue: {space: 1 persons}}\n"
      "  way out: {kind: hall, walk: {distance: 1 m, speed: 1 m/s}}\n";
  small.way = "[desk, choose: [{class: local, to: gates}, {to: way out}], leave]";
  small.people = {"0 local 2", "1 local", "2 visitor", "3 visitor", "302 visitor"};
  const std::string told = small.run().told({"starts", "blocked"});
  EXPECT_NE(told.find("600 b blocked by gates\n600 a starts gates/0\n600 d starts way out\n600 e starts desk/1\n600 f "
                      "starts desk/0\n"),
            std::string::npos)
      << told;
}

// The officer of a desk that shut at 5 min has finished at 10 min. He is sent before somebody else comes in, for whom
// there is room because of what ended after that.
TEST(Ties, AnOfficerWhoHasFinishedIsSentInTurn) {
  Small small;
  small.head = officers("a: {from: \"00:00\", until: \"02:00\", officers: 2}");
  small.stations =
      "  gate: {kind: counter, service: 10 min, open: {\"00:00\": 1, \"00:05\": 0}, post: {skill: immigration, rank: "
      "4}}\n"
      "  desk: {kind: counter, servers: 2, service: 9 min, queue: {shape: one per server, space: 1 persons}, post: "
      "immigration}\n";
  small.way = "[choose: [{class: local, to: gate}, {to: desk}], leave]";
  small.people = {"0 local", "60 visitor", "61 visitor", "62 visitor"};
  EXPECT_EQ(small.run().told({"starts"}),
            lines("0 a starts gate/0\n60 b starts desk/0\n600 c starts desk/0\n600 d starts desk/1"));
}

}  // namespace
}  // namespace crossflow::test
