// A port at which everything goes on at once. run_text checks what must hold: the ledger adds up to the integral of
// each queue, which is the sum of all single waits, and nobody is lost.
#include <gtest/gtest.h>

#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

std::string busy_port(const std::string& at_closing) {
  return "crossflow: 1\ndate: 2024-01-01\nresults: {bin: 7 min}\n"
         "classes:\n"
         "  local: {label: Locals, pledge: 90% within 5 min}\n"
         "  visitor: {label: Visitors, pledge: 80% within 10 min, pledge ends: called}\n"
         "port: {name: p, hours: \"07:00-09:00\", at closing: " +
         at_closing + R"(}
demand:
  day:
    total: {people: {local: 500, visitor: 400}, profile: {"06:30-08:00": 3, "08:00-09:10": 2}}
    party: {1: 50%, 2: 25%, 3: 15%, 5: 10%}
    direction: in
    route: in
    maximum flow: 900 persons/h
  tours:
    groups: {of: day, class: visitor, number: 4, size: {uniform: [10, 25]}, profile: {"07:00-09:00": 1}, spread: 2 min}
    direction: in
    route: in
  back:
    rate: {mean: 4 persons/min, mix: {local: 1, visitor: 1}, number: 500 persons}
    party: {size: {1: 40%, 2: 60%}, moves: split}
    direction: out
    route: out
stations:
  hall: {kind: hall, walk: {distance: 60 m}, space: 60 persons}
  gates:
    kind: e-channel
    authority: immigration
    servers: 4
    open: {"07:00": 4, "07:45": 2, "08:15": 4}
    service: {lognormal: {mean: 12 s, cv: 35%}}
    fails: {share: 8%, to: desks}
    queue: {space: 20 persons}
  desks:
    kind: counter
    authority: immigration
    servers: 6
    open: {"07:30": 3, "08:00": 6}
    service: {local: {lognormal: {mean: 20 s, cv: 50%}}, otherwise: {lognormal: {mean: 35 s, cv: 50%}}}
    pace: {uniform: [0.8, 1.2]}
    queue:
      shape: one per server
      space: 40 persons
      jockeying: 2 persons
      first: [{failed at: gates}, {class: local}]
      patience: {visitor: {exponential: 6 min}}
      balking: {over: 35 persons, share: 50%}
  meeting: {kind: regroup, waits: 4 min}
  x-ray: {kind: baggage-scanner, belt: 500 bags/h, bags: {uniform: [1, 3]}, reading: {lognormal: {mean: 6 s, cv: 50%}}, queue: {space: 8 persons}, hours: "07:00-08:50"}
  green: {kind: green-channel, walk: {distance: 30 m}}
routes:
  in:
    - hall
    - choose: [{class: local, share: 80%, to: gates}, {to: desks}]
    - meeting
    - choose: [{open: x-ray, share: 15%, to: x-ray}, {to: green}]
    - leave
  out:
    - shortest of: [gates, desks]
    - leave
)";
}

TEST(BusyPort, EverythingAddsUp) {
  for (const char* at_closing : {"clear those inside", "turn back the queue", "extend until empty"}) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      SCOPED_TRACE(std::string(at_closing) + ", seed " + std::to_string(seed));
      const Replay run = run_text(busy_port(at_closing), {}, seed);
      EXPECT_EQ(run.all().generated, 1400);
      EXPECT_GT(run.all().left, 500);
      EXPECT_GT(run.all().gave_up, 0);
      // All that was meant to happen did.
      for (const EventKind kind : {EventKind::blocked, EventKind::moved, EventKind::server, EventKind::cleared})
        EXPECT_GT(run.count(kind), 0U) << static_cast<int>(kind);
      std::set<std::uint8_t> causes;
      for (const LedgerRow& row : run.rows.of<LedgerRow>()) causes.insert(row.cause);
      EXPECT_GE(causes.size(), 4U);
    }
  }
}

// Whoever joined is counted with a pledge; of them some were cleared, and some of those in time.
TEST(BusyPort, PledgesCountThoseWhoJoined) {
  const Replay run = run_text(busy_port("clear those inside"));
  std::int64_t joined = 0;
  std::int64_t cleared = 0;
  for (const PledgeRow& row : run.rows.of<PledgeRow>()) {
    EXPECT_LE(row.kept, row.cleared);
    EXPECT_LE(row.cleared, row.joined);
    if (run.directory.authorities[row.authority] != "immigration") continue;
    joined += row.joined;
    cleared += row.cleared;
  }
  EXPECT_EQ(
      static_cast<std::size_t>(cleared), run.count(EventKind::cleared) - [&run] {
        std::size_t by_customs = 0;
        for (const Event& e : run.events)
          if (e.kind == EventKind::cleared && run.directory.authorities[e.aux] == "customs") ++by_customs;
        return by_customs;
      }());
  EXPECT_LE(joined, run.all().entered);
  EXPECT_GT(cleared, 500);
}

}  // namespace
}  // namespace crossflow::test
