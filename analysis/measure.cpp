#include "analysis/measure.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/jackknife.hpp"
#include "analysis/possible.hpp"
#include "sim/base/check.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {
namespace {

using Observations = std::span<const Observation>;

// What a request comes down to.
enum class Form { values, ratio, share, percentile };

Form form_of(const MeasureRequest& request) {
  switch (measure_of(request).together) {
    case Together::mean:
      return Form::values;
    case Together::ratio:
      return Form::ratio;
    case Together::share:
      return Form::share;
    case Together::times:
      return request.typical_day ? Form::values : request.percentile ? Form::percentile : Form::ratio;
  }
  CROSSFLOW_CHECK(false, "observations that nobody can put together");
}

WaitHistogram pooled(const std::vector<DayTimes>& days) {
  WaitHistogram all;
  for (const DayTimes& d : days) all.merge(d.histogram);
  return all;
}

// The figure of one replication, where that is all that counts.
std::optional<double> value_of(const MeasureRequest& request, const Observation& o) {
  if (measure_of(request).together != Together::times) return o.of == 0 ? std::nullopt : std::optional(o.sum / o.of);
  double sum = 0;
  int n = 0;
  for (const DayTimes& d : o.days) {
    const std::int64_t count = d.histogram.count();
    if (count == 0) continue;
    ++n;
    sum +=
        request.percentile ? *d.histogram.quantile_s(*request.percentile / 100) : d.sum_s / static_cast<double>(count);
  }
  return n == 0 ? std::nullopt : std::optional(sum / n);
}

// Numerator and denominator of one replication.
struct Parts {
  double sum = 0, of = 0;
};

Parts parts_of(const Observation& o) {
  Parts parts{o.sum, o.of};
  for (const DayTimes& d : o.days) parts = {parts.sum + d.sum_s, parts.of + static_cast<double>(d.histogram.count())};
  return parts;
}

// A figure of all replications, or of all but one.
using Figure = std::function<std::optional<double>(std::optional<std::size_t> without)>;

Figure ratio_figure(Observations observations) {
  std::vector<Parts> parts;
  for (const Observation& o : observations) parts.push_back(parts_of(o));
  return [parts](std::optional<std::size_t> without) -> std::optional<double> {
    Parts all;
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (i != without) all = {all.sum + parts[i].sum, all.of + parts[i].of};
    return all.of == 0 ? std::nullopt : std::optional(all.sum / all.of);
  };
}

// Smooth, or a jackknife could only see it jump from edge to edge.
Figure percentile_figure(const MeasureRequest& request, Observations observations) {
  std::vector<WaitHistogram> each;
  WaitHistogram all;
  for (const Observation& o : observations) all.merge(each.emplace_back(pooled(o.days)));
  return [each, all, share = *request.percentile / 100](std::optional<std::size_t> without) {
    return all.smooth_quantile_s(share, without ? &each[*without] : nullptr);
  };
}

// As it is told: the upper edge of its bin.
std::optional<double> percentile_s(const MeasureRequest& request, Observations observations) {
  WaitHistogram all;
  for (const Observation& o : observations) all.merge(pooled(o.days));
  return all.quantile_s(*request.percentile / 100);
}

std::optional<Estimate> share_of(Observations observations, double confidence) {
  std::vector<Tally> tallies;
  for (const Observation& o : observations) tallies.push_back({std::llround(o.sum), std::llround(o.of)});
  return share_estimate(tallies, confidence);
}

std::optional<Estimate> put_together(const MeasureRequest& request, Observations observations, double confidence) {
  switch (form_of(request)) {
    case Form::values: {
      std::vector<double> values;
      for (const Observation& o : observations)
        if (const auto value = value_of(request, o)) values.push_back(*value);
      return values.empty() ? std::nullopt : std::optional(mean_estimate(values, confidence));
    }
    case Form::ratio:
      return jackknife_estimate(observations.size(), ratio_figure(observations), confidence);
    case Form::share:
      return share_of(observations, confidence);
    case Form::percentile: {
      // The edge, as everywhere; the interval by how the smooth one moves.
      auto found = jackknife_estimate(observations.size(), percentile_figure(request, observations), confidence);
      if (!found) return found;
      const double shift = *percentile_s(request, observations) - found->value;
      found->value += shift;
      if (found->interval) found->interval = Interval{found->interval->low + shift, found->interval->high + shift};
      return found;
    }
  }
  CROSSFLOW_CHECK(false, "a form that does not exist");
}

}  // namespace

const ResultMeasure& measure_of(const MeasureRequest& request) {
  return static_cast<const ResultMeasure&>(*request.kind);
}

std::optional<Estimate> estimate(const MeasureRequest& request, Observations observations, double confidence) {
  const auto found = put_together(request, observations, confidence);
  if (!found || form_of(request) == Form::share) return found;
  switch (measure_of(request).unit) {
    case MeasureUnit::share:
      return within_one(*found);
    case MeasureUnit::time_of_day:
      return found;
    case MeasureUnit::seconds:
    case MeasureUnit::minutes:
    case MeasureUnit::count:
      break;
  }
  return above_zero(*found);
}

std::optional<Estimate> difference(const MeasureRequest& request, Observations a, Observations b, double confidence) {
  CROSSFLOW_CHECK(a.size() == b.size(), "days are compared with the same days");
  const Form form = form_of(request);
  if (form == Form::values) {
    std::vector<double> values;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const auto of_a = value_of(request, a[i]);
      const auto of_b = value_of(request, b[i]);
      if (of_a && of_b) values.push_back(*of_b - *of_a);
    }
    return values.empty() ? std::nullopt : std::optional(mean_estimate(values, confidence));
  }
  const bool percentile = form == Form::percentile;
  const Figure of_a = percentile ? percentile_figure(request, a) : ratio_figure(a);
  const Figure of_b = percentile ? percentile_figure(request, b) : ratio_figure(b);
  auto found = jackknife_estimate(
      a.size(),
      [&](std::optional<std::size_t> without) -> std::optional<double> {
        const auto x = of_a(without);
        const auto y = of_b(without);
        return x && y ? std::optional(*y - *x) : std::nullopt;
      },
      confidence);
  if (!percentile || !found) return found;
  // The difference of what is told of each; the interval as far from it as from the smooth one, but where that may be 0
  // so may this: an edge that is passed is no difference yet.
  const double told = *percentile_s(request, b) - *percentile_s(request, a);
  const double shift = told - found->value;
  const bool may_be_none = cannot_be_told_apart(*found);
  found->value = told;
  if (found->interval) {
    auto& [low, high] = *found->interval;
    low += may_be_none ? std::min(shift, 0.0) : shift;
    high += may_be_none ? std::max(shift, 0.0) : shift;
  }
  return found;
}

std::vector<std::optional<double>> values(const MeasureRequest& request, Observations observations) {
  std::vector<std::optional<double>> out;
  for (const Observation& o : observations) out.push_back(value_of(request, o));
  return out;
}

std::vector<std::optional<double>> contributions(const MeasureRequest& request, Observations observations) {
  const Form form = form_of(request);
  if (form == Form::values || observations.size() < 2) return values(request, observations);
  const auto found =
      jackknife_pseudo_values(observations.size(), form == Form::percentile ? percentile_figure(request, observations)
                                                                            : ratio_figure(observations));
  return found ? std::vector<std::optional<double>>(found->begin(), found->end())
               : std::vector<std::optional<double>>();
}

bool cannot_be_told_apart(const Estimate& difference) {
  return !difference.interval || (difference.interval->low <= 0 && difference.interval->high >= 0);
}

namespace {

std::size_t days_left_out(const Directory& directory) {
  return static_cast<std::size_t>(directory.warm_up / day);
}

}  // namespace

std::size_t whole_days_of(const Directory& directory) {
  return static_cast<std::size_t>(std::max(1, directory.days));
}

std::size_t days_of(const Directory& directory) {
  return std::max(whole_days_of(directory), days_left_out(directory) + 1) - days_left_out(directory);
}

std::size_t day_of(const Directory& directory, double from_s) {
  const auto passed = static_cast<std::size_t>(std::max(0.0, from_s / to_seconds(day)));
  return std::min(std::max(passed, days_left_out(directory)) - days_left_out(directory), days_of(directory) - 1);
}

}  // namespace crossflow
