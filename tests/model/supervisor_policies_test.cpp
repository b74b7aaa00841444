// What each policy orders, look by look, of sights that a test writes down; nothing here needs a simulation.
#include <functional>

#include <gtest/gtest.h>

#include "sim/model/supervisors/order_book.hpp"
#include "sim/model/supervisors/policy.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/tables.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow::test {
namespace {

/// Two stations, "desks" (0) with 10 servers and "gates" (1) with 18, whose servers clear one person in 30 s each, and
/// a supervisor who looks every 5 min. What he orders has taken effect when he looks next.
class Watch {
 public:
  explicit Watch(const std::string& yaml) {
    port_.name = "port";
    port_.stations.resize(2);
    port_.stations[0].name = "desks";
    port_.stations[1].name = "gates";
    Pool pool;
    pool.name = "immigration";
    pool.skills = {"immigration"};
    pool.reserves = Reserves{6, 45 * minute, 4 * hour};
    port_.pools.push_back(pool);
    port_.officer_walks.push_back({{"north", "south"}, 4 * minute});
    scenario_.classes.resize(1);
    scenario_.classes[0].pledge = Pledge{0.95, 15 * minute};
    view_.acts_after = 3 * minute;
    view_.looks_every = 5 * minute;
    view_.stations.resize(2);
    for (std::size_t s = 0; s < 2; ++s) {
      StationSight& one = view_.stations[s];
      one.station = s;
      one.installed = s == 0 ? 10 : 18;
      one.planned = one.ordered = one.open = s == 0 ? 4 : 12;
      one.window = 15 * minute;
      one.rate = 1.0 / 30;
    }
    view_.now = 8 * hour;

    Problems problems;
    TableStore tables;
    Reader reader(problems, tables);
    reader.names.stations = {"desks", "gates"};
    Value value = parse_yaml(yaml, "test.yaml", problems);
    const std::string name = value.find("policy")->scalar;
    std::erase_if(value.entries, [](const auto& entry) { return entry.key == "policy"; });
    for (const auto* kind : supervisor_policies())
      if (kind->name == name) kind_ = static_cast<const ModelSupervisorPolicy*>(kind);
    keys_ = kind_->keys->read(value, reader);
    EXPECT_TRUE(problems.empty()) << problems.text();
    policy_ = kind_->make(keys_.get(), {scenario_, port_});
  }

  StationSight& desks() { return view_.stations[0]; }
  StationSight& gates() { return view_.stations[1]; }
  SupervisorView& view() { return view_; }

  /// One look; then 5 min go by.
  std::vector<GivenOrder> look() {
    Orders orders;
    policy_->look(view_, orders);
    for (const GivenOrder& order : orders.given()) {
      if (order.what == Order::open_servers) {
        StationSight& s = view_.stations[order.at];
        s.by_order = order.value != as_planned;
        s.ordered = s.open = s.by_order ? order.value : s.planned;
      }
      if (order.what == Order::hold || order.what == Order::let_in)
        view_.doors[order.at].held = order.what == Order::hold;
      if (order.what == Order::face) view_.desks[order.at].facing_first = order.value;
      if (order.what == Order::extend_hours) {
        *view_.closes += (order.value - view_.extended) * minute;
        view_.extended = order.value;
      }
    }
    given_ += orders.given().size();
    view_.now += 5 * minute;
    return orders.given();
  }
  /// Orders given in so many hours of looks, before each of which `see` may change what is seen.
  std::size_t hours(int n, const std::function<void(int)>& see) {
    const std::size_t before = given_;
    for (int i = 0; i < 12 * n; ++i) {
      see(i);
      look();
    }
    return given_ - before;
  }

 private:
  Scenario scenario_;
  Port port_;
  SupervisorView view_;
  const ModelSupervisorPolicy* kind_ = nullptr;
  std::shared_ptr<const void> keys_;
  std::unique_ptr<SupervisorPolicy> policy_;
  std::size_t given_ = 0;
};

using Given = std::vector<GivenOrder>;
GivenOrder open(std::size_t station, long servers) {
  return {Order::open_servers, station, servers};
}

TEST(SupervisorView, ThePredictedWaitIsThoseAheadAtTheRateSeen) {
  StationSight s;
  s.waiting = 60;
  s.held = 20;
  s.rate = 1.0 / 30;
  s.open = 4;
  EXPECT_EQ(s.predicted_wait(), 10 * minute) << "80 persons, 30 s each, at 4 servers";
  EXPECT_EQ(s.wait_with(8), 5 * minute);
  EXPECT_EQ(s.wait_with(0), day);
  s.rate = 0;
  EXPECT_EQ(s.predicted_wait(), 0) << "nothing is known";
}

TEST(OrderBook, WhatStandsIsNotOrderedAgainAndWhatIsTakenBackNeverHappens) {
  OrderBook book;
  book.give(open(0, 5), 4, 100);
  book.give(open(0, 5), 4, 200);
  EXPECT_EQ(book.stands(Order::open_servers, 0), 5);
  book.give(open(0, 6), 4, 300);
  EXPECT_EQ(book.next(), 100);
  EXPECT_EQ(book.take(), open(0, 5));
  EXPECT_EQ(book.next(), 300);
  book.give(open(0, 5), 5, 400);
  EXPECT_EQ(book.next(), never) << "the sixth is no longer wanted";
  book.give({Order::hold, 2, 1}, 0, 500);
  book.give({Order::let_in, 2, 0}, 0, 600);
  EXPECT_EQ(book.next(), never);
  book.give({Order::call_reserves, 0, 3}, 0, 700);
  book.give({Order::call_reserves, 0, 3}, 0, 800);
  EXPECT_EQ(book.called(0), 6) << "each call is of other officers";
}

TEST(FixedPlan, OrdersWhatIsPlannedForTheTimeAtWhichItTakesEffect) {
  Watch watch("{policy: fixed plan, servers: {desks: {'00:00': 4, '09:00': 7, '10:00': 5}}}");
  std::size_t looks = 0;
  Given orders;
  while (orders.empty()) {
    orders = watch.look();
    ++looks;
  }
  EXPECT_EQ(orders, Given{open(0, 7)});
  EXPECT_EQ(looks, 13U) << "from 8:00 on every 5 min; at 9:00 it is due";
  EXPECT_EQ(watch.hours(8, [&](int) { watch.desks().waiting = 500; }), 1U) << "10:00, whatever the queue";
}

TEST(Thresholds, OneMoreAboveAndOneLessBelow) {
  Watch watch(
      "{policy: thresholds, open above: 40 persons, close below: 8 persons, between changes: 10 min, least: 3, most: "
      "6}");
  watch.gates().waiting = 20;
  watch.desks().waiting = 41;
  EXPECT_EQ(watch.look(), Given{open(0, 5)});
  EXPECT_EQ(watch.look(), Given{}) << "5 min later";
  EXPECT_EQ(watch.look(), Given{open(0, 6)});
  EXPECT_EQ(watch.hours(1, [](int) {}), 0U) << "no more than 6";
  watch.desks().waiting = 7;
  EXPECT_EQ(watch.hours(2, [](int) {}), 3U) << "down to 3";
  EXPECT_EQ(watch.desks().ordered, 3);
}

TEST(Thresholds, AQueueThatHoversLeadsToFewOrders) {
  Watch watch("{policy: thresholds, open above: 40 persons, close below: 8 persons, most: 8}");
  watch.gates().waiting = 20;
  const std::size_t orders = watch.hours(8, [&](int i) { watch.desks().waiting = i % 2 == 0 ? 39 : 42; });
  EXPECT_EQ(orders, 4U) << "96 looks at a threshold: from 4 up to the most, 8, and then nothing";
}

TEST(Pledge, OpensAsManyAsAreNeededAtOnceAndClosesWhenItHasBeenSafe) {
  Watch watch("{policy: pledge, margin: 5 min, closes after: 20 min, least: 2}");
  watch.gates().waiting = 150;  // 375 s at 12 gates, 750 s at half: too long for one fewer to be safe
  watch.gates().joined = 400;
  watch.desks().joined = 100;
  watch.desks().waiting = 80;
  EXPECT_EQ(watch.look(), Given{}) << "10 min, not above 15 less 5";
  watch.desks().waiting = 140;
  EXPECT_EQ(watch.look(), Given{open(0, 7)}) << "140 persons, 30 s each, in 10 min";
  watch.desks().waiting = 5;
  watch.desks().joined = 100;
  EXPECT_EQ(watch.hours(2, [](int) {}), 3U)
      << "100 in 15 min are 3.3 servers' work: down to 4, each 20 min after the first look at the one before";
  EXPECT_EQ(watch.desks().ordered, 4);
  EXPECT_EQ(watch.hours(2, [](int) {}), 0U);
}

TEST(Pledge, SeesThatNobodyServes) {
  Watch watch("{policy: pledge}");
  watch.desks().open = 0;
  watch.desks().waiting = 3;
  EXPECT_EQ(watch.look(), Given{}) << "they may be about to be manned";
  EXPECT_EQ(watch.look(), Given{open(0, 5)}) << "four are ordered, and none serves";
  watch.desks().open = 1;
  EXPECT_EQ(watch.look(), Given{});
}

TEST(Pledge, AQueueThatHoversLeadsToFewOrders) {
  Watch watch("{policy: pledge, margin: 5 min}");
  watch.gates().waiting = 150;
  watch.gates().joined = 400;
  watch.desks().joined = 130;
  const std::size_t orders = watch.hours(8, [&](int i) { watch.desks().waiting = i % 2 == 0 ? 79 : 82; });
  EXPECT_EQ(orders, 1U) << "96 looks around 10 min: one more is opened, and with 130 in 15 min none can go";
}

TEST(MoveOfficers, GoWhereTheWaitIsLongestIfThatIsWorthTheWalk) {
  Watch watch("{policy: move officers, worth it: 5 min, between changes: 15 min, least: 3}");
  watch.gates().installed = 10;
  watch.gates().planned = watch.gates().ordered = watch.gates().open = 4;
  PostKeys north, south;
  north.skill = south.skill = "immigration";
  north.hall = "north";
  south.hall = "south";
  watch.desks().post = &north;
  watch.gates().post = &south;
  watch.desks().waiting = 60;  // 7:30 min at 4
  EXPECT_EQ(watch.look(), Given{})
      << "nobody waits at the gates, but a walk of 4 min and 5 that make it worth it are more";
  watch.desks().waiting = 400;  // 50 min at 4, 40 at 5
  EXPECT_EQ(watch.look(), (Given{open(1, 3), open(0, 5)}));
  EXPECT_EQ(watch.hours(1, [](int) {}), 0U) << "3 stay where they are";
  watch.desks().planned = 6;
  EXPECT_EQ(watch.look(), Given{open(0, 7)}) << "the plan changes; who has moved stays moved";
  north.skill = "customs";
  watch.gates().ordered = watch.gates().open = watch.gates().planned = 8;
  EXPECT_EQ(watch.look().size(), 1U) << "7 at the gates by plan less one; nobody of another skill comes";
}

TEST(MoveOfficers, TwoQueuesThatTakeTurnsLeadToFewOrders) {
  Watch watch("{policy: move officers, worth it: 5 min}");
  watch.gates().planned = watch.gates().ordered = watch.gates().open = 4;
  const std::size_t orders = watch.hours(8, [&](int i) {
    watch.desks().waiting = i % 2 == 0 ? 60 : 75;
    watch.gates().waiting = i % 2 == 0 ? 75 : 60;
  });
  EXPECT_EQ(orders, 0U) << "96 looks; the longer wait is never 5 min longer";
}

TEST(CallReserves, WhenTheWaitHasBeenTooLongAndNobodyIsSpare) {
  Watch watch("{policy: call reserves, pool: immigration, above: 15 min, for: 10 min, officers: 2}");
  PostKeys post;
  post.skill = "immigration";
  watch.desks().post = &post;
  watch.view().pools = {{0, 6}};
  watch.desks().waiting = 160;  // 20 min
  EXPECT_EQ(watch.look(), Given{});
  EXPECT_EQ(watch.look(), Given{});
  EXPECT_EQ(watch.look(), (Given{{Order::call_reserves, 0, 2}})) << "10 min later";
  EXPECT_EQ(watch.hours(1, [](int) {}), 0U) << "those called have 53 min to come, and then 10 min must pass";
  EXPECT_EQ(watch.look(), (Given{{Order::call_reserves, 0, 2}})) << "two more, at the look after these";
  watch.desks().spare = 2;
  EXPECT_EQ(watch.look(), Given{open(0, 6)}) << "they have come";
  watch.desks().spare = 0;
  watch.desks().waiting = 30;
  EXPECT_EQ(watch.hours(2, [](int) {}), 2U) << "one post fewer, then the plan";
  EXPECT_FALSE(watch.desks().by_order);
}

TEST(HoldTheCrowd, HoldsAboveAndLetsInBelow) {
  Watch watch("{policy: hold the crowd, hold above: 300 persons, let in below: 200 persons}");
  watch.view().doors = {{0, 50, false}};
  watch.gates().waiting = 250;
  EXPECT_EQ(watch.look(), Given{});
  watch.desks().held = 60;
  EXPECT_EQ(watch.look(), (Given{{Order::hold, 0, 1}}));
  watch.desks().held = 0;
  EXPECT_EQ(watch.look(), Given{}) << "250";
  watch.gates().waiting = 200;
  EXPECT_EQ(watch.look(), (Given{{Order::let_in, 0, 0}}));
  EXPECT_EQ(watch.hours(8, [&](int i) { watch.gates().waiting = i % 2 == 0 ? 290 : 310; }), 1U)
      << "96 looks at the threshold: held once";
}

TEST(CallReserves, AQueueThatIsTooLongNowAndThenCallsNobody) {
  Watch watch("{policy: call reserves, pool: immigration, above: 15 min, for: 10 min, officers: 2}");
  PostKeys post;
  post.skill = "immigration";
  watch.desks().post = &post;
  watch.view().pools = {{0, 6}};
  const auto hovers = [&](int i) { watch.desks().waiting = i % 2 == 0 ? 160 : 100; };  // 20 min, 12:30 min
  EXPECT_EQ(watch.hours(8, hovers), 0U) << "96 looks, at none of them too long for 10 min";
}

TEST(ExtendHours, ALineThatWillHaveGoneInTimeExtendsNothing) {
  Watch watch("{policy: extend hours, waiting: 100 persons, by: 30 min, at most: 45 min}");
  watch.view().now = 20 * hour;
  watch.view().closes = 22 * hour;
  watch.view().doors = {{0, 0, false}};
  const auto hovers = [&](int i) { watch.view().doors[0].outside = i < 20 && i % 2 == 0 ? 200 : 90; };
  EXPECT_EQ(watch.hours(2, hovers), 0U) << "too long at times, but not at the last look";
}

TEST(ExtendHours, AtTheLastLookThatComesInTime) {
  Watch watch("{policy: extend hours, waiting: 100 persons, by: 30 min, at most: 45 min}");
  watch.view().now = 21 * hour + 40 * minute;
  watch.view().closes = 22 * hour;
  watch.view().doors = {{0, 90, false}};
  watch.desks().waiting = 10;
  std::vector<Tick> at;
  for (int i = 0; i < 20; ++i) {
    const Tick now = watch.view().now;
    if (!watch.look().empty()) at.push_back(now);
  }
  EXPECT_EQ(at, (std::vector<Tick>{21 * hour + 55 * minute, 22 * hour + 25 * minute}));
  EXPECT_EQ(watch.view().extended, 45) << "no more than that";
  EXPECT_EQ(*watch.view().closes, 22 * hour + 45 * minute);
}

TEST(JointCommand, TakesAllThereIsAndStandsDownInSteps) {
  Watch watch("{policy: joint command, crowded at: 400 persons, hold above: 600 persons, step: 30 min}");
  watch.view().doors = {{0, 50, false}};
  watch.view().pools = {{0, 6}};
  watch.view().desks = {{0, {0, 1}, 2, 0}};
  watch.desks().waiting = 380;
  EXPECT_EQ(watch.look(), Given{});
  watch.desks().waiting = 400;
  EXPECT_EQ(watch.look(), (Given{{Order::call_reserves, 0, 6}, open(0, 10), open(1, 18), {Order::face, 0, 2}}));
  watch.view().pools = {{0, 0}};
  watch.desks().waiting = 601;
  EXPECT_EQ(watch.look(), (Given{{Order::hold, 0, 1}})) << "the crowd is held last";
  watch.desks().waiting = 400;
  EXPECT_EQ(watch.look(), (Given{{Order::let_in, 0, 0}}));
  watch.desks().waiting = 150;
  EXPECT_EQ(watch.hours(1, [](int) {}), 1U) << "the gates, where nobody waits, after 30 min";
  EXPECT_FALSE(watch.gates().by_order);
  EXPECT_TRUE(watch.desks().by_order);
  EXPECT_EQ(watch.hours(1, [](int) {}), 2U) << "the desks, and those that had turned";
  EXPECT_EQ(watch.view().desks[0].facing_first, 0);
  EXPECT_EQ(watch.hours(8, [&](int i) { watch.desks().waiting = i % 2 == 0 ? 390 : 405; }), 3U)
      << "96 looks at the threshold: it takes command once";
}

}  // namespace
}  // namespace crossflow::test
