#include "viz/panels/strip.hpp"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "viz/app/calendar.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/strip_marks.hpp"

namespace crossflow::viz {
namespace {

/// Whom the strip counts: those who wait at the selected place, or all.
struct Counted {
  bool all = true;
  std::uint16_t station = no_station;  ///< of the run; none if it has not that place
  bool operator==(const Counted&) const = default;
};
Counted counted(const Session& session, const Run& run) {
  const Subject& s = session.selected;
  if (s.what != Subject::What::station && s.what != Subject::What::server) return {};
  const Subject place = session.in_run({Subject::What::station, s.index, 0, s.run}, run.number);
  if (place.what == Subject::What::none || place.index >= run.overview->stations().size()) return {false, no_station};
  return {false, static_cast<std::uint16_t>(place.index)};
}

std::string signed_count(std::int64_t count) {
  return (count > 0 ? "+" : "") + fmt::to_string(count);
}

constexpr int mixed = -1;

/// Those who wait at a minute, of stations where all go this way.
std::int64_t waiting_at(const Run& run, std::size_t m, int direction, const Counted& whom) {
  const auto& stations = run.overview->stations();
  const auto at = [&](std::size_t s) { return m < stations[s].waiting.size() ? stations[s].waiting[m] : 0; };
  if (!whom.all) return whom.station != no_station ? at(whom.station) : 0;
  std::int64_t sum = 0;
  for (std::size_t s = 0; s < stations.size(); ++s)
    if (run.recording->directory().stations[s].direction == direction) sum += at(s);
  return sum;
}

/// The same of all directions.
std::int64_t waiting_at(const Run& run, std::size_t m, const Counted& whom) {
  if (!whom.all) return waiting_at(run, m, mixed, whom);
  std::int64_t sum = 0;
  for (int d = mixed; d < static_cast<int>(run.recording->directory().directions.size()); ++d)
    sum += waiting_at(run, m, d, whom);
  return sum;
}

/// Those who wait, minute by minute: first where both ways meet, then by direction. Made once; minutes that have come
/// in are added.
using MinuteSums = std::vector<std::vector<std::int32_t>>;

/// A column for each few pixels: the most of the minutes in it, one direction on top of the other.
struct Columns {
  std::vector<std::vector<float>> parts;  // by direction, then column
  float most = 1;
};

/// What a run's strip shows, as long as nothing of this changes.
struct KeptStrip {
  std::uint64_t recording = 0;
  Counted whom;
  MinuteSums sums;
  std::size_t minutes = 0, count = 0;  // of what the columns were made
  Tick from = 0, until = 0;
  Columns columns;
};

void add_minutes(KeptStrip& kept, const Run& run) {
  const auto directions = static_cast<int>(run.recording->directory().directions.size());
  kept.sums.resize(static_cast<std::size_t>(kept.whom.all ? directions + 1 : 1));
  for (std::size_t d = 0; d < kept.sums.size(); ++d)
    for (std::size_t m = kept.sums[d].size(); m < run.overview->minutes(); ++m)
      kept.sums[d].push_back(static_cast<std::int32_t>(waiting_at(run, m, mixed + static_cast<int>(d), kept.whom)));
}

Columns columns_of(const MinuteSums& sums, const StripScale& scale, std::size_t count) {
  Columns columns;
  for (const auto& minutes : sums) {
    auto& part = columns.parts.emplace_back(count, -1.0F);
    for (std::size_t c = 0; c < count; ++c) {
      const float step = scale.width / static_cast<float>(count);
      const auto m0 = static_cast<std::size_t>(scale.tick(scale.left + step * static_cast<float>(c)) / minute);
      const auto m1 = static_cast<std::size_t>(scale.tick(scale.left + step * static_cast<float>(c + 1)) / minute);
      for (std::size_t m = m0; m <= std::max(m0, m1 == 0 ? 0 : m1 - 1) && m < minutes.size(); ++m)
        part[c] = std::max(part[c], static_cast<float>(minutes[m]));
    }
  }
  for (std::size_t c = 0; c < count; ++c) {
    float sum = 0;
    for (const auto& part : columns.parts) sum += std::max(part[c], 0.0F);
    columns.most = std::max(columns.most, sum);
  }
  return columns;
}

const Columns& columns_of(const Run& run, const StripScale& scale, std::size_t count, const Counted& whom) {
  static std::array<KeptStrip, 2> of_runs;
  KeptStrip& kept = of_runs[run.number];
  if (kept.recording != run.recording->serial() || kept.whom != whom) {
    kept = {};
    kept.recording = run.recording->serial();
    kept.whom = whom;
  }
  const std::size_t minutes = run.overview->minutes();
  if (kept.count == count && kept.minutes == minutes && kept.from == scale.from && kept.until == scale.until)
    return kept.columns;
  add_minutes(kept, run);
  kept.columns = columns_of(kept.sums, scale, count);
  kept.count = count;
  kept.minutes = minutes;
  kept.from = scale.from;
  kept.until = scale.until;
  return kept.columns;
}

Colour part_colour(std::size_t part) {
  return part == 0 ? theme().station_edge : direction_colour(part - 1);
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
      draw.AddRectFilled({x, base - height}, {x + step, base}, part_colour(p));
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
  ImGui::AlignTextToFramePadding();
  const bool all = counted(session, session.runs.front()).all;
  const Subject& s = session.selected;
  ImGui::TextDisabled(
      "%s:", all ? text(Word::strip_waiting_all)
                 : station_name(session.run_of(s).recording->directory(), static_cast<std::uint16_t>(s.index)).c_str());
  std::vector<int> waiting;
  for (const Run& run : session.runs) {
    const Counted whom = counted(session, run);
    const auto& statuses = run.cursor->state().stations();
    ImGui::SameLine();
    if (session.runs.size() > 1) {
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(run_colour(run.number)), "%s", run.name.c_str());
      ImGui::SameLine(0, 4);
    }
    if (!whom.all && whom.station == no_station) {
      ImGui::TextDisabled("-");
      continue;
    }
    waiting.push_back(whom.all ? 0 : statuses[whom.station].waiting);
    if (whom.all)
      for (const StationStatus& status : statuses) waiting.back() += status.waiting;
    ImGui::TextDisabled("%d", waiting.back());
  }
  if (waiting.size() == 2) {
    ImGui::SameLine();
    draw_difference(waiting[1] - waiting[0], signed_count(waiting[1] - waiting[0]));
  }
  ImGui::SameLine();
  ImGui::TextDisabled("%s", text(Word::people_waiting_now));
  if (!all || session.runs.size() > 1) return;
  const Directory& directory = session.runs.front().recording->directory();
  for (std::size_t d = 0; d < directory.directions.size(); ++d) {
    ImGui::SameLine();
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(direction_colour(d)), "%s", direction_name(directory, d).c_str());
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
  draw_closed(draw, session, scale, top, bottom);
  draw_unknown(draw, session, scale, top, bottom);

  const auto count = static_cast<std::size_t>(std::max(size.x / 2, 1.0F));
  std::vector<const Columns*> columns;
  float most = 1;
  for (const Run& run : session.runs) {
    columns.push_back(&columns_of(run, scale, count, counted(session, run)));
    most = std::max(most, columns.back()->most);
  }
  const float queue_top = top + size_of_mark + 4;
  if (columns.size() == 1) {
    draw_columns(draw, *columns[0], scale, queue_top, red, most);
  } else {
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (const Counted whom = counted(session, session.runs[i]); whom.all || whom.station != no_station)
        draw_line(draw, *columns[i], scale, queue_top, red, most, run_colour(i));
  }
  const std::string highest = say(Word::most_waiting, number_text(most));
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
    tip = moment_text(under);
    std::vector<std::int64_t> waiting;
    for (const Run& run : session.runs) {
      waiting.push_back(waiting_at(run, static_cast<std::size_t>(under / minute), counted(session, run)));
      tip += fmt::format("  {}{}", session.runs.size() > 1 ? run.name + " " : "", waiting.back());
    }
    if (waiting.size() == 2) tip += "  B - A " + signed_count(waiting[1] - waiting[0]);
    tip += std::string(" ") + text(Word::people_waiting_now);
  }
  ImGui::SetTooltip("%s", tip.c_str());
}

}  // namespace crossflow::viz
