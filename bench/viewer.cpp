// The program `crossflow-view-bench`: what the viewer costs on stored traces, without a screen. See bench/README.md.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/base/draws.hpp"
#include "viz/replay/cursor.hpp"
#include "viz/replay/days.hpp"
#include "viz/replay/file_recording.hpp"
#include "viz/replay/overview.hpp"

namespace crossflow::viz {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

// The most memory that this process ever had, in megabytes.
double peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes / 1024;
  }
  return 0;
}

struct Spread {
  double median = 0, most = 0;
};
Spread spread(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return {values[values.size() / 2], values.back()};
}

void measure(const std::string& path) {
  const auto begin = Clock::now();
  const Days days = days_of(ResultReader(path));
  FileRecording recording(path, days.with_trace[days.middle].replication);
  Cursor cursor(recording);
  cursor.go_to(recording.known_until() / 2);
  const double open = ms_since(begin);

  const auto fold = Clock::now();
  Overview overview(recording);
  while (!overview.advance(100'000)) {
  }
  const double folded = ms_since(fold);

  constexpr std::uint64_t jumps = 200;
  const Stream luck({1, 0, 0}, "jumps", "bench");
  std::vector<double> jump;
  for (std::uint64_t i = 0; i < jumps; ++i) {
    const auto to = static_cast<Tick>(luck.uniform(i) * static_cast<double>(recording.known_until()));
    const auto from = Clock::now();
    cursor.go_to(to);
    jump.push_back(ms_since(from));
  }

  // Sixty frames a second at the highest speed: a minute of the day each.
  std::vector<double> frame;
  cursor.go_to(0);
  for (Tick at = minute; at < recording.known_until(); at += minute) {
    const auto from = Clock::now();
    cursor.go_to(at);
    frame.push_back(ms_since(from));
  }
  const Spread jumped = spread(jump), played = spread(frame);
  fmt::print("{}: {:.2f} million events\n", path, static_cast<double>(recording.size()) / 1e6);
  fmt::print("  open                {:8.1f} ms\n", open);
  fmt::print("  the whole day's fold{:8.1f} ms, {:.1f} million events a second\n", folded,
             static_cast<double>(recording.size()) / folded / 1e3);
  fmt::print("  a jump              {:8.1f} ms, at most {:.1f}\n", jumped.median, jumped.most);
  fmt::print("  a frame at 3,600    {:8.1f} ms, at most {:.1f}\n", played.median, played.most);
  fmt::print("  peak memory         {:8.0f} MB (of all files so far)\n", peak_memory());
}

}  // namespace
}  // namespace crossflow::viz

int main(int argc, char** argv) {
  try {
    if (argc < 2) {
      fmt::print(stderr, "usage: crossflow-view-bench RESULT...   (made with 'crossflow run --trace')\n");
      return 2;
    }
    for (int i = 1; i < argc; ++i) crossflow::viz::measure(argv[i]);
    return 0;
  } catch (const std::exception& e) {
    fmt::print(stderr, "crossflow-view-bench: {}\n", e.what());
    return 3;
  }
}
