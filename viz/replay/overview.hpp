// The whole day at a glance, for the strip under the picture and for charts: folded once, in pieces between frames,
// from the events as they become known.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "sim/record/stand_stills.hpp"
#include "sim/record/statistics.hpp"
#include "viz/replay/recording.hpp"
#include "viz/replay/wait_sums.hpp"

namespace crossflow::viz {

/// A station's course, a number for each minute from 00:00 of the first day.
struct StationCourse {
  std::vector<std::int32_t> waiting;     ///< most that waited in that minute, for however short a time
  std::vector<std::int32_t> inside;      ///< at its end
  std::vector<std::int32_t> open, busy;  ///< servers at its end; of a port that is shut none is open
  std::vector<std::int32_t> started;     ///< services begun in it; of a road: who went on from it
  std::vector<float> waited_s;           ///< how long those had waited, in all
  std::vector<float> waiting_s;          ///< time spent waiting in that minute, by all who did
  Tick longest_wait = 0;                 ///< of those called so far
  Tick longest_wait_at = -1;             ///< when that one was called
  /// Mean duration of what was done here so far, in seconds; 0: not known. For drawing those who walk.
  double mean_service_s = 0;
};

enum class IncidentKind : std::uint8_t {
  port_opened,
  port_closed,
  server_down,
  server_up,
  disruption_began,
  disruption_ended,
  order,
  diverted,
  find,         ///< of contraband
  ring,         ///< of full places, each of which waits for the next; looked for each minute
  stand_still,  ///< people wait for officers who stand where nobody can go on; likewise
};

struct Incident {
  Tick tick = 0;
  IncidentKind kind = IncidentKind::server_down;
  std::uint16_t station = no_station;
  std::uint16_t server = no_server;
  std::int32_t value = 0;  ///< port, disruption or supervisor
  std::uint8_t aux = 0;    ///< of an order: which
};

/// Somebody's wait passed the limit of the pledge at `tick`; or, after a call in time that was not the last one, he
/// waited again then.
struct Breach {
  Tick tick = 0;
  std::uint32_t entity = no_entity;
  std::uint16_t station = no_station;  ///< where that person was
};

/// Those whose pledge's clock has started, and of these who was cleared in time.
struct PledgeSoFar {
  std::int64_t joined = 0, kept = 0;
};

/// A port lets people in from `tick` on, or no longer.
struct DoorChange {
  Tick tick = 0;
  bool open = false;
};

class Overview {
 public:
  explicit Overview(Recording& recording);

  /// Folds at most so many more events; true when all that is known is in.
  bool advance(std::uint64_t events);
  std::uint64_t folded() const { return folded_; }

  /// By station.
  const std::vector<StationCourse>& stations() const { return stations_; }
  /// Whole minutes that are in.
  std::size_t minutes() const { return minutes_; }
  const std::vector<Incident>& incidents() const { return incidents_; }                  ///< in order of time
  const std::vector<Breach>& breaches() const { return breaches_; }                      ///< likewise
  const std::vector<DoorChange>& doors(std::size_t port) const { return doors_[port]; }  ///< likewise
  /// As far as events are in; of a complete run what the day came to.
  const PledgeSoFar& pledge(std::size_t traveller_class, std::size_t direction) const {
    return pledges_[traveller_class * directions_ + direction];
  }
  /// By minutes of joining.
  const WaitSums& waits() const { return waits_; }
  /// The wait ledger of a run that was not complete when this was made, bin by bin as far as bins have ended. (Of a
  /// stored run it stands in the file.)
  std::vector<LedgerRow> ledger() const;
  /// The number of an entity's first event, and of the last one known; for its story.
  std::uint64_t first_event(std::uint32_t entity) const { return first_event_[entity]; }
  std::uint64_t last_event(std::uint32_t entity) const { return last_event_[entity]; }
  /// Entities seen so far.
  std::size_t entities() const { return first_event_.size(); }

 private:
  friend struct OverviewFold;
  void begin_minute();
  void end_minutes(Tick now);
  void note_breaches(Tick now);
  void note_late_call(const Event& event);
  void look_for_jams(Tick now);
  void add_waiting(std::uint16_t station, Tick now);
  Recording& recording_;
  PortState state_;
  std::optional<Statistics> statistics_;  // of a live run
  std::uint64_t folded_ = 0, next_ = 0;
  Tick at_ = -1;  // of the last event
  std::uint8_t pledge_authority_ = no_authority;
  std::size_t minutes_ = 0;
  std::vector<StationCourse> stations_;
  std::vector<Incident> incidents_;
  std::vector<Breach> breaches_;
  std::vector<std::vector<DoorChange>> doors_;  // by port
  std::vector<std::uint64_t> first_event_, last_event_;
  struct Running {
    Tick due;
    Tick start;  // of the clock: tells whether it is still the same
    std::uint32_t entity;
  };
  std::vector<std::deque<Running>> running_;  // by class: limits are the same within one, so the first is due first
  // Whose limit passed after a call: their starts of clocks. If they are called again, that call was late.
  std::map<std::uint32_t, Tick> called_in_time_;
  std::size_t directions_ = 1;
  std::vector<PledgeSoFar> pledges_;  // by class and direction
  WaitSums waits_;
  std::vector<Tick> last_started_;  // by entity; where a pledge ends with the call
  bool any_called_ = false;
  bool in_ring_ = false;
  StandStills stand_stills_;
  std::size_t stand_still_rows_ = 0;
  std::vector<std::int64_t> services_;  // by station, ended
  std::vector<double> service_s_;
  std::vector<Tick> changed_;  // by station: when its waiting last did, in this minute
};

}  // namespace crossflow::viz
