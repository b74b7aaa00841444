// What vehicles take of a lane.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace crossflow {

constexpr double millimetres_in_metre = 1000;

/// By class: a vehicle's length and its distance to the next, in millimetres; 0 for what is no vehicle.
inline std::vector<std::int32_t> extents(const Scenario& scenario, double gap) {
  std::vector<std::int32_t> out;
  for (const TravellerClass& c : scenario.classes)
    out.push_back(c.length ? static_cast<std::int32_t>(std::lround((*c.length + gap) * millimetres_in_metre)) : 0);
  return out;
}

}  // namespace crossflow
