// Queues in their steady state, beside what theory says. Every test discards those who come in the first two days, some
// hundred times as long as such a queue remembers how it began, so that what is left of the empty start is far below
// the interval's width. The last day's people are counted to the end: a run goes on until all are served.
#include <gtest/gtest.h>

#include "sim/model/simulation.hpp"
#include "sim/record/statistics.hpp"
#include "tests/system/formulas.hpp"
#include "tests/system/replicate.hpp"
#include "tests/system/wait_tally.hpp"

namespace crossflow {
namespace {

constexpr Tick warm_up = 2 * day;
constexpr double per_hour = 1.0 / 3600;

struct Found {
  std::vector<double> mean_wait, had_to_wait, gave_up, balked, mean_waiting;
};

// The queue's mean length comes from the statistics that users get, the rest from the log.
std::vector<double> numbers_of(const Scenario& scenario, const RunKey& key, std::size_t classes) {
  Simulation simulation(scenario, key);
  Statistics statistics(simulation.directory());
  const Tick end = scenario.days * day;
  WaitTally tally(simulation.directory(), warm_up, end);
  simulation.add_sink(statistics);
  simulation.add_sink(tally);
  simulation.run();
  ResultRows rows;
  statistics.add_rows(0, 0, rows);
  double waiting = 0;
  for (const SeriesRow& row : rows.of<SeriesRow>())
    if (row.station == station_of(simulation.directory(), "counter") && row.from_s >= to_seconds(warm_up) &&
        row.from_s < to_seconds(end))
      waiting += row.waiting_person_s;
  std::vector<double> out{waiting / to_seconds(end - warm_up)};
  for (std::size_t c = 0; c < classes; ++c) {
    const WaitTally::Counts& counts = tally.of("counter", c);
    const auto joined = static_cast<double>(counts.joined);
    out.push_back(counts.mean_wait());
    out.push_back(static_cast<double>(counts.had_to_wait) / joined);
    out.push_back(static_cast<double>(counts.gave_up) / joined);
    out.push_back(static_cast<double>(counts.balked) / (joined + static_cast<double>(counts.balked)));
  }
  return out;
}

std::vector<Found> simulate(const std::string& file, std::size_t classes = 1, std::uint32_t replications = 20) {
  const Scenario scenario = scenario_of("theory/" + file);
  auto numbers =
      replicate(1, for_theory(replications), [&](const RunKey& key) { return numbers_of(scenario, key, classes); });
  std::vector<Found> out;
  for (std::size_t c = 0; c < classes; ++c)
    out.push_back({numbers[4 * c + 1], numbers[4 * c + 2], numbers[4 * c + 3], numbers[4 * c + 4], numbers[0]});
  return out;
}

TEST(Theory, OneServer) {
  const Found found = simulate("one-server.yaml").front();
  const theory::Steady queue = theory::mmc(84 * per_hour, 30, 1);
  expect_mean(found.mean_wait, theory::mg1_mean_wait(84 * per_hour, 30, 1), 0.02, "mean wait");
  expect_mean(found.mean_waiting, queue.mean_waiting, 0.02, "people waiting");
  expect_mean(found.had_to_wait, 0.7, 0.005, "share that waits");
}

TEST(Theory, SeveralServers) {
  const Found found = simulate("several-servers.yaml").front();
  const theory::Steady queue = theory::mmc(480 * per_hour, 30, 5);
  expect_mean(found.mean_wait, queue.mean_waiting / (480 * per_hour), 0.02, "mean wait");
  expect_mean(found.mean_waiting, queue.mean_waiting, 0.02, "people waiting");
  expect_mean(found.had_to_wait, queue.wait_at_all, 0.01, "share that waits");
}

TEST(Theory, ConstantService) {
  const Found found = simulate("constant-service.yaml").front();
  const double wait = theory::mg1_mean_wait(84 * per_hour, 30, 0);
  expect_mean(found.mean_wait, wait, 0.02, "mean wait");
  expect_mean(found.mean_waiting, wait * 84 * per_hour, 0.02, "people waiting");
  expect_mean(found.had_to_wait, 0.7, 0.005, "share that waits");
}

TEST(Theory, LognormalService) {
  const Found found = simulate("lognormal-service.yaml").front();
  const double wait = theory::mg1_mean_wait(84 * per_hour, 30, 0.8);
  expect_mean(found.mean_wait, wait, 0.02, "mean wait");
  expect_mean(found.mean_waiting, wait * 84 * per_hour, 0.02, "people waiting");
  expect_mean(found.had_to_wait, 0.7, 0.005, "share that waits");
}

TEST(Theory, GammaService) {
  const Found found = simulate("gamma-service.yaml").front();
  const double wait = theory::mg1_mean_wait(84 * per_hour, 30, 1.3);
  expect_mean(found.mean_wait, wait, 0.03, "mean wait");
  expect_mean(found.mean_waiting, wait * 84 * per_hour, 0.03, "people waiting");
  expect_mean(found.had_to_wait, 0.7, 0.005, "share that waits");
}

TEST(Theory, FullRoom) {
  const Found found = simulate("full-room.yaml").front();
  const theory::Steady queue = theory::mmck(360 * per_hour, 30, 3, 8);
  const double lost = queue.share.back();
  expect_mean(found.balked, lost, 0.02, "share that turns away");
  expect_mean(found.mean_waiting, queue.mean_waiting, 0.02, "people waiting");
  expect_mean(found.mean_wait, queue.mean_waiting / (360 * per_hour * (1 - lost)), 0.02, "mean wait of who joins");
  expect_mean(found.had_to_wait, (queue.wait_at_all - lost) / (1 - lost), 0.01, "share that waits");
}

// The number inside, from the log: who comes when all places are taken is lost, and nobody else is.
class WhoIsLost : public EventSink {
 public:
  explicit WhoIsLost(std::int64_t places) : places_(places) {}
  void consume(std::span<const Event> block) override {
    for (const Event& event : block) {
      const bool balked = event.kind == EventKind::left && event.aux == static_cast<std::uint8_t>(Leaving::balked);
      if (balked) {
        ++lost;
        if (inside_ != places_) ++wrong;
      } else if (event.kind == EventKind::joined) {
        if (inside_ >= places_) ++wrong;
        ++inside_;
      } else if (event.kind == EventKind::left) {
        --inside_;
      }
    }
  }
  void finish(Tick) override {}

  std::int64_t lost = 0, wrong = 0;

 private:
  std::int64_t places_;
  std::int64_t inside_ = 0;
};

TEST(Theory, FullRoomTurnsAwayExactlyThoseWhoFindItFull) {
  const Scenario scenario = scenario_of("theory/full-room.yaml", {"days=5"});
  const auto numbers = replicate(1, 1, [&](const RunKey& key) {
    Simulation simulation(scenario, key);
    WhoIsLost who(8);
    simulation.add_sink(who);
    simulation.run();
    return std::vector<double>{static_cast<double>(who.lost), static_cast<double>(who.wrong)};
  });
  EXPECT_GT(numbers[0][0], 1000);
  EXPECT_EQ(numbers[1][0], 0);
}

TEST(Theory, Patience) {
  const Found found = simulate("patience.yaml").front();
  const theory::Steady queue = theory::erlang_a(528 * per_hour, 30, 4, 90);
  const double wait = queue.mean_waiting / (528 * per_hour);
  expect_mean(found.mean_wait, wait, 0.02, "mean wait of all");
  expect_mean(found.mean_waiting, queue.mean_waiting, 0.02, "people waiting");
  expect_mean(found.gave_up, wait / 90, 0.02, "share that gives up");
  // Who gives up has waited; so those who start without waiting are all who found a free server.
  std::vector<double> at_once;
  for (std::size_t r = 0; r < found.gave_up.size(); ++r) at_once.push_back(1 - found.gave_up[r] - found.had_to_wait[r]);
  expect_mean(at_once, 1 - queue.wait_at_all, 0.02, "share that starts at once");
}

TEST(Theory, TwoClasses) {
  const auto found = simulate("two-classes.yaml", 2);
  const auto waits = theory::priority_waits({{30 * per_hour, 20, 0.5}, {60 * per_hour, 35, 0.7}});
  expect_mean(found[0].mean_wait, waits[0], 0.02, "mean wait of the crew");
  expect_mean(found[1].mean_wait, waits[1], 0.03, "mean wait of customers");
  expect_mean(found[0].had_to_wait, 0.75, 0.01, "share of the crew that waits");
}

TEST(Theory, TwoClassesAtSeveralServers) {
  const auto found = simulate("two-classes-several-servers.yaml", 2);
  const auto waits = theory::priority_waits(std::vector<double>{160 * per_hour, 320 * per_hour}, 30, 5);
  expect_mean(found[0].mean_wait, waits[0], 0.02, "mean wait of the crew");
  expect_mean(found[1].mean_wait, waits[1], 0.03, "mean wait of customers");
}

}  // namespace
}  // namespace crossflow
