// The descriptions of what is written of officers: pools and their shifts and rosters, posts, desks that turn,
// supervisors.
#pragma once

#include <memory>
#include <vector>

#include "sim/scenario/kinds.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// Each pool under `officers`, and what stands in it.
std::shared_ptr<const Record<Pool>> pool_record();
std::shared_ptr<const Record<Shift>> shift_record();
TypePtr<std::vector<Pool>> pools_type();

/// A line of a roster that is written in the scenario; a row of a table has the same keys as columns.
std::shared_ptr<const Record<RosterLine>> roster_line_record();
/// A list of lines, or {table: FILE}: of the pool that is being read, and in order of officer and time.
TypePtr<std::vector<RosterLine>> roster_type();

/// `post` and `effort` of a station with servers.
std::shared_ptr<const Record<PostKeys>> post_record();
std::shared_ptr<const Record<EffortKeys>> effort_record();

/// Each of `officers walk`.
std::shared_ptr<const Record<OfficerWalk>> officer_walk_record();
/// Whether posts of the port, as it is written, stand in the halls that its `officers walk` names.
void check_officer_walks(const Value& port, Reader& reader);
/// Each group of desks under `contra-flow`.
std::shared_ptr<const Record<ContraFlow>> contra_flow_record();
TypePtr<std::vector<ContraFlow>> contra_flows_type();

/// What every supervisor has, whatever his policy.
std::shared_ptr<const Record<Supervisor>> supervisor_record(const Kinds& kinds);
TypePtr<std::vector<Supervisor>> supervisors_type(const Kinds& kinds);

}  // namespace crossflow
