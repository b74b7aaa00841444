#include "sim/record/tables/pledges.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<PledgeRow> PledgeRow::layout() {
  auto l = results<PledgeRow>("pledges", "an authority's clock, for those whose clock started in a half-hour");
  add_class(l);
  add_direction(l);
  l.column("authority", &PledgeRow::authority, row_of("authorities"))
      .column("from_s", &PledgeRow::from_s, half_hour_start(), half_hour_of_joining)
      .column("joined", &PledgeRow::joined, "persons", "clocks started")
      .column("kept", &PledgeRow::kept, "persons", "of these, dealt with within the time of the pledge")
      .column("cleared", &PledgeRow::cleared, "persons", "of these, cleared at all")
      .column("wait_s", &PledgeRow::wait_s, "person-s", "sum of the clocks of those cleared")
      .column("beyond_s", &PledgeRow::beyond_s, "person-s",
              "sum over all: what the clock ran beyond the pledge's limit, until cleared, gone or the end")
      .column("longest_s", &PledgeRow::longest_s, "s", "the longest clock of those cleared");
  add_port(l);
  add_source(l);
  return l;
}

Layout<ClockRow> ClockRow::layout() {
  auto l = results<ClockRow>("clocks", "histogram of how long an authority's clock ran; bins with nobody are left out");
  add_class(l);
  add_direction(l);
  l.column("authority", &ClockRow::authority, row_of("authorities"))
      .column("from_s", &ClockRow::from_s, half_hour_start(), half_hour_of_joining);
  add_up_to(l);
  l.column("count", &ClockRow::count, "persons", "persons in the bin");
  add_port(l);
  add_source(l);
  return l;
}

}  // namespace crossflow
