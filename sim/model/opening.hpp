// The control-plane actors that open and close: ports by their hours, servers by plan and by a station's own hours.
#pragma once

#include <vector>

#include "sim/kernel/bank.hpp"
#include "sim/kernel/control_plane.hpp"
#include "sim/model/router.hpp"
#include "sim/model/source_node.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// One port as its opening sees it.
struct PortDoors {
  const Port* port = nullptr;
  std::uint16_t index = 0;
  int days = 1;
  std::vector<SourceNode*> sources;
  std::vector<Bank*> banks;
};

/// Whether the port is ever closed.
bool closes(const Hours& hours);

/// Adds the actor that opens and closes the port's doors. Until the first opening everybody waits outside.
void add_opening_hours(ControlPlane& control, RouteTable& routes, PortDoors doors);

/// Adds the actor that opens and closes the servers of one station at the times of its plan (of all days) and its
/// hours.
void add_server_plan(ControlPlane& control, Bank& bank, const Station& station, Schedule<long> plan, int days);

}  // namespace crossflow
