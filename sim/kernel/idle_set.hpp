// Which servers are free: the lowest-numbered one is found in a few looks, however many there are.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "sim/base/check.hpp"

namespace crossflow {

/// A set of numbers below 64^3 as a tree of bits: each bit of a level says that a word below it is not empty.
/// Sixty-four numbers need one word only, as most banks do.
class IdleSet {
 public:
  explicit IdleSet(std::uint32_t size = 0) {
    CROSSFLOW_CHECK(size <= 64U * 64U * 64U, "more servers than the set can hold");
    std::uint32_t words = size;
    do {
      words = words == 0 ? 1 : (words + 63) / 64;
      offsets_[levels_++] = static_cast<std::uint32_t>(bits_.size());
      bits_.resize(bits_.size() + words);
    } while (words > 1);
  }

  bool empty() const { return bits_.back() == 0; }

  /// Of a set that is not empty.
  std::uint32_t lowest() const {
    std::uint32_t at = 0;
    for (std::size_t level = levels_; level-- > 0;)
      at = at * 64 + static_cast<std::uint32_t>(std::countr_zero(bits_[offsets_[level] + at]));
    return at;
  }

  bool contains(std::uint32_t number) const { return (bits_[number / 64] >> number % 64 & 1U) != 0; }

  std::int64_t count() const {
    std::int64_t sum = 0;
    for (std::size_t word = 0; word < (levels_ > 1 ? offsets_[1] : bits_.size()); ++word)
      sum += std::popcount(bits_[word]);
    return sum;
  }

  void insert(std::uint32_t number) {
    for (std::size_t level = 0; level < levels_; ++level, number /= 64)
      bits_[offsets_[level] + number / 64] |= std::uint64_t{1} << number % 64;
  }

  void erase(std::uint32_t number) {
    for (std::size_t level = 0; level < levels_; ++level, number /= 64) {
      std::uint64_t& word = bits_[offsets_[level] + number / 64];
      word &= ~(std::uint64_t{1} << number % 64);
      if (word != 0) break;
    }
  }

 private:
  std::size_t levels_ = 0;
  std::array<std::uint32_t, 3> offsets_{};  // of each level's words, the numbers' own first
  std::vector<std::uint64_t> bits_;
};

}  // namespace crossflow
