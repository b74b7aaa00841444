#include "analysis/measures.hpp"
#include "sim/record/road.hpp"

namespace crossflow {

const ResultMeasure& waiting_measure() {
  static const ResultMeasure measure{
      {.name = "waiting",
       .help = "How long people, or vehicles, waited at a station until they were served, or on a road beyond the free "
               "drive; `class` takes one class alone.",
       .station = Asks::must,
       .traveller_class = Asks::may,
       .times = true,
       .when = When::half_hours},
      MeasureUnit::seconds,
      Together::times,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out;
        out.days.resize(selection.days_of(directory));
        const auto day_of = [&](const auto& r) {
          const bool counts = r.station == *selection.station &&
                              (!selection.traveller_class || r.traveller_class == selection.traveller_class);
          return counts ? selection.day_of(directory, r.from_s) : std::nullopt;
        };
        for (const WaitRow& r : rows.of<WaitRow>())
          if (const auto d = day_of(r)) out.days[*d].histogram.add(r.up_to_s, r.count);
        for (const WaitSumRow& r : rows.of<WaitSumRow>())
          if (const auto d = day_of(r)) out.days[*d].add_sum(r.wait_s, r.longest_s);
        return out;
      },
      [](const Directory& directory, const Selection& selection) -> std::string {
        const StationEntry& station = directory.stations[*selection.station];
        return station.servers > 0 || is_road(station) ? "" : "nobody is served at '" + station.name + "'";
      }};
  return measure;
}

}  // namespace crossflow
