#include "viz/panels/names.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>

#include "sim/record/words.hpp"
#include "viz/app/calendar.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/chart.hpp"

namespace crossflow::viz {
namespace {

bool chinese() {
  return language() == Language::zh;
}

}  // namespace

std::string station_name(const Directory& directory, std::uint16_t station) {
  if (station >= directory.stations.size()) return "-";
  const StationEntry& entry = directory.stations[station];
  std::string name = text(entry.label).empty() ? entry.name : text(entry.label);
  if (directory.ports.size() > 1) name = text(directory.ports[entry.port].label) + ": " + name;
  return name;
}

std::vector<std::string> names_to_shorten(const Directory& d, std::uint16_t station) {
  std::string name = text(d.stations[station].label);
  if (name.empty()) name = d.stations[station].name.substr(d.stations[station].name.find('/') + 1);
  std::vector<std::string> names{name};
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto same = [&](char a, char b) { return lower(a) == lower(b); };
  for (std::size_t i = 0; i < d.directions.size(); ++i) {
    const std::string direction = direction_name(d, i) + " ";
    if (name.size() <= direction.size() || !std::equal(direction.begin(), direction.end(), name.begin(), same))
      continue;
    const std::string rest = name.substr(direction.size());
    const bool letters = std::all_of(name.begin(), name.begin() + 3, [](char c) { return c > 0; });  // a byte each
    if (direction.size() > 5 && letters) names.push_back(name.substr(0, 3) + ". " + rest);
    names.push_back(rest);
    break;
  }
  return names;
}

std::string server_name(const Directory& directory, std::uint16_t station, std::uint16_t number) {
  if (station >= directory.stations.size() || number == no_server) return "-";
  // Who serves at a desk is no part of its name: officers come and go.
  const std::string& server = directory.stations[station].server_word;
  const std::string word = server == "officer" ? text(Word::counter) : text(server_label(server));
  return fmt::format("{}{}{}", word, chinese() ? "" : " ", number + 1) + (chinese() ? "號" : "");
}

std::string entity_name(const Recording& recording, std::uint32_t entity) {
  if (entity >= recording.entities().size()) return "-";
  const TraceEntity& e = recording.entities()[entity];
  return text(recording.directory().classes[e.traveller_class].label) + " " + number_text(e.number);
}

std::string direction_name(const Directory& directory, std::size_t direction) {
  if (direction >= directory.directions.size()) return "-";
  return text(direction_label(directory.directions[direction]));
}

std::string group_name(const Directory& directory, std::size_t traveller_class, std::size_t direction) {
  return text(directory.classes[traveller_class].label) + ", " + direction_name(directory, direction);
}

std::string shortened(const std::string& words, float width) {
  if (ImGui::CalcTextSize(words.c_str()).x <= width) return words;
  std::string cut = words;
  while (!cut.empty()) {
    do cut.pop_back();
    while (!cut.empty() && (static_cast<unsigned char>(words[cut.size()]) & 0xc0U) == 0x80U);  // whole characters
    while (!cut.empty() && cut.back() == ' ') cut.pop_back();
    if (ImGui::CalcTextSize((cut + "..").c_str()).x <= width) break;
  }
  return cut + "..";
}

std::string officer_name(const Directory& directory, std::size_t officer) {
  if (officer >= directory.officers.size()) return "-";
  const OfficerEntry& entry = directory.officers[officer];
  const std::string& pool = directory.pools[entry.pool].name;
  std::string rest = entry.name.substr(std::min(entry.name.size(), pool.size() + 1));
  if (rest.empty()) rest = entry.name;
  return text(directory.pools[entry.pool].label) + " " + rest;
}

std::string name_of(const Session& session, const Subject& subject) {
  if (subject.run >= session.runs.size()) return {};
  const Recording& recording = *session.run_of(subject).recording;
  const Directory& directory = recording.directory();
  switch (subject.what) {
    case Subject::What::entity:
      return entity_name(recording, subject.index);
    case Subject::What::station:
      return station_name(directory, static_cast<std::uint16_t>(subject.index));
    case Subject::What::server:
      return server_name(directory, static_cast<std::uint16_t>(subject.index), subject.server);
    case Subject::What::officer:
      return officer_name(directory, subject.index);
    case Subject::What::team:
      return subject.index < directory.teams.size() ? text(directory.teams[subject.index].label) : "-";
    case Subject::What::none:
      break;
  }
  return {};
}

float moment_width() {
  return std::max(2.7F * ImGui::GetFontSize(), ImGui::CalcTextSize(moment_text(day - minute).c_str()).x + 2);
}

std::string duration(Tick t) {
  return duration_text(t, language());
}

std::string minutes(double s) {
  if (s < 59.5) return fmt::format("{:.0f}{}", s, chinese() ? " 秒" : " s");
  return number_text(std::round(s / 60)) + (chinese() ? " 分" : " min");
}

std::string person_hours(double s) {
  const double h = s / 3600;
  return say(Word::person_hours, h < 10 ? fmt::format("{:.1f}", h) : number_text(std::round(h)));
}

Colour cause_colour(LedgerCause cause) {
  const Theme& t = theme();
  const std::array<Colour, ledger_causes> colours = {t.busy,       t.closed,        t.down,   t.no_officer,
                                                     t.not_opened, t.changing_over, t.blocked};
  return colours[static_cast<std::size_t>(cause)];
}

bool link(const std::string& words, int id) {
  ImGui::PushID(id);
  ImGui::PushStyleColor(ImGuiCol_Text, theme().accent);
  ImGui::TextUnformatted(words.c_str());
  ImGui::PopStyleColor();
  const bool hovered = ImGui::IsItemHovered();
  if (hovered) {
    const ImVec2 from = ImGui::GetItemRectMin(), until = ImGui::GetItemRectMax();
    ImGui::GetWindowDrawList()->AddLine({from.x, until.y}, until, theme().accent);
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  ImGui::PopID();
  return hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
}

void link_to(Session& session, const Subject& subject, const std::string& words, int id) {
  if (link(words, id)) session.selected = subject;
}

void link_to(Session& session, Tick tick, int id, bool with_seconds) {
  if (link(moment_text(tick, with_seconds), id)) session.time.go_to(tick);
}

void faint(const std::string& words) {
  ImGui::PushStyleColor(ImGuiCol_Text, theme().faint_text);
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(words.c_str());
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
}

}  // namespace crossflow::viz
