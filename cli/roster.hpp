// `crossflow roster`: the cheapest roster that keeps what must hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace crossflow {

struct RosterOptions {
  std::string study;
  std::optional<std::uint32_t> replications;  ///< of the search; wins over the study's
  std::string seed;                           ///< likewise; empty: not given
  std::optional<int> at_once;                 ///< unless given, one for each processor
  std::string output;                         ///< the table; empty: the study's name with .csv, here
  std::string chart;                          ///< the roster as a picture, SVG; empty: none
  bool force = false;                         ///< write over what is there, if it is ours
  bool json = false;
  bool quiet = false;
};

/// Asked to end by Ctrl-C it prints and writes the best so far, and throws an Interrupted.
void roster(const RosterOptions& options);

/// Throws an InputError with all that is wrong with the file and its scenario.
void validate_roster_study(const std::string& file, bool quiet);

}  // namespace crossflow
