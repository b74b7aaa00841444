// Values that hang on the kind of day. Anywhere in a scenario a map {by day: {Saturday: ..., otherwise: ...}} may stand
// in the place of a value; for a date it is the value under the first of the date's kinds that the map names. So what
// such a value is, its type need not know: it is chosen before anything is read.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/scenario/calendar.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow {

extern const std::string by_day_key;

/// Whether a value, or anything in it, hangs on the kind of day.
bool hangs_on_day(const Value& value);

/// Problems for maps that cannot be meant: kinds that no calendar knows, other keys beside `by day`, and values on
/// which all the rest hangs, such as the date.
void check_by_day(const Value& root, const Calendar& calendar, Problems& problems);

/// Of each value that hangs on the kind of day, by its path: the kind under which it was found. A value that is within
/// another's has a path that names the kind of the outer one.
using DayChoices = std::map<std::string, std::string>;

/// The choices of a date; a problem for each value that says nothing of it.
DayChoices choices_on(const Value& root, const Calendar& calendar, Date date, Problems& problems);

/// The scenario as it is with such choices.
Value with_choices(const Value& root, const DayChoices& choices);

/// The choices of a run of days: each that differs from those before it, and by day which of them are its own, then of
/// the days after and before the run. A problem for each value that differs on its days and that a run takes once.
struct DayVariants {
  std::vector<DayChoices> choices;
  std::vector<std::size_t> of_day;
};
DayVariants day_variants(const Value& root, const Calendar& calendar, Date first, int days, Problems& problems);

/// Whether a run of several days takes the value at such a path anew on each of them: people and vehicles and when they
/// come, servers open by plan, shifts, titles. All else stands for all days of a run.
bool follows_days(const std::string& path);

}  // namespace crossflow
