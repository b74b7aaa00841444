#include <algorithm>

#include "analysis/measures.hpp"

namespace crossflow {

const ResultMeasure& last_clearance_measure() {
  static const ResultMeasure measure{
      {.name = "last clearance",
       .help = "When immigration cleared the last person, of ports that close: the mean over replications; of several "
               "days the last one's, counted from the first midnight."},
      MeasureUnit::time_of_day,
      Together::mean,
      [](const ResultRows& rows, const Directory&, const Selection&) {
        Observation out;
        for (const ReplicationRow& r : rows.of<ReplicationRow>())
          if (r.last_clearance_s >= 0) out = {r.last_clearance_s, 1, {}};
        return out;
      },
      [](const Directory& directory, const Selection&) -> std::string {
        const auto closes = [](const PortEntry& port) { return port.close - port.open < day; };
        return std::any_of(directory.ports.begin(), directory.ports.end(), closes) ? "" : "no port closes";
      },
      Usual::yes};
  return measure;
}

}  // namespace crossflow
