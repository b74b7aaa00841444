// HDF5's standard shuffle and deflate filters, done by hand: libdeflate is several times as fast as the zlib that HDF5
// uses, and what it makes is the same format.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

struct libdeflate_compressor;
struct libdeflate_decompressor;

namespace crossflow::h5 {

/// Level 1: shuffling gives most of the gain, higher levels cost much time for a few per cent.
inline constexpr int deflate_level = 1;

class ChunkEncoder {
 public:
  ChunkEncoder();
  /// Whole elements of `element` bytes each. The result is valid until the next call.
  std::span<const std::byte> encode(std::span<const std::byte> chunk, std::size_t element);

 private:
  std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor_;
  std::vector<std::byte> shuffled_, packed_;
};

class ChunkDecoder {
 public:
  ChunkDecoder();
  /// Fills `chunk`; false if `packed` is damaged or does not hold exactly that many bytes.
  bool decode(std::span<const std::byte> packed, std::size_t element, std::span<std::byte> chunk);

 private:
  std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor_;
  std::vector<std::byte> shuffled_;
};

}  // namespace crossflow::h5
