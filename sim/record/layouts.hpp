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

/// In /scenario.
const Layout<NamedText>& originals_layout();
const Layout<NamedText>& tables_layout();
const Layout<FigureEntry>& figures_layout();
const Layout<std::string>& overrides_layout();

/// In /run.
const Layout<NamedText>& libraries_layout();

/// In /results.
template <class Row>
const Layout<Row>& result_layout() {
  static const Layout<Row> layout = Row::layout();
  return layout;
}

}  // namespace crossflow::h5
