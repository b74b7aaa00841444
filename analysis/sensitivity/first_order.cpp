#include "analysis/sensitivity/first_order.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "analysis/jackknife.hpp"
#include "sim/base/check.hpp"

namespace crossflow {
namespace {

constexpr std::size_t fewest = 9;

struct Classes {
  std::vector<std::size_t> of_run;
  std::size_t number = 0;
};

// Each ends where another value follows: with few values at every one, else once its share of the runs is there.
Classes classes_of(std::span<const double> input) {
  const std::size_t n = input.size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return input[a] < input[b]; });
  const auto wanted = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(n))));
  const auto is_other = [&](std::size_t i) { return i > 0 && input[order[i]] > input[order[i - 1]]; };
  std::size_t values = 1;
  for (std::size_t i = 0; i < n; ++i)
    if (is_other(i)) ++values;
  Classes out{std::vector<std::size_t>(n), 0};
  std::size_t begins = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (is_other(i) && (values <= wanted || i * wanted / n > begins * wanted / n)) {
      ++out.number;
      begins = i;
    }
    out.of_run[order[i]] = out.number;
  }
  ++out.number;
  return out;
}

}  // namespace

std::optional<Estimate> first_order_index(std::span<const double> input, std::span<const double> output,
                                          double confidence) {
  CROSSFLOW_CHECK(input.size() == output.size(), "each run has an input and an output");
  const std::size_t n = input.size();
  if (n < fewest) return std::nullopt;
  const Classes classes = classes_of(input);
  if (classes.number < 2) return std::nullopt;
  double mean = 0;
  for (const double y : output) mean += y / static_cast<double>(n);
  std::vector<double> count(classes.number), sum(classes.number);
  double all = 0, squares = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double y = output[i] - mean;
    count[classes.of_run[i]] += 1;
    sum[classes.of_run[i]] += y;
    all += y;
    squares += y * y;
  }
  if (squares <= 1e-24 * static_cast<double>(n) * mean * mean) return std::nullopt;
  const auto index = [&](std::optional<std::size_t> without) -> std::optional<double> {
    const double y = without ? output[*without] - mean : 0;
    const double runs = static_cast<double>(without ? n - 1 : n);
    double between = 0, used = 0;
    for (std::size_t c = 0; c < classes.number; ++c) {
      const bool is_his = without && classes.of_run[*without] == c;
      const double k = count[c] - (is_his ? 1 : 0), s = sum[c] - (is_his ? y : 0);
      if (k == 0) continue;
      between += s * s / k;
      ++used;
    }
    const double off = (all - y) * (all - y) / runs;
    const double total = squares - y * y - off;
    if (total <= 0 || runs <= used) return std::nullopt;
    return 1 - (total - (between - off)) / (runs - used) / (total / (runs - 1));
  };
  auto found = jackknife_estimate(n, index, confidence);
  if (!found) return found;
  const auto cut = [](double x) { return std::clamp(x, 0.0, 1.0); };
  found->value = cut(found->value);
  if (found->interval) found->interval = Interval{cut(found->interval->low), cut(found->interval->high)};
  return found;
}

}  // namespace crossflow
