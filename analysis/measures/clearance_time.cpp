#include "analysis/measures.hpp"
#include "analysis/measures/clock_rows.hpp"

namespace crossflow {
const ResultMeasure& clearance_time_measure() {
  static const ResultMeasure measure{
      {.name = "clearance time",
       .help = "The pledge's clock: how long it took from the tail of immigration's first queue until immigration had "
               "cleared them. Of those cleared; unless a class is given, of all travellers.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .sources = true,
       .times = true,
       .when = When::half_hours},
      MeasureUnit::seconds,
      Together::times,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out;
        out.days.resize(selection.days_of(directory));
        for (const ClockRow& r : rows.of<ClockRow>())
          if (is_clearance_of(r, directory, selection))
            if (const auto d = selection.day_of(directory, r.from_s)) out.days[*d].histogram.add(r.up_to_s, r.count);
        for (const PledgeRow& r : rows.of<PledgeRow>())
          if (is_clearance_of(r, directory, selection))
            if (const auto d = selection.day_of(directory, r.from_s)) out.days[*d].add_sum(r.wait_s, r.longest_s);
        return out;
      },
      nullptr,
      Usual::yes};
  return measure;
}

}  // namespace crossflow
