// Each replication as a whole; its people by source, class and date.
#pragma once

#include <cstdint>
#include <string>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// One replication as a whole. Who was sent on to another port has entered and was diverted, and is generated there
/// once more: people are generated - diverted. generated = outside + entered; entered = left + diverted + gave_up +
/// balked + turned_back + left_behind + inside.
struct ReplicationRow {
  std::uint32_t replication;
  std::uint32_t branch;
  std::int64_t events;
  std::int64_t generated, outside, entered, left, diverted, gave_up, turned_back, left_behind, inside;
  std::int64_t inside_at_closing;  ///< of all ports, each at its last closing; -1 if none closed
  double last_clearance_s;         ///< the last time that immigration cleared somebody; -1 if never
  double last_check_s;             ///< the last time that a check by immigration began; -1 if never
  double end_s;
  std::int64_t balked = 0;  ///< turned away at the sight of a queue

  static h5::Layout<ReplicationRow> layout();
};

/// An input drawn for a replication.
struct InputRow {
  std::uint32_t replication;
  std::string path;
  double value;

  static h5::Layout<InputRow> layout();
};

/// People of a source by class.
struct FlowRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::int64_t generated, outside, entered, left, diverted, gave_up, turned_back, left_behind, inside;
  std::uint16_t port = 0;
  std::uint16_t source = 0;
  std::int64_t balked = 0;

  static h5::Layout<FlowRow> layout();
};

/// People of a source by class and date: who came on it, and who was not served on it because of the port. Whoever came
/// after the last midnight belongs to the last date.
struct DateRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::uint16_t source;
  std::uint16_t date;  ///< of the scenario's, from 0
  std::int64_t came;
  std::int64_t turned_back;
  std::int64_t
      left_outside;          ///< stood outside when the date ended with the port closed; of the last when the run ended
  std::int64_t left_inside;  ///< of the last date: still inside then

  static h5::Layout<DateRow> layout();
};

}  // namespace crossflow
