// Kinds of day: which of them a date is, and why. What is off, and what is called how, stands in a table of public
// holidays and festivals; the rest follows from the days of the week.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/problem.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

struct Table;

/// A kind of day that a date is: "last day", for "Lunar New Year day 4, last of 4 days off from 2024-02-10".
struct KindOfDay {
  std::string name;
  std::string why;
  friend bool operator==(const KindOfDay&, const KindOfDay&) = default;
};

/// Whose holidays make blocks of days off is Hong Kong. Saturdays and Sundays are days off; a block is two days off or
/// more with a public holiday on one of Monday to Friday among them, so that a usual weekend is none.
class Calendar {
 public:
  /// A table with the columns `date`, `place` (Hong Kong or Mainland), `day` (off; work, of a weekend on which people
  /// work; named, of a festival that is no day off for itself) and `festival`. Nothing after adding a problem.
  static std::optional<Calendar> read(const Table& table, Problems& problems);

  /// From the first to the last date of the table: of no others is anything known.
  bool covers(Date date) const { return first_ <= date && date <= last_; }
  Date first() const { return first_; }
  Date last() const { return last_; }

  /// All kinds that a date is, the most special first: the date itself; festivals by name; `day before`, `first day`,
  /// `middle day`, `last day` of a block, or `single holiday`; `Mainland holiday` or `Mainland working weekend`; then
  /// `Sunday` of any day off but a Saturday, `Saturday`, or the weekday and `working day`. The first one of which
  /// something is said is the one that holds.
  std::vector<KindOfDay> kinds(Date date) const;
  /// The first that is neither a date nor a festival's name.
  KindOfDay general_kind(Date date) const;

  /// Kinds that are no dates, festivals last: what may be said.
  std::vector<std::string> names() const;

 private:
  struct Noted {
    std::vector<std::string> festivals;  ///< by their names in Hong Kong
    bool holiday = false;                ///< a public holiday in Hong Kong
    std::string mainland_off;            ///< for which festival; empty: not off by notice
    std::string mainland_work;           ///< likewise, of a weekend
  };
  struct Block {
    Date first, last;
    int days = 0;
    bool holiday = false;  ///< on one of Monday to Friday
  };
  const Noted* find(Date date) const;
  bool off(Date date) const;
  Block block(Date date) const;  ///< of a day off
  void add_block_kind(Date date, std::vector<KindOfDay>& out) const;

  std::map<Date, Noted> noted_;
  Date first_, last_;
};

/// A calendar from a file of its own; throws InputError with all that is wrong.
Calendar read_calendar(const std::string& path);

}  // namespace crossflow
