#include <imgui.h>

#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"

namespace crossflow::viz {
namespace {

void draw_list(Session& session, std::size_t which) {
  Run& run = session.runs[which];
  const Days& days = run.days;
  constexpr ImGuiTableFlags flags =
      ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingStretchProp;
  if (!ImGui::BeginTable("days", 4, flags)) return;
  ImGui::TableSetupColumn(text(Word::days_replication));
  ImGui::TableSetupColumn(text(Word::days_waiting));
  ImGui::TableSetupColumn(text(Word::days_rank));
  ImGui::TableSetupColumn("");
  ImGui::TableHeadersRow();
  std::size_t chosen = run.day;
  for (std::size_t i = 0; i < days.with_trace.size(); ++i) {
    const DayChoice& day = days.with_trace[i];
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable(std::to_string(day.replication).c_str(), i == run.day, ImGuiSelectableFlags_SpanAllColumns))
      chosen = i;
    ImGui::PopID();
    ImGui::TableNextColumn();
    ImGui::Text("%.0f", day.waiting_person_h);
    ImGui::TableNextColumn();
    ImGui::Text("%u / %u", day.rank + 1, day.days);
    ImGui::TableNextColumn();
    if (i == days.middle)
      ImGui::TextUnformatted(text(Word::days_middle));
    else if (i == days.one_in_twenty)
      ImGui::TextUnformatted(text(days.days >= 20 ? Word::days_bad : Word::days_bad_of_few));
  }
  ImGui::EndTable();
  if (chosen != run.day) session.show_day(which, chosen);
}

}  // namespace

void draw_days(Session& session) {
  ImGui::PushTextWrapPos(0);
  ImGui::TextDisabled("%s", text(Word::days_one_is_an_anecdote));
  ImGui::PopTextWrapPos();
  for (std::size_t i = 0; i < session.runs.size(); ++i) {
    const Run& run = session.runs[i];
    ImGui::PushID(static_cast<int>(i));
    if (session.runs.size() > 1) ImGui::Text("%s: %s", run.name.c_str(), run.path.c_str());
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(day_line(run).c_str());
    ImGui::PopTextWrapPos();
    const std::size_t middle = run.days.middle, bad = run.days.one_in_twenty, shown = run.day;
    if (run.days.with_trace.size() > 1) {
      if (shown != middle && ImGui::Button(text(Word::days_show_middle))) session.show_day(i, middle);
      if (shown != middle && shown != bad) ImGui::SameLine();
      if (shown != bad && ImGui::Button(text(Word::days_show_bad))) session.show_day(i, bad);
    }
    draw_list(session, i);
    if (run.days.with_trace.size() < run.days.days) {
      ImGui::PushTextWrapPos(0);
      ImGui::TextDisabled("%s", text(Word::days_only_traced));
      ImGui::PopTextWrapPos();
    }
    ImGui::PopID();
  }
}

}  // namespace crossflow::viz
