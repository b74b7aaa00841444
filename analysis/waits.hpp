// How long it took at what time: waits by half-hour, of classes, of sources and at stations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/tick.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Those who joined in a half-hour, over all replications.
struct WaitsRow {
  Tick from = 0;
  std::int64_t people = 0;                                   ///< who joined; at a station: who was served
  std::optional<double> mean_s, percentile_95_s, longest_s;  ///< of those cleared or served; none if nobody was
  std::optional<double> in_time;                             ///< share of `people`, where something is promised
};

/// Whose waits: the pledge's clock of a class in a direction or of all travellers of a source; or the waits of all whom
/// a station counts, in its queue.
enum class WaitsOf : std::uint8_t { traveller_class, source, station };

struct WaitsSummary {
  WaitsOf of = WaitsOf::traveller_class;
  std::uint16_t row = 0;       ///< of the directory's classes, sources or stations
  std::uint8_t direction = 0;  ///< of a class
  std::vector<WaitsRow> half_hours;
};

/// As files say it: "class", "source" or "station"; its name; "arrival", or "both" of a station for both ways.
struct WaitsName {
  const char* of = "";
  std::string name, direction;
};
WaitsName name_of(const Directory& directory, const WaitsSummary& waits);

inline constexpr std::string_view waits_header =
    "of,name,direction,date,half_hour,people,mean_s,percentile_95_s,longest_s,in_time\n";

/// The same as CSV, a line for each half-hour.
std::string waits_csv(const Directory& directory, const std::vector<WaitsSummary>& waits);

}  // namespace crossflow
