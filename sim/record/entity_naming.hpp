// Who is who in a run's log: pool slots, which are used again, become rows of the table of entities, which are not.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/trace_entity.hpp"

namespace crossflow {

/// For all who pass a log on: what stores it and what streams it. Wants each event once, in order.
class EntityNaming {
 public:
  explicit EntityNaming(const Directory& directory);

  /// Event::entity becomes a row. Who arrives gets the next one.
  void name(Event& event);
  /// Rows given so far.
  std::uint32_t rows() const { return rows_; }
  /// The newest rows, for the caller to take out. The event directly after an arrival may still change the last one.
  std::vector<TraceEntity>& fresh() { return fresh_; }

 private:
  void add(const Event& event);

  std::uint32_t rows_ = 0;
  std::vector<TraceEntity> fresh_;
  std::vector<std::uint32_t> row_of_slot_;  // no_entity: nobody alive
  struct Source {
    std::uint16_t number = 0;
    std::uint8_t direction = 0;
    std::uint32_t party = no_entity;  // row of the first member of its latest party
    bool leads_in_vehicle = false;    // that member is a vehicle
  };
  std::vector<bool> is_vehicle_;   // by class
  std::vector<Source> source_at_;  // by station
};

}  // namespace crossflow
