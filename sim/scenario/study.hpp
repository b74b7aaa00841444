// A study: one scenario in many variants, and what is measured of each. What differs between variants are overlays,
// written in the study's file or beside it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sim/base/study_design.hpp"
#include "sim/scenario/kinds.hpp"
#include "sim/scenario/load.hpp"

namespace crossflow {

/// The table of measures is the analysis' and is handed to the reader, as that of kinds is.
using MeasureKinds = std::vector<const MeasureKind*>;

struct Study {
  std::string file;
  StudyDesign design;
  std::string base;  ///< the scenario's file, as seen from where the program runs
  std::uint32_t replications = 0;
  std::uint64_t seed = 0;
  Place base_asked_at;                                  ///< where the study names it
  std::vector<Layer> common;                            ///< what differs from the base in all variants
  std::vector<std::vector<std::vector<Layer>>> levels;  ///< by axis and level
  SourceText text;

  /// The scenario `base` with these makes the variant.
  LoadOptions load_options(std::size_t variant) const;
};

/// Variants at most; more are a slip.
inline constexpr std::size_t most_variants = 500;

/// Throws an InputError with all that is wrong in the study's own file. Scenarios and names in them are not looked at.
Study read_study(const std::string& file, const Kinds& kinds, const MeasureKinds& measures);

/// A measure as on the command line, in the words of a study: "kept, class: resident, direction: arrival". `option` is
/// where it stands, for messages. Throws an InputError.
MeasureRequest read_measure(const std::string& text, const std::string& option, const MeasureKinds& measures);

/// A measure with a bound: "kept, class: resident, at least: 98%". The condition's measure has no index yet.
struct BoundMeasure {
  MeasureRequest request;
  MeasureCondition condition;
};
BoundMeasure read_condition(const std::string& text, const std::string& option, const MeasureKinds& measures);

/// Whether a file says that it is a study; false too if it cannot be read.
bool is_study(const std::string& file);
/// Which of these keys stands at the top of a file; empty where it cannot be read or has none of them.
std::string top_key_of(const std::string& file, const std::vector<std::string>& keys);

/// JSON Schema (draft 7) of a study.
nlohmann::json study_schema(const Kinds& kinds, const MeasureKinds& measures);

/// Every key of a study and every measure, as Markdown.
std::string study_reference(const Kinds& kinds, const MeasureKinds& measures);

}  // namespace crossflow
