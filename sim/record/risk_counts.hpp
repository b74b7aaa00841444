// What customs' checks found and missed, by class, direction and kind of contraband.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/contraband.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// The bits of EntityState::risk.
namespace risk_bits {
inline constexpr std::uint8_t contraband = 7;  ///< a Contraband: what it carried as it arrived
inline constexpr std::uint8_t found = 8, checked = 16, searched = 32;
}  // namespace risk_bits

class RiskCounts {
 public:
  explicit RiskCounts(const Directory& directory);

  /// Told of each event with the entity's bits as they were before it.
  void carries(const Event& event, std::uint8_t traveller_class, std::uint8_t direction) {
    ++cell(traveller_class, direction).of[event.aux].carriers;
  }
  /// It goes to another port, where it arrives, and carries, once more.
  void diverted(std::uint8_t traveller_class, std::uint8_t direction, std::uint8_t bits) {
    if ((bits & risk_bits::contraband) != 0)
      --cell(traveller_class, direction).of[bits & risk_bits::contraband].carriers;
  }
  void checked(const Event& event, std::uint8_t traveller_class, std::uint8_t direction, std::uint8_t bits);
  void chance(const Event& event, std::uint8_t traveller_class, std::uint8_t direction, std::uint8_t bits);

  /// `generated` people of each [direction][class] came, those who were diverted counted once.
  void add_rows(std::uint32_t replication, const std::vector<std::int64_t>& generated, ResultRows& rows) const;

  /// An entity's bits after a check.
  static std::uint8_t after_check(std::uint8_t bits, std::uint8_t check);

 private:
  struct Counts {
    std::int64_t carriers = 0, found = 0, selected = 0, searched = 0;
    double chance = 0;
  };
  struct Cell {
    std::array<Counts, contraband_kinds + 1> of;  // of none: those who carried nothing
  };
  struct CheckCounts {
    std::int64_t checked = 0, alarms = 0, found = 0;
  };
  Cell& cell(std::uint8_t traveller_class, std::uint8_t direction) {
    return cells_[static_cast<std::size_t>(direction) * classes_ + traveller_class];
  }

  std::size_t classes_;
  bool any_ = false;                              // contraband or checks
  std::vector<std::uint8_t> may_carry_;           // by class, a bit for each Contraband
  std::vector<Cell> cells_;                       // [direction][class]
  std::vector<std::vector<CheckCounts>> checks_;  // by station: [class][contraband], once there was a check
};

}  // namespace crossflow
