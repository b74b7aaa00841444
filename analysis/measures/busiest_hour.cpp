#include <algorithm>
#include <map>
#include <utility>

#include "analysis/measures.hpp"
#include "analysis/measures/clock_rows.hpp"

namespace crossflow {

const ResultMeasure& busiest_hour_measure() {
  static const ResultMeasure measure{
      {.name = "busiest hour",
       .help = "People who joined immigration's first queue in the busiest hour of a day, by half-hours: the mean over "
               "days. Unless a class is given, of all travellers.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .sources = true,
       .when = When::half_hours},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        std::map<std::pair<std::size_t, Tick>, double> joined;  // by day and half-hour
        for (const PledgeRow& r : rows.of<PledgeRow>())
          if (is_clearance_of(r, directory, selection))
            if (const auto d = selection.day_of(directory, r.from_s))
              joined[{*d, ticks_from_seconds(r.from_s)}] += static_cast<double>(r.joined);
        std::map<std::size_t, double> most;
        for (const auto& [at, people] : joined) {
          const auto next = joined.find({at.first, at.second + 30 * minute});
          double& here = most[at.first];
          here = std::max(here, people + (next == joined.end() ? 0 : next->second));
        }
        Observation out{0, static_cast<double>(selection.days_of(directory)), {}};
        for (const auto& [d, people] : most) out.sum += people;
        return out;
      },
      nullptr};
  return measure;
}

}  // namespace crossflow
