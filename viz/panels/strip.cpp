#include "viz/panels/strip.hpp"

#include <algorithm>

#include <imgui.h>

#include "viz/app/theme.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/strip_marks.hpp"

namespace crossflow::viz {
namespace {

/// Which station the strip counts; no_station: all.
std::uint16_t station_chosen(const Session& session) {
  const Subject& s = session.selected;
  if (s.what != Subject::What::station && s.what != Subject::What::server) return no_station;
  return static_cast<std::uint16_t>(s.index);
}

constexpr int mixed = -1;

/// Those who wait at a minute, of stations where all go this way.
std::int64_t waiting_at(const Run& run, std::size_t m, int direction, std::uint16_t station) {
  const auto& stations = run.overview->stations();
  const auto at = [&](std::size_t s) { return m < stations[s].waiting.size() ? stations[s].waiting[m] : 0; };
  if (station != no_station) return station < stations.size() ? at(station) : 0;
  std::int64_t sum = 0;
  for (std::size_t s = 0; s < stations.size(); ++s)
    if (run.recording->directory().stations[s].direction == direction) sum += at(s);
  return sum;
}

/// A column for each few pixels: the most of the minutes in it, one direction on top of the other.
struct Columns {
  std::vector<std::vector<float>> parts;  // by direction, then column
  float most = 1;
};
Columns columns_of(const Run& run, const StripScale& scale, std::size_t count, std::uint16_t station) {
  Columns columns;
  const auto directions = static_cast<int>(run.recording->directory().directions.size());
  for (int d = mixed; d < (station == no_station ? directions : 0); ++d) {
    auto& part = columns.parts.emplace_back(count, -1.0F);
    for (std::size_t c = 0; c < count; ++c) {
      const float step = scale.width / static_cast<float>(count);
      const auto m0 = static_cast<std::size_t>(scale.tick(scale.left + step * static_cast<float>(c)) / minute);
      const auto m1 = static_cast<std::size_t>(scale.tick(scale.left + step * static_cast<float>(c + 1)) / minute);
      for (std::size_t m = m0; m <= std::max(m0, m1 == 0 ? 0 : m1 - 1) && m < run.overview->minutes(); ++m)
        part[c] = std::max(part[c], static_cast<float>(waiting_at(run, m, d, station)));
    }
  }
  for (std::size_t c = 0; c < count; ++c) {
    float sum = 0;
    for (const auto& part : columns.parts) sum += std::max(part[c], 0.0F);
    columns.most = std::max(columns.most, sum);
  }
  return columns;
}

Colour direction_colour(std::size_t part) {
  return part == 0 ? theme().station_edge : class_colour(part + 1);
}

void draw_columns(ImDrawList& draw, const Columns& columns, const StripScale& scale, float top, float bottom,
                  float most) {
  const std::size_t count = columns.parts.front().size();
  const float step = scale.width / static_cast<float>(count);
  for (std::size_t c = 0; c < count; ++c) {
    float base = bottom;
    for (std::size_t p = 0; p < columns.parts.size(); ++p) {
      if (columns.parts[p][c] <= 0) continue;
      const float height = (bottom - top) * columns.parts[p][c] / most;
      const float x = scale.left + step * static_cast<float>(c);
      draw.AddRectFilled({x, base - height}, {x + step, base}, direction_colour(p));
      base -= height;
    }
  }
}

void draw_line(ImDrawList& draw, const Columns& columns, const StripScale& scale, float top, float bottom, float most,
               Colour colour) {
  const std::size_t count = columns.parts.front().size();
  std::vector<ImVec2> points;
  for (std::size_t c = 0; c < count; ++c) {
    float sum = 0;
    bool known = false;
    for (const auto& part : columns.parts) {
      known = known || part[c] >= 0;
      sum += std::max(part[c], 0.0F);
    }
    if (!known) continue;
    points.push_back({scale.left + scale.width * (static_cast<float>(c) + 0.5F) / static_cast<float>(count),
                      bottom - (bottom - top) * sum / most});
  }
  draw.AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, 2);
}

}  // namespace

void draw_strip_choice(Session& session) {
  const Run& run = session.runs.front();
  const std::uint16_t station = station_chosen(session);
  const Directory& directory = run.recording->directory();
  ImGui::AlignTextToFramePadding();
  if (station != no_station) {
    const int waiting = run.cursor->state().stations()[station].waiting;
    ImGui::TextDisabled("%s: %d %s", station_name(directory, station).c_str(), waiting, text(Word::people_waiting_now));
    return;
  }
  if (session.runs.size() > 1) {
    for (std::size_t i = 0; i < session.runs.size(); ++i) {
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(run_colour(i)), "%s", session.runs[i].name.c_str());
      ImGui::SameLine();
    }
    ImGui::TextDisabled("%s", text(Word::strip_waiting_all));
    return;
  }
  int waiting = 0;
  for (const StationStatus& status : run.cursor->state().stations()) waiting += status.waiting;
  ImGui::TextDisabled("%s: %d", text(Word::strip_waiting_all), waiting);
  for (std::size_t d = 0; d < directory.directions.size(); ++d) {
    ImGui::SameLine();
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(direction_colour(d + 1)), "%s",
                       direction_name(directory, d).c_str());
  }
}

void draw_strip(Session& session) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 size = {std::max(room.x, 100.0F), std::max(room.y, 40.0F)};
  ImGui::InvisibleButton("strip", size);
  const bool held = ImGui::IsItemActive(), over = ImGui::IsItemHovered();
  const StripScale scale = strip_scale(session, at.x, size.x);
  const float size_of_mark = 9;
  const float top = at.y, bottom = at.y + size.y - ImGui::GetTextLineHeight() - 3;
  constexpr float row_of_breaches = 6;
  const float red = bottom - row_of_breaches * static_cast<float>(session.runs.size());
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled({at.x, top}, {at.x + size.x, bottom}, theme().background);
  draw_hours(draw, scale, top, bottom);
  draw_unknown(draw, session, scale, top, bottom);

  const auto count = static_cast<std::size_t>(std::max(size.x / 2, 1.0F));
  const std::uint16_t station = station_chosen(session);
  std::vector<Columns> columns;
  float most = 1;
  for (const Run& run : session.runs) {
    columns.push_back(columns_of(run, scale, count, station));
    most = std::max(most, columns.back().most);
  }
  const float queue_top = top + size_of_mark + 4;
  if (columns.size() == 1) {
    draw_columns(draw, columns[0], scale, queue_top, red, most);
  } else {
    for (std::size_t i = 0; i < columns.size(); ++i)
      draw_line(draw, columns[i], scale, queue_top, red, most, run_colour(i));
  }
  const std::string highest = fmt::format("{:.0f} {}", most, text(Word::people_waiting_now));
  draw.AddText({at.x + 4, queue_top - 2}, theme().faint_text, highest.c_str());

  std::string tip;
  for (std::size_t i = 0; i < session.runs.size(); ++i) {
    const float row = red + row_of_breaches * static_cast<float>(i);
    draw_breaches(draw, session.runs[i], scale, row, row + row_of_breaches - (session.runs.size() > 1 ? 1 : 0));
  }
  draw_loop(draw, session.time, scale, top, bottom);
  draw_incidents(draw, session, scale, top, size_of_mark, tip);
  draw_bookmarks(draw, session.time, scale, top, bottom, tip);
  draw_cursor(draw, session.time, scale, top, bottom);

  const Tick under = std::clamp(scale.tick(ImGui::GetIO().MousePos.x), session.time.from(), session.time.until());
  if (held) session.time.go_to(under);
  if (!over) return;
  if (tip.empty()) {
    tip = clock_text(under);
    for (const Run& run : session.runs) {
      const auto m = static_cast<std::size_t>(under / minute);
      std::int64_t waiting = 0;
      if (station != no_station)
        waiting = waiting_at(run, m, 0, station);
      else
        for (int d = mixed; d < static_cast<int>(run.recording->directory().directions.size()); ++d)
          waiting += waiting_at(run, m, d, no_station);
      tip += fmt::format("  {}{} {}", session.runs.size() > 1 ? run.name + " " : "", waiting,
                         text(Word::people_waiting_now));
    }
  }
  ImGui::SetTooltip("%s", tip.c_str());
}

}  // namespace crossflow::viz
