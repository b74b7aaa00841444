// Distributions as planners know them (mean and cv, or least, mode and most, or a table), each turned into values by
// its quantile function alone: one uniform gives one value and a larger uniform never a smaller value.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace crossflow {

/// A distribution of non-negative numbers in the unit that its owner says (seconds, persons, metres a second).
/// Immutable. Parameters out of range are a bug of the caller's: the loader checks what users write.
class Distribution {
 public:
  enum class Family { constant, uniform, triangular, exponential, gamma, lognormal, weibull, normal, empirical };

  /// Means are positive and cvs from 0 to 100; a cv of 0, or a low equal to the high, gives the constant.
  static Distribution constant(double value);
  static Distribution uniform(double low, double high);
  static Distribution triangular(double low, double mode, double high);
  static Distribution exponential(double mean);
  /// Erlang is a gamma whose shape 1/cv^2 is whole: Erlang-k has cv = 1/sqrt(k).
  static Distribution gamma(double mean, double cv);
  static Distribution lognormal(double mean, double cv);
  /// Shape is found from the cv by root finding.
  static Distribution weibull(double mean, double cv);
  /// A normal of the given mean and cv *before* it is cut at `low` and `high` (1e300 is no cut): what lies outside is
  /// left out, not moved to the ends, so mean() says the mean that results. 0 <= low <= mean <= high.
  static Distribution normal(double mean, double cv, double low = 0.0, double high = 1e300);
  /// Values with weights: a value is drawn with probability weight / sum of weights. Kept in order of value; equal
  /// values are put together and those of weight 0 left out.
  static Distribution empirical(std::vector<std::pair<double, double>> value_weight);

  Family family() const;
  double mean() const;
  double variance() const;
  double cv() const;
  double least() const;  ///< infimum of the support
  double most() const;   ///< supremum of the support, possibly infinite
  /// The inverse of the distribution function at u in (0, 1), exact but for the last digits of a double; maybe slow.
  double quantile(double u) const;
  /// Whether the quantile hangs on that of the standard normal at the same u alone, so that whoever asks many
  /// distributions at the same u need find the latter, which takes longest, only once.
  bool bends_a_normal() const;
  /// The quantile where that of the standard normal is `z`, of one that `bends_a_normal`.
  double quantile_at_normal(double z) const;
  /// The same shape with every value multiplied by `factor` > 0.
  Distribution scaled(double factor) const;
  /// "lognormal, mean 16, cv 50%"; `unit` is added to values where given.
  std::string text(const std::string& unit = {}) const;

  friend bool operator==(const Distribution&, const Distribution&);

 private:
  struct Impl;
  explicit Distribution(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  std::shared_ptr<const Impl> impl_;
};

}  // namespace crossflow
