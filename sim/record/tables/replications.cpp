#include "sim/record/tables/replications.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

h5::Layout<ReplicationRow> ReplicationRow::layout() {
  auto l = h5::results<ReplicationRow>("replications", "each replication as a whole");
  l.column("branch", &ReplicationRow::branch, "1", "number of the future; 0: the original")
      .column("events", &ReplicationRow::events, "1", "events in its log");
  add_flow(l);
  l.column("inside_at_closing", &ReplicationRow::inside_at_closing, "persons",
           "inside when their port closed for the last time; -1: none closed")
      .column("last_clearance_s", &ReplicationRow::last_clearance_s, "s",
              "when immigration last cleared somebody, since the first midnight; -1: never")
      .column("last_check_s", &ReplicationRow::last_check_s, "s",
              "when a check by immigration last began, since the first midnight; -1: never")
      .column("end_s", &ReplicationRow::end_s, "s", "end of the run, since the first midnight");
  return l;
}

h5::Layout<InputRow> InputRow::layout() {
  auto l = h5::results<InputRow>("inputs", "inputs drawn for a replication");
  l.column("path", &InputRow::path, "", "where in the scenario")
      .column("value", &InputRow::value, "as in the scenario", "the value drawn");
  return l;
}

h5::Layout<FlowRow> FlowRow::layout() {
  auto l = h5::results<FlowRow>("flows", "people of a source by class");
  add_class(l);
  add_direction(l);
  add_flow(l);
  add_port(l);
  add_source(l);
  return l;
}

h5::Layout<DateRow> DateRow::layout() {
  auto l = h5::results<DateRow>("dates",
                                "people of a source by class and date; whoever came after the last midnight belongs "
                                "to the last date");
  add_class(l);
  add_direction(l);
  add_source(l);
  l.column("date", &DateRow::date, "1", "of the scenario's dates, from 0")
      .column("came", &DateRow::came, "persons", "came to the port on it")
      .column("turned_back", &DateRow::turned_back, "persons", "were sent back on it")
      .column("left_outside", &DateRow::left_outside, "persons",
              "stood outside when it ended with the port closed; of the last date when the run ended")
      .column("left_inside", &DateRow::left_inside, "persons", "of the last date: still inside at the end of the run");
  return l;
}

}  // namespace crossflow
