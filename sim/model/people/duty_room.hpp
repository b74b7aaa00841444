// The duty officer of a port: knows who is on duty, and says who mans which post.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/base/draws.hpp"
#include "sim/kernel/control_plane.hpp"
#include "sim/model/dogs/dog_teams.hpp"
#include "sim/model/people/officers.hpp"
#include "sim/model/people/posts.hpp"
#include "sim/model/server_states.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// One port's. It acts at every instant at which something changed: an officer's time has come, a post is wanted or no
/// longer is, somebody has finished. All that is due at the tick is taken in first, then there is one dispatch.
class DutyRoom {
 public:
  /// `servers` by station, null where there are none; `first_officer`: the number of the port's first officer in the
  /// log.
  DutyRoom(const Scenario& scenario, std::size_t port, const RunKey& run, std::uint16_t first_officer, FlowPlane& flow,
           NodeId first_node, const std::vector<std::shared_ptr<ServerStates>>& servers, DogTeams* dogs);

  /// Calls so many officers of the pool's reserves who are at home; says how many there were.
  long call_reserves(std::size_t pool, long n);
  /// Those with the skill who are on duty and have no post just now; on a break they do not count.
  long spare(const std::string& skill) const;
  /// Those with the skill who are on duty, breaks included.
  long on_duty(const std::string& skill) const;
  /// The port closes at `until` in place of `from`: whoever is on duty and would go in between stays until then.
  void extend(Tick from, Tick until);

  std::size_t officers() const { return officers_.size(); }
  /// Added behind all actors that open and close servers, so that it knows at the start what they want.
  void add_actor(ControlPlane& control);

 private:
  void run(Actor& self);
  void take_in();
  void dispatch();

  FlowPlane& flow_;
  const Port& port_;
  Call bell_;
  Officers officers_;
  Posts posts_;
};

}  // namespace crossflow
