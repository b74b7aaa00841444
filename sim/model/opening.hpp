// The control-plane actors that open and close ports by their hours.
#pragma once

#include <functional>
#include <vector>

#include "sim/kernel/bank.hpp"
#include "sim/kernel/control_plane.hpp"
#include "sim/model/port_hours.hpp"
#include "sim/model/router.hpp"
#include "sim/model/source_node.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// One port as its opening sees it. Its doors are open if its hours say so and nothing shuts them.
struct PortDoors {
  const Port* port = nullptr;
  std::uint16_t index = 0;
  int days = 1;
  std::vector<SourceNode*> sources;
  std::vector<Bank*> banks;
  bool in_hours = true;
  int shut = 0;          ///< closures that hold now
  int turning_away = 0;  ///< of these, in which whoever comes goes back
  Tick closes = 0;       ///< today, by hours and extension; of a port that has hours
  std::function<void(Tick from, Tick until)> on_extended{};  ///< told when the closing is put off
};

/// Puts off today's closing, beside earlier times. Nothing, and false, if the port is not in its hours or never closes.
bool extend(PortDoors& doors, Tick by);

/// Shuts the port's doors beside its hours, or ends that; those inside are cleared meanwhile.
void shut_doors(FlowPlane& flow, PortDoors& doors, bool on, bool turning_away);

/// What is due at this very tick is done at once, ahead of all else that happens at it.
void wait_if_later(Actor& actor, Tick at);

/// Adds the actor that opens and closes the port's doors, which must outlive it. Until the first opening everybody
/// waits outside.
void add_opening_hours(ControlPlane& control, RouteTable& routes, PortDoors& doors);

}  // namespace crossflow
