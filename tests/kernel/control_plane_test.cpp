// Actors beside the flow plane, each in a process of its own.
#include "sim/kernel/control_plane.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/kernel/in_child.hpp"
#include "tests/kernel/toy_port.hpp"

namespace crossflow::test {
namespace {

/// A port with actors, and what they and the people did, in order.
struct Staffed {
  ToyPort port;
  ControlPlane control{port.flow};
  std::string said;
  Tick end = -1;

  void say(const std::string& what) { said += fmt::format("{} {}\n", port.flow.now(), what); }
  /// A port with the day that waits for its end.
  void run(Tick horizon = 1000) {
    end = control.run([this, horizon](Actor& day) {
      day.wait_for_end(horizon);
      say("the day ends");
    });
    port.flow.log().finish(end);
  }
};

std::string outcome(const std::function<void(Staffed&)>& prepare) {
  const ChildEnd child = in_child([&prepare] {
    Staffed staffed;
    prepare(staffed);
    return lines(staffed.said);
  });
  EXPECT_TRUE(child.well) << child.said;
  return child.said;
}

TEST(ControlPlane, ActorsDueAtOneTickGoInTheOrderOfScheduling) {
  EXPECT_EQ(outcome([](Staffed& s) {
              for (const char* name : {"first", "second", "third", "fourth"}) {
                s.control.add(name, [&s, name](Actor& self) {
                  s.say(std::string(name) + " begins");
                  self.wait_until(10);
                  s.say(name);
                  self.wait_until(10);
                  s.say(std::string(name) + " again");
                });
              }
              s.port.come({.comes = 20, .way = {}});
              s.run();
            }),
            lines(R"(
    0 first begins
    0 second begins
    0 third begins
    0 fourth begins
    10 first
    10 second
    10 third
    10 fourth
    10 first again
    10 second again
    10 third again
    10 fourth again
    20 the day ends
  )"));
}

TEST(ControlPlane, WhoScheduledFirstForATickActsFirstThen) {
  EXPECT_EQ(outcome([](Staffed& s) {
              s.control.add("late sleeper", [&s](Actor& self) {
                self.wait_until(5);
                self.wait_until(10);  // scheduled at 5
                s.say("late sleeper");
              });
              s.control.add("early planner", [&s](Actor& self) {
                self.wait_until(10);  // scheduled at 0
                s.say("early planner");
              });
              s.port.come({.comes = 20, .way = {}});
              s.run();
            }),
            lines(R"(
    10 early planner
    10 late sleeper
    20 the day ends
  )"));
}

// Actors and people at one tick: actors first, whatever was scheduled when.
TEST(ControlPlane, ActorsComeBeforePeople) {
  EXPECT_EQ(outcome([](Staffed& s) {
              const NodeId desk = s.port.bank("desk", 3);
              s.port.come({.comes = 0, .way = {{desk, 10}}});  // over at 10, scheduled at 0
              s.control.add("clerk", [&s, desk](Actor& self) {
                s.say("clerk begins");
                self.wait_until(10);
                s.say(fmt::format("clerk, {} inside", s.port.flow.alive()));
                self.wait_until(12);
                s.say(fmt::format("clerk, {} inside", s.port.flow.alive()));
              });
              s.port.come({.comes = 2, .way = {{desk, 8}}});  // over at 10, scheduled at 2
              s.port.come({.comes = 3, .way = {{desk, 9}}});  // over at 12, scheduled at 3
              s.run();
            }),
            lines(R"(
    0 clerk begins
    10 clerk, 3 inside
    12 clerk, 1 inside
    12 the day ends
  )"));
}

// Of the clock, one may wait for all others; who is called at his own instant keeps his place among them.
TEST(ControlPlane, OneMayLetTheOtherActorsGoFirst) {
  EXPECT_EQ(outcome([](Staffed& s) {
              const NodeId desk = s.port.bank("desk", 1);
              s.port.come({.comes = 0, .way = {{desk, 10}}});
              Call call(s.port.flow);
              s.control.add("patient", [&](Actor& self) {
                const bool called = call.wait_until(self, 10).has_value();
                s.say(called ? "called" : "not called");
                self.wait_for_other_actors();
                s.say(fmt::format("patient, {} inside", s.port.flow.alive()));
                self.wait_until(10);
                s.say(fmt::format("patient, {} inside", s.port.flow.alive()));
              });
              s.control.add("first", [&](Actor& self) {
                self.wait_until(9);
                self.wait_until(10);
                s.say("first");
                call.raise(1);
              });
              s.port.come({.comes = 20, .way = {}});
              s.run();
            }),
            lines(R"(
    10 not called
    10 first
    10 patient, 1 inside
    10 patient, 0 inside
    20 the day ends
  )"));
}

// Also if it is shut by one who acts after the one who has opened it, or who lets others go first.
TEST(ControlPlane, WhatActorsOpenTakesPeopleWhenAllHaveActed) {
  for (const bool lets_others_go : {false, true}) {
    const ChildEnd child = in_child([lets_others_go] {
      Staffed s;
      const NodeId desks[] = {s.port.bank("one", 1), s.port.bank("other", 1), s.port.bank("third", 1)};
      const auto set = [&s, &desks](std::size_t desk, ServerState state) {
        s.port.bank_at(desks[desk]).set_server(0, state);
      };
      const auto opens = [set](std::size_t desk) {
        return [set, desk](Actor& self) {
          set(desk, ServerState::not_opened);
          self.wait_until(10);
          set(desk, ServerState::open);
        };
      };
      for (const std::size_t desk : {0U, 1U, 2U}) s.control.add("opens", opens(desk));
      s.control.add("shuts", [set, lets_others_go](Actor& self) {
        self.wait_until(10);
        if (lets_others_go) self.wait_for_other_actors();
        set(2, ServerState::device_down);
        self.wait_until(20);
        set(2, ServerState::open);
      });
      s.port.come({.comes = 1, .way = {{desks[2], 5}}});
      s.port.come({.comes = 2, .way = {{desks[1], 5}}});
      s.port.come({.comes = 3, .way = {{desks[0], 5}}});
      s.run();
      return s.port.told({"starts"});
    });
    EXPECT_TRUE(child.well) << child.said;
    EXPECT_EQ(child.said, lines(R"(
    10 b starts other/0
    10 c starts one/0
    20 a starts third/0
  )"));
  }
}

TEST(ControlPlane, AnActorThatActsChangesWhatComesNext) {
  EXPECT_EQ(outcome([](Staffed& s) {
              const NodeId desk = s.port.bank("desk", 2);
              s.control.add("supervisor", [&s, desk](Actor& self) {
                s.port.bank_at(desk).set_server(1, ServerState::not_opened);
                self.wait_until(7);
                s.port.bank_at(desk).set_server(1, ServerState::open);
              });
              s.port.come(1, 3, {{desk, 10}});
              s.run();
              s.said += s.port.told({"starts", "is"});
            }),
            lines(R"(
    21 the day ends
    0 desk/1 is not opened
    1 a starts desk/0
    7 desk/1 is open
    7 b starts desk/1
    11 c starts desk/0
  )"));
}

TEST(ControlPlane, ACallWakesWhoWaitsForItAtThatTick) {
  EXPECT_EQ(outcome([](Staffed& s) {
              auto call = std::make_shared<Call>(s.port.flow);
              s.control.add("dog team", [&s, call](Actor& self) {
                for (;;) {
                  const std::int64_t what = call->wait(self);
                  s.say(fmt::format("dog called for {}", what));
                  self.wait_until(self.now() + 10);
                  s.say(fmt::format("dog done with {}", what));
                }
              });
              s.port.at(5, [call] { call->raise(1); });
              s.port.at(7, [call] { call->raise(2); });  // while the dog is busy
              s.port.at(8, [call] { call->raise(3); });
              s.port.come({.comes = 60, .way = {}});
              s.run();
            }),
            lines(R"(
    5 dog called for 1
    15 dog done with 1
    15 dog called for 2
    25 dog done with 2
    25 dog called for 3
    35 dog done with 3
    60 the day ends
  )"));
}

TEST(ControlPlane, ACallComesAfterWhatIsAlreadyDueAtItsTick) {
  EXPECT_EQ(outcome([](Staffed& s) {
              auto call = std::make_shared<Call>(s.port.flow);
              s.control.add("dog team", [&s, call](Actor& self) {
                call->wait(self);
                s.say("dog");
              });
              s.port.at(5, [&s, call] {
                call->raise(1);
                s.say("raised");
              });
              s.port.at(5, [&s] { s.say("something else at 5"); });
              s.port.come({.comes = 6, .way = {}});
              s.run();
            }),
            lines(R"(
    5 raised
    5 something else at 5
    5 dog
    6 the day ends
  )"));
}

TEST(ControlPlane, WhoWaitsForACallForSoLongOnlyIsWokenOnce) {
  EXPECT_EQ(outcome([](Staffed& s) {
              auto call = std::make_shared<Call>(s.port.flow);
              s.control.add("patient", [&s, call](Actor& self) {
                for (const Tick until : {5, 20, 20, 25, 30}) {
                  const auto what = call->wait_until(self, until);
                  s.say(what ? fmt::format("called for {}", *what) : "in vain");
                }
                self.wait_until(40);
                s.say("nothing came between");
              });
              s.control.add("caller", [call](Actor& self) {
                self.wait_until(8);
                call->raise(1);
                self.wait_until(9);
                self.wait_until(20);
                call->raise(2);  // at the tick at which the other gives up, and after it
              });
              s.port.come({.comes = 50, .way = {}});
              s.run();
            }),
            lines(R"(
    5 in vain
    8 called for 1
    20 in vain
    20 called for 2
    30 in vain
    40 nothing came between
    50 the day ends
  )"));
}

TEST(ControlPlane, ActorsCallEachOther) {
  EXPECT_EQ(outcome([](Staffed& s) {
              auto ask = std::make_shared<Call>(s.port.flow);
              auto answer = std::make_shared<Call>(s.port.flow);
              s.control.add("handler", [&s, ask, answer](Actor& self) {
                for (;;) {
                  const std::int64_t what = ask->wait(self);
                  self.wait_until(self.now() + 3);
                  answer->raise(what * 10);
                }
              });
              s.control.add("officer", [&s, ask, answer](Actor& self) {
                for (int i = 1; i <= 3; ++i) {
                  ask->raise(i);
                  s.say(fmt::format("answer {}", answer->wait(self)));
                }
              });
              s.port.come({.comes = 100, .way = {}});
              s.run();
            }),
            lines(R"(
    3 answer 10
    6 answer 20
    9 answer 30
    100 the day ends
  )"));
}

/// Calls the dog as its traveller is done, and lets the traveller go on only when the dog has been.
class DogBay : public Node {
 public:
  explicit DogBay(std::shared_ptr<Call> call) : call_(std::move(call)) {}
  bool admits(const Entity&) const override { return true; }
  void enter(Slot slot) override { call_->raise(slot); }
  void due(Slot slot) override { flow().go_on(slot); }
  void released(std::uint16_t, std::uint16_t) override {}

 private:
  std::shared_ptr<Call> call_;
};

TEST(ControlPlane, ADogIsStillCalledInTheLastMinute) {
  EXPECT_EQ(outcome([](Staffed& s) {
              auto call = std::make_shared<Call>(s.port.flow);
              const NodeId bay = s.port.flow.add(std::make_unique<DogBay>(call));
              s.control.add("dog team", [&s, call](Actor& self) {
                for (;;) {
                  const auto slot = static_cast<Slot>(call->wait(self));
                  s.say("dog called");
                  self.wait_until(self.now() + 9);
                  s.say("dog done");
                  s.port.flow.schedule(slot, self.now());
                }
              });
              s.port.come({.comes = 59, .way = {{bay, 0}}});  // the last of the day: nothing else is to come
              s.run();
              s.say(fmt::format("{} inside", s.port.flow.alive()));
            }),
            lines(R"(
    59 dog called
    68 dog done
    68 the day ends
    68 0 inside
  )"));
}

TEST(ControlPlane, ACallRaisedByTheLastToLeaveIsHeardBeforeTheDayEnds) {
  EXPECT_EQ(outcome([](Staffed& s) {
              auto call = std::make_shared<Call>(s.port.flow);
              s.control.add("dog team", [&s, call](Actor& self) {
                for (;;) {
                  call->wait(self);
                  s.say("dog called");
                }
              });
              s.port.at(30, [call] { call->raise(1); });  // the very last event of the day
              s.run();
            }),
            lines(R"(
    30 dog called
    30 the day ends
  )"));
}

TEST(ControlPlane, DaemonsEndWithTheDay) {
  EXPECT_EQ(outcome([](Staffed& s) {
              s.control.add("watchman", [&s](Actor& self) {
                for (;;) {
                  self.wait_until(self.now() + 25);
                  s.say("watchman");
                }
              });
              const NodeId desk = s.port.bank("desk", 1);
              s.port.come({.comes = 10, .way = {{desk, 50}}});
              s.run();
              s.say(fmt::format("end {}", s.end));
            }),
            lines(R"(
    25 watchman
    50 watchman
    60 the day ends
    60 end 60
  )"));
}

TEST(ControlPlane, AnActorMayReturnEarly) {
  EXPECT_EQ(outcome([](Staffed& s) {
              s.control.add("visitor", [&s](Actor&) { s.say("visitor"); });
              s.port.come({.comes = 10, .way = {}});
              s.run();
            }),
            lines("0 visitor \n 10 the day ends"));
}

TEST(ControlPlane, TheHorizonEndsARunThatIsStuck) {
  EXPECT_EQ(outcome([](Staffed& s) {
              const NodeId desk = s.port.bank("desk", 1);
              s.control.add("watchman", [&s](Actor& self) {
                for (;;) self.wait_until(self.now() + 30);
              });
              s.port.come({.comes = 5, .way = {{desk, 10}}});
              s.port.at(2, [&s, desk] { s.port.bank_at(desk).set_server(0, ServerState::no_officer); });
              s.run(100);
              s.say(fmt::format("{} inside", s.port.flow.alive()));
            }),
            lines(R"(
    90 the day ends
    90 1 inside
  )"));
}

TEST(ControlPlane, ARunThatCanGoNoFurtherEnds) {
  EXPECT_EQ(outcome([](Staffed& s) {
              const NodeId desk = s.port.bank("desk", 1);
              s.port.come({.comes = 5, .way = {{desk, 10}}});
              s.port.at(2, [&s, desk] { s.port.bank_at(desk).set_server(0, ServerState::no_officer); });
              s.run();
              s.say(fmt::format("{} inside", s.port.flow.alive()));
            }),
            lines(R"(
    5 the day ends
    5 1 inside
  )"));
}

TEST(ControlPlane, AnEmptyDayEndsAtOnce) {
  EXPECT_EQ(outcome([](Staffed& s) { s.run(); }), lines("0 the day ends"));
}

TEST(ControlPlane, TheDayMayWaitUntilTheLastClosing) {
  EXPECT_EQ(outcome([](Staffed& s) {
              s.port.come({.comes = 5, .way = {}});
              const Tick end = s.control.run([&s](Actor& day) {
                day.wait_until(80);
                s.say("closing");
                day.wait_for_end(1000);
              });
              s.say(fmt::format("end {}", end));
            }),
            lines("80 closing \n 80 end 80"));
}

TEST(ControlPlane, TwoActorsCannotWaitForOneCall) {
  const ChildEnd child = in_child([] {
    std::fclose(stderr);
    Staffed s;
    auto call = std::make_shared<Call>(s.port.flow);
    for (const char* name : {"one", "two"}) s.control.add(name, [call](Actor& self) { call->wait(self); });
    s.port.come({.comes = 10, .way = {}});
    s.run();
    return std::string("it went on");
  });
  EXPECT_FALSE(child.well);
  EXPECT_EQ(child.said, "");
}

// SimGrid's own clock is a double that only follows ours: the order at a tick must not hang on it.
TEST(ControlPlane, OddTicksKeepTheirOrder) {
  EXPECT_EQ(outcome([](Staffed& s) {
              const Tick odd = 86'399'999'999 * 7 + 1;
              for (const char* name : {"one", "two"}) {
                s.control.add(name, [&s, name](Actor& self) {
                  for (Tick at = 1; at < 100'000; at += 3331) self.wait_until(at);
                  self.wait_until(86'399'999'999 * 7 + 1);
                  s.say(name);
                });
              }
              s.port.come({.comes = odd + 1, .way = {}});
              s.run(never);
            }),
            lines(R"(
    604799999994 one
    604799999994 two
    604799999995 the day ends
  )"));
}

}  // namespace
}  // namespace crossflow::test
