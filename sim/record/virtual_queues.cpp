#include "sim/record/virtual_queues.hpp"

#include <algorithm>
#include <numeric>

namespace crossflow {

VirtualQueues::VirtualQueues(const Directory& directory)
    : classes_(directory.classes.size()), source_at_(directory.stations.size()) {
  bool any = false;
  for (std::size_t i = 0; i < directory.sources.size(); ++i) {
    source_at_[directory.sources[i].station] = static_cast<std::uint16_t>(i);
    any = any || !directory.sources[i].option.empty();
  }
  if (any) cells_.resize(directory.sources.size() * classes_);
}

void VirtualQueues::came(const Event& event, std::uint8_t traveller_class) {
  Cell& c = cell(event.station, traveller_class);
  ++c.came;
  c.early += std::max(-std::int64_t{event.value}, std::int64_t{0});
  c.waited.add(std::max(event.value, 0) * second);
}

void VirtualQueues::stayed_away(const Event& event) {
  cell(event.station, event.aux).away[event.value] += event.server;
}

void VirtualQueues::add_rows(std::uint32_t replication, ResultRows& rows) const {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const Cell& c = cells_[i];
    if (std::accumulate(std::begin(c.away), std::end(c.away), c.came) == 0) continue;
    const auto source = static_cast<std::uint16_t>(i / classes_);
    const auto of_class = static_cast<std::uint8_t>(i % classes_);
    const auto away = [&c](Absence why) { return c.away[static_cast<std::size_t>(why)]; };
    rows.of<VirtualQueueRow>().push_back({replication, source, of_class, c.came, away(Absence::slots_full),
                                          away(Absence::no_show), away(Absence::not_called), to_seconds(c.waited.sum()),
                                          static_cast<double>(c.early)});
    c.waited.for_each_bin([&](Tick up_to, std::uint32_t count) {
      rows.of<VirtualQueueTimeRow>().push_back({replication, source, of_class, to_seconds(up_to), count});
    });
  }
}

}  // namespace crossflow
