// The special functions behind the distributions, from Boost.Math where the standard library has none. Nothing here
// throws: what runs out of a double's range becomes 0 or infinity.
#pragma once

namespace crossflow {

double standard_normal_below(double z);
double standard_normal_density(double z);

/// The value that a share `below` of the standard normal lies below and a share `above` above. Only the smaller of the
/// two is used, so that neither tail loses digits.
double standard_normal_quantile(double below, double above);

/// The gamma distribution of the given shape and scale 1.
double standard_gamma_quantile(double shape, double u);

/// 1/k of the Weibull distribution whose standard deviation is `cv` > 0 times its mean.
double weibull_inverse_shape(double cv);

}  // namespace crossflow
