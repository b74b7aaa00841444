// Desks that can face either of two stations: one piece of furniture, one server of each, open at one of them at most.
#pragma once

#include <memory>
#include <vector>

#include "sim/kernel/control_plane.hpp"
#include "sim/model/server_states.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// The desks of one group. A desk that is to turn takes nobody new, finishes whom it serves, and then serves nobody for
/// the time of turning: not opened where it faced, changing over where it will face.
class ContraFlowDesks : public ServerWatcher {
 public:
  ContraFlowDesks(const ContraFlow& described, int days, FlowPlane& flow, ServerStates& one, ServerStates& other);

  /// So many are to face the station, the others the other one; the last desks face the second. A desk that is turning
  /// turns all the way first.
  void face(std::size_t station, long desks);
  /// How many face the station or are about to.
  long facing(std::size_t station) const;
  const ContraFlow& described() const { return described_; }
  /// Before the run: they face as planned for the first midnight.
  void run(Actor& self);
  void free(std::uint16_t server) override;

 private:
  struct Desk {
    bool wanted_second = false;  // which way it is to face
    bool at_second = false;      // which way it faces, or did
    bool turning = false;
    Tick ready = never;  // when it has turned; never: whom it serves must go first
  };
  std::uint16_t server(std::size_t desk, bool of_second) const;
  ServerStates& states(bool of_second) { return of_second ? second_ : first_; }
  void turn(std::size_t desk);
  void act();
  void as_planned(Tick time_of_day);
  Tick next_time(Tick after) const;

  const ContraFlow& described_;
  int days_;
  FlowPlane& flow_;
  ServerStates& first_;
  ServerStates& second_;
  Call bell_;
  std::vector<Desk> desks_;
};

/// All groups of a port.
class ContraFlows {
 public:
  ContraFlows(const Port& port, int days, FlowPlane& flow, const std::vector<std::shared_ptr<ServerStates>>& servers);

  /// So many desks of the group face the station from now on, the others the other one; until the plan or another order
  /// says otherwise.
  void face(std::size_t group, std::size_t station, long desks) { groups_[group]->face(station, desks); }
  long facing(std::size_t group, std::size_t station) const { return groups_[group]->facing(station); }
  void add_actors(ControlPlane& control);

 private:
  std::vector<std::unique_ptr<ContraFlowDesks>> groups_;  // in the order of Port::contra_flows
};

}  // namespace crossflow
