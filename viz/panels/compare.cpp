// Two runs on one clock: the selected one in both, classes, who gains and loses most, and where and when.
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <imgui.h>

#include "viz/panels/chart.hpp"
#include "viz/panels/compare_classes.hpp"
#include "viz/panels/compare_selected.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/heat_map.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/replay/comparison.hpp"
#include "viz/replay/scenario_differences.hpp"

namespace crossflow::viz {
namespace {

struct Remembered {
  std::array<std::uint64_t, 2> recordings{};
  std::optional<Comparison> comparison;
  bool whole = false;  ///< all that is known is in, and what follows is made of it
  std::uint64_t folded = 0;
  std::vector<Change> gains, losses;
  std::vector<HeatRow> heat;
  std::vector<std::uint16_t> heat_stations;
};

Recording& recording_of(const Session& session, std::size_t run) {
  return *session.runs[run].recording;
}

void make_heat(Remembered& r, const Directory& directory) {
  struct Line {
    double size;
    std::uint16_t station;
    HeatRow row;
  };
  std::vector<Line> lines;
  const auto difference = r.comparison->difference_s();
  for (std::size_t s = 0; s < difference.size(); ++s) {
    Line line{0, static_cast<std::uint16_t>(s), {station_name(directory, static_cast<std::uint16_t>(s)), {}}};
    double largest = 0;  // what rounds to no minute is not shown
    for (const double d : difference[s]) {
      line.row.values.push_back(d / 60);
      line.size += std::fabs(d);
      largest = std::max(largest, std::fabs(d));
    }
    if (largest >= 30) lines.push_back(std::move(line));
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.size > b.size; });
  r.heat.clear();
  r.heat_stations.clear();
  for (Line& line : lines) {
    r.heat.push_back(std::move(line.row));
    r.heat_stations.push_back(line.station);
  }
}

Remembered& remembered(Session& session) {
  static std::unique_ptr<Remembered> kept;
  const std::array<std::uint64_t, 2> now_shown = {recording_of(session, 0).serial(), recording_of(session, 1).serial()};
  if (!kept || kept->recordings != now_shown) {
    kept = std::make_unique<Remembered>();
    kept->recordings = now_shown;
    kept->comparison.emplace(recording_of(session, 0), recording_of(session, 1));
  }
  Remembered& r = *kept;
  r.whole = r.comparison->advance(60'000);
  if (!r.whole) session.runs[0].reading = true;
  const std::uint64_t folded = r.comparison->run(0).folded() + r.comparison->run(1).folded();
  if (r.whole && r.folded != folded) {
    r.gains = r.comparison->largest_gains(10);
    r.losses = r.comparison->largest_losses(10);
    make_heat(r, recording_of(session, 0).directory());
    r.folded = folded;
  }
  return r;
}

void draw_changes(Session& session, const Remembered& r, const char* id, Word title,
                  const std::vector<Change>& changes) {
  const WaitTotals& run_a = r.comparison->run(0);
  const WaitTotals& run_b = r.comparison->run(1);
  const Recording& a = recording_of(session, 0);
  ImGui::TextUnformatted(text(title));
  if (changes.empty()) return faint(text(Word::nobody));
  constexpr auto flags = ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingFixedFit;
  if (!ImGui::BeginTable(id, 4, flags)) return;
  ImGui::TableSetupColumn(text(Word::who), ImGuiTableColumnFlags_WidthStretch);
  for (const char* column : {"A", "B", "B - A"}) ImGui::TableSetupColumn(column);
  ImGui::TableHeadersRow();
  for (const Change& change : changes) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushTextWrapPos(0);
    const bool clicked = link(entity_name(a, change.in_a), static_cast<int>(change.in_a));
    ImGui::PopTextWrapPos();
    if (clicked) {
      session.selected = {Subject::What::entity, change.in_a, 0};
      session.time.go_to(run_a.entities()[change.in_a].arrived);
    }
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(duration(run_a.entities()[change.in_a].waited).c_str());
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(duration(run_b.entities()[change.in_b].waited).c_str());
    ImGui::TableNextColumn();
    draw_difference(static_cast<double>(change.by),
                    difference_of_durations(to_seconds(run_a.entities()[change.in_a].waited),
                                            to_seconds(run_b.entities()[change.in_b].waited)));
  }
  ImGui::EndTable();
}

void draw_who(Session& session, Remembered& r) {
  const bool wide = ImGui::GetContentRegionAvail().x > 52 * ImGui::GetFontSize();
  if (!ImGui::BeginTable("who", wide ? 3 : 1)) return;
  ImGui::TableNextColumn();
  draw_selected_in_both(session);
  ImGui::TableNextColumn();
  if (!r.whole) {
    faint(text(Word::still_reading));
  } else if (!r.comparison->same_people()) {
    faint(text(Word::not_same_people));
  } else {
    draw_changes(session, r, "gains", Word::largest_gains, r.gains);
    ImGui::TableNextColumn();
    draw_changes(session, r, "losses", Word::largest_losses, r.losses);
  }
  ImGui::EndTable();
}

void draw_heat(Session& session, const Remembered& r) {
  if (!r.whole) return faint(text(Word::still_reading));
  if (r.heat.empty()) return faint(text(Word::no_difference));
  faint(text(Word::heat_explained));
  if (const auto clicked = heat_map("heat", r.heat, session.time.now())) {
    session.selected = {Subject::What::station, r.heat_stations[clicked->row], 0};
    session.time.go_to(clicked->tick);
  }
}

/// What is other in B than in A, first of all.
void draw_differences(const Session& session) {
  static std::array<std::uint64_t, 2> of{};
  static std::vector<std::string> lines;
  const std::array<std::uint64_t, 2> shown = {recording_of(session, 0).serial(), recording_of(session, 1).serial()};
  if (of != shown) {
    of = shown;
    lines.clear();
    const auto words = [](const std::string& value) { return value.empty() ? std::string("-") : value; };
    for (const ScenarioDifference& d : scenario_differences(session.runs[0].scenario, session.runs[1].scenario)) {
      const bool of_station = d.where.starts_with("stations › ");
      lines.push_back((of_station ? d.where.substr(std::string("stations › ").size()) : d.where) + ": " + words(d.a) +
                      " → " + words(d.b));
    }
    if (session.runs[0].seed != session.runs[1].seed)
      lines.push_back(say(Word::seed_differs, session.runs[0].seed, session.runs[1].seed));
  }
  constexpr std::size_t most = 5;
  if (lines.empty()) return faint(text(Word::same_scenario));
  for (std::size_t i = 0; i < std::min(most, lines.size()); ++i) {
    ImGui::TextUnformatted(shortened(lines[i], ImGui::GetContentRegionAvail().x).c_str());
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", lines[i].c_str());
  }
  if (lines.size() <= most) return;
  faint(say(Word::more_differences, lines.size() - most));
  if (!ImGui::IsItemHovered()) return;
  std::string rest;
  for (std::size_t i = most; i < std::min<std::size_t>(lines.size(), 40); ++i) rest += lines[i] + "\n";
  ImGui::SetTooltip("%s", rest.c_str());
}

/// What the two are, and whether they can be compared.
void header(const Session& session, const Remembered& r) {
  for (std::size_t i = 0; i < 2; ++i) {
    const Run& run = session.runs[i];
    ImGui::PushStyleColor(ImGuiCol_Text, run_colour(i));
    ImGui::TextUnformatted(i == 0 ? "A" : "B");
    ImGui::PopStyleColor();
    ImGui::SameLine();
    const std::size_t folder = run.path.rfind('/');
    std::string words = folder == std::string::npos ? run.path : run.path.substr(folder + 1);
    if (const std::string& title = text(run.recording->directory().title);
        title != text(recording_of(session, 1 - i).directory().title))
      words += ": " + title;
    if (run.day < run.days.with_trace.size())
      words += ", " + say(Word::day_number, run.days.with_trace[run.day].replication);
    faint(words);
  }
  draw_differences(session);
  if (!r.whole) return faint(text(Word::still_reading));
  const Comparison& c = *r.comparison;
  const auto known = static_cast<double>(c.run(0).entities().size());
  const std::size_t stations = recording_of(session, 0).directory().stations.size();
  if (c.matched() == c.run(0).entities().size() && c.matched() == c.run(1).entities().size() &&
      c.same_instant() == c.matched() && c.stations_matched() == stations)
    return faint(say(Word::same_in_both, number_text(known), stations));
  const std::string words = say(Word::matched_people, number_text(static_cast<double>(c.matched())), number_text(known),
                                number_text(static_cast<double>(c.same_instant())), c.stations_matched(), stations);
  if (c.same_people() && c.stations_matched() * 2 > stations) return faint(words);
  ImGui::PushStyleColor(ImGuiCol_Text, theme().pledge);
  ImGui::TextWrapped("%s %s", words.c_str(), text(Word::hardly_comparable));
  ImGui::PopStyleColor();
}

}  // namespace

void draw_compare(Session& session) {
  if (session.runs.size() < 2 || !session.runs[0].overview || !session.runs[1].overview)
    return faint(text(Word::open_two));
  Remembered& r = remembered(session);
  header(session, r);
  if (!ImGui::BeginTabBar("compare")) return;
  const auto tab = [&](CompareTab of, Word word, const auto& draw) {
    const auto flags = session.compare_tab == of ? ImGuiTabItemFlags_SetSelected : ImGuiTabItemFlags_None;
    if (!ImGui::BeginTabItem(text(word), nullptr, flags)) return;
    draw();
    ImGui::EndTabItem();
  };
  tab(CompareTab::people, Word::people_tab, [&] { draw_who(session, r); });
  tab(CompareTab::classes, Word::classes_tab, [&] {
    if (!r.whole) return faint(text(Word::still_reading));
    draw_compare_classes(session, *r.comparison);
  });
  tab(CompareTab::places, Word::places_tab, [&] { draw_heat(session, r); });
  session.compare_tab.reset();
  ImGui::EndTabBar();
}

}  // namespace crossflow::viz
