#include "sim/model/disruptions/changed_arrivals.hpp"

#include <algorithm>
#include <tuple>

namespace crossflow {

MoreArrivals::MoreArrivals(std::unique_ptr<Arrivals> own, std::vector<Arrival> others, const SourceBuild& build)
    : own_(std::move(own)), others_(std::move(others)) {
  put_in_order(others_, build);
}

std::span<const Arrival> MoreArrivals::more() {
  const std::span<const Arrival> own = own_->more();
  const auto first = others_.begin() + static_cast<std::ptrdiff_t>(next_);
  const auto last = own.empty() ? others_.end() : std::find_if(first, others_.end(), [&own](const Arrival& other) {
    return std::tie(other.at, other.place) >= std::tie(own.back().at, own.back().place);
  });
  merged_.clear();
  std::merge(own.begin(), own.end(), first, last, std::back_inserter(merged_),
             [](const Arrival& a, const Arrival& b) { return std::tie(a.at, a.place) < std::tie(b.at, b.place); });
  next_ = static_cast<std::size_t>(last - others_.begin());
  return merged_;
}

std::span<const Arrival> FewerArrivals::more() {
  kept_.clear();
  while (kept_.empty()) {
    const std::span<const Arrival> own = own_->more();
    if (own.empty()) break;
    std::copy_if(own.begin(), own.end(), std::back_inserter(kept_), comes_);
  }
  return kept_;
}

}  // namespace crossflow
