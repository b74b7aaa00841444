#include "viz/replay/story.hpp"

#include <algorithm>

#include "sim/record/road.hpp"
#include "viz/replay/checked_fold.hpp"

namespace crossflow::viz {
namespace {

// Charges one person's wait at a station as the ledger charges all waiting there: whenever what it is divided by is
// about to change.
struct WaitCharge : NoWatcher {
  WaitCharge(const PortState& s, std::uint32_t who, std::uint16_t at, Tick from)
      : state(s), entity(who), station(at), since(from) {}

  const PortState& state;
  std::uint32_t entity;
  std::uint16_t station;
  Tick since;
  LedgerBin bin;

  void charge(Tick now) {
    if (now <= since) return;
    const EntityState& e = state.entities()[entity];
    if (!state.is_road(station)) {
      bin.charge(now - since, state.stations()[station], state);
    } else if (e.phase == Phase::blocked) {
      bin.charge_held(now - since, e.target, state);
    } else {
      bin.charge_road(now - since, 0, {}, state);
    }
    since = now;
  }
  void before_states_change(std::uint16_t changed, Tick now) {
    if (changed == station) charge(now);
  }
  void before_root_changes(std::uint16_t /*of*/, Tick now) { charge(now); }
};

std::vector<Cause> causes_of(Recording& recording, std::uint32_t entity, std::uint16_t station, Tick from, Tick until) {
  if (recording.directory().stations[station].shape == Shape::outside || until <= from) return {};
  PortState state = recording.state_at(from);
  WaitCharge fold(state, entity, station, from);
  const auto events = recording.events(recording.first_at_or_after(from + 1), recording.first_at_or_after(until));
  fold_checked(state, events, fold);
  fold.charge(until);
  std::vector<Cause> causes;
  for (std::size_t c = 0; c < fold.bin.charged.size(); ++c) {
    const auto cause = static_cast<LedgerCause>(c);
    if (cause != LedgerCause::next_place_full && fold.bin.charged[c] > 0)
      causes.push_back({cause, fold.bin.charged[c], no_station});
  }
  for (const auto& [place, wait] : fold.bin.by_place)
    if (wait > 0) causes.push_back({LedgerCause::next_place_full, wait, place});
  std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) { return a.wait > b.wait; });
  return causes;
}

// Reads a life event by event.
class Telling {
 public:
  Telling(Story& story, const Directory& directory) : story_(story), directory_(directory) {}

  void hear(const Event& event) {
    switch (event.kind) {
      case EventKind::arrived:
        story_.arrived = event.tick;
        break;
      case EventKind::joined:
        go_from(event.tick);
        story_.visits.push_back({});
        here().station = event.station;
        here().server = event.server;
        here().joined = event.tick;
        break;
      case EventKind::moved:
        if (known()) here().server = event.server;
        break;
      case EventKind::started:
        if (!known() || here().station != event.station || here().joined < 0 || here().started >= 0) {
          go_from(event.tick);
          story_.visits.push_back({});
          here().station = event.station;
        }
        here().started = event.tick;
        here().server = event.server;
        break;
      case EventKind::ended:
        if (known()) {
          here().ended = event.tick;
          here().failed = static_cast<Outcome>(event.aux) == Outcome::failed;
          if (is_road(directory_.stations[event.station])) wait_anew(event);
        }
        break;
      case EventKind::interrupted:
        // Back to the head of the queue: a stay of its own, so that its second wait is seen.
        if (!known()) break;
        here().interrupted = true;
        wait_anew(event);
        break;
      case EventKind::blocked:
        if (!known()) break;
        if (here().blocked_from < 0) here().blocked_from = event.tick;
        here().blocked_by = static_cast<std::uint16_t>(event.value);
        break;
      case EventKind::cleared:
        if (known()) here().cleared.push_back(event.aux);
        break;
      case EventKind::left:
        go_from(event.tick);
        story_.left = event.tick;
        story_.leaving = static_cast<Leaving>(event.aux);
        break;
      default:
        break;
    }
  }

 private:
  bool known() const { return !story_.visits.empty(); }
  Visit& here() { return story_.visits.back(); }
  void wait_anew(const Event& event) {
    here().gone = event.tick;
    story_.visits.push_back({});
    here().station = event.station;
    here().joined = event.tick;
  }
  void go_from(Tick tick) {
    if (!known() || here().gone >= 0) return;
    here().gone = tick;
    // Who need not wait at the end of his road has only driven there.
    if (here().joined == tick && is_road(directory_.stations[here().station])) story_.visits.pop_back();
  }

  Story& story_;
  const Directory& directory_;
};

// The pledge's clock, read from the fold's own: from when it ran, at the end of the life or now.
struct ClockReader : NoWatcher {
  ClockReader(const PortState& s, std::uint32_t who, std::uint8_t of) : state(s), entity(who), authority(of) {}
  const PortState& state;
  std::uint32_t entity;
  std::uint8_t authority;
  Tick began = -1, cleared_at = -1, called_at = -1;

  void clock_started(const EntityState& e) {
    if (&e == &state.entities()[entity] && e.clock_authority == authority) began = e.clock_start;
  }
  void started(const Event& event, const EntityState&, bool) {
    if (event.entity == entity) called_at = event.tick;
  }
  void cleared(const Event& event, const EntityState& e) {
    if (event.entity == entity && event.aux == authority && e.clock_authority == authority) cleared_at = event.tick;
  }
};

void tell_clock(Recording& recording, std::uint64_t to, Story& story) {
  const Directory& d = recording.directory();
  const auto found = std::find(d.authorities.begin(), d.authorities.end(), pledge_authority);
  if (found == d.authorities.end() || story.arrived < 0) return;
  const auto authority = static_cast<std::uint8_t>(found - d.authorities.begin());
  PortState state = recording.state_at(story.arrived - 1);
  ClockReader reader(state, story.entity, authority);
  fold_checked(state, recording.events(recording.first_at_or_after(story.arrived), to), reader);
  if (reader.began < 0) return;
  const ClassEntry& of = d.classes[recording.entities()[story.entity].traveller_class];
  const bool cleared = reader.cleared_at >= 0;
  Tick until = cleared ? reader.cleared_at : story.left >= 0 ? story.left : recording.known_until();
  if (cleared && of.pledge_ends_called && reader.called_at >= reader.began) until = reader.called_at;
  story.immigration_clock = until - reader.began;
  const bool gone_uncleared = !cleared && story.left >= 0;
  story.kept = of.pledge_share <= 0 || (!gone_uncleared && story.immigration_clock <= of.pledge_limit);
}

}  // namespace

Story story_of(Recording& recording, const Overview& overview, std::uint32_t entity) {
  Story story;
  story.entity = entity;
  if (entity >= overview.entities()) return story;
  const std::uint64_t first = overview.first_event(entity);
  const std::uint64_t to = std::min(overview.last_event(entity) + 1, recording.size());
  Telling telling(story, recording.directory());
  for (const Event& event : recording.events(first, to))
    if (event.entity == entity) telling.hear(event);
  const Tick now = recording.known_until();
  for (Visit& visit : story.visits) {
    if (visit.joined < 0) continue;
    const Tick until = visit.started >= 0 ? visit.started : visit.gone >= 0 ? visit.gone : now;
    visit.causes = causes_of(recording, entity, visit.station, visit.joined, until);
    story.waited += until - visit.joined;
  }
  tell_clock(recording, to, story);
  return story;
}

}  // namespace crossflow::viz
