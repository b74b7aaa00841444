// What a report shows of one result, as JSON for the page's script: the summary, and beside it what the summary leaves
// out, the course of the day at each station.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/report/report_series.hpp"
#include "analysis/summary.hpp"
#include "sim/record/file_info.hpp"
#include "sim/record/result_file.hpp"
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
  const ResultReader& reader;
  const ResultRows& rows;      ///< of the short tables
  const ReportSeries& series;  ///< all of them
  const Summary& summary;
  FileInfo info;
  RunInfo run;
  std::vector<ReportPlace> places;  ///< by station
};

/// `name`, `summary` as docs/json.md has it, and, without what the warm-up leaves out:
/// - `course`: `from_s` and `step_s` of the steps of time that its lists follow, and whether they are of a day that
///   stands for all (`folded`: of more than a week); `stations`, each with its name and, by step, means over
///   replications of those `waiting` (with the 10th and 90th percentile), `held` upstream, servers `open` and `busy`;
/// - `ports` with their labels;
/// - `floor`: places, and by step who is waiting, held and inside, and the mean `wait_s` of who joined in that
///   half-hour, on the `day` of one `replication` that is the middle one by all waiting; of several days the one with
///   most waiting;
/// - `distribution`: by class and direction points of seconds and the share that was cleared within them, rounded down;
/// - `officers`: by pool and half-hour, means over replications of officers at posts, on breaks, otherwise on duty, and
///   rostered;
/// - `figures` of the scenario with their marks and sources;
/// - `run`: seed, scenario, command, version.
nlohmann::ordered_json report_data(const ReportSource& source);

}  // namespace crossflow
