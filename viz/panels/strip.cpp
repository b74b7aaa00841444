#include "viz/panels/strip.hpp"

#include <algorithm>

#include <imgui.h>

#include "viz/app/calendar.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/axis.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/strip_columns.hpp"
#include "viz/panels/strip_marks.hpp"

namespace crossflow::viz {
namespace {

std::string signed_count(std::int64_t count) {
  return (count > 0 ? "+" : "") + fmt::to_string(count);
}

std::string place_name(const Session& session) {
  const Subject& s = session.selected;
  return station_name(session.run_of(s).recording->directory(), static_cast<std::uint16_t>(s.index));
}

/// "17:40  A 12  B 8  B - A -4 waiting": at the place in front, if there is one, else all.
std::string told_at(const Session& session, Tick under, const std::vector<InFront>& places) {
  std::string words = moment_text(under), all;
  std::vector<std::int64_t> waiting;
  for (const Run& run : session.runs) {
    const InFront& place = places[run.number];
    const WaitingAt at = waiting_at(*run.overview, static_cast<std::size_t>(under / minute), place);
    waiting.push_back(place.any ? at.place : at.all);
    const std::string before = session.runs.size() > 1 ? run.name + " " : "";
    words += fmt::format("  {}{}", before, waiting.back());
    all += fmt::format("{}{}{}", all.empty() ? "" : ", ", before, at.all);
  }
  if (waiting.size() == 2) words += "  B - A " + signed_count(waiting[1] - waiting[0]);
  words += std::string(" ") + text(Word::people_waiting_now);
  if (!places.front().any) return words;
  return words + " - " + place_name(session) + "\n" + text(Word::strip_waiting_all) + ": " + all;
}

}  // namespace

void draw_strip_choice(Session& session) {
  ImGui::AlignTextToFramePadding();
  const bool all = !in_front(session, session.runs.front()).any;
  ImGui::TextDisabled("%s:", all ? text(Word::strip_waiting_all) : place_name(session).c_str());
  std::vector<int> waiting;
  std::string in_all;
  for (const Run& run : session.runs) {
    const InFront place = in_front(session, run);
    const auto& statuses = run.cursor->state().stations();
    int everywhere = 0;
    for (const StationStatus& status : statuses) everywhere += status.waiting;
    in_all += fmt::format("{}{}", in_all.empty() ? "" : ", ", everywhere);
    ImGui::SameLine();
    if (session.runs.size() > 1) {
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(run_colour(run.number)), "%s", run.name.c_str());
      ImGui::SameLine(0, 4);
    }
    if (place.any && place.station == no_station) {
      ImGui::TextDisabled("-");
      continue;
    }
    waiting.push_back(place.any ? statuses[place.station].waiting : everywhere);
    ImGui::TextDisabled("%d", waiting.back());
  }
  if (waiting.size() == 2) {
    ImGui::SameLine();
    draw_difference(waiting[1] - waiting[0], signed_count(waiting[1] - waiting[0]));
  }
  ImGui::SameLine();
  ImGui::TextDisabled("%s", text(Word::people_waiting_now));
  if (!all) {
    ImGui::SameLine(0, 0);
    ImGui::TextDisabled("%s", say(Word::in_all, in_all).c_str());
  }
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
  const TimeScale scale = session.axis.scale(at.x, size.x);
  const float size_of_mark = 9;
  const float top = at.y, bottom = at.y + size.y - ImGui::GetTextLineHeight() - 3;
  time_button("strip", size);
  const bool over = ImGui::IsItemHovered();
  const auto to = obey_mouse(session.axis, scale, bottom);
  if (to) session.time.go_to(*to);
  constexpr float row_of_breaches = 6;
  const float red = bottom - row_of_breaches * static_cast<float>(session.runs.size());
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled({at.x, top}, {at.x + size.x, bottom}, theme().background);
  draw_times(draw, scale, top, bottom, scale.left, scale.right());
  draw.PushClipRect({scale.left, top}, {scale.right(), bottom}, true);
  draw_closed(draw, session, scale, top, bottom);
  draw_unknown(draw, session, scale, top, bottom);

  const auto count = static_cast<std::size_t>(std::max(size.x / 2, 1.0F));
  std::vector<const Columns*> columns;
  std::vector<InFront> places;
  float most = 1, most_of_place = 0;
  for (const Run& run : session.runs) {
    places.push_back(in_front(session, run));
    columns.push_back(&columns_of(run, scale, count, places.back()));
    most = std::max(most, columns.back()->most);
    most_of_place = std::max(most_of_place, columns.back()->most_of_place);
  }
  const float queue_top = top + size_of_mark + 4;
  if (columns.size() == 1)
    draw_columns(draw, *columns[0], places[0], scale, queue_top, red, most);
  else
    for (std::size_t i = 0; i < columns.size(); ++i)
      draw_lines(draw, *columns[i], places[i], scale, queue_top, red, most, i);
  std::string highest = say(Word::most_waiting, number_text(most));
  if (places[0].any)
    highest = say(Word::most_waiting, number_text(most_of_place)) + say(Word::in_all, number_text(most));
  draw.AddText({at.x + 4, queue_top - 2}, theme().faint_text, highest.c_str());

  std::string tip;
  for (std::size_t i = 0; i < session.runs.size(); ++i) {
    const float row = red + row_of_breaches * static_cast<float>(i);
    draw_breaches(draw, session.runs[i], scale, row, row + row_of_breaches - (session.runs.size() > 1 ? 1 : 0));
  }
  draw_range(draw, session.axis, scale, top, bottom);
  draw_loop(draw, session.time, scale, top, bottom);
  draw_incidents(draw, session, scale, top, size_of_mark, tip);
  draw_bookmarks(draw, session.time, scale, top, bottom, tip);
  draw_cursor(draw, session.time, scale, top, bottom);
  draw.PopClipRect();

  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!over || mouse.y >= bottom) return;
  if (tip.empty())
    tip = told_at(session, std::clamp(scale.tick(mouse.x), session.time.from(), session.time.until()), places);
  ImGui::SetTooltip("%s", tip.c_str());
}

}  // namespace crossflow::viz
