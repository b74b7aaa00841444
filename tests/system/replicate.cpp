#include "tests/system/replicate.hpp"

#include <algorithm>
#include <deque>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "analysis/stats.hpp"
#include "sim/experiment/replicate.hpp"
#include "sim/kernel/actors.hpp"
#include "tests/paths.hpp"
#include "tests/system/in_child.hpp"

namespace crossflow {

Scenario scenario_of(const std::string& file, const std::vector<std::string>& sets) {
  return load_checked(source_root() + "/scenarios/" + file, {{}, sets}).scenario();
}

std::vector<std::vector<double>> replicate(std::uint64_t seed, std::uint32_t replications, const OneRun& one_run) {
  constexpr std::size_t at_a_time = 2;
  Actors::load();  // once, and not in each process
  std::vector<std::vector<double>> out;
  std::deque<Child> at_work;
  const auto take = [&] {
    const std::vector<double> numbers = at_work.front().wait();
    at_work.pop_front();
    out.resize(std::max(out.size(), numbers.size()));
    for (std::size_t i = 0; i < numbers.size(); ++i) out[i].push_back(numbers[i]);
  };
  for (std::uint32_t r = 0; r < replications; ++r) {
    if (at_work.size() == at_a_time) take();
    at_work.emplace_back([&one_run, key = RunKey{seed, r, 0}] { return one_run(key); });
  }
  while (!at_work.empty()) take();
  return out;
}

std::uint32_t for_theory(std::uint32_t by_night) {
  return night() ? by_night : by_night / 2;
}

void expect_mean(const std::vector<double>& values, double theory, double tightness, const std::string& what) {
  const Estimate estimate = mean_estimate(values, 0.999);
  const auto [low, high] = *estimate.interval;
  const std::string found =
      fmt::format("{}: {:.6g} +- {:.2g}%, theory {:.6g}", what, estimate.value, 50 * (high - low) / theory, theory);
  EXPECT_LE(low, theory) << found;
  EXPECT_GE(high, theory) << found;
  EXPECT_LE((high - low) / 2, (night() ? 1 : 2) * tightness * theory) << found;
}

}  // namespace crossflow
