#include "cli/progress.hpp"

#include <charconv>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/base/problem.hpp"

namespace crossflow {
namespace {

std::string duration_left(double seconds) {
  return seconds < 90 ? fmt::format("{:.0f} s left", seconds) : fmt::format("{:.0f} min left", seconds / 60);
}

}  // namespace

ProgressLine::ProgressLine(std::uint32_t all, bool quiet)
    : all_(all), shown_(!quiet && all > 1 && isatty(STDERR_FILENO) != 0) {}

void ProgressLine::operator()(std::uint32_t finished) const {
  if (!shown_) return;
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  fmt::print(stderr, "\r{} of {} days simulated, {}   ", finished, all_,
             duration_left(took / finished * (all_ - finished)));
  if (finished == all_) fmt::print(stderr, "\r{:60}\r", "");
  std::fflush(stderr);
}

std::uint64_t seed_of(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size())
    throw InputError({"--seed", 0, 0}, "'" + text + "' is no seed", "a whole number from 0 to 18446744073709551615");
  return seed;
}

}  // namespace crossflow
