// What a result file says about itself beside its numbers: enough to run the same again.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace crossflow {

/// The format of result files that this build writes. A reader takes a newer minor and refuses a newer major.
inline constexpr int format_major = 2;
inline constexpr int format_minor = 1;
inline constexpr const char* creator = "crossflow 0.1.0";

/// What a file's attribute `status` says. A partial result has fewer replications than the run was asked for; a part is
/// one of those that a result is made of.
inline constexpr const char* status_complete = "complete";
inline constexpr const char* status_partial = "partial";
inline constexpr const char* status_part = "part";

struct NamedText {
  std::string name;
  std::string text;
};

/// A figure of the scenario, with where it comes from.
struct FigureEntry {
  std::string path;     ///< "stations.arrival counters.service.resident"
  std::string text;     ///< as written
  std::string central;  ///< "16 s"
  std::string mark;     ///< "observed", "design", "pledge", "assumption", ...; empty: not said
  std::string source;
  std::string note;
  double low = std::numeric_limits<double>::quiet_NaN();  ///< NaN: no range given
  double high = std::numeric_limits<double>::quiet_NaN();
};

/// The scenario and all else that decides the results; equal for equal inputs.
struct FileInfo {
  std::string title;
  std::string resolved;              ///< the whole scenario as one YAML text
  std::vector<NamedText> originals;  ///< the files it was read from
  std::vector<NamedText> tables;     ///< rows of tables that it used, as CSV with a header
  std::vector<FigureEntry> figures;
  std::vector<std::string> overrides;  ///< what was set on the command line, in order
  std::vector<std::string> warnings;   ///< what is probably not meant by the scenario; lines for its user
  std::uint64_t seed = 1;
};

/// What varies from one run of the same to the next; kept apart from all else in the group /run.
struct RunInfo {
  std::string started_at;  ///< ISO 8601
  double wall_s = 0;
  std::string host;
  std::string scenario;  ///< the file of the scenario, or of the study whose variant it is, from the root; may be empty
  std::string command;
  std::string version;  ///< of this program
  std::string compiler;
  std::vector<NamedText> libraries;  ///< name and version
};

}  // namespace crossflow
