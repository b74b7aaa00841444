#include "sim/record/port_choices.hpp"

namespace crossflow {

PortChoices::PortChoices(const Directory& directory) : source_at_(directory.stations.size(), no_station) {
  for (std::size_t s = 0; s < directory.sources.size(); ++s)
    source_at_[directory.sources[s].station] = static_cast<std::uint16_t>(s);
}

void PortChoices::note(const Event& event, std::uint8_t traveller_class) {
  ++counts_[{source_at_[event.server], source_at_[event.station], traveller_class, event.aux}];
}

void PortChoices::add_rows(std::uint32_t replication, ResultRows& rows) const {
  for (const auto& [key, count] : counts_) {
    const auto [from, to, traveller_class, reason] = key;
    rows.of<PortChoiceRow>().push_back({replication, from, to, traveller_class, reason, count});
  }
}

}  // namespace crossflow
