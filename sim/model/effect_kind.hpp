// What a kind of effect of a disruption is to the model: its keys and what it does, in one file of its own under
// disruptions/, and one row in kinds.cpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/kernel/bank.hpp"
#include "sim/model/opening.hpp"
#include "sim/model/router.hpp"
#include "sim/model/server_states.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/scenario/kinds.hpp"

namespace crossflow {

/// A port as an effect may know it before a run.
struct PortView {
  const Scenario& scenario;
  std::size_t index = 0;  ///< of the port
  const Port& port() const { return scenario.ports[index]; }
};

class ContraFlows;
class DutyRoom;

/// A port as an effect, or a supervisor, may act on it during a run.
struct PortControls {
  const Scenario* scenario = nullptr;
  std::size_t index = 0;
  FlowPlane* flow = nullptr;
  RouteTable* routes = nullptr;
  PortDoors* doors = nullptr;
  std::vector<NodeId> nodes;                           ///< by station
  std::vector<std::shared_ptr<ServerStates>> servers;  ///< by station; null where there are none to open and close
  DutyRoom* duty_room = nullptr;                       ///< null where there are no pools
  ContraFlows* contra_flows = nullptr;                 ///< null where no desk can turn
  std::vector<NodeId> other_sides;                     ///< by direction; no_node where nothing can stop there

  PortView view() const { return {*scenario, index}; }
};

/// One effect of one disruption, as what changes who comes must know it.
struct EffectOf {
  const Disruption& disruption;
  const Effect& effect;
  int block = 0;  ///< of numbers that are this effect's own: see first_number
};

struct ModelEffectKind : EffectKind {
  /// Whether it finds anything to act on in this port.
  virtual bool finds(const Effect& effect, const PortView& view) const = 0;
  /// What it looked for, if it found nothing anywhere: "station of kind road".
  virtual std::string looks_for(const Effect& effect) const = 0;
  /// Whether the port's doors are shut while it lasts.
  virtual bool shuts_doors() const { return false; }
  /// Begins or ends at one port.
  virtual void set(const Effect& /*effect*/, PortControls& /*port*/, bool /*on*/) const {}
  /// Of those that change who comes: the arrivals of a source, changed.
  virtual std::unique_ptr<Arrivals> change(const EffectOf& /*of*/, const SourceBuild& /*build*/,
                                           std::unique_ptr<Arrivals> arrivals) const {
    return arrivals;
  }
};

inline const ModelEffectKind& kind_of(const Effect& effect) {
  return static_cast<const ModelEffectKind&>(*effect.kind);
}

/// Whether the disruption is at this port by its key `ports`.
bool is_at(const Disruption& disruption, const Port& port);

/// From when until when disruptions shut the port's doors.
std::vector<std::pair<Tick, Tick>> shut_by_disruptions(const Scenario& scenario, const Port& port);

/// The arrivals of a source with all that disruptions change. What ordinary people draw stays as it is: whoever is
/// added bears numbers that nobody else has.
std::unique_ptr<Arrivals> with_disruptions(const SourceBuild& build, std::unique_ptr<Arrivals> arrivals);

/// Adds an actor for each disruption, which begins and ends it at all of its ports at which it finds something to do.
void add_disruptions(ControlPlane& control, const Scenario& scenario, std::vector<PortControls>& ports);

/// When the last disruption is over; 0 if there are none.
Tick last_end_of_disruptions(const Scenario& scenario);

/// For the directory: what each disruption does, and what of it finds nothing here.
std::vector<DisruptionEntry> disruption_entries(const Scenario& scenario);

/// Problems beyond single keys: more disruptions than the records have room for.
void check_disruptions(const Scenario& scenario, Problems& problems);

}  // namespace crossflow
