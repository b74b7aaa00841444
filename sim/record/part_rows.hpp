// The rows of one replication as plain bytes: how a part keeps them until they are merged. Internal to sim/record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "sim/record/layouts.hpp"

namespace crossflow::h5 {

/// The dataset of a part's rows.
inline constexpr const char* part_rows = "/rows";

/// A checksum in front, then each table of AllTables (see packed_rows.hpp). Read by the program that wrote it and
/// by no other (see Parts), so nothing in it explains itself. Not compressed: it is merged, and compressed then, within
/// minutes.
std::vector<std::byte> pack_part(const ResultRows& rows);

/// Takes such bytes apart, by take_rows in the order of AllTables. A Failure if they are not as they were written.
class PackedPart {
 public:
  explicit PackedPart(std::vector<std::byte> bytes);

  template <class T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::span<const std::byte> take(std::size_t bytes);
  std::size_t left() const { return left_.size(); }
  [[noreturn]] void refuse(const std::string& why) const;

 private:
  std::vector<std::byte> bytes_;
  std::span<const std::byte> left_;
};

}  // namespace crossflow::h5
