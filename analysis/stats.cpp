#include "analysis/stats.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "sim/base/check.hpp"

namespace crossflow {

namespace {

double student_quantile(double p, double degrees) {
  return boost::math::quantile(boost::math::students_t(degrees), p);
}

double upper_tail_point(double confidence) {
  CROSSFLOW_CHECK(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1");
  return 0.5 + confidence / 2;
}

double ratio(std::int64_t kept, std::int64_t joined) {
  return static_cast<double>(kept) / static_cast<double>(joined);
}

// The share of those not kept as an angle, whose spread hardly depends on the share, and back.
double angle_of_share(double share) {
  return std::asin(std::sqrt(1 - share));
}

double share_of_angle(double angle) {
  const double s = std::sin(std::clamp(angle, 0.0, std::acos(0.0)));
  return 1 - s * s;
}

// The inverse of Hall's cubic: how far Student's ratio of a sample of skewness `g` sqrt(n) lies where the corrected one
// lies at t.
double hall_inverse(double t, double g) {
  if (std::fabs(g) < 1e-6) return t;
  return 3 / g * (std::cbrt(1 + g * (t - g / 6)) - 1);
}

Interval jackknife_interval(std::span<const Tally> days, Tally all, double confidence) {
  const double n = static_cast<double>(days.size());
  const double share = ratio(all.kept, all.joined);
  const double angle = angle_of_share(share);
  std::vector<double> pseudo;
  double mean = 0;
  for (const Tally& d : days) {
    pseudo.push_back(n * angle - (n - 1) * angle_of_share(ratio(all.kept - d.kept, all.joined - d.joined)));
    mean += pseudo.back() / n;
  }
  double squares = 0;
  double cubes = 0;
  for (const double p : pseudo) {
    squares += (p - mean) * (p - mean);
    cubes += (p - mean) * (p - mean) * (p - mean);
  }
  const double spread = std::sqrt(squares / n);
  // Days that do not differ, but for roundings.
  if (spread < 1e-12) return {share, share};
  const double error = spread / std::sqrt(n - 1);
  const double g = cubes / n / (spread * spread * spread) / std::sqrt(n);
  const double t = student_quantile(upper_tail_point(confidence), n - 1);
  return {share_of_angle(angle - error * hall_inverse(-t, g)), share_of_angle(angle - error * hall_inverse(t, g))};
}

// The interval where all were kept: from the end of the one for one failure on the most crowded day.
Interval interval_without_failures(std::vector<Tally> days, Tally all, double confidence) {
  const auto fewer = [](const Tally& a, const Tally& b) { return a.joined < b.joined; };
  --std::max_element(days.begin(), days.end(), fewer)->kept;
  --all.kept;
  return {jackknife_interval(days, all, confidence).low, 1};
}

}  // namespace

Estimate mean_estimate(std::span<const double> values, double confidence) {
  CROSSFLOW_CHECK(!values.empty(), "there is no mean of no values");
  const double n = static_cast<double>(values.size());
  double mean = 0;
  for (const double v : values) mean += v;
  mean /= n;
  if (values.size() < 2) return {mean, std::nullopt};
  double squares = 0;
  for (const double v : values) squares += (v - mean) * (v - mean);
  const double half = student_quantile(upper_tail_point(confidence), n - 1) * std::sqrt(squares / (n - 1) / n);
  return {mean, Interval{mean - half, mean + half}};
}

Estimate wilson_estimate(std::int64_t successes, std::int64_t n, double confidence) {
  CROSSFLOW_CHECK(n > 0 && successes >= 0 && successes <= n, "successes must be of a positive number of days");
  const double z = boost::math::quantile(boost::math::normal(), upper_tail_point(confidence));
  const double days = static_cast<double>(n);
  const double p = ratio(successes, n);
  const double z2 = z * z / days;
  const double centre = (p + z2 / 2) / (1 + z2);
  const double half = z / (1 + z2) * std::sqrt(p * (1 - p) / days + z2 / (4 * days));
  // At either end the bound is the end itself; the subtraction might miss it by a rounding.
  const double low = successes == 0 ? 0 : std::max(0.0, centre - half);
  const double high = successes == n ? 1 : std::min(1.0, centre + half);
  return {p, Interval{low, high}};
}

std::optional<Estimate> share_estimate(std::span<const Tally> replications, double confidence) {
  std::vector<Tally> days;
  Tally all;
  for (const Tally& r : replications) {
    CROSSFLOW_CHECK(r.kept >= 0 && r.kept <= r.joined, "no more can be kept than joined");
    if (r.joined == 0) continue;
    days.push_back(r);
    all.kept += r.kept;
    all.joined += r.joined;
  }
  if (days.empty()) return std::nullopt;
  Estimate estimate{ratio(all.kept, all.joined), std::nullopt};
  if (days.size() < 2) return estimate;
  if (all.kept == all.joined) {
    estimate.interval = interval_without_failures(days, all, confidence);
  } else if (all.kept == 0) {
    for (Tally& d : days) d.kept = d.joined;
    const Interval mirrored = interval_without_failures(days, {all.joined, all.joined}, confidence);
    estimate.interval = {0, 1 - mirrored.low};
  } else {
    estimate.interval = jackknife_interval(days, all, confidence);
  }
  return estimate;
}

std::optional<Estimate> ratio_estimate(std::span<const Part> replications, double confidence) {
  std::vector<Part> parts;
  Part all;
  for (const Part& r : replications) {
    if (r.of <= 0) continue;
    parts.push_back(r);
    all = {all.sum + r.sum, all.of + r.of};
  }
  if (parts.empty()) return std::nullopt;
  const double value = all.sum / all.of;
  if (parts.size() < 2 || all.sum <= 0) return Estimate{value, std::nullopt};
  const double n = static_cast<double>(parts.size());
  std::vector<double> pseudo;
  for (const Part& r : parts) pseudo.push_back(n * value - (n - 1) * (all.sum - r.sum) / (all.of - r.of));
  const Estimate around = mean_estimate(pseudo, confidence);
  const double half = (around.interval->high - around.interval->low) / 2;
  return Estimate{value, Interval{std::max(0.0, value - half), value + half}};
}

const char* text_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::no_pledge:
      return "no pledge";
    case Verdict::nobody:
      return "nobody came";
    case Verdict::not_cleared:
      return "not cleared";
    case Verdict::kept:
      return "kept";
    case Verdict::not_kept:
      return "not kept";
    case Verdict::cannot_tell:
      return "cannot tell yet";
    case Verdict::one_day_kept:
      return "kept that day";
    case Verdict::one_day_not_kept:
      return "not kept that day";
  }
  CROSSFLOW_CHECK(false, "a verdict that does not exist");
}

Verdict pledge_verdict(std::span<const Tally> replications, double promised, bool all_cleared) {
  if (promised <= 0) return Verdict::no_pledge;
  if (!all_cleared) return Verdict::not_cleared;
  const auto estimate = share_estimate(replications, 0.90);
  if (!estimate) return Verdict::nobody;
  if (!estimate->interval) {
    Tally all;
    for (const Tally& r : replications) all = {all.kept + r.kept, all.joined + r.joined};
    return reaches(all, promised) ? Verdict::one_day_kept : Verdict::one_day_not_kept;
  }
  if (estimate->interval->low >= promised) return Verdict::kept;
  if (estimate->interval->high < promised) return Verdict::not_kept;
  return Verdict::cannot_tell;
}

bool reaches(Tally tally, double promised) {
  return static_cast<double>(tally.kept) >= promised * static_cast<double>(tally.joined) * (1 - 1e-12);
}

double quantile_of(std::vector<double> values, double q) {
  CROSSFLOW_CHECK(!values.empty() && q > 0 && q <= 1, "a quantile needs values and a share above 0");
  const double rank = std::ceil(q * static_cast<double>(values.size()) * (1 - 1e-12));
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(rank) - 1;
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

double median_of(std::vector<double> values) {
  CROSSFLOW_CHECK(!values.empty(), "there is no median of no values");
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace crossflow
