// What a study answers: every measure of every variant, differences along each axis on the same days, and what is best.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/measure.hpp"

namespace crossflow {

/// What was seen of one variant.
struct VariantObservations {
  std::vector<std::vector<Observation>> of_measures;  ///< by measure and replication; none where it cannot be asked
  std::int64_t not_cleared = 0;                       ///< travellers left over when simulations ended, of all
};

VariantObservations observe(const StudyDesign& design, const Directory& directory, const ResultRows& rows);

/// By measure.
using Estimates = std::vector<std::optional<Estimate>>;

/// Two variants that differ in one axis alone, from its first level to another.
struct StudyDifference {
  std::size_t axis = 0;
  std::size_t from = 0, to = 0;  ///< variants
  Estimates changes;
};

enum class Choice : std::uint8_t {
  one,     ///< one level is best, at every level of the axis that is not ours to choose
  untold,  ///< some cannot be told apart
  depends  ///< no level is best, or as good as the best, at all levels of that axis
};

/// For one combination of levels of all axes but two: that whose levels are to choose from, and that which is not ours
/// to choose.
struct StudyChoice {
  std::vector<std::size_t> at;                 ///< level of each axis; of those two, 0
  std::vector<std::vector<std::size_t>> best;  ///< by level of the latter (or one): those best, more if not told apart
  Choice choice = Choice::untold;
};

struct StudyAnswer {
  std::uint32_t replications = 0;
  std::uint64_t seed = 0;
  std::vector<Estimates> values;  ///< by variant
  std::vector<StudyDifference> differences;
  std::vector<StudyChoice> choices;
  std::vector<std::int64_t> not_cleared;  ///< by variant
};

/// The best is told apart from every other level at 95% for all pairs of them together (Bonferroni), since which is
/// best is looked up in the same days.
StudyAnswer answer(const StudyDesign& design, std::span<const VariantObservations> variants);

/// No line wider than 120 unless names are; ends with a newline.
std::string text_of(const StudyDesign& design, const StudyAnswer& answer);

/// All numbers, one a line; docs/studies.md describes it.
/// The axes of the study, which follow this, are columns too.
inline constexpr std::string_view study_header_begins = "variant,";
inline constexpr std::string_view study_header_ends = "differs in,from,measure,unit,value,low,high\n";
std::string csv_of(const StudyDesign& design, const StudyAnswer& answer);

}  // namespace crossflow
