// The layouts of all tables of a result file but those of a trace. A new column is one line in layouts.cpp; a reader of
// an older file finds zero there. Internal to sim/record.
#pragma once

#include <cstdint>
#include <string>

#include "sim/base/label.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/file_info.hpp"
#include "sim/record/rows.hpp"
#include "sim/record/table_layout.hpp"
#include "sim/record/words.hpp"

namespace crossflow::h5 {

/// In /directory.
Layout<EnumerationRow> enumeration_layout(const Enumeration& enumeration);
const Layout<PortEntry>& ports_layout();
const Layout<StationEntry>& stations_layout();
const Layout<SourceEntry>& sources_layout();
const Layout<ClassEntry>& classes_layout();
const Layout<std::string>& directions_layout();
const Layout<std::string>& authorities_layout();
const Layout<TeamEntry>& teams_layout();
const Layout<PoolEntry>& pools_layout();
const Layout<OfficerEntry>& officers_layout();
const Layout<DutyEntry>& duties_layout();
const Layout<SupervisorEntry>& supervisors_layout();
const Layout<LinkEntry>& links_layout();
const Layout<PrevalenceEntry>& prevalences_layout();
const Layout<DisruptionEntry>& disruptions_layout();

/// In /scenario.
const Layout<NamedText>& originals_layout();
const Layout<NamedText>& tables_layout();
const Layout<FigureEntry>& figures_layout();
const Layout<std::string>& overrides_layout();

/// In /run.
const Layout<NamedText>& libraries_layout();

/// In /results.
template <class Row>
const Layout<Row>& result_layout();
template <>
const Layout<ReplicationRow>& result_layout();
template <>
const Layout<FlowRow>& result_layout();
template <>
const Layout<DateRow>& result_layout();
template <>
const Layout<PledgeRow>& result_layout();
template <>
const Layout<ClockRow>& result_layout();
template <>
const Layout<SeriesRow>& result_layout();
template <>
const Layout<WaitRow>& result_layout();
template <>
const Layout<WaitSumRow>& result_layout();
template <>
const Layout<LedgerRow>& result_layout();
template <>
const Layout<WorkRow>& result_layout();
template <>
const Layout<InputRow>& result_layout();
template <>
const Layout<RingRow>& result_layout();
template <>
const Layout<ReleaseRow>& result_layout();
template <>
const Layout<ReleaseTimeRow>& result_layout();
template <>
const Layout<RiskRow>& result_layout();
template <>
const Layout<CheckRow>& result_layout();
template <>
const Layout<DisruptionRow>& result_layout();
template <>
const Layout<PassageRow>& result_layout();
template <>
const Layout<PassageTimeRow>& result_layout();
template <>
const Layout<VirtualQueueRow>& result_layout();
template <>
const Layout<VirtualQueueTimeRow>& result_layout();
template <>
const Layout<PortChoiceRow>& result_layout();
template <>
const Layout<TeamRow>& result_layout();
template <>
const Layout<OfficerRow>& result_layout();
template <>
const Layout<OfficerHoursRow>& result_layout();
template <>
const Layout<PostHoursRow>& result_layout();
template <>
const Layout<OrderRow>& result_layout();

/// Calls `f` with each vector of the rows. All of them are here and nowhere else.
template <class Rows, class F>
void for_each_table(Rows& rows, F&& f) {
  f(rows.replications);
  f(rows.flows);
  f(rows.dates);
  f(rows.pledges);
  f(rows.clocks);
  f(rows.series);
  f(rows.waits);
  f(rows.wait_sums);
  f(rows.ledger);
  f(rows.work);
  f(rows.inputs);
  f(rows.rings);
  f(rows.releases);
  f(rows.release_times);
  f(rows.risk);
  f(rows.checks);
  f(rows.disruptions);
  f(rows.passages);
  f(rows.passage_times);
  f(rows.virtual_queues);
  f(rows.virtual_queue_times);
  f(rows.port_choices);
  f(rows.teams);
  f(rows.officers);
  f(rows.officer_hours);
  f(rows.post_hours);
  f(rows.orders);
}

}  // namespace crossflow::h5
