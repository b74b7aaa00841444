#include "roster/test_plan.hpp"

namespace crossflow {
namespace {

constexpr std::uint32_t fewest_days = 100;

}  // namespace

double error_of_test(std::uint32_t test, std::size_t things) {
  return family_error / test / (test + 1) / static_cast<double>(things);
}

std::vector<Look> looks_of(std::uint32_t days, double error) {
  const Look early[] = {{days / 10, 0.01}, {days / 4, 0.04}, {days / 2, 0.15}};
  std::vector<Look> out;
  double left = 1;
  for (const Look& look : early) {
    if (look.days < fewest_days) continue;
    out.push_back({look.days, look.error * error});
    left -= look.error;
  }
  out.push_back({days, left * error});
  return out;
}

}  // namespace crossflow
