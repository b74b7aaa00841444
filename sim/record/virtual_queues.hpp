// Those who wait elsewhere before they come to the port: by booking, or until they are called.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/histogram.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// They are no part of the port's own counts until they come: who wanted to come is all who came (generated) and all
/// who stayed away.
class VirtualQueues {
 public:
  explicit VirtualQueues(const Directory& directory);

  void came(const Event& event, std::uint8_t traveller_class);
  void stayed_away(const Event& event);
  void add_rows(std::uint32_t replication, ResultRows& rows) const;

 private:
  struct Cell {
    std::int64_t came = 0;
    std::int64_t away[absences] = {};
    std::int64_t early = 0;  // sum, seconds
    Durations waited;        // of nothing who came early
  };
  Cell& cell(std::uint16_t station, std::uint8_t traveller_class) {
    return cells_[static_cast<std::size_t>(source_at_[station]) * classes_ + traveller_class];
  }

  std::size_t classes_;
  std::vector<std::uint16_t> source_at_;  // by station
  std::vector<Cell> cells_;               // [source][class]
};

}  // namespace crossflow
