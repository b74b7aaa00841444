#include "sim/record/published_waits.hpp"

#include <algorithm>
#include <utility>

namespace crossflow {
namespace {

WaitBand band_of(Tick mean, bool resident) {
  const Tick busy = resident ? 15 * minute : 30 * minute;
  const Tick very_busy = resident ? 30 * minute : 45 * minute;
  return mean < busy ? WaitBand::normal : mean < very_busy ? WaitBand::busy : WaitBand::very_busy;
}

}  // namespace

PublishedWaits::PublishedWaits(const Directory& directory, std::vector<bool> resident)
    : state_(directory),
      directions_(directory.directions.size()),
      resident_(std::move(resident)),
      cells_(directory.ports.size() * directions_ * 2) {
  for (const StationEntry& station : directory.stations) port_of_.push_back(station.port);
  const auto& names = directory.authorities;
  const auto found = std::find(names.begin(), names.end(), pledge_authority);
  if (found != names.end()) authority_ = static_cast<std::uint8_t>(found - names.begin());
}

void PublishedWaits::publish() {
  for (std::size_t c = 0; c < cells_.size(); ++c) {
    Cell& cell = cells_[c];
    if (cell.cleared > 0) {
      cell.band = band_of(cell.waited / cell.cleared, c % 2 == 1);
    } else if (cell.running == 0) {
      cell.band = WaitBand::normal;
    }
    cell.cleared = 0;
    cell.waited = 0;
  }
}

void PublishedWaits::consume(std::span<const Event> block) {
  for (const Event& event : block) state_.apply(event, *this);
}

// Of travellers on immigration's clock; null of all others.
PublishedWaits::Cell* PublishedWaits::cell_of(const EntityState& entity) {
  if (entity.clock_authority == no_authority || entity.clock_authority != authority_) return nullptr;
  if (entity.kind != EntityKind::traveller) return nullptr;
  return &cells_[cell_of(port_of_[entity.station], state_.direction_of(entity), resident_[entity.traveller_class])];
}

void PublishedWaits::clock_started(const EntityState& entity) {
  if (Cell* cell = cell_of(entity)) ++cell->running;
}

void PublishedWaits::cleared(const Event& event, const EntityState& entity) {
  Cell* cell = event.aux == authority_ ? cell_of(entity) : nullptr;
  if (cell == nullptr) return;
  --cell->running;
  ++cell->cleared;
  cell->waited += event.tick - entity.clock_start;
}

void PublishedWaits::left(const Event& /*event*/, const EntityState& entity) {
  if (Cell* cell = cell_of(entity)) --cell->running;
}

}  // namespace crossflow
