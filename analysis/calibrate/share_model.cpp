#include "analysis/calibrate/share_model.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <tuple>

#include <Eigen/Cholesky>
#include <Eigen/Dense>
#include <Eigen/Eigenvalues>

namespace crossflow {
namespace {

constexpr int bins = half_hours_a_day;
// How smooth: chosen once by leaving days of the bulletins of 2023 and 2024 out; docs/calibration.md.
constexpr double third_differences = 1000;  // their weight in the penalty of a base
constexpr double level = 0.02;              // of the logarithms themselves: keeps the penalty proper
constexpr double deviation_length = 16;     // half-hours over which a deviation stays the same
constexpr double least_shape = 1e-3;        // shapes of less than this share of the largest variance are left out
constexpr double longest_step = 1.5;        // in logarithms
constexpr double settled = 0.01;
constexpr int most_steps = 60;
constexpr int most_steps_again = 8;  // from an earlier fit, which is near

/// Of logarithms over the day, which goes round: after 24:00 comes 00:00.
Eigen::MatrixXd covariance(double size) {
  Eigen::MatrixXd out(bins, bins);
  if (size > 0) {
    for (int i = 0; i < bins; ++i)
      for (int j = 0; j < bins; ++j) {
        const double apart = bins / std::numbers::pi * std::sin(std::numbers::pi * (i - j) / bins);
        out(i, j) = size * size * std::exp(-0.5 * std::pow(apart / deviation_length, 2));
      }
    return out;
  }
  Eigen::MatrixXd differences = Eigen::MatrixXd::Zero(bins, bins);
  for (int i = 0; i < bins; ++i) {
    differences(i, i) = -1;
    differences(i, (i + 1) % bins) = 3;
    differences(i, (i + 2) % bins) = -3;
    differences(i, (i + 3) % bins) = 1;
  }
  out = third_differences * differences.transpose() * differences + level * Eigen::MatrixXd::Identity(bins, bins);
  return out.inverse();
}

std::vector<HalfHours> shapes_of(double size) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(covariance(size));
  std::vector<HalfHours> out;
  for (int k = bins - 1; k >= 0 && parts.eigenvalues()(k) > least_shape * parts.eigenvalues()(bins - 1); --k) {
    HalfHours& shape = out.emplace_back();
    for (int i = 0; i < bins; ++i)
      shape[static_cast<std::size_t>(i)] = parts.eigenvectors()(i, k) * std::sqrt(parts.eigenvalues()(k));
  }
  return out;
}

double sum_of(const HalfHours& shares, int from, int until) {
  return std::accumulate(shares.begin() + from, shares.begin() + until, 0.0);
}

/// The half-hours that an observation is of.
std::pair<int, int> times(const ShareObserved& observed, const std::vector<HalfHours>& shares) {
  if (observed.busiest == 0) return {observed.from, observed.until};
  double most = -1;
  int at = observed.from;
  for (int from = observed.from; from + observed.busiest <= observed.until; ++from) {
    double here = 0;
    for (const auto& [curve, weight] : observed.of)
      here += weight * sum_of(shares[curve], from, from + observed.busiest);
    if (here > most) std::tie(most, at) = std::pair(here, from);
  }
  return {at, at + observed.busiest};
}

double share_between(const ShareObserved& observed, std::pair<int, int> at, const std::vector<HalfHours>& shares) {
  double out = 0;
  for (const auto& [curve, weight] : observed.of) out += weight * sum_of(shares[curve], at.first, at.second);
  return out;
}

}  // namespace

std::size_t ShareModel::add(double size) {
  auto same = std::find_if(shapes_.begin(), shapes_.end(), [&](const Shapes& s) { return s.size == size; });
  if (same == shapes_.end()) same = shapes_.insert(shapes_.end(), {size, shapes_of(size)});
  effects_.push_back({static_cast<std::size_t>(same - shapes_.begin()), coefficients_});
  coefficients_ += same->columns.size();
  return effects_.size() - 1;
}

std::size_t ShareModel::add_base() {
  return add(0);
}

std::size_t ShareModel::add_deviation(double size) {
  return add(size);
}

std::size_t ShareModel::add_curve(OpenHalfHours open, std::vector<std::size_t> effects) {
  curves_.push_back({open, std::move(effects)});
  return curves_.size() - 1;
}

HalfHours ShareModel::shares(const std::vector<double>& effects, std::size_t curve) const {
  const Curve& c = curves_[curve];
  HalfHours logs{};
  for (const std::size_t e : c.effects) {
    const auto& columns = shapes_[effects_[e].shapes].columns;
    for (std::size_t k = 0; k < columns.size(); ++k)
      for (std::size_t i = 0; i < logs.size(); ++i) logs[i] += effects[effects_[e].first + k] * columns[k][i];
  }
  const double top = *std::max_element(logs.begin() + c.open.opens, logs.begin() + c.open.closes);
  double sum = 0;
  for (int i = 0; i < bins; ++i) {
    double& x = logs[static_cast<std::size_t>(i)];
    x = i >= c.open.opens && i < c.open.closes ? std::exp(x - top) : 0;
    sum += x;
  }
  for (double& x : logs) x /= sum;
  return logs;
}

std::vector<HalfHours> ShareModel::all_shares(const std::vector<double>& effects) const {
  std::vector<HalfHours> out;
  for (std::size_t c = 0; c < curves_.size(); ++c) out.push_back(shares(effects, c));
  return out;
}

double ShareModel::expected(const std::vector<double>& effects, const ShareObserved& observed) const {
  std::vector<HalfHours> shares_of(curves_.size());
  for (const auto& [curve, weight] : observed.of) shares_of[curve] = shares(effects, curve);
  return share_between(observed, times(observed, shares_of), shares_of);
}

std::vector<double> ShareModel::fit(const std::vector<ShareObserved>& observed,
                                    const std::vector<double>& start) const {
  const auto n = static_cast<Eigen::Index>(observed.size());
  const auto size = static_cast<Eigen::Index>(coefficients_);
  std::vector<double> effects = start.empty() ? std::vector<double>(coefficients_) : start;
  if (n == 0) return effects;
  Eigen::VectorXd variance(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const ShareObserved& o = observed[static_cast<std::size_t>(i)];
    variance(i) = std::pow(o.high - o.low, 2) / 12 + o.spread * o.spread;
  }
  for (int step = 0; step < (start.empty() ? most_steps : most_steps_again); ++step) {
    const std::vector<HalfHours> now = all_shares(effects);
    Eigen::VectorXd miss(n);
    Eigen::MatrixXd slope = Eigen::MatrixXd::Zero(n, size);
    // What a coefficient does to the sum of a curve between two times, which many observations share.
    std::map<std::tuple<std::size_t, int, int>, std::vector<std::vector<double>>> slopes;
    for (Eigen::Index i = 0; i < n; ++i) {
      const ShareObserved& o = observed[static_cast<std::size_t>(i)];
      const std::pair<int, int> at = times(o, now);
      miss(i) = (o.low + o.high) / 2 - share_between(o, at, now);
      for (const auto& [curve, weight] : o.of) {
        const Curve& c = curves_[curve];
        auto& mine = slopes[{curve, at.first, at.second}];
        if (mine.empty()) {
          const double sum = sum_of(now[curve], at.first, at.second);
          HalfHours each = now[curve];
          for (int b = 0; b < bins; ++b)
            each[static_cast<std::size_t>(b)] *= (b >= at.first && b < at.second ? 1 : 0) - sum;
          for (const std::size_t e : c.effects) {
            auto& out = mine.emplace_back();
            for (const HalfHours& shape : shapes_[effects_[e].shapes].columns)
              out.push_back(std::inner_product(shape.begin(), shape.end(), each.begin(), 0.0));
          }
        }
        for (std::size_t e = 0; e < c.effects.size(); ++e)
          for (std::size_t k = 0; k < mine[e].size(); ++k)
            slope(i, static_cast<Eigen::Index>(effects_[c.effects[e]].first + k)) += weight * mine[e][k];
      }
    }
    const Eigen::Map<Eigen::VectorXd> old(effects.data(), size);
    Eigen::MatrixXd inner = slope * slope.transpose();
    inner.diagonal() += variance;
    const Eigen::VectorXd wanted = slope.transpose() * inner.ldlt().solve(miss + slope * old);
    const Eigen::VectorXd change = wanted - old;
    double largest = 0;  // change of an effect at any half-hour
    for (const Effect& effect : effects_) {
      const auto& columns = shapes_[effect.shapes].columns;
      for (std::size_t i = 0; i < bins; ++i) {
        double here = 0;
        for (std::size_t k = 0; k < columns.size(); ++k)
          here += columns[k][i] * change(static_cast<Eigen::Index>(effect.first + k));
        largest = std::max(largest, std::fabs(here));
      }
    }
    const double length = std::min(1.0, longest_step / std::max(largest, 1e-12));
    for (std::size_t k = 0; k < coefficients_; ++k) effects[k] += length * change(static_cast<Eigen::Index>(k));
    if (largest < settled) break;
  }
  return effects;
}

}  // namespace crossflow
