#include "viz/replay/same_subject.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

namespace crossflow::viz {
namespace {

template <class Entry>
const std::string& name_of(const Entry& entry) {
  return entry.name;
}
const std::string& name_of(const std::string& name) {
  return name;
}

template <class Entry>
std::vector<std::int32_t> rows_by_name(const std::vector<Entry>& of, const std::vector<Entry>& in) {
  std::unordered_map<std::string, std::int32_t> rows;
  for (std::size_t i = 0; i < in.size(); ++i) rows.emplace(name_of(in[i]), static_cast<std::int32_t>(i));
  std::vector<std::int32_t> out;
  for (const Entry& entry : of) {
    const auto found = rows.find(name_of(entry));
    out.push_back(found == rows.end() ? -1 : found->second);
  }
  return out;
}

template <class Entry>
std::optional<std::uint32_t> row_by_name(const std::vector<Entry>& of, const std::vector<Entry>& in,
                                         std::uint32_t row) {
  if (row >= of.size()) return std::nullopt;
  const auto found = std::find_if(in.begin(), in.end(), [&](const Entry& entry) { return entry.name == of[row].name; });
  if (found == in.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - in.begin());
}

}  // namespace

SameNames::SameNames(const Directory& of, const Directory& in)
    : stations(rows_by_name(of.stations, in.stations)),
      sources(rows_by_name(of.sources, in.sources)),
      classes(rows_by_name(of.classes, in.classes)),
      directions(rows_by_name(of.directions, in.directions)) {}

std::uint32_t same_entity(const Recording& in, const Recording& of, std::uint32_t entity) {
  if (entity >= of.entities().size()) return no_entity;
  const TraceEntity& wanted = of.entities()[entity];
  const std::string& source = of.directory().sources[wanted.source].name;
  const std::string& name = of.directory().classes[wanted.traveller_class].name;
  const Directory& d = in.directory();
  const auto& entities = in.entities();
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const TraceEntity& e = entities[i];
    if (e.number == wanted.number && d.sources[e.source].name == source && d.classes[e.traveller_class].name == name)
      return static_cast<std::uint32_t>(i);
  }
  return no_entity;
}

Subject same_subject(const Recording& in, std::uint8_t run, const Recording& of, const Subject& subject) {
  using What = Subject::What;
  const Directory &from = of.directory(), &to = in.directory();
  std::optional<std::uint32_t> row;
  switch (subject.what) {
    case What::entity:
      if (const std::uint32_t entity = same_entity(in, of, subject.index); entity != no_entity) row = entity;
      break;
    case What::station:
    case What::server:
      row = row_by_name(from.stations, to.stations, subject.index);
      if (row && subject.what == What::server && subject.server >= to.stations[*row].servers) row.reset();
      break;
    case What::officer:
      row = row_by_name(from.officers, to.officers, subject.index);
      break;
    case What::team:
      row = row_by_name(from.teams, to.teams, subject.index);
      break;
    case What::none:
      break;
  }
  if (!row) return {};
  return {subject.what, *row, subject.server, run};
}

}  // namespace crossflow::viz
