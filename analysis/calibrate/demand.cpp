#include "analysis/calibrate/demand.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Dense>

namespace crossflow {
namespace {

// Chosen once, for counts of 2023 and 2024; docs/calibration.md.
constexpr double days_a_year = 365.25;
constexpr int days_of_a_step = 61;
constexpr double first_slope = 0.5, change_of_slope = 0.3;  // standard deviations, logarithms a year
constexpr double reach = 0.15;                              // years in which the last slope dies away
constexpr double any_level = 10;
constexpr double special_day = 0.15;  // of what all control points share on one date
constexpr double half_life = 250;     // days after which a count weighs half
constexpr double least_count = 20;
constexpr double usual = 2.5;  // standard deviations within which a day counts in full
constexpr double first_spread = 0.1, least_spread = 0.02;
constexpr int rounds = 4;

Eigen::Index at(std::size_t i) {
  return static_cast<Eigen::Index>(i);
}

/// The counts of a control point as a regression.
struct Counted {
  Eigen::MatrixXd shared, own;
  Eigen::VectorXd logs, age, weight;
  double spread = first_spread;
};

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void weigh(Counted& counted, const Eigen::VectorXd& residual) {
  std::vector<double> sizes;
  for (const double r : residual) sizes.push_back(std::fabs(r));
  if (sizes.empty()) return;
  counted.spread = std::max(1.4826 * median(sizes), least_spread);
  for (std::size_t i = 0; i < sizes.size(); ++i)
    counted.weight(at(i)) = std::min(1.0, usual * counted.spread / std::max(sizes[i], 1e-12));
}

Eigen::VectorXd precision(const std::vector<double>& deviations) {
  Eigen::VectorXd out(at(deviations.size()));
  for (std::size_t i = 0; i < deviations.size(); ++i) out(at(i)) = 1 / (deviations[i] * deviations[i]);
  return out;
}

}  // namespace

std::vector<double> DemandModel::level_of(int number) const {
  std::vector<double> out = {1};
  for (int knot = first_; knot <= last_; knot += days_of_a_step) {
    double since = (std::min(number, last_) - knot) / days_a_year;
    if (number > last_) since += reach * (1 - std::exp(-(number - last_) / days_a_year / reach));
    out.push_back(std::max(0.0, since));
  }
  return out;
}

DemandModel::DemandModel(std::vector<NamedEffect> effects, const std::vector<DemandDate>& dates,
                         const std::vector<DailyCounts>& control_points)
    : effects_(effects.size()), first_(dates.front().number), last_(dates.back().number) {
  const std::size_t levels = level_of(first_).size();
  const auto special = static_cast<std::size_t>(
      std::count_if(dates.begin(), dates.end(), [](const DemandDate& date) { return date.special; }));
  std::vector<double> shared_size, own_size = {any_level, first_slope};
  own_size.resize(levels, change_of_slope);
  for (const NamedEffect& effect : effects) {
    shared_size.push_back(effect.shared);
    own_size.push_back(effect.own);
  }
  shared_size.resize(effects_ + special, special_day);

  std::vector<Counted> all;
  for (const DailyCounts& counts : control_points) {
    const auto n = std::count_if(counts.begin(), counts.end(), [](double count) { return count >= least_count; });
    Counted& c = all.emplace_back();
    c.shared = Eigen::MatrixXd::Zero(n, at(shared_size.size()));
    c.own = Eigen::MatrixXd::Zero(n, at(own_size.size()));
    c.logs = c.age = Eigen::VectorXd::Zero(n);
    c.weight = Eigen::VectorXd::Ones(n);
    Eigen::Index row = 0;
    std::size_t specials = 0;
    for (std::size_t d = 0; d < dates.size(); ++d) {
      const std::size_t today = effects_ + specials;
      if (dates[d].special) ++specials;
      if (counts[d] < least_count) continue;
      if (dates[d].special) c.shared(row, at(today)) = 1;
      const std::vector<double> level = level_of(dates[d].number);
      for (std::size_t l = 0; l < levels; ++l) c.own(row, at(l)) = level[l];
      for (const std::size_t e : dates[d].effects) c.shared(row, at(e)) = c.own(row, at(levels + e)) = 1;
      c.logs(row) = std::log(counts[d]);
      c.age(row++) = std::exp2((dates[d].number - last_) / half_life);
    }
  }

  const Eigen::VectorXd shared_prior = precision(shared_size), own_prior = precision(own_size);
  Eigen::VectorXd shared;
  for (int round = 0; round < rounds; ++round) {
    // What is a control point's own is taken out of the equations first: then few are left.
    Eigen::MatrixXd left = shared_prior.asDiagonal();
    Eigen::VectorXd right = Eigen::VectorXd::Zero(shared_prior.size());
    std::vector<Eigen::MatrixXd> by_shared;
    std::vector<Eigen::VectorXd> alone;
    for (const Counted& c : all) {
      const Eigen::VectorXd w = c.age.cwiseProduct(c.weight) / (c.spread * c.spread);
      const Eigen::MatrixXd weighted = w.asDiagonal() * c.own;
      Eigen::MatrixXd inner = c.own.transpose() * weighted;
      inner.diagonal() += own_prior;
      const Eigen::LDLT<Eigen::MatrixXd> solver(inner);
      const Eigen::MatrixXd cross = weighted.transpose() * c.shared;
      by_shared.push_back(solver.solve(cross));
      alone.push_back(solver.solve(weighted.transpose() * c.logs));
      left += c.shared.transpose() * w.asDiagonal() * c.shared - cross.transpose() * by_shared.back();
      right += c.shared.transpose() * w.cwiseProduct(c.logs) - cross.transpose() * alone.back();
    }
    shared = left.ldlt().solve(right);
    own_.clear();
    for (std::size_t p = 0; p < all.size(); ++p) {
      const Eigen::VectorXd own = alone[p] - by_shared[p] * shared;
      weigh(all[p], all[p].logs - all[p].shared * shared - all[p].own * own);
      own_.emplace_back(own.begin(), own.end());
    }
  }
  shared_.assign(shared.begin(), shared.begin() + at(effects_));
  for (const Counted& c : all) spread_.push_back(c.spread);
}

double DemandModel::effect(std::size_t control_point, std::size_t effect) const {
  const std::vector<double>& own = own_[control_point];
  return shared_[effect] + own[own.size() - effects_ + effect];
}

double DemandModel::trend(std::size_t control_point) const {
  const std::vector<double>& own = own_[control_point];
  double out = 0;
  for (std::size_t l = 1; l + effects_ < own.size(); ++l) out += own[l];
  return out;
}

double DemandModel::expected(std::size_t control_point, const DemandDate& date) const {
  double log = spread_[control_point] * spread_[control_point] / 2;
  const std::vector<double> level = level_of(date.number);
  for (std::size_t l = 0; l < level.size(); ++l) log += own_[control_point][l] * level[l];
  for (const std::size_t e : date.effects) log += effect(control_point, e);
  return std::exp(log);
}

}  // namespace crossflow
