#include "viz/panels/strip_marks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "viz/app/calendar.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/marks.hpp"
#include "viz/panels/names.hpp"
#include "viz/replay/port_hours.hpp"

namespace crossflow::viz {
namespace {

/// "17:40:00  e-Channels gate 4 out of order".
std::string sentence(const Directory& directory, const Incident& incident) {
  return moment_text(incident.tick, true) + "  " + incident_text(directory, incident);
}

}  // namespace

void draw_closed(ImDrawList& draw, const Session& session, const TimeScale& scale, float top, float bottom) {
  // With two runs, where both are.
  std::vector<std::pair<Tick, Tick>> times{{scale.from, std::min(scale.until, session.time.until())}};
  for (const Run& run : session.runs) {
    std::vector<std::pair<Tick, Tick>> both;
    for (const auto& [from, until] : times)
      for (const auto& closed : closed_times(run.recording->directory(), *run.overview, from, until))
        both.push_back(closed);
    times = std::move(both);
  }
  for (const auto& [from, until] : times) {
    const float a = scale.x(from), b = scale.x(until);
    if (b - a < 1) continue;
    draw.AddRectFilled({a, top}, {b, bottom}, theme().shade);
    Tick opens = never;
    for (const Run& run : session.runs)
      for (std::size_t port = 0; port < run.recording->directory().ports.size(); ++port)
        opens = std::min(opens, opens_next(run.recording->directory(), *run.overview, port, from));
    std::string words = text(ServerState::closed_by_hours);
    if (opens != never) words = say(Word::opens_at, clock_text(opens % day));
    for (const std::string& each : {words, std::string(text(ServerState::closed_by_hours))}) {
      const ImVec2 size = ImGui::CalcTextSize(each.c_str());
      if (size.x + 6 > b - a) continue;
      const ImVec2 at = {(a + b - size.x) / 2, (top + bottom - size.y) / 2};
      for (const Colour colour : {theme().background, theme().shade})  // no line of an hour through the words
        draw.AddRectFilled({at.x - 3, at.y}, {at.x + size.x + 3, at.y + size.y}, colour);
      draw.AddText(at, theme().faint_text, each.c_str());
      break;
    }
  }
}

void draw_breaches(ImDrawList& draw, const Run& run, const TimeScale& scale, float top, float bottom) {
  constexpr float step = 3;
  // Made anew only when something has changed: there may be very many.
  struct Kept {
    std::uint64_t recording = 0;
    std::size_t breaches = 0;
    Tick from = 0, until = 0;
    float most = 1;
    std::vector<float> counts;
  };
  static std::array<Kept, 2> of_runs;
  Kept& kept = of_runs[run.number];
  const auto& breaches = run.overview->breaches();
  const auto columns = static_cast<std::size_t>(scale.width / step) + 1;
  if (kept.recording != run.recording->serial() || kept.breaches != breaches.size() || kept.from != scale.from ||
      kept.until != scale.until || kept.counts.size() != columns) {
    kept = {run.recording->serial(), breaches.size(), scale.from, scale.until, 1, std::vector<float>(columns)};
    for (const Breach& breach : breaches) {
      if (!scale.shows(breach.tick)) continue;
      const auto c = static_cast<std::size_t>(
          std::clamp((scale.x(breach.tick) - scale.left) / step, 0.0F, static_cast<float>(columns - 1)));
      kept.most = std::max(kept.most, ++kept.counts[c]);
    }
  }
  const auto& counts = kept.counts;
  const float most = kept.most;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (counts[c] == 0) continue;
    ImVec4 colour = ImGui::ColorConvertU32ToFloat4(pledge_colour(3));
    colour.w = 0.35F + 0.65F * std::sqrt(counts[c] / most);
    const float x = scale.left + step * static_cast<float>(c);
    draw.AddRectFilled({x, top}, {x + step, bottom}, ImGui::ColorConvertFloat4ToU32(colour));
  }
}

void draw_incidents(ImDrawList& draw, const Session& session, const TimeScale& scale, float top, float size,
                    std::string& tip) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  int told = 0;
  for (const Run& run : session.runs) {
    float last = -100;
    for (const Incident& incident : run.overview->incidents()) {
      if (!scale.shows(incident.tick)) continue;
      const float x = scale.x(incident.tick);
      const bool grave = incident.kind == IncidentKind::server_down ||
                         incident.kind == IncidentKind::disruption_began || incident.kind == IncidentKind::ring ||
                         incident.kind == IncidentKind::stand_still;
      if (x - last > 1 || grave) {
        draw.AddTriangleFilled({x - size / 2, top}, {x + size / 2, top}, {x, top + size},
                               grave ? theme().blocked : theme().faint_text);
        last = x;
      }
      if (std::fabs(mouse.x - x) <= size / 2 && mouse.y >= top && mouse.y <= top + size && told++ < 8)
        tip += (tip.empty() ? "" : "\n") + (session.runs.size() > 1 ? run.name + "  " : "") +
               sentence(run.recording->directory(), incident);
    }
  }
}

void draw_bookmarks(ImDrawList& draw, TimeControl& time, const TimeScale& scale, float top, float bottom,
                    std::string& tip) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (std::size_t i = 0; i < time.bookmarks().size(); ++i) {
    if (!scale.shows(time.bookmarks()[i].tick)) continue;
    const float x = scale.x(time.bookmarks()[i].tick);
    draw.AddLine({x, top}, {x, bottom}, theme().accent, 1.5F);
    draw.AddRectFilled({x, top}, {x + 9, top + 9}, theme().accent);
    if (mouse.x < x - 2 || mouse.x > x + 10 || mouse.y < top || mouse.y > top + 10) continue;
    tip = moment_text(time.bookmarks()[i].tick, true) + "  " + time.bookmarks()[i].name + " (" +
          text(Word::remove_tip) + ")";
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Right)) {
      time.remove_bookmark(i);
      return;
    }
  }
}

void draw_loop(ImDrawList& draw, const TimeControl& time, const TimeScale& scale, float top, float bottom) {
  if (!time.looping()) return;
  const float a = scale.x(time.looping()->first), b = scale.x(time.looping()->second);
  draw.AddRectFilled({a, top}, {b, bottom}, theme().band);
  draw.AddLine({a, top}, {a, bottom}, theme().accent, 2);
  draw.AddLine({b, top}, {b, bottom}, theme().accent, 2);
}

void draw_unknown(ImDrawList& draw, const Session& session, const TimeScale& scale, float top, float bottom) {
  const float from = std::max(scale.x(session.time.until()), scale.left);
  const float until = scale.left + scale.width;
  const Run& run = session.runs.front();
  const bool broken = !run.recording->broken().empty();
  if ((!session.time.growing() && !broken) || until - from < 2) return;
  draw.PushClipRect({from, top}, {until, bottom}, true);
  for (float x = from - (bottom - top); x < until; x += 9)
    draw.AddLine({x, bottom}, {x + bottom - top, top}, theme().grid, 2);
  const std::string words =
      broken ? say(Word::broken_off, moment_text(run.recording->known_until())) : text(Word::not_known_yet);
  const ImVec2 size = ImGui::CalcTextSize(words.c_str());
  if (size.x + 12 < until - from) {
    const ImVec2 at = {(from + until - size.x) / 2, (top + bottom - size.y) / 2};
    draw.AddRectFilled({at.x - 6, at.y - 2}, {at.x + size.x + 6, at.y + size.y + 2}, theme().floor, 3);
    draw.AddText(at, broken ? theme().pledge : theme().faint_text, words.c_str());
  }
  draw.PopClipRect();
}

void draw_cursor(ImDrawList& draw, const TimeControl& time, const TimeScale& scale, float top, float bottom) {
  const Colour colour = theme().selection;
  const float x = scale.x(time.now()), middle = (top + bottom) / 2;
  if (time.now() < scale.from) {
    draw.AddTriangleFilled({scale.left + 8, middle - 6}, {scale.left + 8, middle + 6}, {scale.left, middle}, colour);
  } else if (time.now() > scale.until) {
    const float right = scale.right();
    draw.AddTriangleFilled({right - 8, middle - 6}, {right - 8, middle + 6}, {right, middle}, colour);
  } else {
    draw.AddLine({x, top}, {x, bottom}, colour, 2);
    draw.AddTriangleFilled({x - 6, bottom}, {x + 6, bottom}, {x, bottom - 8}, colour);
  }
}

}  // namespace crossflow::viz
