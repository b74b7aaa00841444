// The fold takes two or three transitions at once where it can: as good as one by one, to the last bit.
#include <algorithm>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/draws.hpp"
#include "sim/record/statistics.hpp"
#include "tests/record/fold_log.hpp"
#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/record/state_text.hpp"

namespace crossflow::test {
namespace {

// People who go straight in to a desk of an authority or to another bank, one server each. A few stay a second when
// they are done, so that their leaving is not at the instant of their ending.
std::vector<Event> straight_log(std::uint64_t seed) {
  struct Ranked {
    int rank;  // of what happens at one instant: who is done, who comes, who starts
    Event event;
  };
  const Stream stream(RunKey{seed, 0, 0}, "straight", "log");
  std::vector<Ranked> all;
  Tick now = 0;
  Tick free[2] = {0, 0};
  for (std::uint32_t who = 0; who < 2000; ++who) {
    now += static_cast<Tick>(stream.bits(who) % 12) * second;
    const std::size_t which = stream.bits(who, 1) % 2;
    const std::uint16_t at = which == 0 ? desk : quad;
    const auto of_class = static_cast<std::uint8_t>(stream.bits(who, 2) % 2);
    const Tick start = std::max(now, free[which]);
    const Tick end = start + static_cast<Tick>(1 + stream.bits(who, 3) % 20) * second / 2;
    const Tick gone = end + (who % 7 == 0 ? second : 0);
    free[which] = gone;
    const auto number = static_cast<std::int32_t>(who);
    all.push_back({1, {now, who, number, door, 0, EventKind::arrived, of_class}});
    all.push_back({1, {now, who, 0, at, no_server, EventKind::joined, 0}});
    all.push_back({2, {start, who, 1, at, 0, EventKind::started, 0}});
    all.push_back({0, {end, who, 0, at, 0, EventKind::ended, 0}});
    if (at == desk) all.push_back({0, {end, who, 0, at, no_server, EventKind::cleared, immigration}});
    all.push_back({0, {gone, who, 0, at, no_server, EventKind::left, 0}});
  }
  std::stable_sort(all.begin(), all.end(), [](const Ranked& a, const Ranked& b) {
    return a.event.tick != b.event.tick ? a.event.tick < b.event.tick : a.rank < b.rank;
  });
  std::vector<Event> log;
  for (const Ranked& r : all) log.push_back(r.event);
  return log;
}

std::size_t pairs(const Directory& directory, const std::vector<Event>& log, EventKind first, EventKind then) {
  std::size_t found = 0;
  for (std::size_t i = 1; i < log.size(); ++i) {
    const Event &a = log[i - 1], &b = log[i];
    if (a.kind == first && b.kind == then && a.entity == b.entity && a.tick == b.tick)
      found += directory.stations[b.station].shape != Shape::outside || then == EventKind::left;
  }
  return found;
}

void expect_same_fold(const Directory& directory, const std::vector<Event>& log) {
  Statistics at_once(directory), one_by_one(directory);
  // Compared after each block, since what follows may hide a difference; their edges cut some pairs.
  constexpr std::size_t block = 97;
  for (std::size_t from = 0; from < log.size(); from += block) {
    const std::span<const Event> some = std::span(log).subspan(from, std::min(block, log.size() - from));
    at_once.consume(some);
    for (const Event& event : some) one_by_one.consume({&event, 1});
    ASSERT_EQ(text_of(at_once.state()), text_of(one_by_one.state())) << "from event " << from;
    const auto &a = at_once.state().entities(), &b = one_by_one.state().entities();
    ASSERT_EQ(a.size(), b.size());
    // All fields, also of those gone; the struct has no gaps.
    static_assert(std::has_unique_object_representations_v<EntityState>);
    ASSERT_EQ(std::memcmp(a.data(), b.data(), a.size() * sizeof(EntityState)), 0) << "from event " << from;
  }
  const Tick end = log.back().tick + minute;
  at_once.finish(end);
  one_by_one.finish(end);
  ResultRows rows, others;
  at_once.add_rows(0, 0, rows);
  one_by_one.add_rows(0, 0, others);
  EXPECT_EQ(text_of(rows), text_of(others));
}

TEST(Pairs, StraightInAndOut) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    const std::vector<Event> log = straight_log(seed);
    Directory directory = small_directory();  // a pledge that ends when called: what only some runs have
    ASSERT_GT(pairs(directory, log, EventKind::arrived, EventKind::joined), 1900U);
    ASSERT_GT(pairs(directory, log, EventKind::ended, EventKind::left), 700U);
    ASSERT_GT(pairs(directory, log, EventKind::joined, EventKind::started), 100U);
    expect_same_fold(directory, log);
    for (ClassEntry& c : directory.classes) c.pledge_ends_called = false;
    expect_same_fold(directory, log);
    directory.classes[visitor].kind = EntityKind::vehicle;  // not counted at the stations
    expect_same_fold(directory, log);
  }
}

TEST(Pairs, AmongAllThatHappens) {
  Directory directory = sample_directory();
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(seed);
    LogOptions options;
    options.seed = seed;
    options.odd = seed % 2 == 0 ? 0.1 : 0.01;
    const std::vector<Event> log = sample_log(directory, options);
    ASSERT_GT(pairs(directory, log, EventKind::ended, EventKind::left), 100U);
    ASSERT_GT(pairs(directory, log, EventKind::ended, EventKind::joined), 100U);
    ASSERT_GT(pairs(directory, log, EventKind::joined, EventKind::started), 50U);
    directory.stations[2].shape = Shape::area;
    expect_same_fold(directory, log);
    directory.stations[2].shape = Shape::lane;  // a road, from whose end they leave
    expect_same_fold(directory, log);
  }
}

}  // namespace
}  // namespace crossflow::test
