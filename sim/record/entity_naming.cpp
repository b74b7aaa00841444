#include "sim/record/entity_naming.hpp"

#include "sim/base/check.hpp"

namespace crossflow {

EntityNaming::EntityNaming(const Directory& directory) : source_at_(directory.stations.size()) {
  for (const ClassEntry& each : directory.classes) is_vehicle_.push_back(each.kind == EntityKind::vehicle);
  for (std::size_t i = 0; i < directory.sources.size(); ++i) {
    const SourceEntry& source = directory.sources[i];
    source_at_[source.station] = {static_cast<std::uint16_t>(i), source.direction, no_entity};
  }
}

void EntityNaming::add(const Event& event) {
  Source& source = source_at_[event.station];
  if (event.server == 0) {
    source.party = rows_;
    source.leads_in_vehicle = is_vehicle_[event.aux];
  }
  CROSSFLOW_CHECK(source.party != no_entity, "a party without a first member");
  TraceEntity entity;
  entity.source = source.number;
  entity.number = static_cast<std::uint32_t>(event.value);
  entity.traveller_class = event.aux;
  entity.direction = source.direction;
  entity.party = source.party;
  // A vehicle leads the party of those aboard.
  if (source.leads_in_vehicle && rows_ != source.party) entity.carrier = source.party;
  fresh_.push_back(entity);
  if (event.entity >= row_of_slot_.size()) row_of_slot_.resize(event.entity + std::size_t{1024}, no_entity);
  row_of_slot_[event.entity] = rows_++;
}

void EntityNaming::name(Event& event) {
  if (event.entity == no_entity) return;
  if (event.kind == EventKind::arrived) add(event);
  if (event.kind == EventKind::chose_port)  // directly after: he is of the source that he was meant for
    fresh_.back().source = source_at_[static_cast<std::size_t>(event.value)].number;
  std::uint32_t& row = row_of_slot_[event.entity];
  CROSSFLOW_CHECK(row != no_entity, "an event of somebody who never arrived");
  event.entity = row;
  if (event.kind == EventKind::left) row = no_entity;
}

}  // namespace crossflow
