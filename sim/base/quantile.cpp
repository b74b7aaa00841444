#include "sim/base/quantile.hpp"

#include <cmath>

#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace crossflow {

namespace {

namespace policies = boost::math::policies;

using Quiet =
    policies::policy<policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>,
                     policies::underflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>>;

constexpr double root_two = 1.4142135623730950488;
constexpr double root_two_pi = 2.5066282746310005024;

}  // namespace

double standard_normal_below(double z) {
  return 0.5 * std::erfc(-z / root_two);
}

double standard_normal_density(double z) {
  return std::exp(-0.5 * z * z) / root_two_pi;
}

double standard_normal_quantile(double below, double above) {
  return below < above ? -root_two * boost::math::erfc_inv(2.0 * below, Quiet{})
                       : root_two * boost::math::erfc_inv(2.0 * above, Quiet{});
}

double standard_gamma_quantile(double shape, double u) {
  return u < 0.5 ? boost::math::gamma_p_inv(shape, u, Quiet{}) : boost::math::gamma_q_inv(shape, 1.0 - u, Quiet{});
}

double weibull_inverse_shape(double cv) {
  const double target = std::log1p(cv * cv);
  const auto excess = [target](double x) { return std::lgamma(1.0 + 2.0 * x) - 2.0 * std::lgamma(1.0 + x) - target; };
  double low = 0.0;
  double high = 1.0;
  while (excess(high) < 0.0) high *= 2.0;
  for (;;) {
    const double middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) return middle;
    (excess(middle) < 0.0 ? low : high) = middle;
  }
}

}  // namespace crossflow
