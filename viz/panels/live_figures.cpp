// Live figures of stations and servers.
#include <algorithm>

#include <imgui.h>

#include "viz/panels/facts.hpp"
#include "viz/panels/floor_signs.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/station_figures.hpp"
#include "viz/panels/subjects.hpp"

namespace crossflow::viz {
namespace {

/// A square each, a click selects it.
void draw_servers(Session& session, const Subject& place) {
  const Run& run = session.run_of(place);
  const auto station = static_cast<std::uint16_t>(place.index);
  const Directory& directory = run.recording->directory();
  const StationEntry& entry = directory.stations[station];
  const bool shut = shut_at(run, station);
  const float em = ImGui::GetFontSize(), side = 1.05F * em;
  const auto across = static_cast<std::uint32_t>(std::max(1.0F, ImGui::GetContentRegionAvail().x / side));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (std::uint32_t i = 0; i < entry.servers; ++i) {
    const auto number = static_cast<std::uint16_t>(i);
    const ServerStatus& server = run.cursor->state().server(station, number);
    const ImVec2 corner{at.x + static_cast<float>(i % across) * side, at.y + static_cast<float>(i / across) * side};
    const ImVec2 end{corner.x + 0.85F * em, corner.y + 0.85F * em};
    draw.AddRectFilled(corner, end, look_colour(look_of(server, shut)), 2);
    draw.AddRect(corner, end, theme().station_edge, 2);
    if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(corner, end)) continue;
    ImGui::SetTooltip("%s: %s", server_name(directory, station, number).c_str(), state_text(server, shut).c_str());
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left))
      session.selected = {Subject::What::server, station, number, run.number};
  }
  ImGui::Dummy({1, static_cast<float>((entry.servers + across - 1) / across) * side});
}

void pledges(Run& run, std::uint16_t station) {
  const Directory& directory = run.recording->directory();
  const StationEntry& entry = directory.stations[station];
  if (entry.authority < 0 || directory.authorities[static_cast<std::size_t>(entry.authority)] != pledge_authority)
    return;
  std::string words;
  for (std::size_t i = 0; i < directory.classes.size(); ++i) {
    const ClassEntry& c = directory.classes[i];
    if (c.pledge_share <= 0 || !duties_of(run).came(station, i)) continue;
    if (!words.empty()) words += "\n";
    words +=
        say(Word::share_within, text(c.label), fmt::format("{:.0f}%", 100 * c.pledge_share), duration(c.pledge_limit));
  }
  if (words.empty() || !begin_facts()) return;
  fact(text(Word::pledge), words);
  ImGui::EndTable();
}

}  // namespace

const Duties& duties_of(Run& run) {
  if (!run.duties->advance(100'000)) run.reading = true;
  return *run.duties;
}

void draw_briefly(Session& session, const Subject& subject) {
  Figures figures(session, subject);
  const StationEntry* entry = nullptr;
  if (subject.what == Subject::What::station)
    entry = &session.run_of(subject).recording->directory().stations[subject.index];
  switch (subject.what) {
    case Subject::What::entity:
      figures.add(text(Word::waiting_for), Unit::duration,
                  [](const Run& run, const Subject& s) -> std::optional<double> {
                    const auto& entities = run.cursor->state().entities();
                    if (s.index >= entities.size()) return std::nullopt;
                    const EntityState& e = entities[s.index];
                    if (e.phase != Phase::waiting && e.phase != Phase::blocked) return std::nullopt;
                    return to_seconds(run.cursor->tick() - e.since);
                  });
      figures.unless_nothing();
      break;
    case Subject::What::station:
      add_waiting(figures);
      if (entry->servers > 0 && entry->shape != Shape::outside) add_server_counts(figures);
      break;
    case Subject::What::server:
      figures.add(text(Word::state), Unit::words, [](const Run& run, const Subject& s) {
        const auto station = static_cast<std::uint16_t>(s.index);
        return state_text(run.cursor->state().server(station, s.server), shut_at(run, station));
      });
      break;
    default:
      break;
  }
  figures.draw("briefly");
}

void draw_station(Session& session, const Subject& place) {
  Run& run = session.run_of(place);
  const auto station = static_cast<std::uint16_t>(place.index);
  const Directory& directory = run.recording->directory();
  const StationEntry& entry = directory.stations[station];
  const bool served = entry.servers > 0 && entry.shape != Shape::outside;
  ImGui::TextWrapped("%s", station_name(directory, station).c_str());
  faint(entry.kind + " · " + entry.name);
  draw_run_switch(session);
  ImGui::Separator();
  Figures figures(session, place);
  add_station(figures, entry);
  if (served) {
    figures.add(text(Word::servers), Unit::count, [](const Run& of, const Subject& s) -> std::optional<double> {
      return of.recording->directory().stations[s.index].servers;
    });
    add_server_counts(figures);
  }
  figures.draw("figures");
  pledges(run, station);
  if (served) {
    ImGui::Spacing();
    draw_servers(session, place);
  }
  Figures charged(session, place);
  add_charged_now(charged);
  if (charged.all().empty()) return;
  ImGui::Spacing();
  faint(text(Word::charged_now));
  charged.draw("charged");
}

void draw_server(Session& session, const Subject& place) {
  Run& run = session.run_of(place);
  const auto station = static_cast<std::uint16_t>(place.index);
  const std::uint16_t number = place.server;
  const Directory& directory = run.recording->directory();
  const PortState& state = run.cursor->state();
  const ServerStatus& server = state.server(station, number);
  const bool shut = shut_at(run, station);
  const auto of_run = [&](Subject::What what, std::uint32_t index) { return Subject{what, index, 0, run.number}; };
  ImGui::TextUnformatted(server_name(directory, station, number).c_str());
  draw_run_switch(session);
  ImGui::Separator();
  if (session.runs.size() > 1) draw_briefly(session, place);
  const Duties& duties = duties_of(run);
  const Tick now = session.time.now();
  if (begin_facts()) {
    fact(text(Word::station));
    link_to(session, of_run(Subject::What::station, station), station_name(directory, station));
    fact(text(Word::state));
    swatch(look_colour(look_of(server, shut)));
    ImGui::TextUnformatted(state_text(server, shut).c_str());
    if (const Duty* duty = duty_at(duties.server(station, number), now); duty != nullptr) {
      fact(text(Word::since));
      ImGui::TextUnformatted(text(static_cast<ServerState>(duty->state)));
      ImGui::SameLine();
      link_to(session, duty->tick, 1);
    }
    if (server.serving > 0 || server.blocked > 0 || server.staying > 0) {
      fact(text(server.serving > 0 ? Word::serves : Word::holds));
      link_to(session, of_run(Subject::What::entity, server.entity), entity_name(*run.recording, server.entity));
      const int together = server.serving + server.staying;
      if (together > 1) faint(say(Word::together, together));
      fact(text(Word::since));
      const Tick since = state.entities()[server.entity].since;
      link_to(session, since, 2);
      ImGui::SameLine();
      faint(duration(now - since));
    }
    if (server.blocked > 0 && server.held_by != no_station) {
      fact(text(Word::waits_for));
      link_to(session, of_run(Subject::What::station, server.held_by), station_name(directory, server.held_by), 1);
    }
    const StationEntry& entry = directory.stations[station];
    for (std::size_t i = 0; entry.post_servers > 0 && i < state.officers().size(); ++i) {
      const OfficerStatus& officer = state.officers()[i];
      if (officer.station != station || officer.value < 0 || officer.value > number ||
          officer.value + entry.post_servers <= number || officer.state == OfficerState::off_duty)
        continue;
      fact(text(Word::officer));
      link_to(session, of_run(Subject::What::officer, static_cast<std::uint32_t>(i)), officer_name(directory, i),
              static_cast<int>(i) + 10);
      faint(text(officer.state));
    }
    ImGui::EndTable();
  }
}

}  // namespace crossflow::viz
