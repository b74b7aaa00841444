// The layouts of all tables of a result file but those of a trace; of results, see tables/. A new column is one line; a
// reader of an older file finds zero there. Internal to sim/record.
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

/// Calls `f(layout, rows)` for each table of /directory.
template <class D, class F>
void for_each_table(D& d, F&& f) {
  f(ports_layout(), d.ports);
  f(stations_layout(), d.stations);
  f(sources_layout(), d.sources);
  f(classes_layout(), d.classes);
  f(directions_layout(), d.directions);
  f(authorities_layout(), d.authorities);
  f(prevalences_layout(), d.prevalences);
  f(disruptions_layout(), d.disruptions);
  f(teams_layout(), d.teams);
  f(pools_layout(), d.pools);
  f(officers_layout(), d.officers);
  f(duties_layout(), d.duties);
  f(supervisors_layout(), d.supervisors);
  f(links_layout(), d.links);
}

/// In /scenario.
const Layout<NamedText>& originals_layout();
const Layout<NamedText>& tables_layout();
const Layout<FigureEntry>& figures_layout();
const Layout<std::string>& overrides_layout();
const Layout<std::string>& warnings_layout();

/// In /run.
const Layout<NamedText>& libraries_layout();

/// In /results.
template <class Row>
const Layout<Row>& result_layout() {
  static const Layout<Row> layout = Row::layout();
  return layout;
}

}  // namespace crossflow::h5
