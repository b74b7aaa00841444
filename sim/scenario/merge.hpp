// One scenario over another: `extends:`, overlays and `--set` all merge by the rules below.
//
// Maps merge key by key; scalars and lists replace; `~` takes a key away. Where half of the old and half of the new
// would make nonsense, the new one replaces the old: what is said by time of the day, a distribution of another family,
// a table in place of written figures, and of a station or source whose kind changes only the keys that all kinds share
// are kept.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/kinds.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow {

class Merger {
 public:
  Merger(const Kinds& kinds, std::vector<std::string> common_station_keys, Problems& problems);

  /// Merges a whole document over another.
  void merge(Value& base, const Value& over) const { merge(base, over, Level::document); }
  /// Applies "stations.arrival counters.servers=14". Items of lists are named by their number, from 1.
  void set(Value& root, const std::string& assignment) const;

 private:
  /// Where in a document: there are maps whose keys are names that the user chose, and maps whose keys are ours.
  enum class Level { document, names, stations, station, demand, source, ports, plain };
  static Level below(Level level, const std::string& key);

  void merge(Value& base, const Value& over, Level level) const;
  void merge_maps(Value& base, const Value& over, Level level) const;
  void put(Value& map, const Value::Entry& entry, Level level) const;
  void drop_other_kind(Value& base, const Value& over, Level level) const;

  std::vector<std::string> source_kinds_;
  std::vector<std::string> common_station_keys_;
  Problems& problems_;
};

}  // namespace crossflow
