// One replication of a scenario: the places, the people and the actors of its days.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/base/draws.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// What is wrong with a scenario beyond its single keys: groups of an unknown source, two things of one name,
/// failures that nobody clears, more than the records have room for.
Problems validate(const Scenario& scenario);

class Simulation {
 public:
  /// Builds all of it. The scenario must be valid and outlive the simulation.
  Simulation(const Scenario& scenario, const RunKey& run);
  ~Simulation();

  const Directory& directory() const;
  /// Before the run. Sinks get the log block by block, in the order of adding.
  void add_sink(EventSink& sink);
  /// Before the run: it goes no further than granted. `more` is called with the instant up to which all has happened
  /// and is in the sinks (-1: nothing yet), blocks as long as it likes, and returns a later one. The run is the same as
  /// without, to the last event.
  void pace(std::function<Tick(Tick happened)> more);
  /// Runs to the end: nobody inside and none to come, and every port closed for the last time; or nothing more can
  /// happen, or a week has passed since the last date. Returns that tick. Once; after it another may run in the
  /// process.
  Tick run();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crossflow
