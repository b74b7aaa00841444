#include "viz/panels/heat_map.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <imgui.h>

#include "sim/record/port_state.hpp"
#include "viz/app/calendar.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/chart.hpp"

namespace crossflow::viz {
namespace {

struct Rgb {
  float r, g, b;
};

/// After "RdBu" with orange for red, which deuteranopes and protanopes tell from blue; `share` from -1 to 1.
Rgb diverging(float share) {
  const bool dark = theme().dark;
  const Rgb middle = dark ? Rgb{0.13F, 0.17F, 0.21F} : Rgb{0.94F, 0.95F, 0.96F};
  const Rgb below = dark ? Rgb{0.25F, 0.62F, 0.93F} : Rgb{0.02F, 0.36F, 0.65F};
  const Rgb above = dark ? Rgb{0.97F, 0.58F, 0.20F} : Rgb{0.75F, 0.32F, 0.02F};
  const Rgb& end = share < 0 ? below : above;
  // Small differences are the most of them: the root makes them seen.
  const float by = std::sqrt(std::min(1.0F, std::fabs(share)));
  return {middle.r + (end.r - middle.r) * by, middle.g + (end.g - middle.g) * by, middle.b + (end.b - middle.b) * by};
}

Colour packed(const Rgb& c) {
  return ImGui::ColorConvertFloat4ToU32({c.r, c.g, c.b, 1});
}

/// Black or white, whichever stands out more.
Colour on(const Rgb& c) {
  return 0.299F * c.r + 0.587F * c.g + 0.114F * c.b > 0.5F ? IM_COL32(16, 20, 24, 255) : IM_COL32(255, 255, 255, 255);
}

/// Few letters: "-840", "+1.2k", "+35k".
std::string short_text(double value) {
  if (std::fabs(value) < 0.5) return "";
  if (std::fabs(value) < 999.5) return fmt::format("{:+.0f}", value);
  if (std::fabs(value) < 9'950) return fmt::format("{:+.1f}k", value / 1000);
  return fmt::format("{:+.0f}k", value / 1000);
}

}  // namespace

std::optional<HeatClick> heat_map(const char* id, const std::vector<HeatRow>& rows, Tick now) {
  std::size_t first = static_cast<std::size_t>(-1), last = 0;
  double most = 1;
  for (const HeatRow& row : rows) {
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      if (std::fabs(row.values[i]) < 0.5) continue;
      first = std::min(first, i);
      last = std::max(last, i + 1);
      most = std::max(most, std::fabs(row.values[i]));
    }
  }
  if (first >= last) return std::nullopt;
  const Theme& t = theme();
  const float em = ImGui::GetFontSize(), height = 1.5F * em;
  float names = 0;
  for (const HeatRow& row : rows) names = std::max(names, ImGui::CalcTextSize(row.name.c_str()).x);
  names = std::min(names + 0.8F * em, 0.35F * ImGui::GetContentRegionAvail().x);
  const auto columns = static_cast<float>(last - first);
  const float room = ImGui::GetContentRegionAvail().x - names - ImGui::GetStyle().ScrollbarSize;
  const float width = std::clamp(room / columns, 2.55F * em, 5 * em);

  ImGui::BeginChild(id, {0, 0}, false, ImGuiWindowFlags_HorizontalScrollbar);
  const auto column = static_cast<std::size_t>(std::max<Tick>(0, now / half_hour));
  // The present half-hour comes into sight as time goes on.
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID in_sight = ImGui::GetID("in sight");
  if (column >= first && column < last && storage.GetInt(in_sight, -1) != static_cast<int>(column)) {
    ImGui::SetScrollX(std::max(0.0F, (static_cast<float>(column - first) + 0.5F) * width - room / 2));
    storage.SetInt(in_sight, static_cast<int>(column));
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 window = ImGui::GetWindowPos();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  std::optional<HeatClick> clicked;
  const float top = at.y + 1.4F * em;
  const auto x_of = [&](std::size_t i) { return at.x + names + static_cast<float>(i - first) * width; };
  for (std::size_t i = first; i < last; ++i) {
    const Tick from = static_cast<Tick>(i) * half_hour;
    const bool current = now >= from && now < from + half_hour;
    draw.AddText({x_of(i) + 2, at.y}, current ? t.selection : t.faint_text, axis_text(from).c_str());
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const float y = top + static_cast<float>(r) * height;
    for (std::size_t i = first; i < last; ++i) {
      const double value = i < rows[r].values.size() ? rows[r].values[i] : 0;
      const Rgb colour = diverging(static_cast<float>(value / most));
      const ImVec2 from{x_of(i), y}, until{x_of(i) + width - 1, y + height - 1};
      draw.AddRectFilled(from, until, packed(colour));
      const std::string words = short_text(value);
      const float wide = ImGui::CalcTextSize(words.c_str()).x;
      draw.AddText({from.x + (width - wide) / 2, y + (height - em) / 2}, on(colour), words.c_str());
      if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(from, until)) continue;
      draw.AddRect(from, until, t.text);
      const Tick tick = static_cast<Tick>(i) * half_hour;
      ImGui::SetTooltip("%s\n%s - %s: %s%s", rows[r].name.c_str(), moment_text(tick).c_str(),
                        moment_text(tick + half_hour).c_str(), value > 0.5 ? "+" : "", number_text(value).c_str());
      if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) clicked = HeatClick{r, tick};
    }
    // Names stay where they are while the rest is scrolled.
    draw.AddRectFilled({window.x, y}, {window.x + names, y + height}, ImGui::GetColorU32(ImGuiCol_WindowBg));
    draw.PushClipRect({window.x, y}, {window.x + names - 0.3F * em, y + height}, true);
    draw.AddText({window.x, y + (height - em) / 2}, t.text, rows[r].name.c_str());
    draw.PopClipRect();
  }
  if (column >= first && column < last)
    draw.AddRect({x_of(column) - 1, top - 1}, {x_of(column) + width, top + static_cast<float>(rows.size()) * height},
                 t.selection, 0, 0, 2);
  draw.AddRectFilled({window.x, at.y}, {window.x + names, top}, ImGui::GetColorU32(ImGuiCol_WindowBg));
  ImGui::Dummy({names + columns * width, 1.4F * em + static_cast<float>(rows.size()) * height});
  ImGui::EndChild();
  return clicked;
}

}  // namespace crossflow::viz
