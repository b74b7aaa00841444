// What detector dog teams did, on the front page.
#include <algorithm>

#include <fmt/format.h>

#include "analysis/summary_parts.hpp"
#include "analysis/summary_text.hpp"
#include "analysis/summary_text_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

std::string hours_text(double seconds) {
  return fmt::format("{:.1f}", seconds / 3600);
}

std::string few(double mean) {
  return mean >= 10 || mean == 0 ? mean_count_text(mean) : fmt::format("{:.1f}", mean);
}

}  // namespace

std::vector<TeamSummary> summarise_teams(const Directory& directory, const ResultRows& rows) {
  std::vector<TeamSummary> out(directory.teams.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i].team = static_cast<std::uint16_t>(i);
  for (const TeamRow& r : rows.teams) {
    TeamSummary& t = out[r.team];
    t.searches += r.searches;
    t.screened += r.screened;
    t.alerts += r.alerts;
    t.worked_s += r.worked_s;
    t.walked_s += r.walked_s;
    t.rested_s += r.rested_s;
    t.on_duty_s += r.on_duty_s;
    t.rest_kept_s += r.rest_kept_s;
    t.longest_work_s = std::max(t.longest_work_s, r.longest_work_s);
  }
  return out;
}

std::string teams_text(const Directory& directory, const Summary& s) {
  if (s.teams.empty()) return {};
  TextTable table(
      {Align::left, Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right},
      cut_before_comma);
  const double n = s.replications;
  table.add({s.replications > 1 ? "DOG TEAMS, mean" : "DOG TEAMS", "scents", "searches", "screened", "alerts",
             "hours worked", "longest", "rest kept"});
  for (const TeamSummary& t : s.teams) {
    const TeamEntry& entry = directory.teams.at(t.team);
    table.add({entry.label.en, entry.scents, few(static_cast<double>(t.searches) / n),
               few(static_cast<double>(t.screened) / n), few(static_cast<double>(t.alerts) / n),
               hours_text(t.worked_s / n), fmt::format("{:.0f} min", t.longest_work_s / 60),
               t.worked_s > 0 ? share_text(t.rest_kept_s / t.worked_s) : "-"});
  }
  return table.text(page_width) +
         "Longest: work without a rest between. Rest kept: of the hours worked, those with at most 30\n"
         "effective minutes of work since a rest.\n";
}

}  // namespace crossflow
