#include "sim/record/chunk_codec.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <libdeflate.h>

#include "sim/base/check.hpp"

namespace crossflow::h5 {
namespace {

// All first bytes, then all second bytes, and so on. Strips of elements keep both sides in the cache; a width known to
// the compiler lets it use wide instructions.
template <std::size_t fixed>
void shuffle(const std::byte* in, std::byte* out, std::size_t count, std::size_t width) {
  const std::size_t w = fixed == 0 ? width : fixed;
  constexpr std::size_t strip = 1024;
  for (std::size_t from = 0; from < count; from += strip) {
    const std::size_t to = from + strip < count ? from + strip : count;
    for (std::size_t b = 0; b < w; ++b) {
      for (std::size_t i = from; i < to; ++i) out[b * count + i] = in[i * w + b];
    }
  }
}

template <std::size_t fixed>
void unshuffle(const std::byte* in, std::byte* out, std::size_t count, std::size_t width) {
  const std::size_t w = fixed == 0 ? width : fixed;
  constexpr std::size_t strip = 1024;
  for (std::size_t from = 0; from < count; from += strip) {
    const std::size_t to = from + strip < count ? from + strip : count;
    for (std::size_t b = 0; b < w; ++b) {
      for (std::size_t i = from; i < to; ++i) out[i * w + b] = in[b * count + i];
    }
  }
}

using Bytes16 = std::uint8_t __attribute__((vector_size(16)));

Bytes16 first_halves(Bytes16 a, Bytes16 b) {
  return __builtin_shuffle(a, b, Bytes16{0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23});
}

Bytes16 second_halves(Bytes16 a, Bytes16 b) {
  return __builtin_shuffle(a, b, Bytes16{8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31});
}

// Eight bytes of each of 16 elements, from as many planes.
void unshuffle_block(const std::byte* planes, std::size_t count, std::byte* out, std::size_t width) {
  std::array<Bytes16, 8> v, w;
  for (std::size_t i = 0; i < 8; ++i) std::memcpy(&v[i], planes + i * count, 16);
  for (int step = 0; step < 3; ++step) {
    for (std::size_t i = 0; i < 4; ++i) {
      w[2 * i] = first_halves(v[i], v[i + 4]);
      w[2 * i + 1] = second_halves(v[i], v[i + 4]);
    }
    v = w;
  }
  for (std::size_t i = 0; i < 8; ++i) {
    std::memcpy(out + 2 * i * width, &v[i], 8);
    std::memcpy(out + (2 * i + 1) * width, reinterpret_cast<const std::byte*>(&v[i]) + 8, 8);
  }
}

// Of elements of eight bytes and more. The last planes may be done twice, which changes nothing.
void unshuffle_wide(const std::byte* in, std::byte* out, std::size_t count, std::size_t width) {
  constexpr std::size_t block = 16, planes = 8, strip = 1024;
  const std::size_t whole = count - count % block;
  for (std::size_t from = 0; from < whole; from += strip) {
    const std::size_t to = std::min(whole, from + strip);
    for (std::size_t plane = 0; plane < width; plane += planes) {
      const std::size_t b = std::min(plane, width - planes);
      for (std::size_t i = from; i < to; i += block)
        unshuffle_block(in + b * count + i, count, out + i * width + b, width);
    }
  }
  for (std::size_t b = 0; b < width; ++b)
    for (std::size_t i = whole; i < count; ++i) out[i * width + b] = in[b * count + i];
}

}  // namespace

ChunkEncoder::ChunkEncoder() : compressor_(libdeflate_alloc_compressor(deflate_level), &libdeflate_free_compressor) {
  CROSSFLOW_CHECK(compressor_ != nullptr, "no memory for a compressor");
}

std::span<const std::byte> ChunkEncoder::encode(std::span<const std::byte> chunk, std::size_t element) {
  const std::size_t count = chunk.size() / element;
  std::span<const std::byte> source = chunk;
  if (element > 1) {
    shuffled_.resize(chunk.size());
    switch (element) {
      case 2:
        shuffle<2>(chunk.data(), shuffled_.data(), count, element);
        break;
      case 4:
        shuffle<4>(chunk.data(), shuffled_.data(), count, element);
        break;
      case 8:
        shuffle<8>(chunk.data(), shuffled_.data(), count, element);
        break;
      default:
        shuffle<0>(chunk.data(), shuffled_.data(), count, element);
        break;
    }
    source = shuffled_;
  }
  packed_.resize(libdeflate_zlib_compress_bound(compressor_.get(), chunk.size()));
  const std::size_t size =
      libdeflate_zlib_compress(compressor_.get(), source.data(), source.size(), packed_.data(), packed_.size());
  CROSSFLOW_CHECK(size > 0, "a chunk did not fit its bound");
  return {packed_.data(), size};
}

ChunkDecoder::ChunkDecoder() : decompressor_(libdeflate_alloc_decompressor(), &libdeflate_free_decompressor) {
  CROSSFLOW_CHECK(decompressor_ != nullptr, "no memory for a decompressor");
}

bool ChunkDecoder::decode(std::span<const std::byte> packed, std::size_t element, std::span<std::byte> chunk) {
  shuffled_.resize(chunk.size());
  const libdeflate_result result = libdeflate_zlib_decompress(decompressor_.get(), packed.data(), packed.size(),
                                                              shuffled_.data(), shuffled_.size(), nullptr);
  if (result != LIBDEFLATE_SUCCESS) return false;
  const std::size_t count = chunk.size() / element;
  switch (element) {
    case 1:
      std::memcpy(chunk.data(), shuffled_.data(), chunk.size());
      break;
    case 2:
      unshuffle<2>(shuffled_.data(), chunk.data(), count, element);
      break;
    case 4:
      unshuffle<4>(shuffled_.data(), chunk.data(), count, element);
      break;
    case 8:
      unshuffle<8>(shuffled_.data(), chunk.data(), count, element);
      break;
    default:
      if (element < 8) {
        unshuffle<0>(shuffled_.data(), chunk.data(), count, element);
      } else {
        unshuffle_wide(shuffled_.data(), chunk.data(), count, element);
      }
      break;
  }
  return true;
}

}  // namespace crossflow::h5
