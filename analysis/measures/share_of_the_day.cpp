#include "analysis/measures.hpp"
#include "analysis/measures/clock_rows.hpp"

namespace crossflow {

const ResultMeasure& share_of_the_day_measure() {
  static const ResultMeasure measure{
      {.name = "share of the day",
       .help = "Of the people of a day, the share who came between two times: who joined immigration's first queue. "
               "Unless a class is given, of all travellers.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .sources = true,
       .when = When::half_hours},
      MeasureUnit::share,
      Together::ratio,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Selection whole = selection;
        whole.from = 0;
        whole.until = never;
        Observation out;
        for (const PledgeRow& r : rows.of<PledgeRow>()) {
          if (!is_clearance_of(r, directory, selection)) continue;
          if (whole.day_of(directory, r.from_s)) out.of += static_cast<double>(r.joined);
          if (selection.day_of(directory, r.from_s)) out.sum += static_cast<double>(r.joined);
        }
        return out;
      },
      nullptr};
  return measure;
}

}  // namespace crossflow
