// Dates that are not written as ours, and what is said of them.
#pragma once

#include <string>

#include "sim/base/label.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// What a text is that is no date of ours: "is a date as day/month/year", and the same date in ISO 8601 where it can be
/// only one.
struct OtherDate {
  std::string is;
  std::string iso;
};
OtherDate other_date(const std::string& text);

/// The weekday that a text names ("Sunday", "weekday", "星期日") if none of so many dates from a first on is one; else
/// empty.
std::string other_weekday(const std::string& text, Date first, int days);

/// So many dates from a first one on, for a title: "Sunday 20 October 2024", "1 to 7 October 2024".
Label spelled_dates(Date first, int days);

inline constexpr const char* date_form = "a date such as 2024-10-20";

}  // namespace crossflow
