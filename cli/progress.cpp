#include "cli/progress.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/base/problem.hpp"
#include "sim/base/say.hpp"

namespace crossflow {
namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration d) {
  return std::chrono::duration<double>(d).count();
}

std::string duration_left(double s) {
  if (s < 90) return fmt::format("{:.0f} s left", s);
  const int minutes = static_cast<int>(s / 60 + 0.5);
  return minutes < 90 ? fmt::format("{} min left", minutes)
                      : fmt::format("{} h {} min left", minutes / 60, minutes % 60);
}

}  // namespace

std::string progress_text(std::uint32_t before, std::uint32_t finished, std::uint32_t all, double took_s,
                          double since_s) {
  std::string text = fmt::format("{} of {} days simulated", finished, all);
  if (finished == before || finished >= all) return text;
  const double each = (took_s - since_s) / (finished - before);
  return text + ", " + duration_left(std::max(each, each * (all - finished) - since_s));
}

ProgressLine::ProgressLine(std::uint32_t all, bool quiet)
    : all_(all), shown_(!quiet && all > 1 && isatty(STDERR_FILENO) != 0) {}

void ProgressLine::show(std::uint32_t finished) {
  if (!shown_) return;
  const auto now = Clock::now();
  if (!begun_) {
    begun_ = true;
    before_ = finished;
    started_ = now;
  }
  if (finished != finished_) last_ = now;
  finished_ = finished;
  const std::string text =
      progress_text(before_, finished, all_, seconds(now - started_), finished > before_ ? seconds(now - last_) : 0);
  draw_on_error(fmt::format("\r{:60}", text));
}

void ProgressLine::clear() {
  if (!begun_) return;
  draw_on_error(fmt::format("\r{:60}\r", ""));
}

void ProgressLine::note(const std::string& text) {
  clear();
  say_on_error("crossflow: " + text + "\n");
}

int processors() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

std::uint64_t seed_of(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size())
    throw InputError({"--seed", 0, 0}, "'" + text + "' is no seed", "a whole number from 0 to 18446744073709551615");
  return seed;
}

}  // namespace crossflow
