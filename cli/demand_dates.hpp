// What a date is, for the model of daily counts: its weekday or its place among days off, holidays here and on the
// Mainland, festivals, and its month.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/calibrate/demand.hpp"
#include "sim/scenario/calendar.hpp"

namespace crossflow {

class DemandDates {
 public:
  /// Knows the effects of these dates; festivals elsewhere have none.
  DemandDates(const Calendar& calendar, Date first, Date last);

  const std::vector<NamedEffect>& effects() const { return effects_; }
  DemandDate of(Date date) const;
  std::vector<DemandDate> between(Date first, Date last) const;

 private:
  bool has(Date date, const char* kind) const;
  bool off(Date date) const;
  /// Days that way until the first date without that kind.
  int reach(Date date, int way, const char* kind) const;
  std::vector<NamedEffect> named(Date date) const;

  const Calendar& calendar_;
  std::vector<NamedEffect> effects_;
  std::map<std::string, std::size_t> index_;
};

/// What is celebrated in Hong Kong, off or not.
std::vector<std::string> festivals_of(const Calendar& calendar, Date date);

/// Kinds of day that differ in how far a forecast of them may be off: these, Saturday and Sunday.
inline constexpr const char* holidays = "holidays and days before";
inline constexpr const char* other_days = "other days";
std::string spread_kind(const Calendar& calendar, Date date);
/// The calendar's kinds that one is.
std::vector<std::string> kinds_of(const std::string& spread_kind);

}  // namespace crossflow
