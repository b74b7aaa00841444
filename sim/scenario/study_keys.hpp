// The descriptions of a study's keys; internal to sim/scenario.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/record.hpp"
#include "sim/scenario/study.hpp"

namespace crossflow {

struct WrittenLevel {
  std::string name;
  std::vector<Layer> with;
  std::optional<Layer> scenario;
};

/// A bound as written; one of the two is given.
struct WrittenBound {
  std::optional<std::string> at_least, at_most;
};

/// Of a study: the measure by the name of its column.
struct WrittenCondition {
  std::string measure;
  WrittenBound bound;
  Place place;
};

/// Names of axes and of the measure, not yet looked up.
struct WrittenDecision {
  std::string between, by, whatever;
  bool most = true;
  std::vector<WrittenCondition> where;
};

/// On the command line: the measure as it would stand in a study.
struct WrittenMeasureCondition {
  MeasureRequest request;
  WrittenBound bound;
};

struct WrittenStudy {
  long version = 1;
  Label title;
  Layer base;
  long replications = 0;
  long seed = 0;
  std::optional<Layer> scenario;
  std::vector<std::pair<std::string, std::vector<WrittenLevel>>> axes;
  std::vector<MeasureRequest> measures;
  std::optional<WrittenDecision> decide;
  std::string note;
  std::string source;
};

inline constexpr const char* study_key = "crossflow study";

/// A file as seen from the folder of the one that names it.
TypePtr<Layer> layer_file_type();
/// What differs from a scenario.
TypePtr<Layer> difference_type(const Kinds& kinds);
/// "1".
TypePtr<long> study_version_type();

/// What a measure is called that has no name of its own: "waiting, mainland, arrival counters, 95th percentile".
std::string name_unless_given(const MeasureRequest& request);
/// A bound and the index of its measure.
MeasureCondition condition_of(const WrittenBound& bound, std::size_t measure, const Place& place);

/// Where each key of a measure is written: for what is found wrong once directories are known.
void note_places(const Value& value, MeasureRequest& out);

std::shared_ptr<const Record<WrittenLevel>> level_record(const Kinds& kinds);
std::shared_ptr<const Record<MeasureRequest>> measure_record(const MeasureKinds& measures);
std::shared_ptr<const Record<WrittenMeasureCondition>> measure_condition_record(const MeasureKinds& measures);
std::shared_ptr<const Record<WrittenDecision>> decision_record();
std::shared_ptr<const Record<WrittenStudy>> study_record(const Kinds& kinds, const MeasureKinds& measures);

}  // namespace crossflow
