// What would help where people wait: scenarios with one more of something, or with half as many again.
#pragma once

#include <string>
#include <vector>

#include "cli/capacity_search.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

struct More {
  std::string what;  ///< "arrival e-Channels: 29 gates"
  std::string set;   ///< as --set has it
};

/// One more of what people waited for there; of officers one for each shift of those who may man it. Empty where
/// nothing of this kind can be had more of.
std::vector<More> one_more_at(const LateAt& where, const Scenario& scenario, const Directory& directory);
/// Half as many again, so that something else breaks first.
std::vector<More> mended_at(const LateAt& where, const Scenario& scenario, const Directory& directory);

/// "arrival e-Channels", of several ports with the port.
std::string place_name(const Directory& directory, std::uint16_t station);

/// A key of a port as --set has it, of a scenario that may have several ports.
std::string of_port(const Scenario& scenario, std::size_t port, const std::string& key, const std::string& value);

}  // namespace crossflow
