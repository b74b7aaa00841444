// Which servers are free: the lowest-numbered one is found in three looks, however many there are.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace crossflow {

/// A set of numbers below 64^3 as a tree of bits: each bit of a level says that a word below it is not empty.
class IdleSet {
 public:
  explicit IdleSet(std::uint32_t size = 0) : words_{words(size), words(words(size)), 1} {
    std::uint32_t offset = 0;
    for (std::size_t level = 0; level < levels; ++level) {
      offsets_[level] = offset;
      offset += words_[level];
    }
    bits_.resize(offset);
  }

  bool empty() const { return bits_[offsets_[levels - 1]] == 0; }

  /// Of a set that is not empty.
  std::uint32_t lowest() const {
    std::uint32_t at = 0;
    for (std::size_t level = levels; level-- > 0;)
      at = at * 64 + static_cast<std::uint32_t>(std::countr_zero(bits_[offsets_[level] + at]));
    return at;
  }

  bool contains(std::uint32_t number) const { return (bits_[number / 64] >> number % 64 & 1U) != 0; }

  void insert(std::uint32_t number) {
    for (std::size_t level = 0; level < levels; ++level, number /= 64)
      bits_[offsets_[level] + number / 64] |= std::uint64_t{1} << number % 64;
  }

  void erase(std::uint32_t number) {
    for (std::size_t level = 0; level < levels; ++level, number /= 64) {
      std::uint64_t& word = bits_[offsets_[level] + number / 64];
      word &= ~(std::uint64_t{1} << number % 64);
      if (word != 0) break;
    }
  }

 private:
  static constexpr std::size_t levels = 3;
  static constexpr std::uint32_t words(std::uint32_t size) { return size == 0 ? 1 : (size + 63) / 64; }

  std::array<std::uint32_t, levels> words_;
  std::array<std::uint32_t, levels> offsets_{};
  std::vector<std::uint64_t> bits_;
};

}  // namespace crossflow
