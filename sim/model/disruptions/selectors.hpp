// What an effect acts on: stations by kind, authority, direction or name; sources by direction or name. All that is
// given must hold. They are words, not places of one port, since one disruption may be laid over any scenario.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/model/effect_kind.hpp"
#include "sim/scenario/record.hpp"

namespace crossflow {

struct StationSelector {
  std::vector<const StationKind*> kinds;  ///< empty: any
  std::vector<std::string> names;         ///< empty: any
  std::string authority;                  ///< empty: any
  std::string direction;                  ///< empty: any; else stations that serve it alone
};

/// To be included in an effect's own keys. With kinds, `kind` is a key too.
std::shared_ptr<Record<StationSelector>> station_selector_keys(bool with_kind);

/// The stations of the port that it selects, in order.
std::vector<std::size_t> selected(const StationSelector& selector, const PortView& view);
/// "station of kind e-channel going departure".
std::string text_of(const StationSelector& selector, const std::string& what = "station");

struct SourceSelector {
  std::string direction;           ///< empty: any
  std::vector<std::string> names;  ///< empty: any
};
std::shared_ptr<Record<SourceSelector>> source_selector_keys();
bool selects(const SourceSelector& selector, const Source& source);
std::string text_of(const SourceSelector& selector);

}  // namespace crossflow
