// What officers did, and what supervisors ordered.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// An officer's times on duty that begin on a date of the scenario.
struct OfficerRow {
  std::uint32_t replication;
  std::uint16_t officer;
  double on_duty_s;  ///< breaks included
  double at_post_s;  ///< finishing included
  std::int64_t breaks;
  double break_s;
  double overtime_s;      ///< on duty beyond what is rostered; of a reserve who was called the whole stay
  double rostered_s = 0;  ///< absences included

  static h5::Layout<OfficerRow> layout();
};

/// The officers of a pool in a half-hour in which one of them was on duty, or was to be: officer-seconds by what they
/// did.
struct OfficerHoursRow {
  std::uint32_t replication;
  std::uint16_t pool;
  double from_s;
  double spare_s, walking_s, changing_over_s, at_post_s, break_s, finishing_s;
  std::int64_t most_on_duty;              ///< at once, breaks included
  double rostered_s = 0, overtime_s = 0;  ///< as in OfficerRow
  std::uint8_t of_other_dates = 0;        ///< 1: of times on duty that begin on a date that is not in the scenario
  double on_duty_s() const { return spare_s + walking_s + changing_over_s + at_post_s + break_s + finishing_s; }

  static h5::Layout<OfficerHoursRow> layout();
};

/// The officers at the posts of a station in a half-hour.
struct PostHoursRow {
  std::uint32_t replication;
  std::uint16_t station;
  double from_s;
  double at_post_s;        ///< officer-seconds, finishing included
  double changing_over_s;  ///< the same, opening a post or taking it over

  static h5::Layout<PostHoursRow> layout();
};

/// An order that took effect.
struct OrderRow {
  std::uint32_t replication;
  double time_s;
  std::uint16_t supervisor;
  std::uint8_t order;  ///< Order
  std::uint16_t at;    ///< station, of a source its line outside; 65535: the whole port
  std::int32_t value;  ///< as Order says

  static h5::Layout<OrderRow> layout();
};

}  // namespace crossflow
