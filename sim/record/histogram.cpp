#include "sim/record/histogram.hpp"

namespace crossflow {
namespace duration_bins {
namespace {

constexpr std::size_t second_bins = (seconds_until - fine_until) / second;
constexpr Tick longest = 732 * day;

// The upper edges beyond 4 h, in whole seconds.
const std::vector<Tick>& long_edges() {
  static const std::vector<Tick> edges = [] {
    std::vector<Tick> all;
    for (Tick edge = seconds_until; edge < longest; all.push_back(edge)) edge += edge / second / 100 * second;
    return all;
  }();
  return edges;
}

}  // namespace

std::size_t long_bin_of(Tick duration) {
  if (duration <= seconds_until)
    return fine_bins + static_cast<std::size_t>((duration - fine_until + second - 1) / second);
  const auto& edges = long_edges();
  const auto at = std::min(std::lower_bound(edges.begin(), edges.end(), duration), edges.end() - 1);
  return fine_bins + second_bins + 1 + static_cast<std::size_t>(at - edges.begin());
}

Tick upper_edge(std::size_t bin) {
  if (bin <= fine_bins) return static_cast<Tick>(bin) * fine;
  if (bin <= fine_bins + second_bins) return fine_until + static_cast<Tick>(bin - fine_bins) * second;
  return long_edges().at(bin - fine_bins - second_bins - 1);
}

}  // namespace duration_bins

void Durations::pack() {
  if (counts_.empty()) return;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
  auto packed = packed_.begin();
  for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
    std::uint32_t count = counts_[bin];
    if (packed != packed_.end() && packed->first == bin) count += (packed++)->second;
    if (count > 0) all.emplace_back(static_cast<std::uint32_t>(bin), count);
  }
  all.insert(all.end(), packed, packed_.end());
  all.shrink_to_fit();
  packed_ = std::move(all);
  counts_ = std::vector<std::uint32_t>();  // and their room
}

}  // namespace crossflow
