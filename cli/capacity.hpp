// `crossflow capacity`: the largest demand, at the same mix and times of day, at which all still holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/load.hpp"

namespace crossflow {

struct CapacityOptions {
  std::string scenario;
  LoadOptions load;
  std::vector<std::string> where;  ///< conditions beside the pledges
  std::string precision = "1%";    ///< of today's demand: how far levels are apart
  std::string most = "400%";       ///< the largest level that is tried
  std::string growth;              ///< a year; empty: not given
  std::uint32_t replications = 20;
  std::string seed = "1";
  std::optional<int> at_once;
  std::string csv;    ///< the curve; empty: not written
  std::string chart;  ///< the same as a picture, SVG; likewise
  bool json = false;
  bool quiet = false;
};

/// Asked to end by Ctrl-C it prints what is known so far, and throws an Interrupted.
void capacity(const CapacityOptions& options);

}  // namespace crossflow
