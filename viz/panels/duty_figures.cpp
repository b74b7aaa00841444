// Officers and dog teams: what they do, and did that day.
#include <algorithm>

#include <imgui.h>

#include "viz/panels/facts.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/subjects.hpp"

namespace crossflow::viz {
namespace {

/// What it did and does that day; a click goes there.
template <class State>
void course_of_day(Session& session, const Run& run, const std::vector<Duty>& duties) {
  const Directory& directory = run.recording->directory();
  const Tick now = session.time.now();
  const Duty* current = duty_at(duties, now);
  ImGui::Spacing();
  if (!ImGui::BeginTable("day", 3, ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_ScrollY))
    return;
  ImGui::TableSetupScrollFreeze(0, 1);
  const float em = ImGui::GetFontSize();
  ImGui::TableSetupColumn(text(Word::at_time), ImGuiTableColumnFlags_WidthFixed, moment_width());
  ImGui::TableSetupColumn(text(Word::state), ImGuiTableColumnFlags_WidthFixed, 6.5F * em);
  ImGui::TableSetupColumn(text(Word::station), ImGuiTableColumnFlags_WidthStretch);
  ImGui::TableHeadersRow();
  // What it does now stays in sight.
  static const Duty* in_sight = nullptr;
  if (current != in_sight && current != nullptr) {
    const float row_height = em + 2 * ImGui::GetStyle().CellPadding.y;
    const auto above = static_cast<float>(current - duties.data());
    ImGui::SetScrollY(std::max(0.0F, above * row_height - ImGui::GetWindowHeight() / 2));
  }
  in_sight = current;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(duties.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Duty& duty = duties[static_cast<std::size_t>(i)];
      ImGui::PushID(i);
      ImGui::TableNextRow();
      if (&duty == current) ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, theme().band);
      ImGui::TableNextColumn();
      link_to(session, duty.tick, 0, false);
      ImGui::TableNextColumn();
      ImGui::TextUnformatted(text(static_cast<State>(duty.state)));
      ImGui::TableNextColumn();
      if (duty.station != no_station)
        link_to(session, {Subject::What::station, duty.station, 0, run.number}, station_name(directory, duty.station));
      ImGui::PopID();
    }
  }
  ImGui::EndTable();
}

template <class Status>
void state_rows(Session& session, const Run& run, const Status& status, const std::vector<Duty>& duties) {
  const Directory& directory = run.recording->directory();
  fact(text(Word::state), text(status.state));
  if (status.station != no_station) {
    fact(text(Word::station));
    link_to(session, {Subject::What::station, status.station, 0, run.number}, station_name(directory, status.station));
  }
  if (const Duty* duty = duty_at(duties, session.time.now()); duty != nullptr) {
    fact(text(Word::since));
    link_to(session, duty->tick, 1);
    ImGui::SameLine();
    faint(duration(session.time.now() - duty->tick));
  }
}

/// What it does in either run, where there are two.
template <class Status>
void in_both_runs(Session& session, const Subject& subject, const std::vector<Status>& (PortState::*all)() const) {
  if (session.runs.size() < 2) return;
  Figures figures(session, subject);
  const auto status = [all](const Run& run, const Subject& s) -> const Status& {
    return (run.cursor->state().*all)()[s.index];
  };
  figures.add(text(Word::state), Unit::words,
              [&](const Run& run, const Subject& s) { return std::string(text(status(run, s).state)); });
  figures.add(text(Word::station), Unit::words, [&](const Run& run, const Subject& s) {
    const std::uint16_t station = status(run, s).station;
    return station == no_station ? std::string() : station_name(run.recording->directory(), station);
  });
  figures.unless_nothing();
  if (subject.what == Subject::What::team)
    figures.add(text(Word::effective_work), Unit::duration, [&](const Run& run, const Subject& s) {
      return std::optional<double>(std::max(0, status(run, s).value));
    });
  figures.draw("both");
}

}  // namespace

void draw_officer(Session& session, const Subject& subject) {
  Run& run = session.run_of(subject);
  const std::uint32_t officer = subject.index;
  const Directory& directory = run.recording->directory();
  const OfficerStatus& status = run.cursor->state().officers()[officer];
  const std::vector<Duty>& duties = duties_of(run).officer(officer);
  ImGui::TextWrapped("%s", officer_name(directory, officer).c_str());
  faint(say(Word::skills, directory.pools[directory.officers[officer].pool].skills));
  draw_run_switch(session);
  ImGui::Separator();
  in_both_runs(session, subject, &PortState::officers);
  if (begin_facts()) {
    state_rows(session, run, status, duties);
    if (status.station != no_station && status.value >= 0) {
      fact(text(Word::post));
      const auto first = static_cast<std::uint16_t>(status.value);
      link_to(session, {Subject::What::server, status.station, first, run.number},
              server_name(directory, status.station, first), 2);
    }
    ImGui::EndTable();
  }
  course_of_day<OfficerState>(session, run, duties);
}

void draw_team(Session& session, const Subject& subject) {
  Run& run = session.run_of(subject);
  const std::uint32_t team = subject.index;
  const Directory& directory = run.recording->directory();
  const TeamStatus& status = run.cursor->state().teams()[team];
  const std::vector<Duty>& duties = duties_of(run).team(team);
  ImGui::TextWrapped("%s", text(directory.teams[team].label).c_str());
  faint(say(Word::scents, directory.teams[team].scents));
  draw_run_switch(session);
  ImGui::Separator();
  in_both_runs(session, subject, &PortState::teams);
  if (begin_facts()) {
    state_rows(session, run, status, duties);
    fact(text(Word::effective_work), duration(static_cast<Tick>(std::max(0, status.value)) * second));
    ImGui::EndTable();
  }
  course_of_day<TeamState>(session, run, duties);
}

}  // namespace crossflow::viz
