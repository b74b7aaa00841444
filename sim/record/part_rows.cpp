#include "sim/record/part_rows.hpp"

#include <cstring>

#include <libdeflate.h>

#include "sim/record/hdf5_raii.hpp"

namespace crossflow::h5 {
namespace {

constexpr std::size_t word = sizeof(std::uint64_t);

std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  return libdeflate_crc32(0, bytes.data(), bytes.size());
}

void put(std::vector<std::byte>& to, std::uint64_t number) {
  const auto* bytes = reinterpret_cast<const std::byte*>(&number);
  to.insert(to.end(), bytes, bytes + word);
}

}  // namespace

std::vector<std::byte> pack_part(const ResultRows& rows) {
  std::vector<std::byte> out(word);
  for_each_table(rows, [&](const auto& table) {
    using Row = typename std::remove_cvref_t<decltype(table)>::value_type;
    const Layout<Row>& layout = result_layout<Row>();
    const Columns columns = layout.fitted(table);
    put(out, table.size());
    for (const Column& column : columns.columns)
      if (column.type == ColumnType::text) put(out, column.bytes);
    const std::vector<std::byte> packed = layout.pack(table, columns);
    out.insert(out.end(), packed.begin(), packed.end());
  });
  const std::uint64_t sum = checksum_of(std::span<const std::byte>(out).subspan(word));
  std::memcpy(out.data(), &sum, word);
  return out;
}

PackedPart::PackedPart(std::vector<std::byte> bytes) : bytes_(std::move(bytes)), left_(bytes_) {
  if (number() != checksum_of(left_)) throw Failure("its rows are not as they were written");
}

std::uint64_t PackedPart::number() {
  if (left_.size() < word) throw Failure("its rows are cut short");
  std::uint64_t out = 0;
  std::memcpy(&out, left_.data(), word);
  left_ = left_.subspan(word);
  return out;
}

std::span<const std::byte> PackedPart::next(Columns& columns) {
  const std::uint64_t rows = number();
  for (Column& column : columns.columns)
    if (column.type == ColumnType::text) column.bytes = number();
  columns.place();
  if (columns.row_bytes == 0 || rows > left_.size() / columns.row_bytes) throw Failure("its rows are cut short");
  const std::span<const std::byte> packed = left_.first(rows * columns.row_bytes);
  left_ = left_.subspan(packed.size());
  return packed;
}

}  // namespace crossflow::h5
