#include "sim/kernel/event_list.hpp"

#include <map>
#include <random>

#include <gtest/gtest.h>

namespace crossflow {
namespace {

Due entity(std::uint32_t index) {
  return Due::of(Due::Whose::entity, index);
}

std::vector<std::uint32_t> take_all(EventList& list) {
  std::vector<std::uint32_t> out;
  for (EventList::Item item = 0; list.take(item);) out.push_back(EventList::due_of(item).index());
  return out;
}

TEST(Due, KeepsWhoseItIsAndWhich) {
  for (const auto whose : {Due::Whose::entity, Due::Whose::node, Due::Whose::actor}) {
    for (const std::uint32_t index : {0U, 1U, 12'345U, (1U << Due::index_bits) - 1}) {
      const Due due = Due::of(whose, index);
      EXPECT_EQ(due.whose(), whose);
      EXPECT_EQ(due.index(), index);
    }
  }
}

TEST(EventList, IsEmptyAtFirst) {
  EventList list;
  EventList::Item item = 0;
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.next_tick(), never);
  EXPECT_FALSE(list.take(item));
}

TEST(EventList, GivesTheEarliestFirst) {
  EventList list;
  list.push(30, entity(3));
  list.push(10, entity(1));
  list.push(20, entity(2));
  EXPECT_EQ(list.next_tick(), 10);
  EXPECT_EQ(take_all(list), (std::vector<std::uint32_t>{1, 2, 3}));
}

TEST(EventList, AtOneTickGivesInTheOrderOfPushing) {
  EventList list;
  std::vector<std::uint32_t> pushed;
  for (std::uint32_t i = 0; i < 100; ++i) {
    list.push(5, entity(99 - i));
    pushed.push_back(99 - i);
  }
  EXPECT_EQ(take_all(list), pushed);
}

TEST(EventList, SequenceNumbersRise) {
  EventList list;
  const std::uint64_t first = list.push(5, entity(0));
  const std::uint64_t second = list.push_now(0, entity(1));
  const std::uint64_t third = list.push(1, entity(2));
  EXPECT_GT(first, 0U) << "0 means: no timer";
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EventList::Item item = 0;
  ASSERT_TRUE(list.take(item));
  EXPECT_EQ(EventList::sequence_of(item), second);
}

TEST(EventList, WhatIsDueNowComesAfterWhatWasScheduledEarlierForNow) {
  EventList list;
  list.push(10, entity(1));
  list.push(10, entity(2));
  EventList::Item item = 0;
  ASSERT_TRUE(list.take(item));  // now it is 10
  list.push_now(10, entity(3));
  list.push(10, entity(4));  // through the heap: of the same tick all the same
  list.push_now(10, entity(5));
  list.push(11, entity(6));
  EXPECT_EQ(list.next_tick(), 10);
  EXPECT_EQ(take_all(list), (std::vector<std::uint32_t>{2, 3, 4, 5, 6}));
}

TEST(EventList, OfOneTickTheClockIsFirstAndWhoComesIsLast) {
  EventList list;
  list.push_coming(10, 5, entity(6));
  list.push(10, entity(3));
  list.push_by_clock(10, entity(1));
  list.push_coming(10, 4, entity(5));
  list.push_by_clock(10, entity(2));
  list.push(11, entity(7));
  EventList::Item item = 0;
  ASSERT_TRUE(list.take(item));  // now it is 10
  EXPECT_EQ(EventList::due_of(item).index(), 1U);
  list.push_now(10, entity(4));
  EXPECT_EQ(take_all(list), (std::vector<std::uint32_t>{2, 3, 4, 5, 6, 7}));
}

TEST(EventList, APushAfterATakeFillsTheHoleAtTheTop) {
  EventList list;
  for (std::uint32_t i = 0; i < 10; ++i) list.push(10 * static_cast<Tick>(i), entity(i));
  EventList::Item item = 0;
  ASSERT_TRUE(list.take(item));  // 0 leaves the hole
  EXPECT_FALSE(list.empty());
  list.push(45, entity(45));  // belongs in the middle, not at the top
  list.push(1000, entity(100));
  EXPECT_EQ(list.next_tick(), 10);
  EXPECT_EQ(take_all(list), (std::vector<std::uint32_t>{1, 2, 3, 4, 45, 5, 6, 7, 8, 9, 100}));
}

TEST(EventList, IsEmptyWhenOnlyTheHoleIsLeft) {
  EventList list;
  EventList::Item item = 0;
  list.push(1, entity(1));
  ASSERT_TRUE(list.take(item));
  EXPECT_TRUE(list.empty());
  list.push(2, entity(2));
  EXPECT_FALSE(list.empty());
  ASSERT_TRUE(list.take(item));
  EXPECT_EQ(EventList::due_of(item).index(), 2U);
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.next_tick(), never);
}

// Against a list that is slow and obviously right, on random pushes and takes as a run makes them.
TEST(EventList, AgreesWithASortedMap) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&random](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    EventList list;
    std::map<std::pair<Tick, std::uint64_t>, std::uint32_t> reference;  // by tick and sequence
    Tick now = 0;
    for (std::uint32_t operation = 0; operation < 5000; ++operation) {
      const std::uint32_t what = below(10);
      const Tick at = now + below(seed % 2 == 0 ? 4 : 1000);
      if (what < 2) {
        reference.emplace(std::pair{at, list.push(at, entity(operation))}, operation);
      } else if (what < 4) {  // of some seeds fewer than stand beside the heap, of some more
        reference.emplace(std::pair{at, list.push_coming(at, operation, entity(operation))}, operation);
      } else if (what < 5) {
        reference.emplace(std::pair{now, list.push_now(now, entity(operation))}, operation);
      } else {
        EventList::Item item = 0;
        ASSERT_EQ(list.empty(), reference.empty());
        ASSERT_EQ(list.next_tick(), reference.empty() ? never : reference.begin()->first.first);
        ASSERT_EQ(list.take(item), !reference.empty());
        if (reference.empty()) continue;
        const auto first = reference.begin();
        ASSERT_EQ(EventList::tick_of(item), first->first.first) << "seed " << seed << ", operation " << operation;
        ASSERT_EQ(EventList::sequence_of(item), first->first.second) << "seed " << seed << ", operation " << operation;
        ASSERT_EQ(EventList::due_of(item).index(), first->second);
        now = EventList::tick_of(item);
        reference.erase(first);
      }
    }
  }
}

}  // namespace
}  // namespace crossflow
