// Banks against rules that are obviously right, on random people.
#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "tests/kernel/toy_port.hpp"

namespace crossflow::test {
namespace {

struct Customer {
  Tick comes, takes;
};

std::vector<Customer> random_customers(std::mt19937& random, std::size_t number, Tick longest_gap, Tick longest) {
  std::vector<Customer> out;
  Tick now = 0;
  for (std::size_t i = 0; i < number; ++i) {
    now += static_cast<Tick>(random() % static_cast<std::uint32_t>(longest_gap + 1));
    out.push_back({now, static_cast<Tick>(random() % static_cast<std::uint32_t>(longest + 1))});
  }
  return out;
}

std::vector<Tick> ticks_of(const ToyPort& port, EventKind kind, std::size_t people) {
  std::map<std::uint32_t, std::size_t> who;
  std::vector<Tick> out(people, -1);
  for (const Event& e : port.tape.events) {
    if (e.kind == EventKind::arrived) who[e.entity] = static_cast<std::size_t>(e.value);
    if (e.kind == kind) out[who[e.entity]] = e.tick;
  }
  return out;
}

TEST(BankAtRandom, FirstComeFirstServedByWhoeverIsFreeFirst) {
  for (const std::uint32_t servers : {1U, 2U, 7U, 100U}) {
    std::mt19937 random(servers);
    const auto customers = random_customers(random, 3000, 4, 4 * static_cast<Tick>(servers));
    ToyPort port;
    const NodeId desk = port.bank("desk", servers);
    for (const Customer& c : customers) port.come({.comes = c.comes, .way = {{desk, c.takes}}});
    port.run();

    std::vector<Tick> free_at(servers, 0);
    std::vector<Tick> expected;
    for (const Customer& c : customers) {
      const auto first = std::min_element(free_at.begin(), free_at.end());
      expected.push_back(std::max(c.comes, *first));
      *first = expected.back() + c.takes;
    }
    EXPECT_EQ(ticks_of(port, EventKind::started, customers.size()), expected) << servers << " servers";
  }
}

// Two servers in series without room between them: times follow from each other in one pass.
TEST(BankAtRandom, ATandemWithoutRoomBetween) {
  std::mt19937 random(5);
  const auto customers = random_customers(random, 3000, 20, 10);
  std::vector<Tick> second_takes;
  for (std::size_t i = 0; i < customers.size(); ++i) second_takes.push_back(static_cast<Tick>(random() % 20));
  ToyPort port;
  const NodeId first = port.bank("first", 1);
  const NodeId second = port.bank("second", 1, {.space = 0});
  for (std::size_t i = 0; i < customers.size(); ++i)
    port.come({.comes = customers[i].comes, .way = {{first, customers[i].takes}, {second, second_takes[i]}}});
  port.run();

  Tick first_free = 0;
  Tick second_free = 0;
  std::vector<Tick> expected;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const Tick done = std::max(customers[i].comes, first_free) + customers[i].takes;
    const Tick passes = std::max(done, second_free);
    first_free = passes;  // held until it goes on
    second_free = passes + second_takes[i];
    expected.push_back(second_free);
  }
  EXPECT_EQ(ticks_of(port, EventKind::left, customers.size()), expected);
}

TEST(BankAtRandom, PatienceAndPriorityAgainstAListThatIsSearched) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    std::mt19937 random(seed);
    const auto customers = random_customers(random, 1500, 5, 12);
    ToyPort port;
    const NodeId desk = port.bank("desk", 2, {.levels = 3});
    std::vector<Person> people;
    Tick later = 0;
    for (const Customer& c : customers) {
      ++later;  // so that no two things that matter fall on one tick
      Person p{.comes = (c.comes + later) * 1'000'000, .way = {{desk, c.takes * 1'000'000 + 7}}};
      p.patience = random() % 3 == 0 ? static_cast<Tick>(random() % 30) * 1'000'000 + 500'003 : never;
      p.level = static_cast<std::uint8_t>(random() % 3);
      people.push_back(p);
      port.come(p);
    }
    port.run();

    // At each completion: those who still have patience, by level, then by coming.
    std::vector<Tick> expected(people.size(), -1);
    std::vector<Tick> free_at(2, 0);
    std::vector<std::size_t> waiting;
    std::size_t coming = 0;
    while (coming < people.size() || !waiting.empty()) {
      const auto server = std::min_element(free_at.begin(), free_at.end());
      Tick now = *server;
      if (waiting.empty()) now = std::max(now, people[coming].comes);
      while (coming < people.size() && people[coming].comes <= now) waiting.push_back(coming++);
      std::erase_if(waiting, [&](std::size_t i) {
        return people[i].patience != never && people[i].comes + people[i].patience < now;
      });
      if (waiting.empty()) continue;
      const auto next = std::min_element(waiting.begin(), waiting.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(people[a].level, a) < std::pair(people[b].level, b);
      });
      expected[*next] = now;
      *server = now + people[*next].way[0].takes;
      waiting.erase(next);
    }
    EXPECT_EQ(ticks_of(port, EventKind::started, people.size()), expected) << "seed " << seed;
  }
}

// Parties, finite spaces, servers that come and go, people who give up: everybody gets out, and no rule is broken.
TEST(BankAtRandom, NobodyIsLostInANetworkOfFullPlaces) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&random](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    ToyPort port;
    struct Made {
      NodeId id;
      Rules rules;
      std::uint32_t servers;
    };
    std::vector<Made> made;
    for (int i = 0; i < 4; ++i) {
      Rules rules;
      rules.line_per_server = below(2) == 0;
      rules.space = below(3) == 0 ? -1 : static_cast<std::int64_t>(below(6));
      rules.levels = static_cast<std::uint8_t>(1 + below(2));
      if (rules.line_per_server && below(2) == 0) rules.jockeying = 1 + static_cast<std::int32_t>(below(3));
      const std::uint32_t servers = 1 + below(4);
      made.push_back({port.bank("bank" + std::to_string(i), servers, rules), rules, servers});
    }
    std::int64_t persons = 0;
    for (int i = 0; i < 400; ++i) {
      Person p;
      p.comes = static_cast<Tick>(below(2000));
      for (const Made& m : made)
        if (below(3) > 0) p.way.push_back({m.id, static_cast<Tick>(below(20))});
      p.level = 0;
      p.patience = below(4) == 0 ? static_cast<Tick>(below(60)) : never;
      p.persons = static_cast<std::uint16_t>(below(3) == 0 ? 1 + below(4) : 1);
      persons += p.persons;
      port.come(p);
    }
    for (int i = 0; i < 60; ++i) {
      const Made m = made[below(4)];
      const auto server = static_cast<std::uint16_t>(below(m.servers));
      const Tick from = static_cast<Tick>(below(2500));
      port.at(from, [&port, m, server] { port.bank_at(m.id).set_server(server, ServerState::no_officer); });
    }
    // At the end all of them are open.
    port.at(3000, [&port, made] {
      for (const Made& m : made)
        for (std::uint32_t s = 0; s < m.servers; ++s)
          port.bank_at(m.id).set_server(static_cast<std::uint16_t>(s), ServerState::open);
    });
    port.run();
    ASSERT_EQ(port.flow.alive(), 0) << "somebody is stuck, seed " << seed;

    std::map<EventKind, std::int64_t> counts;
    std::map<NodeId, std::int64_t> waiting;
    std::map<std::pair<NodeId, std::uint16_t>, std::int64_t> serving;
    std::map<std::uint32_t, NodeId> waits_at;
    std::map<std::uint32_t, std::pair<NodeId, std::uint16_t>> served_at;
    Tick before = 0;
    for (const Event& e : port.tape.events) {
      ASSERT_GE(e.tick, before);
      before = e.tick;
      ++counts[e.kind];
      // Who does anything but change lines is no longer where he was; a blocked one stays.
      if (e.kind == EventKind::joined || e.kind == EventKind::started || e.kind == EventKind::left) {
        if (waits_at.contains(e.entity)) --waiting[waits_at[e.entity]];
        waits_at.erase(e.entity);
        if (served_at.contains(e.entity)) --serving[served_at[e.entity]];
        served_at.erase(e.entity);
      }
      if (e.kind == EventKind::joined) ++waiting[waits_at[e.entity] = e.station];
      if (e.kind == EventKind::started) {
        const auto at = std::pair(e.station, e.server);
        ++serving[served_at[e.entity] = at];
        ASSERT_LE(serving[at], e.value) << "two transactions at one server at " << e.tick << ", seed " << seed;
      }
    }
    EXPECT_EQ(counts[EventKind::arrived], persons);
    EXPECT_EQ(counts[EventKind::left], persons);
  }
}

}  // namespace
}  // namespace crossflow::test
