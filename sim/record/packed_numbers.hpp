// Whole numbers in as few bytes as they need, for what is kept of a long run and seldom asked for.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace crossflow {

/// Appends numbers to bytes: seven bits each, the last one without its highest bit; a negative number is as short as
/// the positive one.
class NumberWriter {
 public:
  explicit NumberWriter(std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}

  void put(std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) bytes_.push_back(static_cast<std::uint8_t>(number | 0x80));
    bytes_.push_back(static_cast<std::uint8_t>(number));
  }
  void put_signed(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    put(number < 0 ? ~(bits << 1) : bits << 1);
  }

 private:
  std::vector<std::uint8_t>& bytes_;
};

/// Takes them again, in the same order.
class NumberReader {
 public:
  explicit NumberReader(std::span<const std::uint8_t> bytes) : left_(bytes) {}

  std::uint64_t take() {
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t byte = left_.front();
      left_ = left_.subspan(1);
      number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
  }
  std::int64_t take_signed() {
    const std::uint64_t bits = take();
    return static_cast<std::int64_t>((bits & 1) != 0 ? ~(bits >> 1) : bits >> 1);
  }
  bool any_left() const { return !left_.empty(); }

 private:
  std::span<const std::uint8_t> left_;
};

}  // namespace crossflow
