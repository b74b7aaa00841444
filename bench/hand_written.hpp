// What our speed is measured against: an event loop written by hand for one queue, as somebody would who needs the mean
// wait of that queue and nothing else.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/distribution.hpp"
#include "sim/base/draws.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// A bank of like servers with one line.
struct HandWrittenStation {
  std::string name;
  std::uint32_t servers;
  Distribution service;
  std::string task;  ///< draws hang on it
};

/// Customers who come at random, go through the stations one after the other, and leave. Its draws have the keys of the
/// scenario of the same queue, so that every customer comes at the same microsecond and takes as long.
struct HandWrittenQueue {
  double rate;  ///< customers a second
  std::uint32_t number;
  std::vector<HandWrittenStation> stations;
  /// Who goes on to the last of several stations; the others leave before it.
  struct Choice {
    double share;
    std::string purpose;  ///< of the draw that decides
  };
  std::optional<Choice> to_last;
};

/// Runs it: `run()` is what is to be timed. One event list of 16-byte items holds all that is going to happen. Plain is
/// how most would write it, with the standard library's heap and queue; tuned has a heap and a ring of its own and adds
/// up nothing but instants.
class HandWritten {
 public:
  HandWritten(const HandWrittenQueue& queue, const RunKey& key, bool tuned);
  ~HandWritten();

  void run();
  /// All that customers waited at each station together, by its name; after the run.
  std::map<std::string, Tick> waited() const;

  class Loop;

 private:
  std::unique_ptr<Loop> loop_;
};

}  // namespace crossflow
