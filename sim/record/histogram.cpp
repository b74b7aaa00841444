#include "sim/record/histogram.hpp"

#include <bit>
#include <span>

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

std::size_t bins() {
  return fine_bins + second_bins + 1 + long_edges().size();
}

Tick upper_edge(std::size_t bin) {
  if (bin <= fine_bins) return static_cast<Tick>(bin) * fine;
  if (bin <= fine_bins + second_bins) return fine_until + static_cast<Tick>(bin - fine_bins) * second;
  return long_edges().at(bin - fine_bins - second_bins - 1);
}

}  // namespace duration_bins

namespace {

constexpr std::size_t first_room = 32, most_room = 1024;

// Bins of one histogram after the other, all 0 in between.
struct Counter {
  std::vector<std::uint32_t> counts;
  std::vector<std::uint64_t> used;  // a bit for each bin that holds any

  Counter() : counts(duration_bins::bins()), used(counts.size() / 64 + 1) {}

  void add(std::uint32_t bin, std::uint32_t count) {
    counts[bin] += count;
    used[bin / 64] |= std::uint64_t{1} << (bin % 64);
  }
};

}  // namespace

void Durations::make_room() {
  if (notes_.size() < most_room) return notes_.resize(std::max(first_room, 2 * notes_.size()));
  count();
}

void Durations::count() const {
  if (noted_ == 0) return;
  static thread_local Counter counter;
  const std::span<const std::uint16_t> notes(notes_.data(), noted_);
  std::uint16_t least = notes.front(), most = least;
  for (const std::uint16_t bin : notes) {  // on its own: many at a time
    least = bin < least ? bin : least;
    most = bin > most ? bin : most;
  }
  for (const std::uint16_t bin : notes) counter.add(bin, 1);
  for (const auto& [bin, count] : counts_) counter.add(bin, count);
  std::size_t first = least / 64, last = most / 64;
  if (!counts_.empty()) {
    first = std::min<std::size_t>(first, counts_.front().first / 64);
    last = std::max<std::size_t>(last, counts_.back().first / 64);
  }
  std::size_t n = 0;
  for (std::size_t word = first; word <= last; ++word) n += static_cast<std::size_t>(std::popcount(counter.used[word]));
  Counts all;
  all.reserve(n);
  for (std::size_t word = first; word <= last; ++word)
    for (std::uint64_t bits = std::exchange(counter.used[word], 0); bits != 0; bits &= bits - 1) {
      const auto bin = static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
      all.emplace_back(bin, std::exchange(counter.counts[bin], 0));
    }
  counts_ = std::move(all);
  noted_ = 0;
}

void Durations::pack() {
  count();
  notes_ = std::vector<std::uint16_t>();  // and their room
}

// Of a bin its distance from the one before, and whether it holds more than one: most hold one, and lie close together.
void Durations::write(NumberWriter& writer) const {
  count();
  writer.put(counts_.size());
  if (counts_.empty()) return;
  writer.put_signed(sum_);
  writer.put_signed(longest_);
  std::uint32_t before = 0;
  for (const auto& [bin, count] : counts_) {
    writer.put((bin - before) * 2 + (count > 1 ? 1 : 0));
    if (count > 1) writer.put(count);
    before = bin;
  }
}

void Durations::read(NumberReader& reader) {
  const std::uint64_t bins = reader.take();
  if (bins == 0) return;
  counts_.reserve(bins);
  sum_ = reader.take_signed();
  longest_ = reader.take_signed();
  std::uint32_t bin = 0;
  while (counts_.size() < bins) {
    const auto number = static_cast<std::uint32_t>(reader.take());
    bin += number / 2;
    counts_.emplace_back(bin, number % 2 == 0 ? 1 : static_cast<std::uint32_t>(reader.take()));
  }
}

}  // namespace crossflow
