#include "sim/base/distribution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "sim/base/check.hpp"
#include "sim/base/quantile.hpp"

namespace crossflow {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

using Given = std::array<double, 4>;

bool positive(double x) {
  return x > 0.0 && x < infinity;
}

void check_mean_and_cv(double mean, double cv) {
  CROSSFLOW_CHECK(positive(mean), "the mean must be positive and finite");
  CROSSFLOW_CHECK(cv >= 0.0 && cv <= 100.0, "the coefficient of variation must be from 0 to 100");
}

}  // namespace

struct Distribution::Impl {
  Impl(Family f, const Given& arguments, double m = 0.0, double v = 0.0, double from = 0.0, double to = infinity)
      : family(f), given(arguments), mean(m), variance(v), least(from), most(to) {}

  Family family;
  Given given;                                  // the factory's arguments, in its order
  std::vector<std::pair<double, double>> rows;  // of an empirical distribution: value and weight, in order of value

  double mean;
  double variance;
  double least;
  double most;
  double shape = 1.0;  // of gamma; 1/shape of Weibull; sigma of lognormal
  double scale = 1.0;  // of gamma and Weibull; the median of lognormal
  double below = 0.0;  // shares of the normal below, between and above the cuts
  double between = 1.0;
  double above = 0.0;
  std::vector<double> cumulative;  // sums of the rows' weights

  double quantile(double u) const;
  double triangular_quantile(double u) const;
  double cut_normal_quantile(double u) const;
  double bent_normal(double z) const;
  double empirical_quantile(double u) const;
};

Distribution Distribution::constant(double value) {
  CROSSFLOW_CHECK(value >= 0.0 && value < infinity, "a constant must be finite and not negative");
  return Distribution(std::make_shared<const Impl>(Family::constant, Given{value}, value, 0.0, value, value));
}

Distribution Distribution::uniform(double low, double high) {
  CROSSFLOW_CHECK(low >= 0.0 && low <= high && high < infinity, "a uniform needs 0 <= low <= high");
  if (low == high) return constant(low);
  const double variance = (high - low) * (high - low) / 12.0;
  return Distribution(
      std::make_shared<const Impl>(Family::uniform, Given{low, high}, 0.5 * (low + high), variance, low, high));
}

Distribution Distribution::triangular(double low, double mode, double high) {
  CROSSFLOW_CHECK(low >= 0.0 && low <= mode && mode <= high && high < infinity,
                  "a triangular needs 0 <= low <= mode <= high");
  if (low == high) return constant(low);
  const double a = mode - low;
  const double b = high - mode;
  const double variance = (a * a + a * b + b * b) / 18.0;
  return Distribution(std::make_shared<const Impl>(Family::triangular, Given{low, mode, high},
                                                   (low + mode + high) / 3.0, variance, low, high));
}

Distribution Distribution::exponential(double mean) {
  CROSSFLOW_CHECK(positive(mean), "the mean must be positive and finite");
  return Distribution(std::make_shared<const Impl>(Family::exponential, Given{mean}, mean, mean * mean));
}

Distribution Distribution::gamma(double mean, double cv) {
  check_mean_and_cv(mean, cv);
  if (cv == 0.0) return constant(mean);
  Impl impl(Family::gamma, {mean, cv}, mean, mean * mean * cv * cv);
  impl.shape = 1.0 / (cv * cv);
  impl.scale = mean * cv * cv;
  return Distribution(std::make_shared<const Impl>(std::move(impl)));
}

Distribution Distribution::lognormal(double mean, double cv) {
  check_mean_and_cv(mean, cv);
  if (cv == 0.0) return constant(mean);
  Impl impl(Family::lognormal, {mean, cv}, mean, mean * mean * cv * cv);
  impl.shape = std::sqrt(std::log1p(cv * cv));
  impl.scale = mean / std::sqrt(1.0 + cv * cv);
  return Distribution(std::make_shared<const Impl>(std::move(impl)));
}

Distribution Distribution::weibull(double mean, double cv) {
  check_mean_and_cv(mean, cv);
  if (cv == 0.0) return constant(mean);
  Impl impl(Family::weibull, {mean, cv}, mean, mean * mean * cv * cv);
  impl.shape = weibull_inverse_shape(cv);
  impl.scale = mean / std::tgamma(1.0 + impl.shape);
  return Distribution(std::make_shared<const Impl>(std::move(impl)));
}

Distribution Distribution::normal(double mean, double cv, double low, double high) {
  check_mean_and_cv(mean, cv);
  CROSSFLOW_CHECK(low >= 0.0 && low <= mean && mean <= high && low < high, "a normal needs 0 <= low <= mean <= high");
  if (cv == 0.0) return constant(mean);
  if (high >= 1e300) high = infinity;
  Impl impl(Family::normal, {mean, cv, low, high});
  const double deviation = mean * cv;
  const double a = (low - mean) / deviation;
  const double b = (high - mean) / deviation;
  impl.below = standard_normal_below(a);
  impl.above = standard_normal_below(-b);
  impl.between = 1.0 - impl.below - impl.above;
  const double shift = (standard_normal_density(a) - standard_normal_density(b)) / impl.between;
  const double far = std::isinf(b) ? 0.0 : b * standard_normal_density(b);
  const double shrink = (a * standard_normal_density(a) - far) / impl.between;
  impl.mean = mean + deviation * shift;
  impl.variance = deviation * deviation * std::max(0.0, 1.0 + shrink - shift * shift);
  impl.least = low;
  impl.most = high;
  return Distribution(std::make_shared<const Impl>(std::move(impl)));
}

Distribution Distribution::empirical(std::vector<std::pair<double, double>> value_weight) {
  std::sort(value_weight.begin(), value_weight.end());
  Impl impl(Family::empirical, {});
  for (const auto& [value, weight] : value_weight) {
    CROSSFLOW_CHECK(value >= 0.0 && value < infinity, "an empirical value must be finite and not negative");
    CROSSFLOW_CHECK(weight >= 0.0 && weight < infinity, "a weight must be finite and not negative");
    if (weight == 0.0) continue;
    if (!impl.rows.empty() && impl.rows.back().first == value)
      impl.rows.back().second += weight;
    else
      impl.rows.emplace_back(value, weight);
  }
  CROSSFLOW_CHECK(!impl.rows.empty(), "an empirical distribution needs a positive weight");
  double total = 0.0;
  for (const auto& [value, weight] : impl.rows) {
    total += weight;
    impl.cumulative.push_back(total);
    impl.mean += weight * value;
  }
  CROSSFLOW_CHECK(total < infinity, "the weights' sum must be finite");
  impl.mean /= total;
  for (const auto& [value, weight] : impl.rows)
    impl.variance += weight / total * (value - impl.mean) * (value - impl.mean);
  impl.least = impl.rows.front().first;
  impl.most = impl.rows.back().first;
  return Distribution(std::make_shared<const Impl>(std::move(impl)));
}

double Distribution::Impl::triangular_quantile(double u) const {
  const auto [low, mode, high, unused] = given;
  const double width = high - low;
  if (u * width < mode - low) return low + std::sqrt(u * width * (mode - low));
  return high - std::sqrt((1.0 - u) * width * (high - mode));
}

double Distribution::Impl::cut_normal_quantile(double u) const {
  const double z = standard_normal_quantile(below + u * between, above + (1.0 - u) * between);
  return std::clamp(given[0] + given[0] * given[1] * z, least, most);
}

double Distribution::Impl::bent_normal(double z) const {
  return scale * std::exp(shape * z);
}

double Distribution::Impl::empirical_quantile(double u) const {
  const auto found = std::lower_bound(cumulative.begin(), cumulative.end() - 1, u * cumulative.back());
  return rows[static_cast<std::size_t>(found - cumulative.begin())].first;
}

double Distribution::Impl::quantile(double u) const {
  switch (family) {
    case Family::constant:
      return given[0];
    case Family::uniform:
      return given[0] + u * (given[1] - given[0]);
    case Family::triangular:
      return triangular_quantile(u);
    case Family::exponential:
      return -mean * std::log1p(-u);
    case Family::gamma:
      return scale * standard_gamma_quantile(shape, u);
    case Family::lognormal:
      return bent_normal(standard_normal_quantile(u, 1.0 - u));
    case Family::weibull:
      return scale * std::pow(-std::log1p(-u), shape);
    case Family::normal:
      return cut_normal_quantile(u);
    case Family::empirical:
      return empirical_quantile(u);
  }
  CROSSFLOW_CHECK(false, "a family without a quantile function");
}

Distribution::Family Distribution::family() const {
  return impl_->family;
}
double Distribution::mean() const {
  return impl_->mean;
}
double Distribution::variance() const {
  return impl_->variance;
}
double Distribution::cv() const {
  return impl_->mean > 0.0 ? std::sqrt(impl_->variance) / impl_->mean : 0.0;
}
double Distribution::least() const {
  return impl_->least;
}
double Distribution::most() const {
  return impl_->most;
}

double Distribution::quantile(double u) const {
  CROSSFLOW_CHECK(u > 0.0 && u < 1.0, "a quantile is asked at a number between 0 and 1");
  return impl_->quantile(u);
}

bool Distribution::bends_a_normal() const {
  return impl_->family == Family::lognormal;
}

double Distribution::quantile_at_normal(double z) const {
  CROSSFLOW_CHECK(bends_a_normal(), "a quantile that is not told by the normal's");
  return impl_->bent_normal(z);
}

Distribution Distribution::scaled(double factor) const {
  CROSSFLOW_CHECK(positive(factor), "a factor must be positive and finite");
  const auto& [a, b, c, d] = impl_->given;
  switch (impl_->family) {
    case Family::constant:
      return constant(a * factor);
    case Family::uniform:
      return uniform(a * factor, b * factor);
    case Family::triangular:
      return triangular(a * factor, b * factor, c * factor);
    case Family::exponential:
      return exponential(a * factor);
    case Family::gamma:
      return gamma(a * factor, b);
    case Family::lognormal:
      return lognormal(a * factor, b);
    case Family::weibull:
      return weibull(a * factor, b);
    case Family::normal:
      return normal(a * factor, b, c * factor, d * factor);
    case Family::empirical:
      break;
  }
  auto rows = impl_->rows;
  for (auto& row : rows) row.first *= factor;
  return empirical(std::move(rows));
}

std::string Distribution::text(const std::string& unit) const {
  const auto& [a, b, c, d] = impl_->given;
  const auto value = [&unit](double x) {
    return unit.empty() ? fmt::format("{:g}", x) : fmt::format("{:g} {}", x, unit);
  };
  const auto mean_cv = [&, mean = a, cv = b](const char* name) {
    return fmt::format("{}, mean {}, cv {:g}%", name, value(mean), 100.0 * cv);
  };
  switch (impl_->family) {
    case Family::constant:
      return fmt::format("constant {}", value(a));
    case Family::uniform:
      return fmt::format("uniform, {} to {}", value(a), value(b));
    case Family::triangular:
      return fmt::format("triangular, {} to {}, mode {}", value(a), value(c), value(b));
    case Family::exponential:
      return fmt::format("exponential, mean {}", value(a));
    case Family::gamma:
      return mean_cv("gamma");
    case Family::lognormal:
      return mean_cv("lognormal");
    case Family::weibull:
      return mean_cv("Weibull");
    case Family::normal:
      return fmt::format("{}, cut at {}{}", mean_cv("normal"), value(c), std::isinf(d) ? "" : " and " + value(d));
    case Family::empirical:
      break;
  }
  const std::size_t count = impl_->rows.size();
  return fmt::format("empirical, {} value{} from {} to {}, mean {}", count, count == 1 ? "" : "s", value(impl_->least),
                     value(impl_->most), value(impl_->mean));
}

bool operator==(const Distribution& a, const Distribution& b) {
  if (a.impl_ == b.impl_) return true;
  return a.impl_->family == b.impl_->family && a.impl_->given == b.impl_->given && a.impl_->rows == b.impl_->rows;
}

}  // namespace crossflow
