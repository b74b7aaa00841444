// Why each server of a station is open or not: hours, plan and device each have a say.
#pragma once

#include <memory>
#include <vector>

#include "sim/kernel/bank.hpp"
#include "sim/kernel/control_plane.hpp"
#include "sim/model/station_kind.hpp"

namespace crossflow {

/// The servers of one bank. A server is open if its hours, its device and the plan all allow it; else its state names
/// the first of them that does not, in that order.
class ServerStates {
 public:
  explicit ServerStates(Bank& bank) : bank_(bank), servers_(bank.servers()) {}

  std::uint16_t servers() const { return static_cast<std::uint16_t>(servers_.size()); }
  /// Hours and plan change at once, so that no server opens for an instant between the two.
  void set_planned(bool in_hours, long open);
  void set_works(std::uint16_t server, bool works);
  /// Down because of a disruption, of which there may be several at a time.
  void set_disrupted(std::uint16_t server, bool on);

 private:
  struct Reasons {
    bool in_hours = true;
    bool works = true;
    bool planned = true;
    std::uint16_t disruptions = 0;
  };
  void apply(std::uint16_t server);

  Bank& bank_;
  std::vector<Reasons> servers_;
};

/// Adds the actors that open and close the servers of one station of the port that is being built: one for the times of
/// its plan (of all days) and its hours, one for its breakdowns; each only if there is something for it to do. Returns
/// the states for others to act on.
std::shared_ptr<ServerStates> add_server_actors(ControlPlane& control, Bank& bank, const Station& station,
                                                const Build& build);

}  // namespace crossflow
