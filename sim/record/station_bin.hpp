// What statistics count at a station in one bin, and the bins that have ended.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/tick.hpp"
#include "sim/record/ledger.hpp"
#include "sim/record/open_time.hpp"
#include "sim/record/packed_numbers.hpp"

namespace crossflow {

struct StationBin {
  Tick from = 0;
  std::int64_t joined = 0, started = 0, served = 0, gave_up = 0, broken_off = 0, balked = 0;
  std::int64_t waiting = 0, held = 0, open = 0, busy = 0, blocked = 0;  // integrals in microseconds
  std::int32_t waiting_max = 0, held_max = 0, inside_max = 0;
  Tick waiting_max_at = -1, held_max_at = -1, inside_max_at = -1;  // when first reached
  OpenTime::Bin in_hours;
  LedgerBin ledger;
};

/// The bins of a station that have ended, in few bytes: a year has 35,000, and at night nearly all of a bin is zero.
class EndedBins {
 public:
  bool empty() const { return bytes_.empty(); }
  void add(const StationBin& bin);

  /// Calls f(bin) for each, in order. `length`: of each but the last.
  template <class F>
  void for_each(Tick length, F&& f) const {
    NumberReader reader(bytes_);
    for (Tick from = 0; reader.any_left(); from += length) f(next(reader, from));
  }

 private:
  static StationBin next(NumberReader& reader, Tick from);
  std::vector<std::uint8_t> bytes_;
};

}  // namespace crossflow
