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
  void operator()(std::uint32_t finished) const;

 private:
  std::uint32_t all_;
  bool shown_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

/// The text of --seed; throws an InputError if it is none.
std::uint64_t seed_of(const std::string& text);

}  // namespace crossflow
