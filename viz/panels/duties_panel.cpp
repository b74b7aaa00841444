// Who and what was at work when: a row for each desk, bay, bus or device of the place that is selected, for each
// officer and dog team, on the axis of time that strip and charts share.
#include <algorithm>
#include <set>

#include <imgui.h>

#include "viz/app/calendar.hpp"
#include "viz/panels/axis.hpp"
#include "viz/panels/duty_rows.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/panels/pledge_lines.hpp"
#include "viz/replay/port_hours.hpp"

namespace crossflow::viz {
namespace {

using What = Subject::What;

void tell(const DutyRow& row, Tick under, Tick known_until) {
  const auto next = std::upper_bound(row.duties->begin(), row.duties->end(), under,
                                     [](Tick t, const Duty& duty) { return t < duty.tick; });
  const std::uint8_t state = next == row.duties->begin() ? row.first : std::prev(next)->state;
  std::string words = row.whole_name + "\n" + duty_text(row.subject.what, state);
  if (next != row.duties->begin()) words += "  " + moment_text(std::prev(next)->tick, true);
  words += " - " + (next == row.duties->end() ? std::string() : moment_text(next->tick, true));
  if (next != row.duties->begin())
    words += "  " + duration((next == row.duties->end() ? known_until : next->tick) - std::prev(next)->tick);
  ImGui::SetTooltip("%s", words.c_str());
}

/// What there was most of in each pixel.
void draw_row(ImDrawList& draw, const DutyRow& row, const TimeScale& scale, Tick known_until, float top, float bottom) {
  const Tick until = std::min(scale.until, known_until);
  if (until <= scale.from) return;
  const float width = scale.x(until) - scale.left;
  const auto parts = static_cast<std::size_t>(std::max(1.0F, width));
  const std::vector<std::uint8_t> states = longest_states(*row.duties, row.first, scale.from, until, parts);
  for (std::size_t i = 0; i < parts;) {
    std::size_t end = i + 1;
    while (end < parts && states[end] == states[i]) ++end;
    const auto x = [&](std::size_t part) {
      return scale.left + width * static_cast<float>(part) / static_cast<float>(parts);
    };
    draw.AddRectFilled({x(i), top}, {x(end), bottom}, duty_colour(row.subject.what, states[i]));
    i = end;
  }
}

/// When the port lets nobody in.
void draw_shut(ImDrawList& draw, const Run& run, std::size_t port, const TimeScale& scale, float top, float bottom) {
  const Tick until = std::min(scale.until, run.recording->known_until());
  Tick closed = scale.from;
  const auto shade = [&](Tick to) {
    if (to > closed) draw.AddRectFilled({scale.x(closed), top}, {scale.x(to), bottom}, theme().shade);
  };
  for (const auto& [from, to] : open_times(run.recording->directory(), *run.overview, port, scale.from, until)) {
    shade(from);
    closed = to;
  }
  shade(until);
}

struct Columns {
  float names = 0, shares = 0;
};

using Seen = std::set<std::pair<What, std::uint8_t>>;  // states

/// Which states were drawn.
Seen draw_rows(Session& session, Run& run, const std::vector<DutyRow>& rows, const Columns& columns) {
  Seen seen;
  const float em = ImGui::GetFontSize(), height = 1.3F * em;
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const TimeScale scale =
      session.axis.scale(at.x + columns.names, std::max(1.0F, width - columns.names - columns.shares));
  const float bottom = at.y + height * static_cast<float>(rows.size());
  const auto told = session.axis.range().value_or(std::pair(scale.from, scale.until));
  const Tick known = run.recording->known_until();
  draw.AddRectFilled({scale.left, at.y}, {scale.right(), bottom}, theme().floor);
  // Only what is seen: there may be hundreds of them.
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows.size()), height);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const DutyRow& row = rows[static_cast<std::size_t>(i)];
      const float top = at.y + height * static_cast<float>(i);
      ImGui::SetCursorScreenPos({at.x, top});
      if (row.duties == nullptr) {
        ImGui::TextDisabled("%s", row.name.c_str());
        continue;
      }
      draw_row(draw, row, scale, known, top + 2, top + height - 2);
      if (link(shortened(row.name, columns.names - 0.6F * em), i)) session.selected = session.bring_in = row.subject;
      const auto share = share_at_work(run, row, told.first, std::min(told.second, known));
      ImGui::SetCursorScreenPos({scale.right() + 0.5F * em, top});
      ImGui::TextUnformatted(share ? share_text(*share).c_str() : "-");
      const auto shown = time_by_state(*row.duties, row.first, scale.from, std::min(scale.until, known));
      for (std::size_t state = 0; state < shown.size(); ++state)
        if (shown[state] > 0) seen.emplace(row.subject.what, static_cast<std::uint8_t>(state));
    }
  draw.PushClipRect({scale.left, at.y}, {scale.right(), bottom}, true);
  if (const Subject& last = rows.back().subject; last.what == What::server)
    draw_shut(draw, run, run.recording->directory().stations[last.index].port, scale, at.y, bottom);
  draw_range(draw, session.axis, scale, at.y, bottom);
  if (scale.shows(session.time.now())) {
    const float x = scale.x(session.time.now());
    draw.AddLine({x, at.y}, {x, bottom}, theme().selection, 2);
  }
  draw.PopClipRect();
  ImGui::SetCursorScreenPos({scale.left, at.y});
  time_button("rows", {scale.width, std::max(height, bottom - at.y)});
  const bool over = ImGui::IsItemHovered();
  if (const auto to = obey_mouse(session.axis, scale, bottom + 1)) session.time.go_to(*to);
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto under = static_cast<std::size_t>(std::max(0.0F, (mouse.y - at.y) / height));
  if (over && under < rows.size() && rows[under].duties != nullptr && !ImGui::IsAnyMouseDown())
    tell(rows[under], std::clamp(scale.tick(mouse.x), scale.from, scale.until), known);
  return seen;
}

/// What the colours mean, of the states that are seen.
void draw_signs(const Seen& seen) {
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x, em = ImGui::GetFontSize();
  bool first = true;
  for (const auto& [what, state] : seen) {
    if (what != What::server && state == 0) continue;  // off duty, which has no colour
    const std::string words = duty_text(what, state);
    if (!first && ImGui::GetItemRectMax().x + ImGui::CalcTextSize(words.c_str()).x + 2 * em < right)
      ImGui::SameLine(0, 0.8F * em);
    first = false;
    swatch(duty_colour(what, state));
    ImGui::TextDisabled("%s", words.c_str());
  }
}

/// Below the rows, and never scrolled away.
void draw_axis_of(Session& session, const Columns& columns, float scrollbar) {
  const float width = ImGui::GetContentRegionAvail().x - scrollbar;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const TimeScale scale =
      session.axis.scale(at.x + columns.names, std::max(1.0F, width - columns.names - columns.shares));
  draw_times(*ImGui::GetWindowDrawList(), scale, at.y, at.y, at.x, at.x + width);
  time_button("times", {ImGui::GetContentRegionAvail().x, ImGui::GetTextLineHeight() + 4});
  obey_mouse(session.axis, scale, at.y);
}

}  // namespace

void draw_duties(Session& session) {
  Run& run = session.selected.what == What::none ? session.runs.front() : session.run_of(session.selected);
  if (session.runs.size() > 1) draw_run_switch(session);
  const std::vector<DutyRow> rows = duty_rows(session, run);
  const Subject& s = session.selected;
  const bool place = s.what == What::station || s.what == What::server;
  if (rows.empty() || (place && rows.back().subject.index != s.index))
    faint((place ? name_of(session, s) + ": " : std::string()) + text(Word::has_no_servers));
  if (rows.empty()) return;
  const Subject& first = rows.back().subject;
  if (first.what == What::server)
    link_to(session, {What::station, first.index, 0, run.number},
            station_name(run.recording->directory(), static_cast<std::uint16_t>(first.index)));
  faint(text(session.axis.range() ? Word::at_work_of_range : Word::at_work_of_shown));
  const float em = ImGui::GetFontSize();
  Columns columns{0, ImGui::CalcTextSize("100%").x + 1.2F * em};
  for (const DutyRow& row : rows)
    if (row.duties != nullptr) columns.names = std::max(columns.names, ImGui::CalcTextSize(row.name.c_str()).x);
  columns.names = std::min(columns.names + 0.8F * em, 0.35F * ImGui::GetContentRegionAvail().x);
  const float below = 3 * ImGui::GetTextLineHeightWithSpacing() + 6;  // the times of day, and two lines of signs
  const float needed = 1.3F * em * static_cast<float>(rows.size()) + 2;
  const float room = std::max(std::min(needed, 12 * em), ImGui::GetContentRegionAvail().y - below);
  ImGui::BeginChild("duty rows", {0, std::min(room, needed)});
  const Seen seen = draw_rows(session, run, rows, columns);
  ImGui::EndChild();
  draw_axis_of(session, columns, needed > room ? ImGui::GetStyle().ScrollbarSize : 0);
  draw_signs(seen);
}

}  // namespace crossflow::viz
