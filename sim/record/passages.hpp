// The whole way through the port, from door to door, where authorities of both sides clear people.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/histogram.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Of those who went through: from coming to being let in (they wait in the line outside, or stand in the door), and
/// from being let in to leaving.
class Passages {
 public:
  explicit Passages(const Directory& directory);

  /// Whether there are two sides; if not, nothing else need be called.
  bool any() const { return any_; }
  void arrived(const Event& event);
  /// Joined a queue or started somewhere.
  void at(const Event& event);
  void left(const Event& event, const EntityState& entity, std::uint8_t direction);
  void add_rows(std::uint32_t replication, ResultRows& rows) const;

 private:
  struct Clock {
    Tick came = 0;
    Tick let_in = -1;
  };
  struct Cell {
    std::int64_t people = 0;
    Tick outside = 0;  // sum
    Durations inside;
  };
  std::size_t classes_;
  bool any_;
  std::vector<bool> outside_;  // by station: a line outside
  std::vector<Clock> clocks_;  // by entity
  std::vector<Cell> cells_;    // [direction][class]
};

}  // namespace crossflow
