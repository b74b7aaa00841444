#include "sim/record/tables/port_choices.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<PortChoiceRow> PortChoiceRow::layout() {
  auto l = results<PortChoiceRow>("port_choices", "those who came to another port than they meant");
  l.column("from_source", &PortChoiceRow::from_source, row_of("sources"), "where they would have come, or were")
      .column("to_source", &PortChoiceRow::to_source, row_of("sources"), "where they came instead")
      .column("traveller_class", &PortChoiceRow::traveller_class, row_of("classes"))
      .column("reason", &PortChoiceRow::reason, number_in("chose_because"))
      .column("count", &PortChoiceRow::count, "persons", "how many, those aboard vehicles included");
  return l;
}

}  // namespace crossflow
