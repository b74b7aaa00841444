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

/// That a run has and none before it: what both have is listed once.
bool first_has(const Session& session, const Subject& subject) {
  for (std::size_t i = 0; i < subject.run; ++i)
    if (session.in_run(subject, i).what != Subject::What::none) return false;
  return true;
}

/// Before what is not in all runs: which run it is in.
std::string marked(const Session& session, const Subject& subject, const std::string& words) {
  return subject.run == 0 ? words : session.run_of(subject).name + ": " + words;
}

void list_stations(Session& session, const Run& run, const std::string& typed) {
  const Directory& directory = run.recording->directory();
  for (std::uint16_t s = 0; s < directory.stations.size(); ++s) {
    const std::string name = station_name(directory, s);
    if (lower(name).find(typed) == std::string::npos &&
        lower(directory.stations[s].name).find(typed) == std::string::npos)
      continue;
    const Subject subject{Subject::What::station, s, 0, run.number};
    if (!first_has(session, subject)) continue;
    ImGui::PushID(s + (run.number << 16));
    if (ImGui::Selectable(marked(session, subject, name).c_str(), session.selected == subject))
      select(session, subject);
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
  static std::vector<std::uint64_t> in;
  static std::vector<Subject> found;

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
  std::vector<std::uint64_t> shown;
  for (const Run& run : session.runs) shown.push_back(run.recording->serial());
  if (now != searched || in != shown) {
    found.clear();
    for (const Run& run : session.runs)
      for (const std::uint32_t entity : search(*run.recording, typed.data(), most)) {
        const Subject subject{Subject::What::entity, entity, 0, run.number};
        if (found.size() < most && first_has(session, subject)) found.push_back(subject);
      }
    searched = now;
    in = shown;
  }
  if (entered && !found.empty()) select(session, found.front());
  for (const Run& run : session.runs) list_stations(session, run, now);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(found.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Subject& subject = found[static_cast<std::size_t>(i)];
      const Run& run = session.run_of(subject);
      ImGui::PushID(i);
      if (ImGui::Selectable(marked(session, subject, name_of(*run.recording, subject.index)).c_str(),
                            session.selected == subject))
        select(session, subject);
      ImGui::PopID();
      ImGui::SameLine();
      ImGui::TextDisabled("%s", where(run, subject.index).c_str());
    }
  if (found.empty()) ImGui::TextDisabled("%s", text(Word::search_nothing));
  if (found.size() == most) ImGui::TextDisabled("%s", text(Word::search_more));
}

}  // namespace crossflow::viz
