// What a report shows of one result, as JSON for the page's script: the summary, and beside it what the summary leaves
// out, the course of the day at each station.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/summary.hpp"
#include "sim/record/file_info.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Where a station stands on the floor, in metres; width 0: nowhere.
struct ReportPlace {
  double x = 0, y = 0, width = 0, height = 0;
};

/// A result as a report wants it.
struct ReportSource {
  std::string file;
  const Directory& directory;
  const ResultRows& rows;
  const Summary& summary;
  FileInfo info;
  RunInfo run;
  std::vector<ReportPlace> places;  ///< by station
};

/// `name`, `summary` as docs/json.md has it, and
/// - `course`: `from_s` and `step_s` of the steps of time that all lists of numbers follow, and whether they are of a
///   day that stands for all (`folded`: of more than a week); `stations`, each with its name and, by step, means over
///   replications of those `waiting` (with the 10th and 90th percentile), `held` upstream, servers `open` and `busy`;
/// - `ports` with their labels;
/// - `floor`: places, and by step who is waiting, held and inside, and the mean `wait_s` of who joined in that
/// half-hour, on the `day` of one `replication` that is the middle one by
///   all waiting; of several days the one with most waiting;
/// - `distribution`: by class and direction, which share was cleared within `s`;
/// - `officers`: by pool and half-hour, means over replications of officers on duty, at posts, on breaks;
/// - `figures` of the scenario with their marks and sources;
/// - `run`: seed, command, version.
nlohmann::ordered_json report_data(const ReportSource& source);

}  // namespace crossflow
