// The vocabulary: every type that a key of a scenario may have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/scenario/compound_types.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/type.hpp"
#include "sim/scenario/varying_types.hpp"

namespace crossflow {

/// What a distribution measures decides the units that its numbers take and the unit of its draws.
enum class Measure : std::uint8_t {
  duration,  ///< written with a unit of time, up to a day; draws in seconds
  span,      ///< the same, up to a year
  speed,     ///< m/s or km/h; draws in metres a second
  count,     ///< persons, bags: plain numbers
  factor     ///< plain numbers, or percentages
};

/// Persons by class, as a total of a day. A mean over several days need not be whole.
struct ClassTotals {
  std::vector<double> of_class;  ///< index: class; zero where nothing is said
  /// Where a table has a row for each of the scenario's several dates: by day from the first on; `of_class` is then
  /// the first day's. Empty: all days are alike.
  std::vector<std::vector<double>> of_dates = {};

  const std::vector<double>& on(int day_index) const {
    return of_dates.empty() ? of_class : of_dates[static_cast<std::size_t>(day_index)];
  }
  double most(std::size_t class_index) const;   ///< of any day
  double least(std::size_t class_index) const;  ///< likewise
  double sum() const;
};

/// Weights by time of day. They need not sum to one, do not overlap, and stand in order of time.
struct Profile {
  struct Bin {
    Tick from = 0;
    Tick to = 0;
    double weight = 0;
  };
  std::vector<Bin> bins;
};

/// Why a text may not name a port, class, station, route or source ("ends in a space"), empty if it may; and what to
/// say that was expected.
std::string why_no_name(std::string_view text);
extern const std::string name_expected;

/// "07:00-22:00".
std::optional<Hours> parse_hours(std::string_view text);

namespace types {

// --- words
// ---------------------------------------------------------------------------------------------------------------
TypePtr<std::string> text();
/// An id: a short text in any script without '/' and line breaks.
TypePtr<std::string> name();
TypePtr<bool> yes_no();
TypePtr<Label> label();
TypePtr<Date> date();

// --- numbers; each may be annotated as a figure
// ----------------------------------------------------------------------------
/// "14", "60,122", "600 persons". A unit, where given, must be written in the scenario.
TypePtr<long> whole(long least, long most, std::string unit = {});
TypePtr<double> number(double least, double most);
/// "85%", from 0% to 100%.
TypePtr<double> share();
/// "35%"; may pass 100%.
TypePtr<double> percent(double least, double most);
/// "45 s", "1 h 30 min".
TypePtr<Tick> duration(Tick least = 0, Tick most = 366 * day);
/// "80 m", in metres.
TypePtr<double> length();
/// "1,200 m2", in square metres; never nothing.
TypePtr<double> area();
/// "1.3 m/s", in metres a second.
TypePtr<double> speed();
/// rate("persons"): "6,000 persons/h", in persons a second.
TypePtr<double> rate(std::string unit, double least_an_hour = 1);
/// "120%" or "1.2", from 1% to 10,000%.
TypePtr<double> factor();

// --- times of day
// ----------------------------------------------------------------------------------------------------------
/// "17:40" or "17:40:30".
TypePtr<Tick> clock(Tick most = 2 * day);
/// "07:00-22:00"; "22:00-06:00" passes midnight. A close after 24:00 is of the next day.
TypePtr<Hours> hours(Tick latest_close = 2 * day);

// --- things of the domain
// --------------------------------------------------------------------------------------------------
/// "customs", or [immigration, mainland immigration] at one stop.
TypePtr<std::vector<std::string>> authority();
/// "98% within 15 min".
TypePtr<Pledge> pledge();
/// {at: [40 m, 22 m], size: [30 m, 8 m]}
TypePtr<FloorPlace> floor_place();
/// {1: 55%, 2: 30%, 3: 15%}, or with {size: ..., moves: ...}
TypePtr<Party> party();
/// {number: {1: 40%, 2: 60%}, mix: {resident: 80%, mainland: 20%}}, or a list of such.
TypePtr<std::vector<Carried>> carries();
/// A number with its unit, or {lognormal: {mean: 12 s, cv: 35%}} and the like.
TypePtr<Distribution> distribution(Measure measure);
/// {resident: 47658, mainland: 12272}, or a table and the columns of the classes.
TypePtr<ClassTotals> class_totals();
/// {"07:00-08:00": 2%, ...}, or {table: FILE, column: NAME}.
TypePtr<Profile> profile();
/// The index of a class, or of a station or route of the port that is being read.
TypePtr<std::size_t> class_name();
TypePtr<std::size_t> station_name();
TypePtr<std::size_t> route_name();

}  // namespace types
}  // namespace crossflow
