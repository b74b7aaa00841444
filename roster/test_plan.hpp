// The test of a roster on days never used before: when it looks at them, and with which error, so that all that any
// test says holds together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace crossflow {

/// The chance that anything said of new days is wrong.
inline constexpr double family_error = 0.05;

/// The error of each thing in a test, the first of which is number 1. Half of the family's error is the first test's, a
/// sixth the second's, a twelfth the third's and so on, so that it is never spent however often a test fails and
/// another roster is tested; each has days of its own. Within a test every thing has the same share.
double error_of_test(std::uint32_t test, std::size_t things);

/// The test ends early where little is left to tell: it looks after a tenth, a quarter and half of its days (never
/// after fewer than a hundred) and at the end. What is said at a look is wrong with its share of the test's error; most
/// is kept for the end, so that looks cost little.
struct Look {
  std::uint32_t days = 0;
  double error = 0;
};

/// Of one thing. The last is of all days.
std::vector<Look> looks_of(std::uint32_t days, double error);

}  // namespace crossflow
