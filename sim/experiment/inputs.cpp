#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "sim/base/draws.hpp"
#include "sim/experiment/replicate.hpp"

namespace crossflow {

std::vector<DrawnInput> draw_inputs(const std::vector<Figure>& figures, std::uint64_t seed, std::uint32_t replication,
                                    std::uint32_t replications) {
  std::vector<DrawnInput> out;
  for (const Figure& figure : figures) {
    if (!figure.range) continue;
    const RunKey key{seed, 0, 0};
    const Stream order(key, figure.path, "slice of the range");
    const Stream within(key, figure.path, "place in the slice");
    std::vector<std::uint32_t> slices(replications);
    std::iota(slices.begin(), slices.end(), 0U);
    std::sort(slices.begin(), slices.end(),
              [&order](std::uint32_t a, std::uint32_t b) { return order.bits(a) < order.bits(b); });
    const double u = (slices[replication] + within.uniform(replication)) / replications;
    const auto [low, high] = *figure.range;
    double value = low + u * (high - low);
    // Of whole numbers each has its share of the range, the ends too.
    if (figure.whole) value = std::clamp(std::round(low - 0.5 + u * (high - low + 1)), low, high);
    out.push_back({figure.path, fmt::format("{:.6g}", value), value});
  }
  return out;
}

}  // namespace crossflow
