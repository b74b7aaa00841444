#include "cli/roster.hpp"

#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/measures.hpp"
#include "cli/output.hpp"
#include "cli/roster_search.hpp"
#include "cli/roster_text.hpp"
#include "cli/svg.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/model/kinds.hpp"

namespace crossflow {
namespace {

constexpr std::string_view overlay_begins = "# A roster by crossflow";

RosterStudy read_checked(const std::string& file) {
  return read_roster_study(file, all_kinds(), all_measures());
}

// An overlay of ours may take the place of an older one.
void check_overlay(const std::string& file, const RosterStudy& study) {
  check_destination(file, {study.file, study.base});
  const std::string first = first_bytes(file, overlay_begins.size());
  if (!first.empty() && first != overlay_begins)
    throw InputError({file, 0, 0}, "this file exists and is no such overlay", "a new name for the table, with -o");
}

}  // namespace

void roster(const RosterOptions& options) {
  RosterStudy study = read_checked(options.study);
  const std::string table =
      options.output.empty() ? std::filesystem::path(options.study).stem().string() + "-found.csv" : options.output;
  const std::string overlay = overlay_beside(table);
  check_csv(table, {study.file, study.base}, roster_header);
  check_overlay(overlay, study);
  for (const std::string& file : {table, overlay}) check_not_edited(file, options.force);
  check_chart(options.chart, roster_chart_begins, {study.file, study.base, table, overlay});
  RosterSearch search(std::move(study), options);
  search.run();
  std::string written;
  if (search.found.best) {
    const Roster& found = search.found.best->roster;
    write_table(table, search.table_of(found));
    const std::string with = std::filesystem::path(table).filename().string();
    write_table(overlay, fmt::format("{}: {}\n#\n#     crossflow run {} --with {}\n", overlay_begins,
                                     search.rules().title.en, search.study().base, overlay) +
                             search.overlay_of(found, with));
    if (!options.chart.empty()) write_whole(options.chart, roster_chart(search, found), roster_chart_begins);
    written = fmt::format("\nThe roster: {}; with it and the plan:\n  crossflow run {} --with {}\n", table,
                          search.study().base, overlay);
  }
  if (options.json) {
    say("{}\n", json_of(search).dump(2));
  } else if (!options.quiet) {
    say("{}{}", text_of(search, output_width().value_or(usual_width)), written);
  }
  if (search.interrupted)
    throw Interrupted(search.found.best
                          ? "what was found so far is printed" + std::string(written.empty() ? "" : " and written")
                          : "no roster was found yet");
}

void validate_roster_study(const std::string& file, bool quiet) {
  const RosterOptions none;
  const RosterSearch checked(read_checked(file), none);
  if (!quiet) say("{}: nothing wrong found in the question and its scenario\n", file);
}

}  // namespace crossflow
