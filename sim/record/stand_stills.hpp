// Stand-stills in which people wait for officers who wait for people: found while a run goes on, since a break or a
// shift that ends lets them go.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/port_state.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Nobody moves at such places: at some of them all open servers are held by people whose next place is full; at the
/// others, which are these next places, people wait and no server is manned, because officers with that skill stand at
/// the first. Looked for each minute; one that is found at two looks is told.
class StandStills {
 public:
  explicit StandStills(const Directory& directory);

  /// When to look next; never where there are no officers.
  Tick next() const { return next_; }
  /// `state`: as all events before `now` have left it.
  void look(Tick now, const PortState& state);
  void add_rows(std::uint32_t replication, std::vector<RingRow>& rows) const;

 private:
  struct Found {
    std::vector<std::uint16_t> places;
    Tick from = 0, until = 0;
  };
  std::vector<std::uint16_t> ring(const PortState& state) const;
  bool is_held(const StationStatus& s, std::uint16_t station) const;
  bool is_unmanned(const StationStatus& s, std::uint16_t station) const;
  bool waits_for(std::uint16_t from, std::uint16_t to, const PortState& state) const;

  Tick next_;
  std::vector<bool> posts_;                   // by station: officers man it
  std::vector<std::vector<bool>> has_skill_;  // by officer and station: the skill that its posts need
  std::vector<Found> found_;
};

}  // namespace crossflow
