// The program `crossflow-bench`: how fast the simulator is, and what it needs. See bench/README.md.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string_view>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "bench/benchmarks.hpp"
#include "sim/base/problem.hpp"
#include "sim/kernel/actors.hpp"

namespace crossflow {
namespace {

// Takes "--pairs=N" out of the arguments; the others are Google Benchmark's.
int take_pairs(int& argc, char** argv) {
  constexpr std::string_view option = "--pairs=";
  int pairs = 7;
  int kept = 1;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.substr(0, option.size()) != option) {
      argv[kept++] = argv[i];
      continue;
    }
    const auto [end, error] = std::from_chars(argv[i] + option.size(), argv[i] + argument.size(), pairs);
    if (error != std::errc() || *end != '\0' || pairs < 1 || pairs > 1000) return 0;
  }
  argc = kept;
  return pairs;
}

int run_program(int argc, char** argv) {
  const int pairs = take_pairs(argc, argv);
  if (pairs == 0) {
    fmt::print(stderr, "--pairs= wants a whole number from 1 to 1000\n");
    return 2;
  }
  Actors::load();  // once, before the first run is timed
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  Report report;
  register_speed(report, pairs);
  register_chain(report, pairs);
  register_day(report, pairs);
  register_memory(report);
  benchmark::RunSpecifiedBenchmarks();
  fmt::print("{}", report.text());
  return report.failures.empty() ? 0 : 1;
}

}  // namespace
}  // namespace crossflow

int main(int argc, char** argv) {
  try {
    return crossflow::run_program(argc, argv);
  } catch (const std::exception& e) {
    fmt::print(stderr, "crossflow-bench: {}\n", e.what());
    return 3;
  }
}
