#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include "bench/benchmarks.hpp"
#include "bench/measure.hpp"

namespace crossflow {
namespace {

// Places one after the other, each with one server and room for one who waits. The last is the slowest, so all before
// it are blocked most of the time, and each of them by it.
std::string chain(int places) {
  std::string stations, route;
  for (int i = 0; i < places; ++i) {
    stations += fmt::format(
        "  p{}: {{kind: counter, authority: none, queue: {{space: 1 persons}}, service: {{exponential: {} s}}}}\n", i,
        i + 1 < places ? 1 : 2);
    route += fmt::format("p{}, ", i);
  }
  return "crossflow: 1\n"
         "title: {en: \"Places in a chain\"}\n"
         "date: 2024-01-01\n"
         "port: {name: bench}\n"
         "classes: {customer: {label: {en: Customers}}}\n"
         "demand:\n"
         "  customers: {rate: {mean: 2 persons/s, mix: {customer: 1}, number: 2000 persons}, direction: through, "
         "route: through}\n"
         "stations:\n" +
         stations + "routes: {through: [" + route + "leave]}\n";
}

Scenario scenario_of(const std::string& text) {
  const std::string file = std::filesystem::temp_directory_path() / fmt::format("crossflow-bench-{}.yaml", getpid());
  std::ofstream(file) << text;
  Scenario scenario = bench_scenario(file);
  std::filesystem::remove(file);
  return scenario;
}

void run_chains(benchmark::State& state, Report& report) {
  const std::vector<int> lengths{25, 50, 100, 200};
  std::vector<Scenario> scenarios;
  for (const int length : lengths) scenarios.push_back(scenario_of(chain(length)));
  std::vector<double> best(lengths.size(), std::numeric_limits<double>::infinity());
  for (auto _ : state) {
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      const Measured run = run_ours(scenarios[i]);
      best[i] = std::min(best[i], 1e9 * run.seconds / run.events);
      state.SetIterationTime(run.seconds);
    }
  }
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    report.chains[lengths[i]] = best[i];
    state.counters[fmt::format("ns@{}", lengths[i])] = best[i];
  }
}

}  // namespace

void register_chain(Report& report, int rounds) {
  benchmark::RegisterBenchmark("chain", [&report](benchmark::State& state) { run_chains(state, report); })
      ->Iterations(rounds)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace crossflow
