// All that is going to happen, in one total order: (tick, sequence).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// Whose event it is: an entity's timer, a place's own, or a waiting actor's. 26 bits.
struct Due {
  enum class Whose : std::uint32_t { entity = 0, node = 1, actor = 2 };
  static constexpr std::uint32_t index_bits = 24;
  static constexpr std::uint32_t bits = index_bits + 2;

  std::uint32_t value;

  static constexpr Due of(Whose whose, std::uint32_t index) {
    return {static_cast<std::uint32_t>(whose) << index_bits | index};
  }
  constexpr Whose whose() const { return static_cast<Whose>(value >> index_bits); }
  constexpr std::uint32_t index() const { return value & ((1U << index_bits) - 1); }
};

/// A binary heap of 16-byte items, with a queue beside it for what is due at once. An item that was taken leaves a hole at
/// the top which the next push fills, so that a handler that schedules one successor costs one sift instead of two.
class EventList {
 public:
  struct Item {
    Tick tick;
    std::uint64_t key;  ///< sequence, then Due

    Due due() const { return {static_cast<std::uint32_t>(key & ((std::uint64_t{1} << Due::bits) - 1))}; }
    std::uint64_t sequence() const { return key >> Due::bits; }
  };

  /// Returns the sequence number given to the event.
  std::uint64_t push(Tick tick, Due due) {
    const Item item = next_item(tick, due);
    if (hole_) {
      hole_ = false;
      sift_down(item);
    } else {
      heap_.push_back(item);
      sift_up(heap_.size() - 1, item);
    }
    return item.sequence();
  }

  /// For what is due at the present tick: no heap, and never before what was scheduled earlier for the same tick.
  std::uint64_t push_now(Tick now, Due due) {
    const Item item = next_item(now, due);
    ready_.push_back(item);
    return item.sequence();
  }

  /// Takes the next item; false if there is none.
  bool take(Item& out) {
    settle();
    if (first_ready_ < ready_.size()) [[unlikely]] {
      if (heap_.empty() || order(ready_[first_ready_]) < order(heap_.front())) {
        out = ready_[first_ready_++];
        if (first_ready_ == ready_.size()) {
          ready_.clear();
          first_ready_ = 0;
        }
        return true;
      }
    } else if (heap_.empty()) {
      return false;
    }
    out = heap_.front();
    hole_ = true;
    return true;
  }

  /// The tick of the next item, `never` if there is none.
  Tick next_tick() {
    settle();
    if (first_ready_ < ready_.size()) return ready_[first_ready_].tick;
    return heap_.empty() ? never : heap_.front().tick;
  }

  bool empty() const { return heap_.size() == (hole_ ? 1U : 0U) && first_ready_ == ready_.size(); }

 private:
  __extension__ using Order = unsigned __int128;
  static Order order(const Item& item) {
    return static_cast<Order>(static_cast<std::uint64_t>(item.tick)) << 64U | item.key;
  }

  Item next_item(Tick tick, Due due) {
    return {tick, sequence_++ << Due::bits | due.value};
  }

  void settle() {
    if (!hole_) return;
    hole_ = false;
    const Item last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(last);
  }

  void sift_up(std::size_t at, const Item& item) {
    while (at > 0) {
      const std::size_t parent = (at - 1) / 2;
      if (order(heap_[parent]) <= order(item)) break;
      heap_[at] = heap_[parent];
      at = parent;
    }
    heap_[at] = item;
  }

  // Puts `item` in the place of the top.
  void sift_down(const Item& item) {
    const std::size_t size = heap_.size();
    Item* const heap = heap_.data();
    const Order mine = order(item);
    std::size_t at = 0;
    for (std::size_t child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size) child += static_cast<std::size_t>(order(heap[child + 1]) < order(heap[child]));
      if (mine <= order(heap[child])) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = item;
  }

  std::vector<Item> heap_;
  std::vector<Item> ready_;
  std::size_t first_ready_ = 0;
  std::uint64_t sequence_ = 1;
  bool hole_ = false;
};

}  // namespace crossflow
