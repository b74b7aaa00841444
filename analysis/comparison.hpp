// Results side by side: by how much each differs from the first, day by day where the days are the same.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "analysis/study_answer.hpp"

namespace crossflow {

/// What a comparison shows unless measures are named: those that any of the directories can answer, pledges by class
/// and direction.
std::vector<MeasureRequest> usual_requests(std::span<const Directory> directories);

/// One of those that are compared.
struct Compared {
  std::string name;
  std::uint64_t seed = 0;
  std::vector<std::uint32_t> replications;  ///< their numbers, in the order of the observations
  VariantObservations seen;
};

/// Of a result with that seed.
Compared compared_of(const std::string& name, std::uint64_t seed, const StudyDesign& design, const Directory& directory,
                     const ResultRows& rows);

struct Change {
  std::optional<Estimate> difference;  ///< by how much it is more than in the first
  std::optional<double>
      variance_ratio;  ///< what pairing was worth, see pairing.hpp; none where not paired, or no difference
};

/// One against the first.
struct Against {
  bool paired = false;          ///< on the same days; else each on its own
  std::size_t days = 0;         ///< that both have; of both together where they are not paired
  bool some_left = false;       ///< paired, and one of the two has more days, which are left out of the difference
  std::vector<Change> changes;  ///< by measure
};

struct Comparison {
  std::vector<MeasureRequest> measures;
  std::vector<Compared> compared;
  std::vector<Estimates> values;  ///< by compared
  std::vector<Against> against;   ///< of the second and on; each difference is at 95% by itself
};

/// Replications of one number and one seed are the same day. Where there is no such pair differences are Welch's.
/// `drop`: leave out measures that say nothing, or 0, of all.
Comparison compare(std::vector<MeasureRequest> measures, std::vector<Compared> compared, bool drop);

/// For a planner: sentences first. `directory` is the first one's. No line wider than 120 unless names are.
std::string text_of(const Comparison& comparison, const Directory& directory);
/// docs/statistics.md describes both.
inline constexpr std::string_view comparison_header =
    "name,against,measure,unit,value,low,high,paired,days,variance ratio\n";
std::string csv_of(const Comparison& comparison);
nlohmann::ordered_json json_of(const Comparison& comparison);

}  // namespace crossflow
