#include "sim/model/one_instant.hpp"

#include <algorithm>
#include <numeric>

namespace crossflow {

std::vector<std::uint32_t> places_of_one_instant(const std::vector<std::uint8_t>& classes,
                                                 const std::vector<std::uint32_t>& draws) {
  std::vector<std::size_t> order(classes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return classes[a] < classes[b]; });
  std::vector<std::uint32_t> places(classes.size());
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    std::vector<std::uint32_t> of_class;
    for (; to < order.size() && classes[order[to]] == classes[order[from]]; ++to) of_class.push_back(draws[order[to]]);
    std::sort(of_class.begin(), of_class.end());
    for (std::size_t i = from; i < to; ++i) places[order[i]] = of_class[i - from];
  }
  return places;
}

}  // namespace crossflow
