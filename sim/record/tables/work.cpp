#include "sim/record/tables/work.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<WorkRow> WorkRow::layout() {
  auto l = results<WorkRow>("work", "work offered to a station in a half-hour");
  add_station(l);
  l.column("from_s", &WorkRow::from_s, half_hour_start(), half_hour_of_joining)
      .column("offered", &WorkRow::offered, "persons",
              "would have come in the half-hour had they waited nowhere before")
      .column("served", &WorkRow::served, "persons", "of these, served")
      .column("work_s", &WorkRow::work_s, "server-s", "server time that these took")
      .column("kept_away", &WorkRow::kept_away, "persons",
              "might have come in it, but were held or gave up before, and never came");
  return l;
}

}  // namespace crossflow
