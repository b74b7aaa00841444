// How many people come on a date: level, season, day of the week and kind of day, fitted to daily counts.
//
// A generalised linear model on logarithms with named effects. An effect has a part that all control points share and a
// part of each one's own, both small unless the counts say otherwise (ridge penalties: they are means of normal priors,
// so this is a mixed model; G. K. Robinson, "That BLUP is a good thing", Statistical Science 6, 1991). The level of a
// control point moves in steps of two months, and beyond the counts goes on as far as its last slope reaches in some
// weeks. Days far from their mean count less (P. J. Huber, Annals of Mathematical Statistics 35, 1964).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace crossflow {

/// A name with how far it may move the logarithm: standard deviations of what is shared and of what is a control
/// point's own.
struct NamedEffect {
  std::string name;
  double shared = 0;
  double own = 0;
};

/// What a date is.
struct DemandDate {
  int number = 0;                    ///< days from any fixed one
  std::vector<std::size_t> effects;  ///< indexes of names
  bool special = false;              ///< no usual day of its week: all control points differ on it together
};

/// The counts of one class in one direction at one control point, a value for each date; 0: not counted.
using DailyCounts = std::vector<double>;

class DemandModel {
 public:
  /// Fits all control points together. Dates in order.
  DemandModel(std::vector<NamedEffect> effects, const std::vector<DemandDate>& dates,
              const std::vector<DailyCounts>& control_points);

  /// People expected of a control point; also of dates after the last.
  double expected(std::size_t control_point, const DemandDate& date) const;
  /// The sum of both parts of an effect.
  double effect(std::size_t control_point, std::size_t effect) const;
  /// By how much more people a year come at the end of the counts, in logarithms.
  double trend(std::size_t control_point) const;

 private:
  std::vector<double> level_of(int number) const;

  std::size_t effects_ = 0;
  int first_ = 0, last_ = 0;
  std::vector<double> shared_;
  std::vector<std::vector<double>> own_;  ///< by control point: of the level, then of the effects
  std::vector<double> spread_;            ///< of a usual day, by control point
};

}  // namespace crossflow
