#include <algorithm>
#include <map>
#include <tuple>

#include "analysis/measures.hpp"
#include "analysis/measures/clock_rows.hpp"

namespace crossflow {

const ResultMeasure& days_over_measure() {
  static const ResultMeasure measure{
      {.name = "days over",
       .help = "Of the days simulated, those on which people were kept too long: on which, of those who joined "
               "at a port in some half-hour, the mean clearance time was longer than the limit, or most were "
               "never cleared. Unless a class is given, of all travellers together; unless a direction is, of "
               "either.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .sources = true,
       .limit = Asks::must,
       .when = When::half_hours},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        struct Joined {
          double wait_s = 0;
          std::int64_t joined = 0, cleared = 0;
        };
        std::map<std::tuple<std::size_t, double, std::uint8_t, std::uint16_t>, Joined> half_hours;
        for (const PledgeRow& r : rows.of<PledgeRow>()) {
          if (!is_clearance_of(r, directory, selection)) continue;
          const auto d = selection.day_of(directory, r.from_s);
          if (!d) continue;
          Joined& joined = half_hours[{*d, r.from_s, r.direction, r.port}];
          joined.wait_s += r.wait_s;
          joined.joined += r.joined;
          joined.cleared += r.cleared;
        }
        std::vector<bool> over(selection.days_of(directory));
        for (const auto& [key, joined] : half_hours)
          if (joined.wait_s > to_seconds(selection.limit) * static_cast<double>(joined.cleared) ||
              joined.joined > 2 * joined.cleared)
            over[std::get<0>(key)] = true;
        return Observation{static_cast<double>(std::count(over.begin(), over.end(), true)), 1, {}};
      },
      nullptr};
  return measure;
}

}  // namespace crossflow
