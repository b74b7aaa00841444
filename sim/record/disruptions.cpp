#include "sim/record/disruptions.hpp"

#include <algorithm>

namespace crossflow {

Disruptions::Disruptions(const Directory& directory)
    : any_(!directory.disruptions.empty()), waiting_(directory.ports.size()) {
  for (const StationEntry& station : directory.stations) port_of_.push_back(station.port);
}

// The counts have stood from the event before until now.
void Disruptions::pass_time(Tick now) {
  if (now <= last_) return;
  for (Course& c : courses_) {
    for (std::size_t k = 0; k < kinds; ++k) {
      if (c.cleared[k] >= 0) continue;
      const std::int64_t waiting = waiting_[c.port][k];
      c.most[k] = std::max(c.most[k], waiting);
      if (c.ended < 0) continue;
      if (waiting > std::max(c.before[k], c.most[k] / remainder)) {
        c.low[k] = -1;
      } else if (c.low[k] < 0) {
        c.low[k] = last_;
      }
      if (c.low[k] >= 0 && now - c.low[k] >= settled) c.cleared[k] = c.low[k];
    }
  }
  last_ = now;
}

// What stands at the end counts as if it went on.
void Disruptions::finish(Tick end) {
  pass_time(end + 1);
  for (Course& c : courses_)
    for (std::size_t k = 0; k < kinds; ++k)
      if (c.cleared[k] < 0) c.cleared[k] = c.low[k];
}

void Disruptions::begin_or_end(const Event& event) {
  const auto number = static_cast<std::uint16_t>(event.value);
  const Counts& waiting = waiting_[event.server];
  if (event.aux == 1) {
    courses_.push_back({number, event.server, -1, waiting, waiting, waiting});
    return;
  }
  for (Course& c : courses_) {
    if (c.disruption != number || c.port != event.server) continue;
    c.ended = event.tick;
    c.at_end = waiting;
    for (std::size_t k = 0; k < kinds; ++k) c.most[k] = std::max(c.most[k], waiting[k]);
  }
}

void Disruptions::note(const Event& event, const PortState& state) {
  pass_time(event.tick);
  switch (event.kind) {
    case EventKind::disruption:
      begin_or_end(event);
      break;
    case EventKind::joined:
    case EventKind::blocked:
    case EventKind::started:
    case EventKind::left: {
      const EntityState& e = state.entities()[event.entity];
      const auto kind = static_cast<std::size_t>(e.kind);
      if (e.phase == Phase::waiting || e.phase == Phase::blocked) --waiting_[port_of_[e.station]][kind];
      // Who is blocked stays where he is.
      if (event.kind == EventKind::joined) ++waiting_[port_of_[event.station]][kind];
      if (event.kind == EventKind::blocked) ++waiting_[port_of_[e.station]][kind];
      break;
    }
    case EventKind::ended:
      // Who has driven down a road waits there.
      if (!state.is_road(event.station)) break;
      [[fallthrough]];
    case EventKind::interrupted:
      ++waiting_[port_of_[event.station]][static_cast<std::size_t>(state.entities()[event.entity].kind)];
      break;
    default:
      break;
  }
}

void Disruptions::add_rows(std::uint32_t replication, ResultRows& rows) const {
  for (const Course& c : courses_)
    for (std::size_t k = 0; k < kinds; ++k)
      rows.of<DisruptionRow>().push_back({replication, c.disruption, c.port, static_cast<std::uint8_t>(k), c.before[k],
                                          c.most[k], c.at_end[k],
                                          c.cleared[k] < 0 ? -1.0 : to_seconds(c.cleared[k] - c.ended)});
}

}  // namespace crossflow
