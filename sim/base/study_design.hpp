// What a study asks: axes whose levels are combined into variants, measures of each variant, and what is to be decided
// by them. Read from YAML by the scenario layer and answered by the analysis, neither of which knows the other: this is
// all that they share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/label.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// Whether a measure takes a key.
enum class Asks : std::uint8_t { no, may, must };

/// By what pieces of time a measure can be asked.
enum class When : std::uint8_t {
  whole,      ///< it is counted once a replication
  days,       ///< one of several days
  half_hours  ///< a part of the day, too
};

/// One of a scenario's dates: by its number from 1 on, or (0) by the date.
struct AskedDay {
  int number = 0;
  Date date;
};

/// A measure as users know it; the analysis derives from it to add how it is worked out.
struct MeasureKind {
  std::string name;
  std::string help;
  Asks station = Asks::no;
  Asks traveller_class = Asks::no;
  Asks direction = Asks::no;
  bool sources = false;   ///< it can be told of one source, and of those in a group
  bool officers = false;  ///< hours of officers: then of a pool, or of those with a skill
  bool times = false;  ///< times that somebody took: then a mean or a percentile, of all together or of a typical day
  Asks limit = Asks::no;  ///< a length of time, beyond which something is too long
  When when = When::whole;
};

/// A measure that a user asks for.
struct MeasureRequest {
  const MeasureKind* kind = nullptr;
  std::string name;                                 ///< what the column is called; every request has another one
  std::string station, traveller_class, direction;  ///< empty: not given
  std::string pool, skill;                          ///< the same
  std::string source;                               ///< the same
  std::optional<bool> in_group;                     ///< of a source of tour groups, or not
  std::optional<double> percentile;                 ///< 95; none: the mean
  bool typical_day = false;                         ///< the mean over days of each day's figure; else all days together
  std::optional<Tick> limit;                        ///< a length of time
  std::optional<AskedDay> day;                      ///< none: all
  std::optional<Tick> from, until;                  ///< times of each day, whole half-hours; none: all of it
  Place place, station_place, class_place, direction_place, pool_place, skill_place, source_place, day_place,
      time_place;

  bool asks_when() const { return day || from || until; }
};

struct StudyAxis {
  std::string name;
  std::vector<std::string> levels;
};

/// A bound that a measure must keep. What a unit of the measure is, and so the number, only its analysis knows.
struct MeasureCondition {
  std::size_t measure = 0;  ///< index
  bool at_least = true;     ///< else at most
  std::string text;         ///< as written: "98%"
  Place place;
  double bound = 0;  ///< in the measure's unit
};

/// Which level of one axis is best by a measure, for each combination of the other axes' levels; and whether that is
/// the same whatever the level of one other axis.
struct StudyDecision {
  std::size_t between = 0;  ///< index of the axis
  std::size_t by = 0;       ///< index of the measure
  bool most = true;
  std::optional<std::size_t> whatever;  ///< index of an axis
  std::vector<MeasureCondition> where;  ///< only levels that meet all of these may be best
};

/// Variants are all combinations of levels; the last axis changes fastest.
struct StudyDesign {
  Label title;
  std::vector<StudyAxis> axes;
  std::vector<MeasureRequest> measures;
  std::optional<StudyDecision> decide;

  std::size_t variants() const {
    std::size_t n = 1;
    for (const StudyAxis& axis : axes) n *= axis.levels.size();
    return n;
  }
  /// The index of the level of each axis.
  std::vector<std::size_t> levels_of(std::size_t variant) const {
    std::vector<std::size_t> levels(axes.size());
    for (std::size_t a = axes.size(); a-- > 0; variant /= axes[a].levels.size())
      levels[a] = variant % axes[a].levels.size();
    return levels;
  }
  std::size_t variant_of(const std::vector<std::size_t>& levels) const {
    std::size_t variant = 0;
    for (std::size_t a = 0; a < axes.size(); ++a) variant = variant * axes[a].levels.size() + levels[a];
    return variant;
  }
  /// "demand 108%, headway 12 s".
  std::string variant_name(std::size_t variant) const {
    const std::vector<std::size_t> levels = levels_of(variant);
    std::string name;
    for (std::size_t a = 0; a < axes.size(); ++a)
      name += (a > 0 ? ", " : "") + axes[a].name + " " + axes[a].levels[levels[a]];
    return name;
  }
};

}  // namespace crossflow
