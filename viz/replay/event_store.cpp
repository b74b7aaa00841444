#include "viz/replay/event_store.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/base/problem.hpp"
#include "sim/record/event_check.hpp"

namespace crossflow::viz {
namespace {

constexpr std::size_t block_size = 65536;
constexpr Tick snapshot_every = 5 * minute;

}  // namespace

EventStore::EventStore(const Directory& directory) : directory_(directory), latest_(directory) {}

void EventStore::take_snapshot(Tick tick) {
  std::erase_if(alive_, [this](std::uint32_t row) { return latest_.entities()[row].phase == Phase::gone; });
  const std::uint64_t before = snapshots_.empty() ? 0 : snapshots_.back().event;
  if (size_ - before >= alive_.size()) snapshots_.push_back({tick, size_, StateSnapshot(latest_, alive_)});
}

void EventStore::add(std::span<const Event> events) {
  NoWatcher nobody;
  for (const Event& event : events) {
    if (event.tick >= next_snapshot_) [[unlikely]] {
      const Tick boundary = event.tick - event.tick % snapshot_every;
      if (size_ > 0) take_snapshot(boundary);
      next_snapshot_ = boundary + snapshot_every;
    }
    if (!can_follow(event, latest_))
      throw RunError("the simulator sends an event that cannot follow the one before it");
    if (event.kind == EventKind::arrived) alive_.push_back(event.entity);
    latest_.apply(event, nobody);
    if (size_ % block_size == 0) blocks_.emplace_back().reserve(block_size);
    blocks_.back().push_back(event);
    ++size_;
  }
}

std::vector<Event> EventStore::events(std::uint64_t from, std::uint64_t to) const {
  CROSSFLOW_CHECK(from <= to && to <= size_, "events that are not known");
  std::vector<Event> taken;
  taken.reserve(to - from);
  while (from < to) {
    const auto& block = blocks_[from / block_size];
    const std::uint64_t first = from % block_size;
    const std::uint64_t count = std::min<std::uint64_t>(to - from, block.size() - first);
    const auto begin = block.begin() + static_cast<std::ptrdiff_t>(first);
    taken.insert(taken.end(), begin, begin + static_cast<std::ptrdiff_t>(count));
    from += count;
  }
  return taken;
}

std::uint64_t EventStore::first_at_or_after(Tick tick) const {
  const auto block = std::partition_point(blocks_.begin(), blocks_.end(),
                                          [tick](const auto& each) { return each.back().tick < tick; });
  if (block == blocks_.end()) return size_;
  const auto found =
      std::partition_point(block->begin(), block->end(), [tick](const Event& event) { return event.tick < tick; });
  return static_cast<std::uint64_t>(block - blocks_.begin()) * block_size +
         static_cast<std::uint64_t>(found - block->begin());
}

PortState EventStore::state_at(Tick tick) const {
  const auto after = std::partition_point(snapshots_.begin(), snapshots_.end(),
                                          [tick](const Snapshot& each) { return each.tick <= tick; });
  const bool none = after == snapshots_.begin();
  PortState state = none ? PortState(directory_) : (after - 1)->state.restore(directory_);
  std::uint64_t from = none ? 0 : (after - 1)->event;
  const std::uint64_t to = tick == never ? size_ : first_at_or_after(tick + 1);
  NoWatcher nobody;
  for (; from < to; ++from) state.apply(blocks_[from / block_size][from % block_size], nobody);
  return state;
}

}  // namespace crossflow::viz
