// The results of one replication, folded from its log while it runs (or afterwards from a stored trace: the same).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/disruptions.hpp"
#include "sim/record/event.hpp"
#include "sim/record/half_hours.hpp"
#include "sim/record/histogram.hpp"
#include "sim/record/offered_work.hpp"
#include "sim/record/officer_work.hpp"
#include "sim/record/passages.hpp"
#include "sim/record/port_choices.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/releases.hpp"
#include "sim/record/risk_counts.hpp"
#include "sim/record/rows.hpp"
#include "sim/record/stand_stills.hpp"
#include "sim/record/station_bin.hpp"
#include "sim/record/team_work.hpp"
#include "sim/record/virtual_queues.hpp"

namespace crossflow {

class Statistics : public EventSink {
 public:
  explicit Statistics(const Directory& directory);

  void consume(std::span<const Event> block) override;
  /// Ends every bin and checks that nobody was lost: generated = outside + entered, and so on for each class and
  /// direction.
  void finish(Tick end) override;

  /// Ends the bins that are over at `now`, at or after the last event, for who reads along during a run.
  void end_bins_until(Tick now);

  const PortState& state() const { return state_; }
  /// Adds the rows of this replication; after finish. `spill` is called whenever they have become many, and may take
  /// them out.
  void add_rows(std::uint32_t replication, std::uint32_t branch, ResultRows& rows,
                const std::function<void(ResultRows&)>& spill = {}) const;
  /// The wait ledger of the bins that have ended so far.
  void add_ledger_rows(std::uint32_t replication, std::vector<LedgerRow>& rows) const;

 private:
  friend class PortState;

  /// Of those who joined a station's queue in one half-hour, by class.
  struct Waits {
    std::vector<Durations> of_class;

    void settle();
    void pack(NumberWriter& writer) const;
    void unpack(NumberReader& reader);
  };
  /// The course of a count in the present bin. Its integral up to T is count * (T - from) - moment, where moment is the
  /// sum of change * (time of change - from): so a change costs one multiplication, however many counts there are.
  struct Course {
    std::int64_t moment = 0;
    Tick changed = 0;
    std::int32_t most = 0;  // values that lasted no time do not count
    Tick most_at = -1;      // when it was first reached

    // The value that it has had since `changed` has lasted until now.
    void lasted(std::int32_t standing) {
      if (standing <= most) return;
      most = standing;
      most_at = changed;
    }
  };
  struct StationFold {
    Tick bin_end = 0;
    std::array<Course, 5> courses;  // by Count
    std::int64_t charged = 0;       // of the waiting in this bin, to the ledger
    Tick charged_until = 0;
    bool tells_closing = false;  // of a port that closes, or of any where none does
    bool clears = false;         // the same, and of the authority that the pledge is about
    bool posts = false;          // officers man it, and may break off a service
    StationBin bin;
    OpenTime open_time;
    HalfHours<Waits> waits;
    // Of the half-hour in which the one before joined: most joined in the same one.
    std::uint32_t half_hour_index = ~std::uint32_t{0};
    Durations* waits_in_it = nullptr;
    EndedBins bins;
  };
  /// Of those whose clock began to run in one half-hour.
  struct Clocks {
    std::int64_t joined = 0, kept = 0, cleared = 0, beyond = 0;
    Durations wait;

    void settle() { wait.pack(); }
    void pack(NumberWriter& writer) const;
    void unpack(NumberReader& reader);
  };
  /// People of a class of a source. Who entered is not counted as it happens: it is all but those who stayed
  /// outside.
  struct Flow {
    std::int64_t generated = 0;
    std::int64_t never_entered = 0;             // left from outside
    std::array<std::int64_t, leavings> left{};  // of those who entered, by Leaving
    std::int64_t outside = 0, inside = 0;       // at the end
    std::int64_t entered() const { return generated - outside; }
  };

  /// Of a class of a source until a date ended.
  struct Date {
    std::int64_t came = 0, turned_back = 0;  // since the beginning
    std::int64_t left_outside = 0, left_inside = 0;
  };

  void take(std::span<const Event> events);
  [[gnu::noinline]] void fold(std::span<const Event> events);

  // The watcher's side: see NoWatcher.
  [[gnu::always_inline]] void touch(std::uint16_t station, Tick now) {
    if (now >= folds_[station].bin_end) [[unlikely]]
      end_bins(station, now);
  }
  template <Count count>
  [[gnu::always_inline]] void change(std::uint16_t station, Tick now, std::int32_t by) {
    StationFold& f = folds_[station];
    Course& c = f.courses[static_cast<std::size_t>(count)];
    if constexpr (count == Count::waiting || count == Count::held) {
      if (now != c.changed) {
        c.lasted(value<count>(state_.stations()[station]));
        c.changed = now;
      }
    }
    c.moment += by * (now - f.bin.from);
  }
  void before_states_change(std::uint16_t station, Tick now) { charge(station, now); }
  [[gnu::noinline]] void server(const Event& event);
  [[gnu::noinline]] void set_in_hours(std::size_t port, bool in_hours, Tick now);
  void end_round_the_clock();
  std::vector<Date>& end_date();
  void count_left_outside(std::size_t port, std::vector<Date>& date) const;
  void add_date_rows(std::uint32_t replication, ResultRows& rows) const;
  Tick next_stop() const { return std::min({last_midnight_, next_midnight_, stand_stills_.next()}); }
  void stop(Tick now);
  void before_root_changes(std::uint16_t station, Tick now);
  void arrived(const Event& event);
  void lodged(const Event& event, const EntityState& entity) { note_release(event, entity); }
  void chose_port(const Event& event, const EntityState& entity);
  void note_release(const Event& event, const EntityState& entity) {
    if (releases_.any()) [[unlikely]]
      note_if_goods(event, entity);
  }
  void note_if_goods(const Event& event, const EntityState& entity);
  void carries(const Event& event, const EntityState& e) {
    risk_.carries(event, e.traveller_class, state_.direction_of(e));
  }
  void team(const Event& event) { teams_.changed(event); }
  void was_checked(const Event& event, const EntityState& e) {
    if (event.value > 0) teams_.checked(event);
    risk_.checked(event, e.traveller_class, state_.direction_of(e), e.risk);
  }
  void chance(const Event& event, const EntityState& e) {
    risk_.chance(event, e.traveller_class, state_.direction_of(e), e.risk);
  }
  void goes_on(const Event& event, const EntityState& entity);
  void joined(const Event& event, std::uint16_t half_hour_index, bool counts);
  void started(const Event& event, const EntityState& entity, bool counts);
  void ended(const Event& event, const EntityState& entity, bool counts, bool last);
  void left_road(const EntityState& entity, Tick now, bool counts);
  void cleared(const Event& event, const EntityState& entity);
  void left(const Event& event, const EntityState& entity);
  // What only some runs have: kept out of the loop.
  [[gnu::noinline]] void arrived_specially(const Event& event);
  void forget_wait(std::uint32_t entity) {
    if (entity < waited_.size()) waited_[entity] = 0;
  }
  [[gnu::noinline]] void note_wait(const Event& event, const EntityState& entity);
  [[gnu::noinline]] void end_wait(std::uint32_t entity, const EntityState& state);
  [[gnu::noinline]] void started_specially(const Event& event);
  [[gnu::noinline]] void left_otherwise(const Event& event, const EntityState& entity);
  void port(const Event& event);
  void elsewhere(const Event& event) { virtual_queues_.came(event, state_.entities()[event.entity].traveller_class); }
  void interrupted(const Event& event, const EntityState& entity, bool counts);
  void blocked(const Event& event, const EntityState& entity) { offered_.blocked(event.entity, entity, event.tick); }
  void server_changed(const Event& event) { offered_.server_changed(event, state_); }
  void officer(const Event& event) { officers_.changed(event); }
  void order(const Event& event);
  void stayed_away(const Event& event) { virtual_queues_.stayed_away(event); }
  void clock_started(const EntityState& entity);

  template <Count count>
  static std::int32_t value(const StationStatus& s) {
    switch (count) {
      case Count::waiting:
        return s.waiting;
      case Count::held:
        return s.held;
      case Count::busy:
        return s.busy;
      case Count::blocked:
        return s.blocked;
      case Count::open:
        return s.open();
    }
  }
  template <Count count>
  std::int64_t integral(std::uint16_t station, Tick now) const;
  template <Count count>
  std::int64_t end_course(std::uint16_t station, Tick at);
  [[gnu::noinline]] void end_bins(std::uint16_t station, Tick now);
  void end_bin(std::uint16_t station, Tick at);
  void charge(std::uint16_t station, Tick now);
  std::int64_t count_inside(std::size_t port) const;
  Durations& waits_of(StationFold& f, const EntityState& entity) {
    if (entity.joined_half_hour != f.half_hour_index) [[unlikely]]
      find_half_hour(f, entity.joined_half_hour);
    return f.waits_in_it[entity.traveller_class];
  }
  [[gnu::noinline]] static void find_half_hour(StationFold& f, std::uint16_t index);
  Clocks& clocks_of(const EntityState& entity);
  void stop_clock(const EntityState& entity, Tick now);
  Flow& flow(std::uint16_t source, std::uint8_t traveller_class) { return flows_[source * classes_ + traveller_class]; }
  Flow& flow(const EntityState& entity) { return flow(entity.source, entity.traveller_class); }

  PortState state_;
  Releases releases_;
  RiskCounts risk_;
  Disruptions disruptions_;
  Passages passages_;
  VirtualQueues virtual_queues_;
  PortChoices port_choices_;
  TeamWork teams_;
  OfficerWork officers_;
  StandStills stand_stills_;
  OfferedWork offered_;
  std::size_t classes_, directions_;
  Tick bin_;
  std::vector<StationFold> folds_;
  std::vector<HalfHours<Clocks>> clocks_;        // [authority][source][class]
  std::vector<Flow> flows_;                      // [source][class]
  std::vector<std::int64_t> inside_at_closing_;  // by port, -1: never closed
  std::vector<bool> round_the_clock_;            // by port: it has no hours, and is open until the last midnight
  Tick last_midnight_;                           // never, once that is past
  Tick dates_until_;
  Tick next_midnight_ = never;            // at which a date ends, but for the last date
  Tick midnight_ = never;                 // at which one has last ended
  std::vector<bool> in_hours_;            // by port
  std::vector<std::vector<Date>> dates_;  // those ended, [source][class]
  std::vector<std::uint16_t> port_of_;    // by station
  std::vector<SourceEntry> sources_;
  std::vector<std::pair<Tick, bool>> pledge_;  // by class: limit, ends when called
  std::vector<Tick> last_started_;             // by entity, where a pledge ends when called
  std::vector<Tick> waited_;                   // by entity: so far at the station where it is, if that has posts
  bool any_called_ = false;
  bool special_ = false;  // releases, passages or pledges that end when called: one question for all three
  std::uint8_t pledge_authority_ = no_authority;
  std::vector<std::uint16_t> held_up_;  // while a root changes: places whose root does too
  std::int64_t events_ = 0;
  Tick last_clearance_ = -1;
  Tick last_check_ = -1;
  Tick end_ = 0;
};

}  // namespace crossflow
