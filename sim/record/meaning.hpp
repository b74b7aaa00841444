// What a column holds, and which values make sense in it. From this come its unit and the text beside it, and the check
// of a file that may be damaged, or made by somebody else.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "sim/base/tick.hpp"
#include "sim/record/directory.hpp"

namespace crossflow::h5 {

/// The values that a number may have.
struct Bounds {
  double from = 0, to = 0;     // both included
  std::optional<double> none;  // beside these
  bool or_nan = false;

  bool hold(double value) const {
    return (value >= from && value <= to) || value == none || (or_nan && value != value);
  }
};

/// Made by one of the functions below; from a unit alone it is an amount: finite, not negative, and no more than a run
/// can come to.
class Meaning {
 public:
  Meaning(const char* units);

  Meaning& from(double lowest);
  Meaning& to(double highest);
  /// One more value, that stands for nothing: `says` is what it means.
  Meaning& none(double value, std::string says);
  Meaning& or_nan();
  /// How many different values one replication may have rows of; of amounts one.
  Meaning& values(double count);
  /// A text that its writer did not choose freely, such as the name of a file, may be any bytes.
  Meaning& any_bytes();

  const std::string& units() const { return units_; }
  /// The table or list of /directory of which it is a row or a number: "stations"; empty of what refers to none.
  const std::string& refers() const { return table_; }
  /// Whether it is a time since the first midnight, and no duration.
  bool is_instant() const { return is_instant_; }
  /// "row of /directory/stations: the full place; 65535: none".
  std::string text(const std::string& about) const;
  Bounds bounds(const Directory& directory) const;
  double values(const Directory& directory) const { return values_(directory); }
  bool is_any_bytes() const { return any_bytes_; }
  /// What is expected in it, for a message.
  std::string expected(const Directory& directory) const;

 private:
  friend Meaning row_of(const char* table);
  friend Meaning number_in(const char* table);
  friend Meaning date_number();
  friend Meaning instant();
  friend Meaning bin();
  friend Meaning half_hour_start();

  std::string units_, table_, refers_, none_says_;
  Bounds bounds_;
  std::function<double(const Directory&)> to_;  // in place of bounds_.to
  std::function<double(const Directory&)> values_;
  bool any_bytes_ = false;
  bool is_instant_ = false;
};

/// A row of a table of /directory: "stations".
Meaning row_of(const char* table);
/// A number in one of its lists of words: "orders".
Meaning number_in(const char* table);
/// 0 or 1.
Meaning yes_no();
/// A date of the scenario, from 0.
Meaning date_number();
/// Seconds since the first midnight.
Meaning instant();
/// Of which a bin, or a half-hour, begins.
Meaning bin();
Meaning half_hour_start();
/// The upper edge of a bin of a histogram.
Meaning upper_edge();

/// No run goes on for longer.
Tick longest_run(const Directory& directory);

}  // namespace crossflow::h5
