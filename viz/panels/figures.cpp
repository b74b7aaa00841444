#include "viz/panels/figures.hpp"

#include <imgui.h>

#include "viz/panels/chart.hpp"
#include "viz/panels/names.hpp"

namespace crossflow::viz {

Figures::Figures(Session& session, const Subject& subject) : session_(session), subject_(subject) {
  for (std::size_t i = 0; i < session.runs.size(); ++i) in_[i] = session.in_run(subject, i);
}

void Figures::unless_nothing() {
  const Figure& last = all_.back();
  for (std::size_t i = 0; i < session_.runs.size(); ++i)
    if (last.values[i].value_or(0) != 0 || !last.words[i].empty()) return;
  all_.pop_back();
}

std::string figure_text(const Figure& figure, std::size_t run) {
  if (figure.unit == Unit::words) return figure.words[run].empty() ? "-" : figure.words[run];
  if (!figure.values[run]) return "-";
  const double value = *figure.values[run];
  switch (figure.unit) {
    case Unit::duration:
      return duration(ticks_from_seconds(value));
    case Unit::share:
      return fmt::format("{:.1f}%", 100 * value);
    default:
      return number_text(value);
  }
}

std::string difference_text(const Figure& figure) {
  if (figure.unit == Unit::words || !figure.values[0] || !figure.values[1]) return {};
  const double by = *figure.values[1] - *figure.values[0];
  switch (figure.unit) {
    case Unit::duration:
      return signed_duration(ticks_from_seconds(by));
    case Unit::share:
      return say(Word::points, fmt::format("{:+.1f}", 100 * by));
    default:
      return (by > 0 ? "+" : "") + number_text(by);
  }
}

void Figures::draw(const char* id) const {
  if (all_.empty()) return;
  const bool two = session_.runs.size() > 1;
  const auto flags = two ? ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingFixedFit
                         : ImGuiTableFlags_SizingFixedFit;
  if (!ImGui::BeginTable(id, two ? 4 : 2, flags)) return;
  ImGui::TableSetupColumn("what", two ? ImGuiTableColumnFlags_WidthStretch : ImGuiTableColumnFlags_WidthFixed);
  ImGui::TableSetupColumn("is", two ? ImGuiTableColumnFlags_WidthFixed : ImGuiTableColumnFlags_WidthStretch);
  if (two) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    for (std::size_t i = 0; i < 2; ++i) {
      ImGui::TableNextColumn();
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(run_colour(i)), "%s", session_.runs[i].name.c_str());
    }
    ImGui::TableNextColumn();
    faint("B - A");
  }
  for (const Figure& figure : all_) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    if (figure.colour != 0) swatch(figure.colour);
    faint(figure.name);
    for (std::size_t i = 0; i < session_.runs.size(); ++i) {
      ImGui::TableNextColumn();
      ImGui::TextUnformatted(figure_text(figure, i).c_str());
    }
    const std::string difference = two ? difference_text(figure) : std::string();
    if (difference.empty()) continue;
    ImGui::TableNextColumn();
    draw_difference(*figure.values[1] - *figure.values[0], difference);
  }
  ImGui::EndTable();
}

void draw_run_switch(Session& session) {
  if (session.runs.size() < 2) return;
  for (const Run& run : session.runs) {
    const Subject there = session.in_run(session.selected, run.number);
    const bool here = session.selected.run == run.number;
    ImGui::PushID(run.number);
    ImGui::PushStyleColor(ImGuiCol_Button, here ? ImGui::ColorConvertU32ToFloat4(run_colour(run.number))
                                                : ImGui::GetStyleColorVec4(ImGuiCol_Button));
    ImGui::PushStyleColor(ImGuiCol_Text, here ? IM_COL32_WHITE : theme().text);
    ImGui::BeginDisabled(there.what == Subject::What::none);
    if (ImGui::SmallButton(run.name.c_str())) session.selected = there;
    ImGui::EndDisabled();
    ImGui::PopStyleColor(2);
    ImGui::PopID();
    ImGui::SameLine();
  }
  const Run& other = session.runs[1U - session.selected.run];
  if (session.in_run(session.selected, other.number).what == Subject::What::none)
    faint(say(Word::not_in, other.name));
  else
    ImGui::NewLine();
}

void draw_difference(double by, const std::string& words) {
  const Theme& t = theme();
  ImGui::PushStyleColor(ImGuiCol_Text, by < 0 ? t.accent : by > 0 ? t.pledge : t.text);
  ImGui::TextUnformatted(words.c_str());
  ImGui::PopStyleColor();
}

std::string signed_duration(Tick t) {
  return (t > 0 ? "+" : "") + duration(t);
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

}  // namespace crossflow::viz
