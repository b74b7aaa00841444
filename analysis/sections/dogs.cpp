// What detector dog teams did, on the front page.
#include <algorithm>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"
#include "sim/record/words.hpp"

namespace crossflow {
namespace {

std::string worked_text(double seconds) {
  return fmt::format("{:.1f}", seconds / 3600);
}

// "drugs, tobacco", as they stand in the directory.
std::string scents_text(const Page& page, const std::string& scents) {
  if (page.language == Language::en) return scents;
  std::string text;
  for (std::size_t k = 1; k < contraband_words.size(); ++k)
    if ((", " + scents + ",").find(std::string(", ") + contraband_words[k] + ",") != std::string::npos)
      text += (text.empty() ? "" : "、") + page.label(label_of(static_cast<Contraband>(k)));
  return text;
}

}  // namespace

std::vector<TeamSummary> summarise_teams(const Directory& directory, const ResultRows& rows) {
  std::vector<TeamSummary> out(directory.teams.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i].team = static_cast<std::uint16_t>(i);
  for (const TeamRow& r : rows.of<TeamRow>()) {
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

std::string teams_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.teams.empty()) return {};
  TextTable table(
      {Align::left, Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right});
  const double n = s.replications;
  table.add(page.heads({several(s) ? "DOG TEAMS, mean" : "DOG TEAMS", "scents", "searches", "screened", "alerts",
                        "hours worked", "longest", "rest kept"}));
  for (const TeamSummary& t : s.teams) {
    const TeamEntry& entry = page.directory.teams.at(t.team);
    table.add({page.label(entry.label, entry.name), scents_text(page, entry.scents),
               few_text(static_cast<double>(t.searches) / n), few_text(static_cast<double>(t.screened) / n),
               few_text(static_cast<double>(t.alerts) / n), worked_text(t.worked_s / n),
               page.say("{:.0f} min", t.longest_work_s / 60),
               t.worked_s > 0 ? share_text(t.rest_kept_s / t.worked_s) : "-"});
  }
  return table.text(page.width) +
         page.note(
             "Longest: work without a rest between. Rest kept: of the hours worked, those with at most 30 "
             "effective minutes of work since a rest.");
}

}  // namespace crossflow
