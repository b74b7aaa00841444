// What a study answers: every measure of every variant, differences along each axis on the same days, and what is best.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/conditions.hpp"
#include "analysis/measure.hpp"
#include "analysis/not_cleared.hpp"

namespace crossflow {

/// What was seen of one variant.
struct VariantObservations {
  std::vector<std::vector<Observation>> of_measures;  ///< by measure and replication; none where it cannot be asked
  std::vector<ClassNotCleared> not_cleared;           ///< whoever was never served, in all replications
};

VariantObservations observe(const StudyDesign& design, const Directory& directory, const ResultRows& rows);

/// Asks for `not cleared` as the last measure, unless it is asked for: so that the number stands in every table beside
/// shares that know nothing of them. False: it was asked for.
bool ask_not_cleared(StudyDesign& design);
/// Takes it out again where that is nobody in any variant.
void drop_if_all_cleared(StudyDesign& design, std::vector<VariantObservations>& variants);

/// By measure.
using Estimates = std::vector<std::optional<Estimate>>;

/// Two variants that differ in one axis alone, from its first level to another.
struct StudyDifference {
  std::size_t axis = 0;
  std::size_t from = 0, to = 0;  ///< variants
  Estimates changes;
};

enum class Choice : std::uint8_t {
  one,      ///< one level is best, at every level of the axis that is not ours to choose
  untold,   ///< some cannot be told apart, or of some it cannot be told whether they meet the conditions
  depends,  ///< no level is best, or as good as the best, at all levels of that axis
  none      ///< no level meets the conditions, at any level of that axis
};

/// The levels to choose from where all else is given.
struct LevelsJudged {
  std::vector<std::size_t> best;          ///< that may be best, of those that meet the conditions or may meet them
  std::vector<std::vector<Meets>> meets;  ///< by level and condition

  /// Whether some level meets all conditions, or may.
  bool any_meets() const;
};

/// For one combination of levels of all axes but two: that whose levels are to choose from, and that which is not ours
/// to choose.
struct StudyChoice {
  std::vector<std::size_t> at;      ///< level of each axis; of those two, 0
  std::vector<LevelsJudged> under;  ///< by level of the latter, or one
  Choice choice = Choice::untold;
};

struct StudyAnswer {
  std::uint32_t replications = 0;
  std::uint64_t seed = 0;
  std::vector<Estimates> values;  ///< by variant
  std::vector<StudyDifference> differences;
  std::vector<StudyChoice> choices;
  std::vector<std::vector<ClassNotCleared>> not_cleared;  ///< by variant
};

/// Of one line of a decision, all that it says holds at 95% together (Bonferroni): that the best is apart from every
/// other level, of all pairs since which is best is looked up in the same days; and of each level and condition whether
/// it is met. So the level named is the best of those that meet the conditions.
std::vector<StudyChoice> choices(const StudyDesign& design, std::span<const VariantObservations> variants);

StudyAnswer answer(const StudyDesign& design, std::span<const VariantObservations> variants);

/// The lines of the decision, for text_of.
std::string choices_text(const StudyDesign& design, const StudyAnswer& answer);

/// No line wider than 120 unless names are; ends with a newline.
std::string text_of(const StudyDesign& design, const StudyAnswer& answer);

/// All numbers, one a line; docs/studies.md describes it.
/// The axes of the study, which follow this, are columns too.
inline constexpr std::string_view study_header_begins = "variant,";
inline constexpr std::string_view study_header_ends = "differs in,from,measure,unit,value,low,high\n";
std::string csv_of(const StudyDesign& design, const StudyAnswer& answer);

}  // namespace crossflow
