// Authorities' clocks, and whether pledges were kept.
#pragma once

#include <cstdint>

#include "sim/record/tables/layout_of.hpp"

namespace crossflow {

/// The clock of an authority of a port for those of a source who joined in a half-hour.
struct PledgeRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction, authority;
  double from_s;
  std::int64_t joined, kept, cleared;
  double wait_s;        ///< sum over those cleared
  double beyond_s = 0;  ///< sum over all: what the clock ran beyond the pledge's limit, until cleared, gone or the end
  std::uint16_t port = 0;
  std::uint16_t source = 0;
  double longest_s = 0;  ///< of those cleared

  static h5::Layout<PledgeRow> layout();
};

/// How long the authority's clock ran: a histogram for those who joined in a half-hour. All histograms have the bins of
/// histogram.hpp; a row is one bin that somebody is in.
struct ClockRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction, authority;
  double from_s;
  double up_to_s;  ///< upper edge of the bin
  std::uint32_t count;
  std::uint16_t port = 0;
  std::uint16_t source = 0;

  static h5::Layout<ClockRow> layout();
};

}  // namespace crossflow
