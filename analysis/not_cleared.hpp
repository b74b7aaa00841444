// Who was not served because of the port. A pledge is about those who joined a queue, and a share of them can be 100%
// above thousands who never got in; so whatever shows such a share says beside it how many these are, in numbers that
// are counted here alone.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/summary.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Of whom, and on which of the scenario's dates (from 0).
struct NotServedOn {
  std::uint32_t replication = 0;
  std::uint8_t traveller_class = 0, direction = 0;
  std::uint16_t source = 0;
  std::uint16_t date = 0;
  NotServed people;
};

/// Date by date, without those that the warm-up leaves out whole. Who gave up went by his own choice, and who was
/// diverted was served elsewhere. A file without dates tells all of the last one.
void for_each_not_served(const Directory& directory, const ResultRows& rows,
                         const std::function<void(const NotServedOn&)>& take);

/// A class in a direction of which somebody was not cleared.
struct ClassNotCleared {
  std::string traveller_class, direction;  ///< names, which mean the same in another result
  std::string label;                       ///< "Residents, arrival"
  EntityKind kind = EntityKind::traveller;
  NotServed people;  ///< over all replications
};

/// By direction, then class; none where everybody was cleared.
std::vector<ClassNotCleared> not_cleared(const Directory& directory, const ResultRows& rows);

/// Adds what was seen in further replications.
void add_not_cleared(std::vector<ClassNotCleared>& to, std::span<const ClassNotCleared> more);

/// Travellers alone: a vehicle or a consignment is no person.
std::int64_t travellers_not_cleared(std::span<const ClassNotCleared> not_cleared);

/// The mean over replications: "47,160", "2.5", "<0.1".
std::string mean_not_cleared_text(std::int64_t people, std::uint32_t replications);

/// "47,160 not cleared", the mean over replications; vehicles and goods apart. Empty if there are none.
std::string not_cleared_count_text(std::span<const ClassNotCleared> not_cleared, std::uint32_t replications);

/// "NOT CLEARED, gates 18: on average not served, because left outside or inside or turned back: Residents, arrival
/// 30,000; ...", in lines of at most `width`. Empty if there are none.
std::string not_cleared_line(const std::string& name, std::span<const ClassNotCleared> not_cleared,
                             std::uint32_t replications, std::size_t width);

}  // namespace crossflow
