// From files to a scenario.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/by_day.hpp"
#include "sim/scenario/calendar.hpp"
#include "sim/scenario/kinds.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow {

/// What differs from a scenario: a file that says it, or a map that was written in a file of another kind.
struct Layer {
  std::string file;  ///< empty: what is written
  Place asked_at;    ///< where the file is named
  Value written;
};

/// Layers, then overlays, then sets are applied over the scenario's file and all that it extends.
struct LoadOptions {
  std::vector<std::string> overlays;  ///< files that say only what differs
  std::vector<std::string> sets;      ///< "stations.arrival counters.servers=14"
  std::vector<Layer> layers{};
  std::vector<SourceText> texts{};  ///< in which layers are written; kept with the scenario's own
  Place asked_at{};                 ///< where the scenario is named, if in a file
};

/// A value drawn for a figure that has a range.
struct DrawnInput {
  std::string path;   ///< Figure::path
  std::string value;  ///< for readers: "13.2 s"
  double number = 0;  ///< in the unit of Figure::central
};

/// Which kinds of day a date is, and under which of them its values stand that hang on the kind of day.
struct DatedChoices {
  Date date;
  std::vector<KindOfDay> kinds;  ///< the most special first
  KindOfDay general;             ///< the first that is neither a date nor a festival's name
  DayChoices choices;
};

/// A scenario's files, read and merged, from which the scenario can be made more than once with other figures.
class Draft {
 public:
  /// Throws InputError with all that is wrong.
  static Draft read(const std::string& path, const LoadOptions& options, const Kinds& kinds);
  Draft(Draft&&) noexcept;
  Draft& operator=(Draft&&) noexcept;
  ~Draft();

  Scenario scenario() const;
  /// The dates from one to another, the scenario's own unless given. Throws InputError where it has no calendar, or one
  /// that does not know them.
  std::vector<DatedChoices> calendar(std::optional<Date> from, std::optional<Date> to) const;
  /// What is probably not meant, as far as reading can tell.
  const Problems& warnings() const;
  /// With the central values of some figures replaced: of a distribution its mean, all else scaling with it; a whole
  /// number is rounded. A path that is no figure's is an InputError.
  Scenario scenario_with(const std::vector<DrawnInput>& inputs) const;

 private:
  struct Parts;
  explicit Draft(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Reads a scenario; throws InputError with all that is wrong.
Scenario load_scenario(const std::string& path, const Kinds& kinds, const LoadOptions& options = {});

}  // namespace crossflow
