// What `compare` and `select` are asked about: scenarios, overlays of the first of them, and results that are there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/warned.hpp"
#include "sim/base/study_design.hpp"
#include "sim/experiment/replicate.hpp"
#include "sim/record/directory.hpp"

namespace crossflow {

struct VariantOptions {
  std::vector<std::string> files;  ///< scenarios, and result files
  std::vector<std::string>
      variants;        ///< of the first, which is a scenario: "a.yaml", "a.yaml+b.yaml", "key.path=value"
  LoadOptions common;  ///< overlays and sets that are laid over every scenario first
  std::vector<std::string> measures;  ///< in the words of a study
  std::string command;                ///< for result files
};

struct Variant {
  std::string name;
  std::string file;
  bool is_result = false;
  LoadOptions load;     ///< of a scenario
  Directory directory;  ///< of its results
  std::vector<std::string> warnings;
};

/// At least two, all checked. Throws an InputError with all that is wrong.
std::vector<Variant> read_variants(const VariantOptions& options);

/// Of each, for `say_warnings`.
std::vector<Warned> warned(const std::vector<Variant>& variants);

std::vector<Directory> directories_of(const std::vector<Variant>& variants);

/// Those asked for; checked against the directories. Throws an InputError.
std::vector<MeasureRequest> read_measures(const std::vector<std::string>& texts, const std::string& option,
                                          const std::vector<Directory>& directories);

/// A scenario's, without an output.
Experiment experiment_of(const Variant& variant, const VariantOptions& options, std::uint64_t seed);

/// "roster-1.h5" for each, another one for every variant.
std::vector<std::string> file_names(const std::vector<Variant>& variants);

}  // namespace crossflow
