// Replications of a scenario for tests, each in a process of its own, two at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/base/draws.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// The scenario of a file in `scenarios/`, read and checked as for any user.
Scenario scenario_of(const std::string& file, const std::vector<std::string>& sets = {});

/// Does one run and says what the test wants to know of it, in numbers.
using OneRun = std::function<std::vector<double>(const RunKey&)>;

/// How many replications a comparison with theory takes, if by night it takes so many.
std::uint32_t for_theory(std::uint32_t by_night);

/// The numbers of all replications: [number][replication].
std::vector<std::vector<double>> replicate(std::uint64_t seed, std::uint32_t replications, const OneRun& one_run);

/// Expects that the 99.9% interval of the mean of `values` holds `theory`, and that it is so narrow that this means
/// something: at most `tightness` of `theory` to either side; of the fewer replications of a day, twice that.
void expect_mean(const std::vector<double>& values, double theory, double tightness, const std::string& what);

}  // namespace crossflow
