#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/benchmarks.hpp"
#include "bench/measure.hpp"
#include "sim/kernel/entity.hpp"
#include "sim/record/port_state.hpp"

namespace crossflow {
namespace {

// People come at a thousand a second to a counter that never opens: all wait when the run ends.
Scenario all_waiting(std::int64_t people) {
  return bench_scenario("theory/mm1.yaml", {"demand.customers.rate.mean=1,000 persons/s", "stations.counter.open=0",
                                            fmt::format("demand.customers.rate.number={} persons", people)});
}

void run_memory(benchmark::State& state, Report& report) {
  constexpr std::int64_t few = 1'000;
  constexpr std::int64_t many = 1'001'000;
  const Scenario nearly_empty = all_waiting(few);
  const Scenario full = all_waiting(many);
  EntityCost& cost = report.entity;
  for (auto _ : state) {
    const Measured before = run_ours(nearly_empty);
    const Measured after = run_ours(full);
    constexpr auto more = static_cast<double>(many - few);
    cost = {sizeof(Entity), sizeof(EntityState), (after.resident_growth - before.resident_growth) / more,
            (after.peak_growth - before.peak_growth) / more,
            1e9 * (after.seconds - before.seconds) / (after.events - before.events)};
    state.SetIterationTime(after.seconds);
  }
  state.counters["bytes/entity"] = cost.resident;
}

}  // namespace

void register_memory(Report& report) {
  benchmark::RegisterBenchmark("memory", [&report](benchmark::State& state) { run_memory(state, report); })
      ->Iterations(1)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace crossflow
