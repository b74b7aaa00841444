#include "analysis/measures.hpp"
#include "analysis/summary_parts.hpp"

namespace crossflow {

const ResultMeasure& clearance_time_measure() {
  static const ResultMeasure measure{
      {.name = "clearance time",
       .help = "The pledge's clock: how long it took from the tail of immigration's first queue until immigration had "
               "cleared them. Of those cleared; unless given, of all classes together.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .times = true},
      MeasureUnit::seconds,
      Together::times,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        const int authority = pledge_authority_index(directory);
        Observation out;
        out.days.resize(days_of(directory));
        for (const ClockRow& r : rows.clocks)
          if (r.authority == authority && selection.takes(r.traveller_class, r.direction))
            out.days[day_of(directory, r.from_s)].add(r.wait_s, r.count);
        std::vector<double> sums_s(out.days.size());
        for (const PledgeRow& r : rows.pledges)
          if (r.authority == authority && selection.takes(r.traveller_class, r.direction))
            sums_s[day_of(directory, r.from_s)] += r.wait_s;
        for (std::size_t d = 0; d < sums_s.size(); ++d) out.days[d].set_sum(sums_s[d]);
        return out;
      },
      nullptr};
  return measure;
}

}  // namespace crossflow
