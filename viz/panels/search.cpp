#include <algorithm>
#include <array>
#include <cctype>

#include <imgui.h>

#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/replay/story.hpp"

namespace crossflow::viz {
namespace {

constexpr std::size_t most = 100;

std::string lower(std::string s) {
  std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return s;
}

void select(Session& session, const Subject& subject) {
  session.selected = subject;
  session.look_at = subject;
  session.settings.open.insert("story");
}

void list_stations(Session& session, const std::string& typed) {
  const Directory& directory = session.runs.front().recording->directory();
  for (std::uint16_t s = 0; s < directory.stations.size(); ++s) {
    const std::string name = station_name(directory, s);
    if (lower(name).find(typed) == std::string::npos &&
        lower(directory.stations[s].name).find(typed) == std::string::npos)
      continue;
    const Subject subject{Subject::What::station, s, 0};
    ImGui::PushID(s);
    if (ImGui::Selectable(name.c_str(), session.selected == subject)) select(session, subject);
    ImGui::PopID();
  }
}

std::string where(const Run& run, std::uint32_t entity) {
  const auto& entities = run.cursor->state().entities();
  const bool gone = entity >= entities.size() || entities[entity].phase == Phase::gone;
  if (!gone) return station_name(run.recording->directory(), entities[entity].station);
  const bool came = entity < run.overview->entities() &&
                    run.overview->first_event(entity) < run.recording->first_at_or_after(run.cursor->tick() + 1);
  return text(came ? Word::gone : Word::not_arrived_yet);
}

}  // namespace

void draw_search(Session& session) {
  static std::array<char, 64> typed{};
  static std::string searched;
  static std::uint64_t in = 0;
  static std::vector<std::uint32_t> found;
  const Run& run = session.runs.front();

  if (session.focus_search) ImGui::SetKeyboardFocusHere();
  session.focus_search = false;
  ImGui::SetNextItemWidth(-1);
  const bool entered = ImGui::InputTextWithHint("##typed", text(Word::search_hint), typed.data(), typed.size(),
                                                ImGuiInputTextFlags_EnterReturnsTrue);
  const std::string now = lower(typed.data());
  if (now.empty()) {
    ImGui::PushTextWrapPos(0);
    ImGui::TextDisabled("%s", text(Word::search_how));
    ImGui::PopTextWrapPos();
    searched.clear();
    found.clear();
    return;
  }
  if (now != searched || in != run.recording->serial()) {
    found = search(*run.recording, typed.data(), most);
    searched = now;
    in = run.recording->serial();
  }
  if (entered && !found.empty()) select(session, {Subject::What::entity, found.front(), 0});
  list_stations(session, now);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(found.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const std::uint32_t entity = found[static_cast<std::size_t>(i)];
      const Subject subject{Subject::What::entity, entity, 0};
      ImGui::PushID(i);
      if (ImGui::Selectable(name_of(*run.recording, entity).c_str(), session.selected == subject))
        select(session, subject);
      ImGui::PopID();
      ImGui::SameLine();
      ImGui::TextDisabled("%s", where(run, entity).c_str());
    }
  if (found.empty()) ImGui::TextDisabled("%s", text(Word::search_nothing));
  if (found.size() == most) ImGui::TextDisabled("%s", text(Word::search_more));
}

}  // namespace crossflow::viz
