// The selected one: of a traveller or vehicle, what happened to it.
#include "viz/replay/story.hpp"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "viz/app/calendar.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/compare_selected.hpp"
#include "viz/panels/facts.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/panels/subjects.hpp"

namespace crossflow::viz {
namespace {

struct Remembered {
  std::uint64_t recording = 0, folded = 0;
  std::uint32_t entity = no_entity;
  std::size_t known = 0;
  Story story;
  std::vector<std::uint32_t> party, aboard, vehicles;
};

Subject of_run(const Run& run, Subject::What what, std::uint32_t index) {
  return {what, index, 0, run.number};
}

/// Made anew only when something has come in.
const Remembered& remembered(Run& run, std::uint32_t entity) {
  static std::array<Remembered, 2> of_runs;
  Remembered& r = of_runs[run.number];
  const auto& entities = run.recording->entities();
  const bool other = r.recording != run.recording->serial() || r.entity != entity;
  if (other || r.known != entities.size()) {
    r.party.clear();
    r.aboard.clear();
    r.vehicles.clear();
    const auto& classes = run.recording->directory().classes;
    const auto is_vehicle = [&](std::uint32_t i) {
      return classes[entities[i].traveller_class].kind == EntityKind::vehicle;
    };
    // Who has got off a coach is of its party, though no longer in it.
    for (std::uint32_t i = entities[entity].party; i < entities.size(); ++i) {
      if (i == entity || (entities[i].party != entities[entity].party && entities[i].carrier != entity)) continue;
      auto& list = is_vehicle(i) ? r.vehicles : is_vehicle(entity) ? r.aboard : r.party;
      list.push_back(i);
    }
    r.known = entities.size();
  }
  if (other || r.folded != run.overview->folded()) r.story = story_of(*run.recording, *run.overview, entity);
  r.recording = run.recording->serial();
  r.folded = run.overview->folded();
  r.entity = entity;
  return r;
}

/// One after the other, as many as two lines hold.
void links(Session& session, const Run& run, const std::vector<std::uint32_t>& entities) {
  const Recording& recording = *run.recording;
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  std::size_t lines = 1, i = 0;
  for (; i < entities.size(); ++i) {
    const std::string name = entity_name(recording, entities[i]);
    if (i > 0) {
      const float gap = ImGui::GetFontSize();
      if (ImGui::GetItemRectMax().x + gap + ImGui::CalcTextSize(name.c_str()).x < right)
        ImGui::SameLine(0, gap);
      else if (++lines > 2)
        break;
    }
    link_to(session, of_run(run, Subject::What::entity, entities[i]), name, static_cast<int>(i));
  }
  if (i < entities.size()) faint(say(Word::and_more, entities.size() - i));
}

void facts(Session& session, const Run& run, const Remembered& r) {
  const Recording& recording = *run.recording;
  const Directory& directory = recording.directory();
  const TraceEntity& e = recording.entities()[r.entity];
  const ClassEntry& its_class = directory.classes[e.traveller_class];
  const std::uint16_t source = directory.sources[e.source].station;
  const Story& story = r.story;
  if (!begin_facts()) return;
  fact(text(Word::source));
  link_to(session, of_run(run, Subject::What::station, source), station_name(directory, source));
  ImGui::SameLine();
  faint(direction_name(directory, e.direction));
  if (!r.party.empty()) {
    fact(text(Word::party));
    links(session, run, r.party);
  }
  if (!r.vehicles.empty()) {
    fact(text(Word::vehicle));
    links(session, run, r.vehicles);
  }
  if (!r.aboard.empty()) {
    fact(say(Word::aboard, r.aboard.size()).c_str());
    links(session, run, r.aboard);
  }
  fact(text(Word::there));
  if (story.arrived >= 0) link_to(session, story.arrived, 1);
  ImGui::SameLine();
  ImGui::TextUnformatted("-");
  ImGui::SameLine();
  if (story.left >= 0) {
    link_to(session, story.left, 2);
    ImGui::SameLine();
    ImGui::TextUnformatted(text(story.leaving));
  } else {
    ImGui::TextUnformatted(text(Word::still_inside));
  }
  fact(text(Word::waited_in_all));
  ImGui::TextUnformatted(duration(story.waited).c_str());
  fact(text(Word::immigration_clock));
  if (story.immigration_clock < 0) {
    ImGui::TextUnformatted("-");
  } else {
    ImGui::TextUnformatted(duration(story.immigration_clock).c_str());
    if (its_class.pledge_share > 0) {
      const Tick spare = its_class.pledge_limit - story.immigration_clock;
      const std::string words = say(story.kept ? Word::pledge_kept_by : Word::pledge_missed_by,
                                    duration(its_class.pledge_limit), duration(spare < 0 ? -spare : spare));
      ImGui::PushStyleColor(ImGuiCol_Text, story.kept ? theme().text : theme().pledge);
      ImGui::TextWrapped("%s", words.c_str());
      ImGui::PopStyleColor();
    }
  }
  ImGui::EndTable();
}

std::string causes_of(const Directory& directory, const Visit& visit) {
  std::string words;
  for (const Cause& cause : visit.causes) {
    if (cause.wait < second) continue;
    if (!words.empty()) words += language() == Language::zh ? "、" : ", ";
    words += text(cause.cause);
    if (cause.place != no_station) words += " (" + station_name(directory, cause.place) + ")";
    words += " " + minutes(to_seconds(cause.wait));
  }
  return words;
}

void bar_of(const Visit& visit, Tick longest) {
  const float em = ImGui::GetFontSize();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float wide = ImGui::GetContentRegionAvail().x - 2;
  float x = at.x;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (const Cause& cause : visit.causes) {
    const float width = wide * static_cast<float>(static_cast<double>(cause.wait) / static_cast<double>(longest));
    draw.AddRectFilled({x, at.y}, {x + width, at.y + 0.45F * em}, cause_colour(cause.cause));
    x += width;
  }
  if (x > at.x) draw.AddRect(at, {x, at.y + 0.45F * em}, theme().station_edge);
  ImGui::Dummy({wide, 0.5F * em});
}

void draw_visit(Session& session, const Run& run, const Visit& visit, Tick longest, int id) {
  const Directory& directory = run.recording->directory();
  const Tick known_until = std::min(run.recording->known_until(), session.time.until());
  const Tick now = session.time.now();
  const Tick begun = visit.joined >= 0 ? visit.joined : visit.started;
  const bool here = begun >= 0 && begun <= now && (visit.gone < 0 || now < visit.gone);
  ImGui::PushID(id);
  ImGui::TableNextRow();
  if (here) ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, theme().band);
  ImGui::TableNextColumn();
  if (begun >= 0) link_to(session, begun, 0, false);
  ImGui::TableNextColumn();
  const StationEntry& entry = directory.stations[visit.station];
  ImGui::PushTextWrapPos(0);
  link_to(session, of_run(run, Subject::What::station, visit.station),
          text(entry.label).empty() ? entry.name : text(entry.label));
  ImGui::PopTextWrapPos();
  const std::string causes = causes_of(directory, visit);
  if (!causes.empty()) faint(causes);
  if (visit.blocked_from >= 0) {
    const Tick until = visit.gone >= 0 ? visit.gone : known_until;
    faint(say(Word::held_up_by, duration(until - visit.blocked_from), station_name(directory, visit.blocked_by)));
  }
  if (visit.failed) faint(text(Word::not_passed));
  if (visit.interrupted) faint(text(Word::interrupted));
  ImGui::TableNextColumn();
  if (visit.joined >= 0) {
    const Tick until = visit.started >= 0 ? visit.started : visit.gone >= 0 ? visit.gone : known_until;
    ImGui::TextUnformatted(minutes(to_seconds(until - visit.joined)).c_str());
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", duration(until - visit.joined).c_str());
    bar_of(visit, longest);
  }
  ImGui::TableNextColumn();
  if (visit.started >= 0) {
    if (visit.server != no_server)
      link_to(session, {Subject::What::server, visit.station, visit.server, run.number},
              server_name(directory, visit.station, visit.server), 1);
    ImGui::TextUnformatted(duration((visit.ended >= 0 ? visit.ended : known_until) - visit.started).c_str());
  }
  ImGui::PopID();
}

}  // namespace

const Story& story_in(Run& run, std::uint32_t entity) {
  return remembered(run, entity).story;
}

void draw_entity(Session& session, const Subject& subject) {
  Run& run = session.run_of(subject);
  const std::uint32_t entity = subject.index;
  if (entity >= run.overview->entities()) return faint(text(Word::not_yet_known));
  const Remembered& r = remembered(run, entity);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(entity_name(*run.recording, entity).c_str());
  ImGui::SameLine();
  ImGui::Checkbox(text(Word::follow), &session.follow);
  draw_run_switch(session);
  ImGui::Separator();
  facts(session, run, r);
  if (session.runs.size() > 1) draw_selected_in_both(session);
  ImGui::Spacing();
  Tick longest = minute;
  for (const Visit& visit : r.story.visits)
    if (visit.joined >= 0 && visit.started >= 0) longest = std::max(longest, visit.started - visit.joined);
  constexpr auto flags = ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_Resizable;
  if (!ImGui::BeginTable("visits", 4, flags)) return;
  const float em = ImGui::GetFontSize();
  ImGui::TableSetupColumn(text(Word::at_time), ImGuiTableColumnFlags_WidthFixed, moment_width());
  ImGui::TableSetupColumn(text(Word::station), ImGuiTableColumnFlags_WidthStretch);
  ImGui::TableSetupColumn(text(Word::waited), ImGuiTableColumnFlags_WidthFixed, 3.8F * em);
  ImGui::TableSetupColumn(text(Word::served), ImGuiTableColumnFlags_WidthFixed, 5.2F * em);
  ImGui::TableHeadersRow();
  int id = 0;
  for (const Visit& visit : r.story.visits) draw_visit(session, run, visit, longest, ++id);
  ImGui::EndTable();
}

void draw_story(Session& session) {
  const Subject s = session.selected;
  if (s.run >= session.runs.size() || !session.run_of(s).overview || !session.run_of(s).cursor) return;
  const Directory& directory = session.run_of(s).recording->directory();
  const bool station = s.index < directory.stations.size();
  switch (s.what) {
    case Subject::What::entity:
      return draw_entity(session, s);
    case Subject::What::station:
      if (station) return draw_station(session, s);
      break;
    case Subject::What::server:
      if (station && s.server < directory.stations[s.index].servers) return draw_server(session, s);
      break;
    case Subject::What::officer:
      if (s.index < directory.officers.size()) return draw_officer(session, s);
      break;
    case Subject::What::team:
      if (s.index < directory.teams.size()) return draw_team(session, s);
      break;
    case Subject::What::none:
      break;
  }
  faint(text(Word::select_something));
}

}  // namespace crossflow::viz
