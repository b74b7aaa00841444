// `crossflow select`: which of several is best, with no more days than that takes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/variants.hpp"

namespace crossflow {

struct SelectOptions {
  VariantOptions variants;
  std::string by;                     ///< a measure in the words of a study
  std::vector<std::string> where;     ///< measures with bounds, which the best must keep
  bool most = true;                   ///< else the least is best
  std::string indifference;           ///< "0.5%", "30 s", "5": less is no matter
  std::string confidence = "95%";     ///< of a correct selection
  std::uint32_t replications = 1000;  ///< of each at most
  std::string seed = "1";
  std::optional<int> at_once;  ///< unless given, one for each processor
  bool json = false;
  bool quiet = false;
};

/// Throws an InputError or a RunError.
void select(const SelectOptions& options);

}  // namespace crossflow
