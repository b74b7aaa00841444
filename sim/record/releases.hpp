// How long goods take from clock point to clock point, named as the World Customs Organization's Time Release Study
// names them: lodged (their data), arrived, presented (to customs), selected (for a check), released.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/histogram.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// One consignment is presented when it joins customs' first queue, selected when it comes to a station that inspects,
/// and released the last time that customs clears it before it leaves. What has not been released counts as unfinished.
class Releases {
 public:
  explicit Releases(const Directory& directory);

  /// Whether there are any consignments at all; if not, nothing else need be called.
  bool any() const { return any_; }
  void arrived(const Event& event, std::uint8_t direction);
  /// Of consignments alone: lodged, joined, cleared and left.
  void note(const Event& event, std::uint8_t traveller_class, std::uint8_t direction);
  void add_rows(std::uint32_t replication, ResultRows& rows) const;

 private:
  struct Clock {
    Tick arrived = 0;
    Tick presented = -1;
    Tick released = -1;
    Tick lodged_before = 0;
    bool lodged = false;
    bool selected = false;
  };
  struct Cell {
    std::int64_t arrived = 0, presented = 0, selected = 0, released = 0;
    std::int64_t lodged = 0;  // how many of which it is known
    Tick lodged_before = 0;   // sums
    Tick to_presented = 0;    // of those released, from arriving
    Tick to_released = 0;     // of those released, from being presented
    Durations in_all[2];      // of those released, from arriving: not selected, selected
  };
  Cell& cell(std::uint8_t traveller_class, std::uint8_t direction) {
    return cells_[static_cast<std::size_t>(direction) * classes_ + traveller_class];
  }

  std::size_t classes_;
  bool any_ = false;
  int customs_ = -1;  // authority
  struct Fixed {
    bool customs = false, inspects = false;
  };
  std::vector<Fixed> stations_;
  std::vector<Clock> clocks_;  // by entity
  std::vector<Cell> cells_;    // [direction][class]
};

}  // namespace crossflow
