#include "sim/record/tables/virtual_queues.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<VirtualQueueRow> VirtualQueueRow::layout() {
  auto l = results<VirtualQueueRow>("virtual_queues", "those who wait elsewhere before they come, by source");
  l.column("source", &VirtualQueueRow::source, row_of("sources"));
  add_class(l);
  l.column("came", &VirtualQueueRow::came, "persons", "came; part of generated in flows")
      .column("no_slot", &VirtualQueueRow::no_slot, "persons", "found no slot and did not come")
      .column("no_show", &VirtualQueueRow::no_show, "persons", "had a slot and did not come")
      .column("not_called", &VirtualQueueRow::not_called, "persons", "still waited elsewhere at the end")
      .column("waited_s", &VirtualQueueRow::waited_s, "person-s",
              "sum over those who came: until called, or from the time wanted to coming")
      .column("early_s", &VirtualQueueRow::early_s, "person-s", "sum over those who came before the time wanted");
  return l;
}

Layout<VirtualQueueTimeRow> VirtualQueueTimeRow::layout() {
  auto l = results<VirtualQueueTimeRow>("virtual_queue_times", "histogram of the time waited elsewhere");
  l.column("source", &VirtualQueueTimeRow::source, row_of("sources"));
  add_class(l);
  add_up_to(l);
  l.column("count", &VirtualQueueTimeRow::count, "persons", "persons in the bin; who came early counts as 0");
  return l;
}

}  // namespace crossflow
