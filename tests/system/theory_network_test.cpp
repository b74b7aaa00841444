// A network of stations: J. R. Jackson, Operations Research 5 (1957), 518-521. What leaves an M/M/c queue comes at
// random again (P. J. Burke, 1956), so every station waits as if it stood alone, and how full one is says nothing of
// the others at that instant. The first two days are discarded, as in the tests of single queues.
#include <algorithm>

#include <gtest/gtest.h>

#include "sim/model/simulation.hpp"
#include "sim/record/statistics.hpp"
#include "tests/system/formulas.hpp"
#include "tests/system/replicate.hpp"
#include "tests/system/wait_tally.hpp"

namespace crossflow {
namespace {

constexpr Tick start_up = 2 * day;

// For how long nobody waited at any station, and the times from door to door of those who came after the warm-up.
class WholePort : public EventSink {
 public:
  explicit WholePort(Tick end) : end_(end) {}
  void consume(std::span<const Event> block) override {
    for (const Event& event : block) {
      if (event.entity >= came_.size()) came_.resize(2 * event.entity + 1);
      if (event.kind == EventKind::arrived) {
        came_[event.entity] = event.tick;
      } else if (event.kind == EventKind::joined) {
        if (waiting_++ == 0) nobody_waits += within(event.tick) - within(empty_since_);
      } else if (event.kind == EventKind::started) {
        if (--waiting_ == 0) empty_since_ = event.tick;
      } else if (event.kind == EventKind::left && came_[event.entity] >= start_up) {
        ++people;
        stayed += event.tick - came_[event.entity];
      }
    }
  }
  void finish(Tick) override {
    if (waiting_ == 0) nobody_waits += end_ - within(empty_since_);
  }

  Tick nobody_waits = 0, stayed = 0;
  std::int64_t people = 0;

 private:
  Tick within(Tick t) const { return std::clamp(t, start_up, end_); }
  Tick end_;
  Tick empty_since_ = 0;
  std::int64_t waiting_ = 0;
  std::vector<Tick> came_;  // by Event::entity
};

struct Queue {
  const char* name;
  double arrivals;  // an hour
  double mean_service;
  std::size_t servers;
  double tightness;
};

TEST(Theory, TandemNetwork) {
  const std::vector<Queue> queues{{"counter", 240, 32, 3, 0.03},
                                  {"second", 240, 10, 1, 0.03},
                                  {"third", 192, 55, 4, 0.03},
                                  {"fourth", 48, 50, 1, 0.04}};
  const Scenario scenario = scenario_of("theory/tandem.yaml");
  const auto numbers = replicate(1, for_theory(20), [&](const RunKey& key) {
    Simulation simulation(scenario, key);
    const Tick end = scenario.days * day;
    WaitTally tally(simulation.directory(), start_up, end);
    WholePort port(end);
    simulation.add_sink(tally);
    simulation.add_sink(port);
    simulation.run();
    std::vector<double> out{static_cast<double>(port.nobody_waits) / static_cast<double>(end - start_up),
                            to_seconds(port.stayed) / static_cast<double>(port.people)};
    for (const Queue& queue : queues) out.push_back(tally.of(queue.name).mean_wait());
    return out;
  });
  double nobody_waits = 1;
  double stay = 0;
  for (std::size_t i = 0; i < queues.size(); ++i) {
    const Queue& q = queues[i];
    const theory::Steady alone = theory::mmc(q.arrivals / 3600, q.mean_service, q.servers);
    const double wait = alone.mean_waiting / (q.arrivals / 3600);
    expect_mean(numbers[2 + i], wait, q.tightness, std::string("mean wait at the ") + q.name);
    double free_or_just_full = 0;
    for (std::size_t n = 0; n <= q.servers; ++n) free_or_just_full += alone.share[n];
    nobody_waits *= free_or_just_full;
    stay += q.arrivals / 240 * (wait + q.mean_service);
  }
  expect_mean(numbers[0], nobody_waits, 0.02, "share of time in which nobody waits anywhere");
  expect_mean(numbers[1], stay, 0.01, "mean time from door to door");
}

// Two authorities in series: each one's clock and the way from door to door, as the results tell them. A hundred days
// from empty: the beginning is too short to be seen.
TEST(Theory, BothSidesInSeries) {
  const std::vector<Queue> sides{{"immigration", 240, 36, 3, 0.03}, {"mainland immigration", 240, 25, 2, 0.03}};
  const Scenario scenario = scenario_of("theory/two-sides.yaml");
  const auto numbers = replicate(1, for_theory(20), [&](const RunKey& key) {
    Simulation simulation(scenario, key);
    Statistics statistics(simulation.directory());
    simulation.add_sink(statistics);
    simulation.run();
    ResultRows rows;
    statistics.add_rows(0, 0, rows);
    std::vector<double> out;
    for (const Queue& side : sides) {
      double cleared = 0;
      double clocks_s = 0;
      for (const PledgeRow& row : rows.of<PledgeRow>()) {
        if (simulation.directory().authorities.at(row.authority) != side.name) continue;
        cleared += static_cast<double>(row.cleared);
        clocks_s += row.wait_s;
      }
      out.push_back(clocks_s / cleared);
    }
    out.push_back(rows.of<PassageRow>().at(0).inside_s / static_cast<double>(rows.of<PassageRow>().at(0).people));
    return out;
  });
  double through = 0;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const Queue& q = sides[i];
    const double stay =
        theory::mmc(q.arrivals / 3600, q.mean_service, q.servers).mean_waiting / (q.arrivals / 3600) + q.mean_service;
    expect_mean(numbers[i], stay, q.tightness, std::string("mean clock of ") + q.name);
    through += stay;
  }
  expect_mean(numbers[2], through, 0.02, "mean time from door to door");
}

}  // namespace
}  // namespace crossflow
