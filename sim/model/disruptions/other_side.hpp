// The other side of the boundary, where a disruption may stop it: a place behind a port through which all leave who go
// one way. It is shut while the other side takes nobody; else nobody comes to it, and ports without such a disruption
// do not have it.
#pragma once

#include <memory>
#include <vector>

#include "sim/kernel/flow_plane.hpp"
#include "sim/record/directory.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

struct OtherSide {
  std::uint16_t port = 0;
  std::uint8_t direction = 0;
};

/// All of a scenario, port by port. Their places come after those of all ports.
std::vector<OtherSide> other_sides(const Scenario& scenario);
StationEntry other_side_entry(const OtherSide& side, const Scenario& scenario);
std::unique_ptr<Node> make_other_side();

}  // namespace crossflow
