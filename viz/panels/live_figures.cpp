// Live figures of stations and servers.
#include <algorithm>
#include <array>

#include <imgui.h>

#include "sim/record/ledger.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/facts.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/subjects.hpp"

namespace crossflow::viz {
namespace {

const Run& run_of(const Session& session) {
  return session.runs[0];
}

Colour server_colour(const ServerStatus& server) {
  const Theme& t = theme();
  if (server.state == ServerState::open) return server.serving > 0 ? t.busy : server.blocked > 0 ? t.blocked : t.idle;
  return cause_colour(static_cast<LedgerCause>(server.state));
}

std::string state_text(const ServerStatus& server) {
  if (server.state != ServerState::open) {
    std::string words = text(server.state);
    if (server.serving > 0) words += std::string(", ") + text(OfficerState::finishing);
    return words;
  }
  return text(server.serving > 0 ? Word::busy : server.blocked > 0 ? Word::blocked : Word::idle);
}

void swatch(Colour colour) {
  const float em = ImGui::GetFontSize();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled({at.x, at.y + 0.15F * em}, {at.x + 0.7F * em, at.y + 0.85F * em}, colour);
  draw.AddRect({at.x, at.y + 0.15F * em}, {at.x + 0.7F * em, at.y + 0.85F * em}, theme().station_edge);
  ImGui::Dummy({0.9F * em, em});
  ImGui::SameLine(0, 0);
}

/// A square each, a click selects it.
void draw_servers(Session& session, std::uint16_t station) {
  const PortState& state = run_of(session).cursor->state();
  const Directory& directory = run_of(session).recording->directory();
  const StationEntry& entry = directory.stations[station];
  const float em = ImGui::GetFontSize(), side = 1.05F * em;
  const auto across = static_cast<std::uint32_t>(std::max(1.0F, ImGui::GetContentRegionAvail().x / side));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  for (std::uint32_t i = 0; i < entry.servers; ++i) {
    const auto number = static_cast<std::uint16_t>(i);
    const ServerStatus& server = state.server(station, number);
    const ImVec2 corner{at.x + static_cast<float>(i % across) * side, at.y + static_cast<float>(i / across) * side};
    const ImVec2 end{corner.x + 0.85F * em, corner.y + 0.85F * em};
    draw.AddRectFilled(corner, end, server_colour(server), 2);
    draw.AddRect(corner, end, theme().station_edge, 2);
    if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(corner, end)) continue;
    ImGui::SetTooltip("%s: %s", server_name(directory, station, number).c_str(), state_text(server).c_str());
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) session.selected = {Subject::What::server, station, number};
  }
  ImGui::Dummy({1, static_cast<float>((entry.servers + across - 1) / across) * side});
}

void count_of(Colour colour, const char* word, std::int32_t count) {
  if (count == 0) return;
  swatch(colour);
  ImGui::Text("%d %s", count, word);
}

void server_counts(const StationStatus& status) {
  const Theme& t = theme();
  count_of(t.busy, text(Word::busy), status.busy);
  count_of(t.blocked, text(Word::blocked), status.blocked);
  // Those that finish somebody count as busy, though no longer as open.
  count_of(t.idle, text(Word::idle), std::max(0, status.open() - status.busy - status.blocked));
  for (int i = 1; i < server_states; ++i)
    count_of(cause_colour(static_cast<LedgerCause>(i)), text(static_cast<ServerState>(i)),
             status.servers[static_cast<std::size_t>(i)]);
}

/// What a minute's waiting is charged to as things stand.
void charged_now(const Session& session, std::uint16_t station) {
  const PortState& state = run_of(session).cursor->state();
  const Directory& directory = run_of(session).recording->directory();
  LedgerBin bin;
  constexpr std::int64_t all = 1'000'000;
  bin.charge(all, state.stations()[station], state);
  for (int i = 0; i < ledger_causes; ++i) {
    const std::int64_t part = bin.charged[static_cast<std::size_t>(i)];
    if (part == 0) continue;
    const auto cause = static_cast<LedgerCause>(i);
    swatch(cause_colour(cause));
    std::string words = fmt::format("{:.0f}% {}", 100.0 * static_cast<double>(part) / all, text(cause));
    if (cause == LedgerCause::next_place_full)
      for (const auto& [place, amount] : bin.by_place)
        words +=
            fmt::format(" ({} {:.0f}%)", station_name(directory, place), 100.0 * static_cast<double>(amount) / all);
    ImGui::TextWrapped("%s", words.c_str());
  }
}

void pledges(const Run& run, std::uint16_t station) {
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
  if (!words.empty()) fact(text(Word::pledge), words);
}

}  // namespace

const Duties& duties_of(const Run& run) {
  static std::optional<Duties> duties;
  static std::uint64_t recording = 0;
  if (!duties || recording != run.recording->serial()) duties.emplace(*run.recording);
  recording = run.recording->serial();
  duties->advance(100'000);
  return *duties;
}

void draw_station(Session& session, std::uint16_t station) {
  const Run& run = run_of(session);
  const Directory& directory = run.recording->directory();
  const StationEntry& entry = directory.stations[station];
  const StationStatus& status = run.cursor->state().stations()[station];
  ImGui::TextWrapped("%s", station_name(directory, station).c_str());
  faint(entry.kind + " · " + entry.name);
  ImGui::Separator();
  const Tick now = session.time.now();
  const auto minutes_in = std::min(run.overview->minutes(), static_cast<std::size_t>(std::max<Tick>(0, now / minute)));
  const StationCourse& course = run.overview->stations()[station];
  std::int64_t begun = 0, lately = 0;
  double waited = 0;
  for (std::size_t i = 0; i < std::min(minutes_in, course.started.size()); ++i) {
    begun += course.started[i];
    if (i + 30 < minutes_in) continue;
    lately += course.started[i];
    waited += course.waited_s[i];
  }
  if (begin_facts()) {
    fact(text(Word::waiting), number_text(status.waiting));
    if (entry.shape != Shape::outside) {
      fact(text(Word::being_served), number_text(status.serving));
      if (status.staying > 0) fact(text(Word::done_not_gone), number_text(status.staying));
      fact(text(Word::begun_so_far), number_text(static_cast<double>(begun)));
      fact(text(Word::mean_wait_30),
           lately > 0 ? duration(ticks_from_seconds(waited / static_cast<double>(lately))) : "-");
    }
    if (status.held > 0) fact(text(Word::held_upstream), number_text(status.held));
    if (entry.space >= 0) fact(text(Word::space), number_text(static_cast<double>(entry.space)));
    pledges(run, station);
    ImGui::EndTable();
  }
  if (entry.servers > 0 && entry.shape != Shape::outside) {
    ImGui::Spacing();
    faint(say(Word::servers_of, entry.servers));
    draw_servers(session, station);
    server_counts(status);
  }
  if (status.waiting > 0) {
    ImGui::Spacing();
    faint(text(Word::charged_now));
    charged_now(session, station);
  }
}

void draw_server(Session& session, std::uint16_t station, std::uint16_t number) {
  Run& run = session.runs[0];
  const Directory& directory = run.recording->directory();
  const PortState& state = run.cursor->state();
  const ServerStatus& server = state.server(station, number);
  ImGui::TextUnformatted(server_name(directory, station, number).c_str());
  ImGui::Separator();
  const Duties& duties = duties_of(run);
  const Tick now = session.time.now();
  if (begin_facts()) {
    fact(text(Word::station));
    link_to(session, {Subject::What::station, station, 0}, station_name(directory, station));
    fact(text(Word::state));
    swatch(server_colour(server));
    ImGui::TextUnformatted(state_text(server).c_str());
    if (const Duty* duty = duty_at(duties.server(station, number), now); duty != nullptr) {
      fact(text(Word::since));
      ImGui::TextUnformatted(text(static_cast<ServerState>(duty->state)));
      ImGui::SameLine();
      link_to(session, duty->tick, 1);
    }
    if (server.serving > 0 || server.blocked > 0 || server.staying > 0) {
      fact(text(server.serving > 0 ? Word::serves : Word::holds));
      link_to(session, {Subject::What::entity, server.entity, 0}, entity_name(*run.recording, server.entity));
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
      link_to(session, {Subject::What::station, server.held_by, 0}, station_name(directory, server.held_by), 1);
    }
    const StationEntry& entry = directory.stations[station];
    for (std::size_t i = 0; entry.post_servers > 0 && i < state.officers().size(); ++i) {
      const OfficerStatus& officer = state.officers()[i];
      if (officer.station != station || officer.value < 0 || officer.value > number ||
          officer.value + entry.post_servers <= number || officer.state == OfficerState::off_duty)
        continue;
      fact(text(Word::officer));
      link_to(session, {Subject::What::officer, static_cast<std::uint32_t>(i), 0}, officer_name(directory, i),
              static_cast<int>(i) + 10);
      faint(text(officer.state));
    }
    ImGui::EndTable();
  }
}

}  // namespace crossflow::viz
