// All that is going to happen, in one total order: (tick, sequence). Of one tick, what the clock says comes first, and
// who comes last.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// Whose event it is: an entity's timer, a place's own, a waiting actor's, or that of all that actors have opened or
/// freed. 26 bits.
struct Due {
  enum class Whose : std::uint32_t { entity = 0, node = 1, actor = 2, all = 3 };
  static constexpr std::uint32_t index_bits = 24;
  static constexpr std::uint32_t bits = index_bits + 2;

  std::uint32_t value;

  static constexpr Due of(Whose whose, std::uint32_t index) {
    return {static_cast<std::uint32_t>(whose) << index_bits | index};
  }
  constexpr Whose whose() const { return static_cast<Whose>(value >> index_bits); }
  constexpr std::uint32_t index() const { return value & ((1U << index_bits) - 1); }
};

/// A heap of 16-byte items, each above four others, with a queue beside it for what is due at once and a short sorted
/// list for who is to come next, which would else go down the whole heap and up again. An item that was taken leaves a
/// hole at the top which the next push fills, so that a handler that schedules one successor costs one sift instead of
/// two.
class EventList {
 public:
  /// One number, so that order is its order: the tick, the sequence, and what is due. A number and not a struct, since
  /// compilers copy a struct of 16 bytes at once, and the processor stalls when it was written in two halves just
  /// before.
  __extension__ using Item = unsigned __int128;
  static Tick tick_of(Item item) { return static_cast<Tick>(item >> 64U); }
  static Due due_of(Item item) {
    return {static_cast<std::uint32_t>(static_cast<std::uint64_t>(item) & ((std::uint64_t{1} << Due::bits) - 1))};
  }
  static std::uint64_t sequence_of(Item item) { return static_cast<std::uint64_t>(item) >> Due::bits; }

  /// Returns the sequence number given to the event. Ticks are not negative.
  std::uint64_t push(Tick tick, Due due) { return put(next_item(tick, due)); }

  /// The same for what the clock says: ahead of all other events of its tick, in order of pushing.
  std::uint64_t push_by_clock(Tick tick, Due due) { return put(item_of(tick, clock_sequence_++, due)); }

  /// The same, ahead even of that.
  std::uint64_t push_ahead(Tick tick, Due due) { return put(item_of(tick, ahead_sequence_++, due)); }

  /// The same for who comes: behind all other events of the tick, in order of place.
  std::uint64_t push_coming(Tick tick, std::uint32_t place, Due due) {
    const Item item = item_of(tick, first_coming + place, due);
    if (coming_.size() == most_coming) [[unlikely]]
      return put(item);
    coming_.insert(std::lower_bound(coming_.begin(), coming_.end(), item, std::greater<Item>()), item);
    return sequence_of(item);
  }

  /// For what is due at the present tick: no heap, and never before what was scheduled earlier for the same tick.
  std::uint64_t push_now(Tick now, Due due) {
    const Item item = next_item(now, due);
    ready_.push_back(item);
    ++ready_left_;
    return sequence_of(item);
  }

  /// Takes the next item; false if there is none.
  bool take(Item& out) {
    settle();
    const Item in_heap = heap_.empty() ? none : heap_.front();
    const Item comes = coming_.empty() ? none : coming_.back();
    if (ready_left_ > 0 && first_ready() < std::min(in_heap, comes)) [[unlikely]] {
      out = first_ready();
      if (--ready_left_ == 0) ready_.clear();
    } else if (comes < in_heap) {
      out = comes;
      coming_.pop_back();
    } else {
      if (in_heap == none) return false;
      out = in_heap;
      hole_ = true;
    }
    return true;
  }

  /// The tick of the next item, `never` if there is none.
  Tick next_tick() {
    settle();
    if (ready_left_ > 0) return tick_of(first_ready());
    return std::min(heap_.empty() ? never : tick_of(heap_.front()), coming_.empty() ? never : tick_of(coming_.back()));
  }

  /// Whether the next item is one by the clock, of this tick.
  bool clock_is_next(Tick now) {
    settle();
    return !heap_.empty() && heap_.front() < item_of(now, first_following, Due{0});
  }

  bool empty() const { return heap_.size() == (hole_ ? 1U : 0U) && ready_left_ == 0 && coming_.empty(); }

 private:
  static Item item_of(Tick tick, std::uint64_t sequence, Due due) {
    return static_cast<Item>(static_cast<std::uint64_t>(tick)) << 64U | (sequence << Due::bits | due.value);
  }
  Item next_item(Tick tick, Due due) { return item_of(tick, sequence_++, due); }

  [[gnu::always_inline]] std::uint64_t put(Item item) {
    if (hole_) {
      hole_ = false;
      sift_down(item);
    } else {
      heap_.push_back(item);
      sift_up(heap_.size() - 1, item);
    }
    return sequence_of(item);
  }

  Item first_ready() const { return ready_[ready_.size() - ready_left_]; }

  void settle() {
    if (!hole_) return;
    hole_ = false;
    const Item last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(last);
  }

  void sift_up(std::size_t at, Item item) {
    while (at > 0) {
      const std::size_t parent = (at - 1) / children;
      if (heap_[parent] <= item) break;
      heap_[at] = heap_[parent];
      at = parent;
    }
    heap_[at] = item;
  }

  // Puts `item` in the place of the top.
  void sift_down(Item item) {
    const std::size_t size = heap_.size();
    Item* const heap = heap_.data();
    std::size_t at = 0;
    for (std::size_t child = 1; child < size; child = children * at + 1) {
      if (child + 3 < size) [[likely]] {  // without branches, which nobody could guess
        const std::size_t left = child + static_cast<std::size_t>(heap[child + 1] < heap[child]);
        const std::size_t right = child + 2 + static_cast<std::size_t>(heap[child + 3] < heap[child + 2]);
        child = heap[right] < heap[left] ? right : left;
      } else {
        child = static_cast<std::size_t>(std::min_element(heap + child, heap + size) - heap);
      }
      const Item least = heap[child];
      if (item <= least) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = item;
  }

  static constexpr std::size_t children = 4;
  static constexpr std::size_t most_coming = 32;  // in the list; further ones stand in the heap
  static constexpr Item none = ~Item{0};

  std::vector<Item> heap_;
  std::vector<Item> coming_;  // the first of them last
  std::vector<Item> ready_;
  std::size_t ready_left_ = 0;  // the last of them
  // The numbers of a tick: a quarter for the clock (half of it for what is ahead), a quarter for what ends, and the
  // upper half for who comes.
  static constexpr std::uint64_t first_coming = std::uint64_t{1} << (63 - Due::bits);
  static constexpr std::uint64_t first_following = first_coming / 2;
  std::uint64_t ahead_sequence_ = 1;
  std::uint64_t clock_sequence_ = first_coming / 4;
  std::uint64_t sequence_ = first_following;
  bool hole_ = false;
};

}  // namespace crossflow
