// The queues that are timed, each twice: as a scenario, and written out by hand.
#pragma once

#include <string>
#include <vector>

#include "bench/hand_written.hpp"

namespace crossflow {

struct Model {
  std::string name;
  std::string about;
  std::string scenario;
  HandWrittenQueue by_hand;
  double aim_ratio;  ///< our time by the hand-written loop's, at most
  double aim_rate;   ///< customers a second, at least
};

const std::vector<Model>& models();

}  // namespace crossflow
