#include "analysis/measures.hpp"

namespace crossflow {

const ResultMeasure& waiting_measure() {
  static const ResultMeasure measure{
      {.name = "waiting",
       .help =
           "How long people, or vehicles, waited at a station until they were served, in completed seconds; `class` "
           "takes one class alone.",
       .station = Asks::must,
       .traveller_class = Asks::may,
       .times = true},
      MeasureUnit::seconds,
      Together::times,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out;
        out.days.resize(days_of(directory));
        for (const WaitRow& r : rows.waits)
          if (r.station == *selection.station &&
              (!selection.traveller_class || r.traveller_class == selection.traveller_class))
            out.days[day_of(directory, r.from_s)].add(r.wait_s, r.count);
        return out;
      },
      [](const Directory& directory, const Selection& selection) -> std::string {
        const StationEntry& station = directory.stations[*selection.station];
        return station.servers > 0 ? "" : "nobody is served at '" + station.name + "'";
      }};
  return measure;
}

}  // namespace crossflow
