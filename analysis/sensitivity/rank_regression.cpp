#include "analysis/sensitivity/rank_regression.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <Eigen/Dense>

#include "analysis/jackknife.hpp"
#include "sim/base/check.hpp"

namespace crossflow {
namespace {

using Column = Eigen::VectorXd;
using Table = Eigen::MatrixXd;

constexpr double nothing = 1e-9;

Column column_of(const std::vector<double>& values) {
  return Eigen::Map<const Column>(values.data(), static_cast<Eigen::Index>(values.size()));
}

double spread(double squares, double sum, double n) {
  return std::sqrt(std::max(0.0, squares / n - sum * sum / n / n));
}

// A line in the ranks of all inputs, fitted to all runs; each run can be left out.
class Fit {
 public:
  Fit(std::span<const std::vector<double>> inputs, std::span<const double> output)
      : output_(column_of(ranks_of(output))) {
    // Ranks about their middle, so that the intercept is nearly apart from the rest.
    const double middle = (static_cast<double>(output.size()) + 1) / 2;
    output_.array() -= middle;
    inputs_ = Table::Ones(output_.size(), static_cast<Eigen::Index>(inputs.size()) + 1);
    for (std::size_t j = 0; j < inputs.size(); ++j)
      inputs_.col(static_cast<Eigen::Index>(j) + 1) = column_of(ranks_of(inputs[j])).array() - middle;
    sums_ = inputs_.colwise().sum().transpose();
    squares_ = inputs_.colwise().squaredNorm().transpose();
    const Table products = inputs_.transpose() * inputs_;
    const Eigen::FullPivLU<Table> solver(products);
    good_ = output_.squaredNorm() > 0 && solver.rank() == products.rows();
    if (good_) inverse_ = solver.inverse();
  }

  bool good() const { return good_; }

  Column coefficients() const {
    return standardised(inverse_ * (inputs_.transpose() * output_), output_, static_cast<double>(output_.size()), sums_,
                        squares_);
  }

  double explained() const {
    const Column beta = inverse_ * (inputs_.transpose() * output_);
    const double left = (output_ - inputs_ * beta).squaredNorm();
    const double n = static_cast<double>(output_.size());
    return 1 - left / (n - static_cast<double>(inputs_.cols())) / (output_.squaredNorm() / (n - 1));
  }

  // The inverse of the products without one run by Sherman's and Morrison's formula. Empty where the run alone decides
  // a coefficient.
  std::optional<Column> coefficients_without(Eigen::Index run) const {
    const Column his = inputs_.row(run).transpose();
    const Column moved = inverse_ * his;
    const double room = 1 - his.dot(moved);
    if (room < nothing) return std::nullopt;
    Column ranks = output_;
    for (Eigen::Index k = 0; k < ranks.size(); ++k)
      if (output_[k] >= output_[run]) ranks[k] -= output_[k] > output_[run] ? 1 : 0.5;
    ranks[run] = 0;
    const Column right = inputs_.transpose() * ranks;
    const Column beta = inverse_ * right + moved * (moved.dot(right) / room);
    const Column squares = squares_ - his.cwiseProduct(his);
    return standardised(beta, ranks, static_cast<double>(ranks.size() - 1), sums_ - his, squares);
  }

 private:
  static Column standardised(const Column& beta, const Column& output, double n, const Column& sums,
                             const Column& squares) {
    Column out(beta.size() - 1);
    const double of_output = spread(output.squaredNorm(), output.sum(), n);
    for (Eigen::Index j = 1; j < beta.size(); ++j)
      out[j - 1] = of_output > 0 ? beta[j] * spread(squares[j], sums[j], n) / of_output : 0;
    return out;
  }

  Table inputs_;  // the first column is the intercept's
  Column output_, sums_, squares_;
  Table inverse_;
  bool good_ = false;
};

}  // namespace

std::vector<double> ranks_of(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> out(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first + 1;
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    for (std::size_t i = first; i < end; ++i) out[order[i]] = static_cast<double>(first + end + 1) / 2;
    first = end;
  }
  return out;
}

std::optional<RankRegression> rank_regression(std::span<const std::vector<double>> inputs,
                                              std::span<const double> output, double confidence) {
  for (const std::vector<double>& input : inputs)
    CROSSFLOW_CHECK(input.size() == output.size(), "each run has all inputs and an output");
  if (output.size() < inputs.size() + 3) return std::nullopt;
  const Fit fit(inputs, output);
  if (!fit.good()) return std::nullopt;
  const Column of_all = fit.coefficients();
  std::vector<std::optional<Column>> without;
  for (Eigen::Index run = 0; run < static_cast<Eigen::Index>(output.size()); ++run)
    without.push_back(fit.coefficients_without(run));
  RankRegression out{{}, fit.explained()};
  for (Eigen::Index j = 0; j < of_all.size(); ++j)
    out.coefficients.push_back(*jackknife_estimate(
        output.size(),
        [&](std::optional<std::size_t> run) -> std::optional<double> {
          if (!run) return of_all[j];
          return without[*run] ? std::optional((*without[*run])[j]) : std::nullopt;
        },
        confidence));
  return out;
}

}  // namespace crossflow
