// Virtual queueing: what any source may have beside its kind, so that its people wait elsewhere before they come. Each
// such option is one file under sources/ and one row in kinds.cpp.
#pragma once

#include <memory>

#include "sim/kernel/flow_plane.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/station_kind.hpp"

namespace crossflow {

/// Where those of one source wait. They are entities of the pool from the time that the source drew for them, but no
/// part of the port (nor of its counts) until they come: only then does `arrived` stand in the log. Who never comes is
/// a `stayed_away` of nobody.
class VirtualQueue {
 public:
  virtual ~VirtualQueue() = default;
  /// Once, before the run and after all stations have been made.
  virtual void start(FlowPlane& flow, NodeId door, bool open) = 0;
  /// The entity's timer is due. Whether it comes to the port now; then its `need` is how many seconds it has waited
  /// elsewhere. Else it is this queue's to keep, or to free.
  virtual bool comes(Slot slot) = 0;
  /// The source's door has opened or closed; may be told before the start.
  virtual void door(bool /*open*/) {}
  /// Once, after the run.
  virtual void finish() {}
};

struct ModelSourceOption : SourceOption {
  /// May put other arrivals in place of the source's own.
  virtual std::unique_ptr<VirtualQueue> make(const SourceBuild& source, const Build& build,
                                             std::unique_ptr<Arrivals>& arrivals) const = 0;
  /// What is wrong with it beside the rest of the port: adds problems.
  virtual void validate(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) const = 0;
};

inline const ModelSourceOption& option_of(const Source& source) {
  return static_cast<const ModelSourceOption&>(*source.option);
}

}  // namespace crossflow
