#include "viz/panels/strip.hpp"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "viz/app/theme.hpp"
#include "viz/panels/names.hpp"

namespace crossflow::viz {
namespace {

const char* words_of(IncidentKind kind) {
  switch (kind) {
    case IncidentKind::port_opened:
      return text(Word::incident_port_opened);
    case IncidentKind::port_closed:
      return text(Word::incident_port_closed);
    case IncidentKind::server_down:
      return text(Word::incident_server_down);
    case IncidentKind::server_up:
      return text(Word::incident_server_up);
    case IncidentKind::disruption_began:
      return text(Word::incident_disruption_began);
    case IncidentKind::disruption_ended:
      return text(Word::incident_disruption_ended);
    case IncidentKind::order:
      return text(Word::incident_order);
    case IncidentKind::diverted:
      return text(Word::incident_diverted);
  }
  return "";
}

const char* words_of(Order order) {
  static constexpr Word words[orders] = {Word::order_open_servers, Word::order_face,   Word::order_call_reserves,
                                         Word::order_hold,         Word::order_let_in, Word::order_extend_hours};
  return text(words[static_cast<std::size_t>(order)]);
}

/// "17:40 e-Channels: gate 4 out of order".
std::string sentence(const Directory& directory, const Incident& incident) {
  std::string line = clock_text(incident.tick, true) + "  ";
  const auto row = static_cast<std::size_t>(std::max(incident.value, 0));
  switch (incident.kind) {
    case IncidentKind::port_opened:
    case IncidentKind::port_closed:
      if (row < directory.ports.size()) line += text(directory.ports[row].label) + " ";
      break;
    case IncidentKind::disruption_began:
    case IncidentKind::disruption_ended:
      if (row < directory.disruptions.size()) line += text(directory.disruptions[row].label) + " ";
      break;
    default:
      break;
  }
  if (incident.station != no_station) line += station_name(directory, incident.station) + " ";
  if (incident.server != no_server && incident.station != no_station && incident.kind != IncidentKind::order)
    line += server_name(directory, incident.station, incident.server) + " ";
  line += words_of(incident.kind);
  if (incident.kind == IncidentKind::order) line += std::string(": ") + words_of(static_cast<Order>(incident.aux));
  return line;
}

/// Where time lies on the strip.
struct Scale {
  Tick from, until;
  float left, width;
  float x(Tick tick) const {
    return left + width * static_cast<float>(static_cast<double>(tick - from) / static_cast<double>(until - from));
  }
  Tick tick(float x_) const {
    return from + static_cast<Tick>(static_cast<double>((x_ - left) / width) * static_cast<double>(until - from));
  }
};

/// A live run's strip reaches to where the day will end, and fills as it becomes known.
Scale scale_of(const Session& session, float left, float width) {
  Tick until = std::max(session.time.until(), session.time.from() + hour);
  for (const Run& run : session.runs)
    if (!run.recording->complete())
      for (const PortEntry& port : run.recording->directory().ports) until = std::max(until, port.close + hour);
  return {session.time.from(), until, left, width};
}

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
Columns columns_of(const Run& run, const Scale& scale, std::size_t count, std::uint16_t station) {
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

void draw_columns(ImDrawList& draw, const Columns& columns, const Scale& scale, float top, float bottom, float most) {
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

void draw_line(ImDrawList& draw, const Columns& columns, const Scale& scale, float top, float bottom, float most,
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

void draw_hours(ImDrawList& draw, const Scale& scale, float top, float bottom) {
  const float room = ImGui::CalcTextSize("00:00 +1").x + 14;
  Tick step = hour;
  while (scale.x(scale.from + step) - scale.left < room && step < day) step *= step < 2 * hour ? 2 : 3;
  if (step > 6 * hour) step = 12 * hour;
  for (Tick t = (scale.from + step - 1) / step * step; t <= scale.until; t += step) {
    const float x = std::round(scale.x(t));
    draw.AddLine({x, top}, {x, bottom}, theme().grid);
    const std::string label = clock_text(t);
    const float width = ImGui::CalcTextSize(label.c_str()).x;
    if (x + 3 + width < scale.left + scale.width) draw.AddText({x + 3, bottom + 1}, theme().faint_text, label.c_str());
  }
}

/// How many pledges a run missed, as a row of red that is the darker the more there were.
void draw_breaches(ImDrawList& draw, const Run& run, const Scale& scale, float top, float bottom) {
  constexpr float step = 3;
  std::vector<float> counts(static_cast<std::size_t>(scale.width / step) + 1);
  float most = 1;
  for (const Breach& breach : run.overview->breaches()) {
    const auto c = static_cast<std::size_t>(
        std::clamp((scale.x(breach.tick) - scale.left) / step, 0.0F, static_cast<float>(counts.size() - 1)));
    most = std::max(most, ++counts[c]);
  }
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (counts[c] == 0) continue;
    ImVec4 colour = ImGui::ColorConvertU32ToFloat4(pledge_colour(3));
    colour.w = 0.35F + 0.65F * std::sqrt(counts[c] / most);
    const float x = scale.left + step * static_cast<float>(c);
    draw.AddRectFilled({x, top}, {x + step, bottom}, ImGui::ColorConvertFloat4ToU32(colour));
  }
}

/// Marks at the top edge; those under the mouse are told of.
void draw_incidents(ImDrawList& draw, const Session& session, const Scale& scale, float top, float size,
                    std::string& tip) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  int told = 0;
  for (const Run& run : session.runs) {
    float last = -100;
    for (const Incident& incident : run.overview->incidents()) {
      const float x = scale.x(incident.tick);
      const bool grave = incident.kind == IncidentKind::server_down || incident.kind == IncidentKind::disruption_began;
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

void draw_bookmarks(ImDrawList& draw, TimeControl& time, const Scale& scale, float top, float bottom,
                    std::string& tip) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (std::size_t i = 0; i < time.bookmarks().size(); ++i) {
    const float x = scale.x(time.bookmarks()[i].tick);
    draw.AddLine({x, top}, {x, bottom}, theme().accent, 1.5F);
    draw.AddRectFilled({x, top}, {x + 9, top + 9}, theme().accent);
    if (mouse.x < x - 2 || mouse.x > x + 10 || mouse.y < top || mouse.y > top + 10) continue;
    tip = clock_text(time.bookmarks()[i].tick, true) + "  " + time.bookmarks()[i].name + " (" + text(Word::remove_tip) +
          ")";
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Right)) {
      time.remove_bookmark(i);
      return;
    }
  }
}

void draw_loop(ImDrawList& draw, const TimeControl& time, const Scale& scale, float top, float bottom) {
  if (!time.looping()) return;
  const float a = scale.x(time.looping()->first), b = scale.x(time.looping()->second);
  draw.AddRectFilled({a, top}, {b, bottom}, theme().band);
  draw.AddLine({a, top}, {a, bottom}, theme().accent, 2);
  draw.AddLine({b, top}, {b, bottom}, theme().accent, 2);
}

/// What has not happened yet, or is not folded yet, is hatched.
void draw_unknown(ImDrawList& draw, const Session& session, const Scale& scale, float top, float bottom) {
  const float from = std::max(scale.x(session.time.until()), scale.left);
  const float until = scale.left + scale.width;
  if (!session.time.growing() || until - from < 2) return;
  draw.PushClipRect({from, top}, {until, bottom}, true);
  for (float x = from - (bottom - top); x < until; x += 9)
    draw.AddLine({x, bottom}, {x + bottom - top, top}, theme().grid, 2);
  const char* words = text(Word::not_known_yet);
  const ImVec2 size = ImGui::CalcTextSize(words);
  if (size.x + 12 < until - from) {
    const ImVec2 at = {(from + until - size.x) / 2, (top + bottom - size.y) / 2};
    draw.AddRectFilled({at.x - 6, at.y - 2}, {at.x + size.x + 6, at.y + size.y + 2}, theme().floor, 3);
    draw.AddText(at, theme().faint_text, words);
  }
  draw.PopClipRect();
}

void draw_cursor(ImDrawList& draw, const TimeControl& time, const Scale& scale, float top, float bottom) {
  const float x = scale.x(time.now());
  draw.AddLine({x, top}, {x, bottom}, theme().selection, 2);
  draw.AddTriangleFilled({x - 6, bottom + 8}, {x + 6, bottom + 8}, {x, bottom}, theme().selection);
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
  const Scale scale = scale_of(session, at.x, size.x);
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
