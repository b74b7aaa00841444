#include "sim/record/tables/replications.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<ReplicationRow> ReplicationRow::layout() {
  auto l = results<ReplicationRow>("replications", "each replication as a whole");
  l.column("branch", &ReplicationRow::branch, "1", "number of the future; 0: the original")
      .column("events", &ReplicationRow::events, "1", "events in its log");
  add_flow(l);
  l.column("inside_at_closing", &ReplicationRow::inside_at_closing, Meaning("persons").none(-1, "none closed"),
           "inside when their port closed for the last time")
      .column(
          "last_clearance_s", &ReplicationRow::last_clearance_s, instant().none(-1, "never"),
          "when immigration last cleared somebody, since the first midnight; where any port closes, of those that do")
      .column("last_check_s", &ReplicationRow::last_check_s, instant().none(-1, "never"),
              "when a check by immigration last began, since the first midnight; of the same ports")
      .column("end_s", &ReplicationRow::end_s, instant(), "end of the run, since the first midnight");
  return l;
}

Layout<InputRow> InputRow::layout() {
  auto l = results<InputRow>("inputs", "inputs drawn for a replication");
  l.column("path", &InputRow::path, Meaning("").values(100'000), "where in the scenario")
      .column("value", &InputRow::value, Meaning("as in the scenario").from(-1e15).to(1e15), "the value drawn");
  return l;
}

Layout<FlowRow> FlowRow::layout() {
  auto l = results<FlowRow>("flows", "people of a source by class");
  add_class(l);
  add_direction(l);
  add_flow(l);
  add_port(l);
  add_source(l);
  return l;
}

Layout<DateRow> DateRow::layout() {
  auto l = results<DateRow>("dates",
                            "people of a source by class and date; whoever came after the last midnight belongs "
                            "to the last date");
  add_class(l);
  add_direction(l);
  add_source(l);
  l.column("date", &DateRow::date, date_number(), "of the scenario's dates, from 0")
      .column("came", &DateRow::came, "persons", "came to the port on it")
      .column("turned_back", &DateRow::turned_back, "persons", "were sent back on it")
      .column("left_outside", &DateRow::left_outside, "persons",
              "stood outside when it ended with the port closed; of the last date when the run ended")
      .column("left_inside", &DateRow::left_inside, "persons", "of the last date: still inside at the end of the run");
  return l;
}

}  // namespace crossflow
