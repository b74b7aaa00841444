// The rows of one replication as plain bytes: how a part keeps them until they are merged. Internal to sim/record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "sim/record/layouts.hpp"

namespace crossflow::h5 {

/// The dataset of a part's rows.
inline constexpr const char* part_rows = "/rows";

/// A checksum in front, then each table of for_each_table: how many rows, how wide its texts, its packed rows. Read by
/// the program that wrote it and by no other (see Parts), so nothing in it explains itself. Not compressed: it is
/// merged, and compressed then, within minutes.
std::vector<std::byte> pack_part(const ResultRows& rows);

/// Takes such bytes apart. A Failure if they are not as they were written.
class PackedPart {
 public:
  explicit PackedPart(std::vector<std::byte> bytes);

  /// The next table's packed rows; the tables come in the order of for_each_table. `columns`: the layout's, whose texts
  /// take the width that they have here.
  std::span<const std::byte> next(Columns& columns);

 private:
  std::uint64_t number();

  std::vector<std::byte> bytes_;
  std::span<const std::byte> left_;
};

}  // namespace crossflow::h5
