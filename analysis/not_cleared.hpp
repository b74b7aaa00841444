// Who was never served because of the port. A pledge is about those who joined a queue, and a share of them can be 100%
// above thousands who never got in; so whatever shows such a share says beside it how many these are, in numbers that
// are counted here alone.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/summary.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Of a row of flows, or of a replication. Who gave up went by his own choice, and who was diverted was served
/// elsewhere.
template <class Row>
NotServed not_served(const Row& row) {
  return {row.outside, row.inside, row.turned_back};
}

/// A class in a direction of which somebody was not cleared.
struct ClassNotCleared {
  std::string traveller_class, direction;  ///< names, which mean the same in another result
  std::string label;                       ///< "Residents, arrival"
  EntityKind kind = EntityKind::traveller;
  NotServed people;  ///< over all replications
};

/// By direction, then class; none where everybody was cleared.
std::vector<ClassNotCleared> not_cleared(const Directory& directory, std::span<const FlowRow> flows);

/// Adds what was seen in further replications.
void add_not_cleared(std::vector<ClassNotCleared>& to, std::span<const ClassNotCleared> more);

/// Travellers alone: a vehicle or a consignment is no person.
std::int64_t travellers_not_cleared(std::span<const ClassNotCleared> not_cleared);

/// The mean over replications: "47,160", "2.5", "<0.1".
std::string mean_not_cleared_text(std::int64_t people, std::uint32_t replications);

/// "47,160 not cleared", the mean over replications; vehicles and goods apart. Empty if there are none.
std::string not_cleared_count_text(std::span<const ClassNotCleared> not_cleared, std::uint32_t replications);

/// "NOT CLEARED, gates 18: on average 47,160 people were never served: Residents, arrival 30,000; ...", in lines of at
/// most `width`. Empty if there are none.
std::string not_cleared_line(const std::string& name, std::span<const ClassNotCleared> not_cleared,
                             std::uint32_t replications, std::size_t width);

}  // namespace crossflow
