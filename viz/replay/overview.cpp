#include "viz/replay/overview.hpp"

#include <algorithm>

#include "viz/replay/checked_fold.hpp"
#include "viz/replay/port_hours.hpp"

namespace crossflow::viz {

// Watches the fold for what the overview keeps.
struct OverviewFold : NoWatcher {
  explicit OverviewFold(Overview& to) : overview(to) {}

  Overview& overview;

  StationCourse& course(std::uint16_t station) { return overview.stations_[station]; }
  void incident(const Event& event, IncidentKind kind, std::uint16_t station, std::uint16_t server) {
    overview.incidents_.push_back({event.tick, kind, station, server, event.value, event.aux});
  }

  void arrived(const Event& event) {
    auto& first = overview.first_event_;
    if (event.entity >= first.size()) {
      first.resize(event.entity + std::size_t{1}, overview.folded_);
      overview.last_event_.resize(first.size(), overview.folded_);
    }
    first[event.entity] = overview.folded_;
  }
  // As the statistics have it: a value that lasted no time does not count.
  template <Count count>
  void change(std::uint16_t station, Tick now, std::int32_t /*by*/) {
    if constexpr (count == Count::waiting) {
      Tick& changed = overview.changed_[station];
      if (now == changed) return;
      overview.add_waiting(station, now);
    }
  }
  void joined(const Event& event, std::uint16_t /*half_hour*/, bool /*counts*/) { overview.waits_.joined(event); }
  void waited(StationCourse& c, const EntityState& e, Tick now) {
    c.waited_s.back() += static_cast<float>(to_seconds(now - e.since));
    if (now - e.since <= c.longest_wait) return;
    c.longest_wait = now - e.since;
    c.longest_wait_at = now;
  }
  void started(const Event& event, const EntityState& e, bool counts) {
    if (overview.any_called_) {
      auto& last = overview.last_started_;
      if (event.entity >= last.size()) last.resize(event.entity * std::size_t{2} + 1);
      last[event.entity] = event.tick;
    }
    if (!counts || overview.state_.is_road(event.station)) return;
    overview.waits_.started(event, e);
    StationCourse& c = course(event.station);
    ++c.started.back();
    if (e.phase == Phase::waiting && e.station == event.station) waited(c, e, event.tick);
  }
  void ended(const Event& event, const EntityState& e, bool counts, bool /*last*/) {
    if (!counts) return;
    overview.waits_.ended(event);
    ++overview.services_[event.station];
    overview.service_s_[event.station] += to_seconds(event.tick - e.since);
  }
  void left_road(const EntityState& e, Tick now, bool counts) {
    if (!counts) return;
    overview.waits_.left_road(e, now);
    StationCourse& c = course(e.station);
    ++c.started.back();
    waited(c, e, now);
  }
  void clock_started(const EntityState& e) {
    if (e.clock_authority != overview.pledge_authority_) return;
    overview.waits_.clock_started(e, overview.state_.direction_of(e));
    const ClassEntry& of = overview.recording_.directory().classes[e.traveller_class];
    if (of.pledge_limit <= 0) return;
    const auto entity = static_cast<std::uint32_t>(&e - overview.state_.entities().data());
    overview.running_[e.traveller_class].push_back({e.clock_start + of.pledge_limit, e.clock_start, entity});
    ++pledge_of(e).joined;
  }
  PledgeSoFar& pledge_of(const EntityState& e) {
    return overview.pledges_[e.traveller_class * overview.directions_ + overview.state_.direction_of(e)];
  }
  void cleared(const Event& event, const EntityState& e) {
    if (event.aux != overview.pledge_authority_ || e.clock_authority != event.aux) return;
    const ClassEntry& of = overview.recording_.directory().classes[e.traveller_class];
    const bool called = of.pledge_ends_called && event.entity < overview.last_started_.size();
    const Tick end = called ? overview.last_started_[event.entity] : event.tick;
    overview.waits_.cleared(e, overview.state_.direction_of(e), end);
    if (of.pledge_limit > 0 && end - e.clock_start <= of.pledge_limit) ++pledge_of(e).kept;
  }
  void port(const Event& event) {
    overview.doors_[static_cast<std::size_t>(event.value)].push_back({event.tick, event.aux != 0});
    incident(event, event.aux != 0 ? IncidentKind::port_opened : IncidentKind::port_closed, no_station, no_server);
  }
  void order(const Event& event) { incident(event, IncidentKind::order, event.station, event.server); }

  // Before the event itself, which may change what is asked here.
  void before(const Event& event) {
    if (!overview.called_in_time_.empty()) [[unlikely]]
      overview.note_late_call(event);
    if (event.kind == EventKind::server && event.aux == 0) {
      const ServerState was = overview.state_.server(event.station, event.server).state;
      const auto is = static_cast<ServerState>(event.value);
      if (is == ServerState::device_down) incident(event, IncidentKind::server_down, event.station, event.server);
      if (was == ServerState::device_down && is != was)
        incident(event, IncidentKind::server_up, event.station, event.server);
    } else if (event.kind == EventKind::disruption) {
      incident(event, event.aux != 0 ? IncidentKind::disruption_began : IncidentKind::disruption_ended, no_station,
               event.server);
    } else if (event.kind == EventKind::checked && (event.aux & check_bits::found) != 0) {
      incident(event, IncidentKind::find, event.station, no_server);
    } else if (event.kind == EventKind::left && static_cast<Leaving>(event.aux) == Leaving::diverted) {
      incident(event, IncidentKind::diverted, event.station, no_server);
    }
  }
};

Overview::Overview(Recording& recording)
    : recording_(recording),
      state_(recording.directory()),
      stations_(recording.directory().stations.size()),
      doors_(recording.directory().ports.size()),
      running_(recording.directory().classes.size()),
      directions_(std::max<std::size_t>(1, recording.directory().directions.size())),
      pledges_(recording.directory().classes.size() * directions_),
      waits_(recording.directory()),
      stand_stills_(recording.directory()),
      services_(stations_.size()),
      service_s_(stations_.size()),
      changed_(stations_.size()) {
  const Directory& d = recording.directory();
  const auto authority = std::find(d.authorities.begin(), d.authorities.end(), pledge_authority);
  if (authority != d.authorities.end())
    pledge_authority_ = static_cast<std::uint8_t>(authority - d.authorities.begin());
  any_called_ =
      std::any_of(d.classes.begin(), d.classes.end(), [](const ClassEntry& c) { return c.pledge_ends_called; });
  if (!recording.complete()) statistics_.emplace(d);
  begin_minute();
}

std::vector<LedgerRow> Overview::ledger() const {
  std::vector<LedgerRow> rows;
  if (statistics_) statistics_->add_ledger_rows(0, rows);
  return rows;
}

void Overview::begin_minute() {
  for (std::size_t s = 0; s < stations_.size(); ++s) {
    StationCourse& c = stations_[s];
    c.waiting.push_back(0);
    c.inside.push_back(state_.stations()[s].inside());
    c.open.push_back(0);  // until its end says
    c.busy.push_back(state_.stations()[s].busy);
    c.started.push_back(0);
    c.waited_s.push_back(0);
    c.waiting_s.push_back(0);
    changed_[s] = static_cast<Tick>(minutes_) * minute;
  }
}

void Overview::end_minutes(Tick now) {
  const Directory& d = recording_.directory();
  std::vector<bool> shut(d.ports.size());
  while (now >= static_cast<Tick>(minutes_ + 1) * minute) {
    for (std::size_t port = 0; port < shut.size(); ++port)
      shut[port] = is_shut(d, *this, state_, port, static_cast<Tick>(minutes_ + 1) * minute - 1);
    for (std::size_t s = 0; s < stations_.size(); ++s) {
      StationCourse& c = stations_[s];
      const StationStatus& status = state_.stations()[s];
      add_waiting(static_cast<std::uint16_t>(s), static_cast<Tick>(minutes_ + 1) * minute);
      c.waiting.back() = std::max(c.waiting.back(), status.waiting);
      c.inside.back() = status.inside();
      c.open.back() = shut[d.stations[s].port] ? 0 : status.open();
      c.busy.back() = status.busy;
      c.mean_service_s = services_[s] > 0 ? service_s_[s] / static_cast<double>(services_[s]) : 0;
    }
    ++minutes_;
    look_for_jams(static_cast<Tick>(minutes_) * minute);
    begin_minute();
  }
}

// As many as waited since that last changed, who are about to be others.
void Overview::add_waiting(std::uint16_t station, Tick now) {
  StationCourse& c = stations_[station];
  const std::int32_t waiting = state_.stations()[station].waiting;
  c.waiting.back() = std::max(c.waiting.back(), waiting);
  c.waiting_s.back() += static_cast<float>(waiting * to_seconds(now - changed_[station]));
  changed_[station] = now;
}

void Overview::look_for_jams(Tick now) {
  const auto& places = state_.stations();
  const bool any_blocked =
      std::any_of(places.begin(), places.end(), [](const StationStatus& s) { return s.blocked > 0; });
  const auto ring = any_blocked ? state_.ring() : std::vector<std::uint16_t>();
  if (!ring.empty() && !in_ring_) incidents_.push_back({now, IncidentKind::ring, ring.front()});
  in_ring_ = !ring.empty();
  if (now < stand_stills_.next()) return;
  stand_stills_.look(now, state_);
  std::vector<RingRow> rows;
  stand_stills_.add_rows(0, rows);
  for (std::size_t i = stand_still_rows_; i < rows.size(); ++i)
    if (rows[i].position == 0) incidents_.push_back({now, IncidentKind::stand_still, rows[i].station});
  stand_still_rows_ = rows.size();
}

void Overview::note_breaches(Tick now) {
  const std::size_t before = breaches_.size();
  for (std::size_t c = 0; c < running_.size(); ++c) {
    const bool ends_called = recording_.directory().classes[c].pledge_ends_called;
    while (!running_[c].empty() && running_[c].front().due < now) {
      const Running& first = running_[c].front();
      const EntityState& e = state_.entities()[first.entity];
      const bool runs =
          e.phase != Phase::gone && e.clock_authority == pledge_authority_ && e.clock_start == first.start;
      const bool called = ends_called && e.phase != Phase::waiting && e.phase != Phase::blocked;
      if (runs && called)
        called_in_time_[first.entity] = first.start;
      else if (runs)
        breaches_.push_back({first.due, first.entity, e.station});
      running_[c].pop_front();
    }
  }
  std::sort(breaches_.begin() + static_cast<std::ptrdiff_t>(before), breaches_.end(),
            [](const Breach& a, const Breach& b) { return a.tick < b.tick; });
}

// Whom the first call has not led to clearance waits again, or goes on to the next one who serves him: by the pledge
// his last call counts, which now comes after the limit.
void Overview::note_late_call(const Event& event) {
  const bool again = event.kind == EventKind::joined || event.kind == EventKind::interrupted ||
                     event.kind == EventKind::started || event.kind == EventKind::blocked;
  if (!again && event.kind != EventKind::cleared && event.kind != EventKind::left) return;
  const auto found = called_in_time_.find(event.entity);
  if (found == called_in_time_.end()) return;
  const EntityState& e = state_.entities()[event.entity];
  const bool runs = e.clock_authority == pledge_authority_ && e.clock_start == found->second;
  if (again && runs) breaches_.push_back({event.tick, event.entity, event.station});
  if (again || event.kind == EventKind::left || !runs || event.aux == pledge_authority_) called_in_time_.erase(found);
}

bool Overview::advance(std::uint64_t events) {
  const std::uint64_t to = std::min(recording_.size(), next_ + events);
  OverviewFold fold(*this);
  if (next_ < to) {
    const auto some = recording_.events(next_, to);
    // Kinds of event that this build does not know are missing from these: numbers are exact to within a block of them.
    folded_ = next_;
    for (const Event& event : some) {
      if (event.tick != at_) {
        end_minutes(event.tick);
        note_breaches(event.tick);
        at_ = event.tick;
      }
      fold.before(event);
      fold_checked(state_, {&event, 1}, fold);
      if (statistics_) statistics_->consume({&event, 1});
      if (event.entity < last_event_.size()) last_event_[event.entity] = folded_;
      ++folded_;
    }
    next_ = folded_ = to;
  }
  if (next_ < recording_.size()) return false;
  end_minutes(recording_.known_until());
  note_breaches(recording_.known_until());
  if (statistics_) statistics_->end_bins_until(recording_.known_until());
  return true;
}

}  // namespace crossflow::viz
