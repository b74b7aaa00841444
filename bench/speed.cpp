#include <algorithm>
#include <limits>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/benchmarks.hpp"
#include "bench/measure.hpp"
#include "bench/models.hpp"

namespace crossflow {
namespace {

constexpr double none_yet = std::numeric_limits<double>::infinity();

void run_pairs(benchmark::State& state, const Model& model, Report& report) {
  const Scenario scenario = bench_scenario(model.scenario);
  Pairs pairs{model.name,      model.about,   static_cast<double>(model.by_hand.number), none_yet, none_yet, none_yet,
              model.aim_ratio, model.aim_rate};
  for (auto _ : state) {
    const Measured ours = run_ours(scenario);
    const Measured by_hand = run_hand_written(model.by_hand, false);
    const Measured tuned = run_hand_written(model.by_hand, true);
    if (ours.waited != by_hand.waited || ours.waited != tuned.waited) {
      report.failures.push_back(fmt::format("{}: customers waited {} us in all at its stations, but by hand {} us",
                                            model.name, fmt::join(ours.waited, ", "), fmt::join(by_hand.waited, ", ")));
      state.SkipWithError("the two did not simulate the same");
      return;
    }
    pairs.ours = std::min(pairs.ours, ours.seconds);
    pairs.by_hand = std::min(pairs.by_hand, by_hand.seconds);
    pairs.tuned = std::min(pairs.tuned, tuned.seconds);
    state.SetIterationTime(ours.seconds);
  }
  state.counters["customers/s"] = pairs.customers / pairs.ours;
  state.counters["by_hand/s"] = pairs.customers / pairs.by_hand;
  report.pairs.push_back(pairs);
}

// M2 with more and more customers. What a run of one customer costs is taken off: in a short run it would hide what an
// event costs.
void run_sizes(benchmark::State& state, Report& report) {
  const std::vector<std::uint64_t> sizes{1, 10'000, 100'000, 1'000'000, 10'000'000};
  std::vector<Scenario> scenarios;
  for (const std::uint64_t size : sizes)
    scenarios.push_back(
        bench_scenario("theory/mm20.yaml", {"days=8", fmt::format("demand.customers.rate.number={} persons", size)}));
  std::vector<double> best(sizes.size(), none_yet);
  std::vector<double> events(sizes.size());
  for (auto _ : state) {
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      for (int again = sizes[i] <= 100'000 ? 10 : 1; again > 0; --again) {
        const Measured run = run_ours(scenarios[i]);
        best[i] = std::min(best[i], run.seconds);
        events[i] = run.events;
      }
    }
    state.SetIterationTime(best.back());
  }
  for (std::size_t i = 1; i < sizes.size(); ++i) {
    const double ns = 1e9 * (best[i] - best[0]) / (events[i] - events[0]);
    report.nanoseconds_per_event[sizes[i]] = ns;
    state.counters[fmt::format("ns@1e{}", std::to_string(sizes[i]).size() - 1)] = ns;
  }
}

}  // namespace

void register_speed(Report& report, int rounds) {
  for (const Model& model : models())
    benchmark::RegisterBenchmark(model.name.c_str(),
                                 [&model, &report](benchmark::State& state) { run_pairs(state, model, report); })
        ->Iterations(rounds)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("sizes", [&report](benchmark::State& state) { run_sizes(state, report); })
      ->Iterations(rounds)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace crossflow
