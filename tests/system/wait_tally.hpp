// How long people waited at each station, straight from the log.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"

namespace crossflow {

/// Counts those who come to a queue from `from` until before `to`: so what happens while the port fills up from empty
/// can be left out. Who comes later still has its effect on them.
class WaitTally : public EventSink {
 public:
  struct Counts {
    std::int64_t joined = 0;
    std::int64_t started = 0, gave_up = 0;
    std::int64_t balked = 0;       ///< saw the queue and did not join
    std::int64_t had_to_wait = 0;  ///< of those who started, not at once
    Tick waited = 0;               ///< by those who started or gave up

    double mean_wait() const { return to_seconds(waited) / static_cast<double>(joined); }
  };

  explicit WaitTally(const Directory& directory, Tick from = 0, Tick to = never);

  void consume(std::span<const Event> block) override;
  void finish(Tick) override {}

  /// Of a station of the port `theory`, by the class of people, in order of name.
  const Counts& of(const std::string& station, std::size_t traveller_class = 0) const;
  const Counts& of(std::size_t station, std::size_t traveller_class) const {
    return counts_[station * directory_.classes.size() + traveller_class];
  }

 private:
  struct Person {
    Tick joined = -1;  // -1: not waiting
    std::uint8_t traveller_class = 0;
  };

  const Directory& directory_;
  Tick from_, to_;
  std::vector<Person> people_;  // by Event::entity
  std::vector<Counts> counts_;  // [station][class]
};

/// The number of a station of the port `theory` in the log.
std::uint16_t station_of(const Directory& directory, const std::string& name);

}  // namespace crossflow
