// What commands that simulate for a while have in common.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace crossflow {

/// One line on a terminal, overwritten as replications finish; nothing elsewhere.
class ProgressLine {
 public:
  ProgressLine(std::uint32_t all, bool quiet);
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// How many are finished now. Those that are so at the first call took no time.
  void show(std::uint32_t finished);
  void clear();
  /// A line that stays, on standard error; also where no progress is shown.
  void note(const std::string& text);

 private:
  std::uint32_t all_;
  bool shown_;
  bool begun_ = false;
  std::uint32_t before_ = 0, finished_ = 0;
  std::chrono::steady_clock::time_point started_, last_;
};

/// "12 of 200 days simulated, 40 s left": `took_s` since the start for `finished - before`, the last of them `since_s`
/// ago.
std::string progress_text(std::uint32_t before, std::uint32_t finished, std::uint32_t all, double took_s,
                          double since_s);

/// As many replications at once as this process may use processors.
int processors();

/// The text of --seed; throws an InputError if it is none.
std::uint64_t seed_of(const std::string& text);

}  // namespace crossflow
