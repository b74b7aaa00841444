#include "sim/record/part_rows.hpp"

#include <libdeflate.h>

#include "sim/record/hdf5_raii.hpp"
#include "sim/record/packed_rows.hpp"

namespace crossflow::h5 {
namespace {

std::uint32_t checksum_of(std::span<const std::byte> bytes) {
  return libdeflate_crc32(0, bytes.data(), bytes.size());
}

struct Bytes {
  std::vector<std::byte> all;

  void number(std::uint32_t value) { raw(std::as_bytes(std::span(&value, 1))); }
  void raw(std::span<const std::byte> bytes) { all.insert(all.end(), bytes.begin(), bytes.end()); }
};

}  // namespace

std::vector<std::byte> pack_part(const ResultRows& rows) {
  constexpr std::size_t front = sizeof(std::uint32_t);
  Bytes bytes{std::vector<std::byte>(front)};
  AllTables::for_each([&]<class Row>() { put_rows(bytes, result_layout<Row>(), rows.of<Row>()); });
  const std::uint32_t sum = checksum_of(std::span<const std::byte>(bytes.all).subspan(front));
  std::memcpy(bytes.all.data(), &sum, front);
  return std::move(bytes.all);
}

PackedPart::PackedPart(std::vector<std::byte> bytes) : bytes_(std::move(bytes)), left_(bytes_) {
  if (number<std::uint32_t>() != checksum_of(left_)) refuse("they are not as they were written");
}

std::span<const std::byte> PackedPart::take(std::size_t bytes) {
  if (bytes > left_.size()) refuse("they are cut short");
  const auto taken = left_.first(bytes);
  left_ = left_.subspan(bytes);
  return taken;
}

void PackedPart::refuse(const std::string& why) const {
  throw Failure("its rows: " + why);
}

}  // namespace crossflow::h5
