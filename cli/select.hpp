// `crossflow select`: which of several is best, with no more days than that takes.
#pragma once

#include <cstdint>
#include <string>

#include "cli/variants.hpp"

namespace crossflow {

struct SelectOptions {
  VariantOptions variants;
  std::string by;                     ///< a measure in the words of a study
  bool most = true;                   ///< else the least is best
  std::string indifference;           ///< "0.5%", "30 s", "5": less is no matter
  std::string confidence = "95%";     ///< of a correct selection
  std::uint32_t replications = 1000;  ///< of each at most
  std::string seed = "1";
  int at_once = 1;
  bool json = false;
  bool quiet = false;
};

/// Throws an InputError or a RunError.
void select(const SelectOptions& options);

}  // namespace crossflow
