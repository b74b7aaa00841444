#include "sim/record/tables/disruptions.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

h5::Layout<DisruptionRow> DisruptionRow::layout() {
  auto l =
      h5::results<DisruptionRow>("disruptions", "who had to wait because of a disruption, or beside it, at a port");
  l.column("disruption", &DisruptionRow::disruption, "index", "row of /directory/disruptions")
      .column("port", &DisruptionRow::port, "index", "row of /directory/ports")
      .column("kind", &DisruptionRow::kind, "index", "number in /directory/entity_kinds: who is counted")
      .column("before", &DisruptionRow::before, "1", "in queues, held up or outside when it began")
      .column("most", &DisruptionRow::most, "1", "most at one time from then until they were cleared")
      .column("at_end", &DisruptionRow::at_end, "1", "when it ended")
      .column("cleared_s", &DisruptionRow::cleared_s, "s",
              "from its end until for 5 min no more than before, or than a twentieth of the most; -1: never");
  return l;
}

}  // namespace crossflow
