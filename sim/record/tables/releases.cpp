#include "sim/record/tables/releases.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<ReleaseRow> ReleaseRow::layout() {
  auto l = results<ReleaseRow>("releases", "consignments from clock point to clock point, as in a Time Release Study");
  l.column("traveller_class", &ReleaseRow::traveller_class, row_of("classes"))
      .column("direction", &ReleaseRow::direction, row_of("directions"))
      .column("arrived", &ReleaseRow::arrived, "consignments", "came to the port")
      .column("presented", &ReleaseRow::presented, "consignments", "joined customs' first queue")
      .column("selected", &ReleaseRow::selected, "consignments", "came to a station that inspects")
      .column("released", &ReleaseRow::released, "consignments", "cleared by customs, and gone")
      .column("unfinished", &ReleaseRow::unfinished, "consignments", "arrived, and not released")
      .column("lodged", &ReleaseRow::lodged, "consignments", "of which it is known when their data was lodged")
      .column("lodged_before_s", &ReleaseRow::lodged_before_s, "s", "sum over these: before their arrival")
      .column("to_presented_s", &ReleaseRow::to_presented_s, "s", "sum over those released: from arriving")
      .column("to_released_s", &ReleaseRow::to_released_s, "s", "sum over those released: from being presented");
  return l;
}

Layout<ReleaseTimeRow> ReleaseTimeRow::layout() {
  auto l = results<ReleaseTimeRow>("release_times", "time from arriving to being released, of consignments");
  l.column("traveller_class", &ReleaseTimeRow::traveller_class, row_of("classes"))
      .column("direction", &ReleaseTimeRow::direction, row_of("directions"))
      .column("selected", &ReleaseTimeRow::selected, yes_no(), "1: selected for a check");
  add_up_to(l);
  l.column("count", &ReleaseTimeRow::count, "consignments", "released in this bin");
  return l;
}

}  // namespace crossflow
