#include "sim/model/disruptions/selectors.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/base/authority.hpp"
#include "sim/model/directory.hpp"
#include "sim/model/kinds.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return words.empty() || std::find(words.begin(), words.end(), word) != words.end();
}

TypePtr<const StationKind*> kind_type() {
  std::vector<std::tuple<std::string, const StationKind*, std::string>> words;
  for (const StationKind* kind : station_kinds()) words.emplace_back(kind->name, kind, "");
  return types::one_of<const StationKind*>(std::move(words));
}

TypePtr<std::string> authority_type() {
  std::vector<std::tuple<std::string, std::string, std::string>> words;
  for (const Authority& authority : known_authorities) words.emplace_back(authority.name, authority.name, "");
  return types::one_of<std::string>(std::move(words));
}

std::string named(const std::vector<std::string>& words) {
  return words.empty() ? "" : fmt::format(" '{}'", fmt::join(words, "' or '"));
}

}  // namespace

std::shared_ptr<Record<StationSelector>> station_selector_keys(bool with_kind) {
  auto r = std::make_shared<Record<StationSelector>>("selection of stations", "");
  if (with_kind) r->optional("kind", &StationSelector::kinds, types::list_of(kind_type()), "Stations of these kinds.");
  r->optional("station", &StationSelector::names, types::list_of(types::name()), "Stations of these names.")
      .optional("authority", &StationSelector::authority, authority_type(), "Stations of this authority.")
      .optional("direction", &StationSelector::direction, types::name(),
                "Stations to which nobody comes who goes another way.");
  return r;
}

std::vector<std::size_t> selected(const StationSelector& selector, const PortView& view) {
  const Port& port = view.port();
  const auto reached = directions_reaching(view.scenario, port);
  const auto& directions = view.scenario.directions;
  std::vector<std::size_t> out;
  for (std::size_t s = 0; s < port.stations.size(); ++s) {
    const Station& station = port.stations[s];
    const auto& kinds = selector.kinds;
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), station.kind) == kinds.end()) continue;
    if (!holds(selector.names, station.name)) continue;
    const std::vector<std::string> by = authorities_of(station);
    if (!selector.authority.empty() && std::find(by.begin(), by.end(), selector.authority) == by.end()) continue;
    bool goes = selector.direction.empty();
    for (std::size_t d = 0; d < directions.size() && !selector.direction.empty(); ++d) {
      if (!reached[s][d]) continue;
      goes = directions[d] == selector.direction;
      if (!goes) break;
    }
    if (goes) out.push_back(s);
  }
  return out;
}

std::string text_of(const StationSelector& selector, const std::string& what) {
  std::vector<std::string> kinds;
  for (const StationKind* kind : selector.kinds) kinds.push_back(kind->name);
  return what + (kinds.empty() ? "" : fmt::format(" of kind {}", fmt::join(kinds, " or "))) + named(selector.names) +
         (selector.authority.empty() ? "" : fmt::format(" of {}", selector.authority)) +
         (selector.direction.empty() ? "" : fmt::format(" for {} alone", selector.direction));
}

std::shared_ptr<Record<SourceSelector>> source_selector_keys() {
  auto r = std::make_shared<Record<SourceSelector>>("selection of sources", "");
  r->optional("direction", &SourceSelector::direction, types::name(), "Sources of this direction; any unless given.")
      .optional("source", &SourceSelector::names, types::list_of(types::name()), "Sources of these names.");
  return r;
}

bool selects(const SourceSelector& selector, const Source& source) {
  return (selector.direction.empty() || source.direction == selector.direction) && holds(selector.names, source.name);
}

std::string text_of(const SourceSelector& selector) {
  return "source" + named(selector.names) +
         (selector.direction.empty() ? "" : fmt::format(" of direction {}", selector.direction));
}

}  // namespace crossflow
