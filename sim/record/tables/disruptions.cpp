#include "sim/record/tables/disruptions.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<DisruptionRow> DisruptionRow::layout() {
  auto l = results<DisruptionRow>("disruptions", "who had to wait because of a disruption, or beside it, at a port");
  l.column("disruption", &DisruptionRow::disruption, row_of("disruptions"))
      .column("port", &DisruptionRow::port, row_of("ports"))
      .column("kind", &DisruptionRow::kind, number_in("entity_kinds"), "who is counted")
      .column("before", &DisruptionRow::before, "1", "in queues, held up or outside when it began")
      .column("most", &DisruptionRow::most, "1", "most at one time from then until they were cleared")
      .column("at_end", &DisruptionRow::at_end, "1", "when it ended")
      .column("cleared_s", &DisruptionRow::cleared_s, instant().none(-1, "never"),
              "from its end until for 5 min no more than before, or than a twentieth of the most");
  return l;
}

}  // namespace crossflow
