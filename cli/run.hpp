// `crossflow run`: some days of one scenario, and the page of what came out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "analysis/page.hpp"
#include "sim/experiment/replicate.hpp"

namespace crossflow {

struct RunOptions {
  Experiment experiment;  ///< without its seed, and which replications
  std::string seed = "1";
  std::optional<std::uint32_t> replications;
  std::optional<std::uint32_t> only;  ///< the number of one replication
  std::optional<int> at_once;         ///< unless given, one for each processor
  std::string ci_width;               ///< "0.5%"; empty: not asked for
  std::string requirement;            ///< a CSV file for the requirement table; empty: not asked for
  PageOptions page;
  bool json = false;
  bool quiet = false;
};

/// Throws an InputError or a RunError; an Interrupted when what is there has been shown.
void run_and_show(RunOptions options);

}  // namespace crossflow
