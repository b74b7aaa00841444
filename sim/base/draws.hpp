// Keyed randomness: a draw is a function of who asks and what for, never of when. A traveller therefore keeps
// documents, luggage and needs whatever the staffing is and whatever else the scenario gains.
#pragma once

#include <cstdint>
#include <string_view>

namespace crossflow {

/// Mixes 64 bits so that every input bit changes each output bit with probability one half (Stafford's variant 13 of
/// the murmur3 finaliser, as in splitmix64).
constexpr std::uint64_t mix64(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebULL;
  x ^= x >> 31;
  return x;
}

/// A stable hash of a name (FNV-1a, then mixed): the same on every machine and in every version.
constexpr std::uint64_t hash_name(std::string_view name) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return mix64(h);
}

/// Two keys into one; order matters.
constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) {
  return mix64(a + 0x9e3779b97f4a7c15ULL * (mix64(b + 0x2545f4914f6cdd1dULL) | 1U));
}

/// A uniform on the open interval (0, 1) out of 64 random bits: a multiple of 2^-52 plus 2^-53, so that neither end is
/// ever drawn and both u and 1-u are exact.
constexpr double unit_interval(std::uint64_t bits) {
  return (static_cast<double>(bits >> 12U) + 0.5) * 0x1.0p-52;
}

/// One run's randomness: everything drawn in it hangs on these three numbers.
struct RunKey {
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
  std::uint32_t branch = 0;

  constexpr std::uint64_t hash() const {
    return combine(combine(mix64(seed + 0x632be59bd9b4e019ULL), replication), branch);
  }
};

/// The draws of one purpose for the people of one source (or the occurrences of one device): Stream(run, "port/source",
/// "document check"). Cheap to copy; keep it instead of making it anew.
class Stream {
 public:
  constexpr Stream() = default;
  constexpr Stream(const RunKey& run, std::string_view element, std::string_view purpose)
      : base_(combine(combine(run.hash(), hash_name(element)), hash_name(purpose))) {}

  /// 64 random bits for the draw `index` of visit `ordinal` of the entity `number`.
  constexpr std::uint64_t bits(std::uint64_t number, std::uint32_t ordinal = 0, std::uint32_t index = 0) const {
    const std::uint64_t visit = (static_cast<std::uint64_t>(ordinal) << 32U) | index;
    return mix64(mix64(base_ + number * 0x9e3779b97f4a7c15ULL) + visit * 0xd1342543de82ef95ULL);
  }

  /// Uniform on the open interval (0, 1).
  constexpr double uniform(std::uint64_t number, std::uint32_t ordinal = 0, std::uint32_t index = 0) const {
    return unit_interval(bits(number, ordinal, index));
  }

 private:
  std::uint64_t base_ = 0;
};

}  // namespace crossflow
