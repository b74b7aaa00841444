#include "viz/panels/figures.hpp"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "viz/panels/chart.hpp"
#include "viz/panels/names.hpp"

namespace crossflow::viz {
namespace {

float swatch_width() {
  return 0.9F * ImGui::GetFontSize();
}

}  // namespace

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
  const double a = *figure.values[0], b = *figure.values[1];
  switch (figure.unit) {
    case Unit::duration:
      return difference_of_durations(a, b);
    case Unit::share:
      return difference_of_shares(a, b);
    default:
      return (b > a ? "+" : "") + number_text(b - a);
  }
}

void Figures::draw(const char* id) const {
  if (all_.empty()) return;
  const bool two = session_.runs.size() > 1;
  const auto flags = two ? ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingFixedFit
                         : ImGuiTableFlags_SizingFixedFit;
  if (!ImGui::BeginTable(id, two ? 4 : 2, flags)) return;
  // Names wrap in a column that does not ask them how wide it is to be: one that does would never grow.
  float widest = 0;
  for (const Figure& figure : all_)
    widest = std::max(widest, ImGui::CalcTextSize(figure.name.c_str()).x + (figure.colour != 0 ? swatch_width() : 0));
  ImGui::TableSetupColumn("what", two ? ImGuiTableColumnFlags_WidthStretch : ImGuiTableColumnFlags_WidthFixed,
                          two ? 1 : std::min(widest, 0.6F * ImGui::GetContentRegionAvail().x));
  ImGui::TableSetupColumn("is", two ? ImGuiTableColumnFlags_WidthFixed : ImGuiTableColumnFlags_WidthStretch);
  if (two) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    for (std::size_t i = 0; i < 2; ++i) {
      ImGui::TableNextColumn();
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(run_colour(i)), "%s", session_.runs[i].name.c_str());
    }
    ImGui::TableNextColumn();
    ImGui::TextDisabled("B - A");
  }
  for (const Figure& figure : all_) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    if (figure.colour != 0) swatch(figure.colour);
    faint(figure.name);
    for (std::size_t i = 0; i < session_.runs.size(); ++i) {
      ImGui::TableNextColumn();
      ImGui::TextUnformatted(figure_text(figure, i).c_str());
      if (figure.unit == Unit::duration && figure.values[i]) say_exactly(*figure.values[i]);
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

void say_exactly(double seconds) {
  ImGui::LogText(" = %.3f s", seconds);
}

std::string difference_of_durations(double a, double b) {
  const Tick by = ticks_from_seconds(std::round(b) - std::round(a));
  return (by > 0 ? "+" : "") + duration(by);
}

std::string difference_of_shares(double a, double b) {
  const double by = (std::round(1000 * b) - std::round(1000 * a)) / 10;
  return say(Word::points, by == 0 ? "0" : fmt::format("{:+.1f}", by));
}

void draw_in_cell(const std::vector<std::string>& words, const std::string& difference, double by,
                  const std::vector<double>& seconds) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.size() > 1) {
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(run_colour(i)), "%s", i == 0 ? "A" : "B");
      ImGui::SameLine(0, ImGui::GetFontSize() * 0.4F);
    }
    ImGui::TextUnformatted(words[i].c_str());
    if (i < seconds.size() && seconds[i] >= 0) say_exactly(seconds[i]);
  }
  if (!difference.empty()) draw_difference(by, difference);
}

void swatch(Colour colour) {
  const float em = ImGui::GetFontSize();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled({at.x, at.y + 0.15F * em}, {at.x + 0.7F * em, at.y + 0.85F * em}, colour);
  draw.AddRect({at.x, at.y + 0.15F * em}, {at.x + 0.7F * em, at.y + 0.85F * em}, theme().station_edge);
  ImGui::Dummy({swatch_width(), em});
  ImGui::SameLine(0, 0);
}

}  // namespace crossflow::viz
