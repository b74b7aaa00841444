#include "sim/record/tables/passages.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<PassageRow> PassageRow::layout() {
  auto l = results<PassageRow>("passages", "the way through both sides' checks, of those who went through");
  add_class(l);
  add_direction(l);
  l.column("people", &PassageRow::people, "persons", "went through")
      .column("outside_s", &PassageRow::outside_s, "person-s", "sum: from coming to the port to being let in")
      .column("inside_s", &PassageRow::inside_s, "person-s", "sum: from door to door inside");
  return l;
}

Layout<PassageTimeRow> PassageTimeRow::layout() {
  auto l = results<PassageTimeRow>("passage_times", "histogram of the time from door to door inside");
  add_class(l);
  add_direction(l);
  add_up_to(l);
  l.column("count", &PassageTimeRow::count, "persons", "persons in the bin");
  return l;
}

}  // namespace crossflow
