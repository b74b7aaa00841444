// One supervisor: an actor of the control plane that looks, and gives orders by his policy.
#pragma once

#include <memory>
#include <vector>

#include "sim/kernel/control_plane.hpp"
#include "sim/model/effect_kind.hpp"
#include "sim/model/supervisors/order_book.hpp"
#include "sim/model/supervisors/policy.hpp"
#include "sim/model/supervisors/station_watch.hpp"

namespace crossflow {

/// He looks while the port's doors are open, and afterwards as long as somebody is in his queues; first so long after
/// the opening as he has between two looks. Until then the plan holds: what was ordered the day before falls away at
/// the opening, or at midnight where the port never closes.
class SupervisorActor {
 public:
  /// `number`: in the directory.
  SupervisorActor(const Supervisor& described, std::uint16_t number, PortControls& port);

  const std::string& name() const { return described_.name; }
  void run(Actor& self);

 private:
  struct Watched {
    std::size_t station;
    Bank* bank;
    std::unique_ptr<StationWatch> watch;
  };
  struct Called {
    std::size_t pool;
    long officers;
    Tick until;  // they go home
  };
  void look_until(Actor& self, Tick next_day);
  Tick closing() const;
  bool anybody_waits() const;
  void begin_day();
  SupervisorView look();
  StationSight look_at(const Watched& watched);
  long reserves_left(std::size_t pool) const;
  void give(const Orders& wanted);
  long in_effect(const GivenOrder& order) const;
  void carry_out(const GivenOrder& order);
  void say(Order what, std::uint16_t node, long value);
  Tick now() const;

  const Supervisor& described_;
  std::uint16_t number_;
  PortControls& port_;
  const Port& of_;
  std::vector<Watched> stations_;
  std::vector<std::size_t> doors_;  // sources whose people come to his stations
  std::unique_ptr<SupervisorPolicy> policy_;
  OrderBook book_;
  std::vector<bool> ordered_;  // by station: whether an order of his stands
  std::vector<bool> held_;     // by source: likewise
  std::vector<Called> called_;
  long extended_ = 0;  // minutes, today
};

/// Adds an actor for each supervisor of all ports; they must live as long as the run. Behind all that opens and closes
/// by plan.
std::vector<std::unique_ptr<SupervisorActor>> add_supervisors(ControlPlane& control, std::vector<PortControls>& ports);

}  // namespace crossflow
