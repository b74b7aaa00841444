// How long people waited, minute by minute of when they joined: so the waits of any whole minutes are sums, and those
// of a half-hour are the front page's own.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/record/port_state.hpp"

namespace crossflow::viz {

/// Of those who joined a queue and were served there: what a WaitSumRow has of a half-hour.
struct Waits {
  std::int64_t people = 0;
  Tick waited = 0, longest = 0;

  void add(const Waits& other);
};

/// Of those whose pledge's clock started: what a PledgeRow has of a half-hour.
struct Clocks {
  std::int64_t joined = 0, kept = 0, cleared = 0;
  Tick waited = 0, longest = 0;  ///< of those cleared

  void add(const Clocks& other);
};

class WaitSums {
 public:
  explicit WaitSums(const Directory& directory);

  /// What happens to those whom a station counts, as PortState tells a watcher.
  void joined(const Event& event) {
    if (posts_[event.station]) note_joining(event);
  }
  void started(const Event& event, const EntityState& entity);
  void ended(const Event& event);
  void left_road(const EntityState& entity, Tick now);
  /// Of the authority of the pledge. `end`: when its clock stopped.
  void clock_started(const EntityState& entity, std::size_t direction);
  void cleared(const EntityState& entity, std::size_t direction, Tick end);

  /// Of those who joined in the minutes from the one on and before the other.
  Waits of_station(std::uint16_t station, std::size_t from, std::size_t until) const;
  Clocks of_group(std::size_t traveller_class, std::size_t direction, std::size_t from, std::size_t until) const;

 private:
  void note_joining(const Event& event);
  void add_wait(std::uint16_t station, Tick joined, Tick wait);
  Clocks& clocks_at(const EntityState& entity, std::size_t direction);

  std::size_t directions_;
  std::vector<ClassEntry> classes_;
  std::vector<bool> posts_;                   // by station: a service may be broken off, and its waits are one
  std::vector<std::vector<Waits>> stations_;  // then by minute
  std::vector<std::vector<Clocks>> groups_;   // by class and direction, then by minute
  struct Wait {
    Tick joined = 0, waited = 0;
  };
  std::vector<Wait> waits_;  // by entity: so far, where it is, if that has posts
};

}  // namespace crossflow::viz
