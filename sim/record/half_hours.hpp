// Something that is counted for each half-hour, in memory that hardly grows with the days of a run.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "sim/record/packed_numbers.hpp"

namespace crossflow {

/// One cell for each half-hour. The last ones lie ready; those over for more than a day are kept as bytes, and are made
/// ready again for whoever waited that long. So a cell may be added to at any time, and nothing tells when it was
/// packed.
///
/// A cell has `settle()`, called when most that belongs to it has come; `pack(NumberWriter&) const`; and
/// `unpack(NumberReader&)`, of a cell that is as it was made.
template <class Cell>
class HalfHours {
 public:
  explicit HalfHours(Cell empty = Cell()) : empty_(std::move(empty)) {}

  /// The cell of a half-hour. Good until the next call.
  Cell& at(std::size_t index) {
    const std::size_t place = index - first_ready_;
    if (place >= made_) [[unlikely]]
      return find(index);
    return ready_[place];
  }

  /// Calls f(half-hour, cell) for each one until the last that was asked for, in order.
  template <class F>
  void for_each(F&& f) const {
    for (std::size_t h = 0; h < first_ready_; ++h) {
      const auto again = again_.find(h);
      if (again != again_.end()) {
        f(h, again->second);
      } else {
        f(h, unpacked(h));
      }
    }
    for (std::size_t i = 0; i < ready_.size(); ++i) f(first_ready_ + i, ready_[i]);
  }

 private:
  static constexpr std::size_t settled_after = 4;  // half-hours
  static constexpr std::size_t packed_after = 48;  // and at a time

  [[gnu::noinline]] Cell& find(std::size_t index) {
    if (index < first_ready_) {
      const auto again = again_.find(index);
      return again != again_.end() ? again->second : again_.emplace(index, unpacked(index)).first->second;
    }
    while (index - first_ready_ >= ready_.size()) {
      if (ready_.size() >= settled_after) ready_[ready_.size() - settled_after].settle();
      if (ready_.size() == 2 * packed_after) pack();
      ready_.push_back(empty_);
    }
    made_ = ready_.size();
    return ready_[index - first_ready_];
  }

  void pack() {
    NumberWriter writer(bytes_);
    for (std::size_t i = 0; i < packed_after; ++i) {
      begins_.push_back(bytes_.size());
      ready_[i].pack(writer);
    }
    ready_.erase(ready_.begin(), ready_.begin() + packed_after);
    first_ready_ += packed_after;
    for (const auto& [index, cell] : again_) {
      begins_[index] = bytes_.size();
      cell.pack(writer);
    }
    again_.clear();
  }

  Cell unpacked(std::size_t index) const {
    Cell cell = empty_;
    NumberReader reader(std::span<const std::uint8_t>(bytes_).subspan(begins_[index]));
    cell.unpack(reader);
    return cell;
  }

  Cell empty_;
  std::size_t first_ready_ = 0, made_ = 0;
  std::vector<Cell> ready_;
  std::map<std::size_t, Cell> again_;  // by half-hour, of those packed
  std::vector<std::size_t> begins_;    // in `bytes_`, of those packed
  std::vector<std::uint8_t> bytes_;
};

}  // namespace crossflow
