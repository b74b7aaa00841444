// Shares of a day by half-hour, fitted to what was observed of sums of them: a penalised composite link model (Eilers,
// Statistical Modelling 7, 2007), which is Silverman's maximum penalised likelihood (Annals of Statistics 10, 1982) for
// counts that were seen only up to some clock times, and mixed.
//
// A curve is the exponential of a sum of smooth effects, made to sum to 1 over its opening hours: so no share is
// negative, and none lies outside them. Of all curves that meet the observations equally well the smoothest is taken.
#pragma once

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace crossflow {

inline constexpr int half_hours_a_day = 48;
using HalfHours = std::array<double, half_hours_a_day>;  ///< shares of a day, or their logarithms

/// From what half-hour to before which.
struct OpenHalfHours {
  int opens = 0;
  int closes = half_hours_a_day;
};

/// People between two clock times as a share of their day, as somebody counted them.
struct ShareObserved {
  std::vector<std::pair<std::size_t, double>> of;  ///< curves and their weights, which sum to 1
  int from = 0;
  int until = half_hours_a_day;  ///< half-hours of the day
  int busiest = 0;               ///< 0: all between them; else the so many half-hours in a row that hold most
  double low = 0;
  double high = 1;    ///< as it was printed, the share lies between these
  double spread = 0;  ///< standard deviation of one day from days like it
};

class ShareModel {
 public:
  /// An effect without a favourite shape: of all logarithms, those whose third differences are small. The day goes
  /// round.
  std::size_t add_base();
  /// An effect that is small (a standard deviation of so much, in logarithms) and changes over some hours.
  std::size_t add_deviation(double size);
  /// A curve that is the sum of effects.
  std::size_t add_curve(OpenHalfHours open, std::vector<std::size_t> effects);

  /// Fits all effects by Gauss and Newton's method, from the effects of an earlier fit or from nothing; returns them.
  std::vector<double> fit(const std::vector<ShareObserved>& observed, const std::vector<double>& start = {}) const;
  HalfHours shares(const std::vector<double>& effects, std::size_t curve) const;
  /// What is expected of an observation.
  double expected(const std::vector<double>& effects, const ShareObserved& observed) const;

 private:
  struct Effect {
    std::size_t shapes;  ///< which of `shapes_`
    std::size_t first;   ///< of its coefficients
  };
  struct Curve {
    OpenHalfHours open;
    std::vector<std::size_t> effects;
  };
  /// Orthogonal shapes over the day, scaled so that their coefficients are standard normal.
  struct Shapes {
    double size = 0;  ///< 0: of a base
    std::vector<HalfHours> columns;
  };
  std::size_t add(double size);
  std::vector<HalfHours> all_shares(const std::vector<double>& effects) const;

  std::vector<Shapes> shapes_;
  std::vector<Effect> effects_;
  std::vector<Curve> curves_;
  std::size_t coefficients_ = 0;
};

}  // namespace crossflow
