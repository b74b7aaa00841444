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
               "days. One that passes midnight is of the day on which it begins. Unless a class is given, of all "
               "travellers.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .sources = true,
       .when = When::half_hours},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        std::map<Tick, double> joined;  // by half-hour
        for (const PledgeRow& r : rows.of<PledgeRow>())
          if (is_clearance_of(r, directory, selection))
            joined[ticks_from_seconds(r.from_s)] += static_cast<double>(r.joined);
        const bool whole_days = selection.from == 0 && selection.until == never;
        const auto of_half_hour = [&](Tick at) {
          const auto found = joined.find(at);
          return found == joined.end() ? 0 : found->second;
        };
        std::map<std::size_t, double> most;  // by day
        for (const auto& [at, people] : joined) {
          const Tick next = at + 30 * minute;
          const bool asked = whole_days || selection.day_of(directory, to_seconds(next));
          if (const auto d = selection.day_of(directory, to_seconds(at)))
            most[*d] = std::max(most[*d], people + (asked ? of_half_hour(next) : 0));
        }
        Observation out{0, static_cast<double>(selection.days_of(directory)), {}};
        for (const auto& [d, people] : most) out.sum += people;
        return out;
      },
      nullptr};
  return measure;
}

}  // namespace crossflow
