#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <imgui.h>

#include "viz/panels/floor_labels.hpp"
#include "viz/panels/floor_signs.hpp"
#include "viz/panels/floor_view.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/replay/story.hpp"

namespace crossflow::viz {

void FloorView::fit(const Rect& all, ImVec2 size) {
  constexpr float margin = 26;
  middle = all.middle();
  pixels_a_metre = std::max(0.05F, std::min((size.x - 2 * margin) / std::max(all.width, 1.0F),
                                            (size.y - 2 * margin) / std::max(all.height, 1.0F)));
}

void FloorView::zoom(float factor, Point under) {
  const float before = pixels_a_metre;
  pixels_a_metre = std::clamp(pixels_a_metre * factor, 0.05F, 200.0F);
  const float stays = before / pixels_a_metre;
  middle = {under.x + (middle.x - under.x) * stays, under.y + (middle.y - under.y) * stays};
}

namespace {

struct Seen {
  FloorView view;
  ImVec2 size;
  const Recording* of = nullptr;
};
Seen seen;  // there is one floor on the screen

void draw_stations(const Run& run, const FloorBrush& brush) {
  const Theme& t = theme();
  const Directory& d = run.recording->directory();
  const Rect visible = brush.visible();
  for (std::size_t s = 0; s < d.stations.size(); ++s) {
    const Rect& box = run.plan.stations[s].box;
    if (!visible.touches(box)) continue;
    const bool outside = d.stations[s].shape == Shape::outside;
    if (!outside) brush.fill(box, t.station, 4);
    brush.outline(box, outside ? t.grid : t.station_edge, 4);
    if (d.stations[s].shape != Shape::lane || !d.stations[s].line_per_server) continue;
    for (const Rect& lane : run.plan.stations[s].servers)
      brush.draw.AddLine(brush.at({box.x, lane.bottom()}), brush.at({lane.x, lane.bottom()}), t.grid);
  }
  for (const auto* rooms : {&run.plan.kennels, &run.plan.officers_rooms})
    for (const Rect& room : *rooms)
      if (room.width > 0) brush.outline(room, t.grid, 6);
}

void draw_dots(const Run& run, ColourBy by, const FloorBrush& brush) {
  const Theme& t = theme();
  const float least = 1.4F;
  // A circle has eight times the corners of a square, so many people are squares.
  constexpr std::size_t most_round = 3000;
  const bool round = run.scene.dots.size() <= most_round;
  for (const Dot& dot : run.scene.dots) {
    const ImVec2 at = brush.at(dot.at);
    const Colour colour = dot_colour(by, dot.colour);
    if (!dot.vehicle) {
      const float radius = std::max(least, brush.metres(dot.width) / 2 * 0.8F);
      if (round)
        brush.draw.AddCircleFilled(at, radius, colour, radius < 6 ? 8 : 16);
      else
        brush.draw.AddRectFilled({at.x - radius, at.y - radius}, {at.x + radius, at.y + radius}, colour);
      continue;
    }
    const float l = std::max(least * 2, brush.metres(dot.length)) / 2, w = std::max(least, brush.metres(dot.width)) / 2;
    brush.draw.AddRectFilled({at.x - l, at.y - w}, {at.x + l, at.y + w}, colour, std::min(w / 2, 4.0F));
    brush.draw.AddRect({at.x - l, at.y - w}, {at.x + l, at.y + w}, t.station, std::min(w / 2, 4.0F));
    if (dot.load == 0 || w < 6) continue;
    const std::string load = fmt::to_string(dot.load);
    const ImVec2 size = ImGui::CalcTextSize(load.c_str());
    if (size.x + 4 < 2 * l && size.y <= 2 * w + 4)
      brush.draw.AddText({at.x - size.x / 2, at.y - size.y / 2}, t.dark ? IM_COL32_BLACK : IM_COL32_WHITE,
                         load.c_str());
  }
}

void draw_crowds(const Run& run, ColourBy by, const FloorBrush& brush) {
  for (const Crowd& crowd : run.scene.crowds)
    brush.fill(crowd.area, (dot_colour(by, crowd.colour) & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 190), 2);
}

// Of somebody on duty who is not on the part of the floor that is seen: his station or else his room.
template <class Statuses, class PortOf>
std::optional<Rect> whereabouts(const Run& run, const Statuses& all, std::uint32_t index,
                                const std::vector<Rect>& rooms, PortOf port_of) {
  using State = decltype(all[index].state);
  if (index >= all.size() || all[index].state == State::off_duty) return std::nullopt;
  if (all[index].station < run.plan.stations.size()) return run.plan.stations[all[index].station].box;
  return rooms[port_of(run.recording->directory())];
}

// Where the selected thing is, as far as it is on the floor.
std::optional<Rect> place_of(const Run& run, const Subject& subject) {
  const auto small = [](Point p, float size) { return Rect{p.x - size, p.y - size, 2 * size, 2 * size}; };
  switch (subject.what) {
    case Subject::What::entity:
      for (const Dot& dot : run.scene.dots)
        if (dot.entity == subject.index)
          return Rect{dot.at.x - dot.length / 2, dot.at.y - dot.width / 2, dot.length, dot.width};
      // Among a crowd, or aboard: where it is at least.
      if (subject.index < run.cursor->state().entities().size()) {
        const EntityState& e = run.cursor->state().entities()[subject.index];
        if (e.phase != Phase::gone && e.station < run.plan.stations.size()) return run.plan.stations[e.station].box;
      }
      return std::nullopt;
    case Subject::What::station:
      if (subject.index < run.plan.stations.size()) return run.plan.stations[subject.index].box;
      return std::nullopt;
    case Subject::What::server:
      if (subject.index < run.plan.stations.size() && subject.server < run.plan.stations[subject.index].servers.size())
        return run.plan.stations[subject.index].servers[subject.server];
      return std::nullopt;
    case Subject::What::officer:
      for (const OfficerGlyph& o : run.scene.officers)
        if (o.officer == subject.index) return small(o.at, 0.5F);
      return whereabouts(run, run.cursor->state().officers(), subject.index, run.plan.officers_rooms,
                         [&](auto& d) { return d.pools[d.officers[subject.index].pool].port; });
    case Subject::What::team:
      for (const TeamGlyph& g : run.scene.teams)
        if (g.team == subject.index) return small(g.at, 0.9F);
      return whereabouts(run, run.cursor->state().teams(), subject.index, run.plan.kennels,
                         [&](auto& d) { return d.teams[subject.index].port; });
    case Subject::What::none:
      break;
  }
  return std::nullopt;
}

void draw_selection(const Rect& place, const FloorBrush& brush) {
  const ImVec2 a = brush.top_left(place), b = brush.bottom_right(place);
  const float grow = std::max(3.0F, (12 - std::min(b.x - a.x, b.y - a.y)) / 2);
  brush.draw.AddRect({a.x - grow, a.y - grow}, {b.x + grow, b.y + grow}, theme().selection, 5, 0, 2.5F);
}

// What lies under the pointer: people first, then who serves them, then the place.
Subject under_pointer(const Run& run, const FloorBrush& brush, ImVec2 pointer) {
  constexpr float reach = 8;
  Subject best;
  float nearest = reach * reach;
  const auto offer = [&](Point at, Subject subject) {
    const ImVec2 p = brush.at(at);
    const float distance = (p.x - pointer.x) * (p.x - pointer.x) + (p.y - pointer.y) * (p.y - pointer.y);
    if (distance >= nearest) return;
    nearest = distance;
    best = subject;
  };
  for (const TeamGlyph& g : run.scene.teams) offer(g.at, {Subject::What::team, g.team, 0});
  for (const OfficerGlyph& o : run.scene.officers) offer(o.at, {Subject::What::officer, o.officer, 0});
  const bool on_duty = best.what != Subject::What::none;  // drawn over vehicles
  const Point p = brush.floor_at(pointer);
  for (const Dot& dot : run.scene.dots) {
    offer(dot.at, {Subject::What::entity, dot.entity, 0});
    const Rect body{dot.at.x - dot.length / 2, dot.at.y - dot.width / 2, dot.length, dot.width};
    if (!on_duty && dot.vehicle && body.holds(p)) return {Subject::What::entity, dot.entity, 0};
  }
  if (best.what != Subject::What::none) return best;
  for (const ServerGlyph& g : run.scene.servers)
    if (g.box.holds(p)) return {Subject::What::server, g.station, g.server};
  for (std::size_t s = 0; s < run.plan.stations.size(); ++s)
    if (run.plan.stations[s].box.holds(p)) return {Subject::What::station, static_cast<std::uint32_t>(s), 0};
  return {};
}

void tell(const Session& session, const Run& run, const Subject& subject) {
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(name_of(session, subject).c_str());
  const PortState& state = run.cursor->state();
  if (subject.what == Subject::What::entity && subject.index < state.entities().size()) {
    const EntityState& e = state.entities()[subject.index];
    faint(station_name(run.recording->directory(), e.station));
    if (e.phase == Phase::waiting || e.phase == Phase::blocked)
      ImGui::Text("%s %s", text(Word::waiting), duration(session.time.now() - e.since).c_str());
  } else if (subject.what == Subject::What::station) {
    const StationStatus& s = state.stations()[subject.index];
    ImGui::Text("%s %d", text(Word::waiting), s.waiting);
    if (run.recording->directory().stations[subject.index].servers > 0)
      ImGui::Text("%s %d, %s %d", text(Word::open), s.open(), text(Word::busy), s.busy);
  } else if (subject.what == Subject::What::server) {
    for (const ServerGlyph& g : run.scene.servers)
      if (g.station == subject.index && g.server == subject.server) ImGui::TextUnformatted(look_text(g.look));
  }
  ImGui::EndTooltip();
}

void move_view(Session& session, const Run& run, const FloorBrush& brush, bool hovered) {
  FloorView& view = seen.view;
  const ImGuiIO& io = ImGui::GetIO();
  if (hovered && io.MouseWheel != 0) view.zoom(std::pow(1.18F, io.MouseWheel), brush.floor_at(io.MousePos));
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4)) {
    view.middle.x -= io.MouseDelta.x / view.pixels_a_metre;
    view.middle.y -= io.MouseDelta.y / view.pixels_a_metre;
    session.follow = false;
  }
  if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) view.fit(run.plan.all, seen.size);
}

void look_where_asked(Session& session, const Run& run) {
  FloorView& view = seen.view;
  if (session.look_at.what != Subject::What::none) {
    if (const auto place = place_of(run, session.look_at)) {
      view.middle = place->middle();
      const float shown = std::max(24.0F, 2.2F * std::max(place->width, place->height * 1.4F));
      view.pixels_a_metre = std::clamp(seen.size.x / shown, 1.0F, 60.0F);
    }
    session.look_at = {};
  } else if (session.follow) {
    if (const auto place = place_of(run, session.selected)) view.middle = place->middle();
  }
}

// A length in round metres at the lower left.
void draw_scale(const FloorBrush& brush) {
  const Theme& t = theme();
  float metres = 1;
  for (const float longer : {2.0F, 5.0F, 10.0F, 20.0F, 50.0F, 100.0F, 200.0F})
    if (brush.metres(longer) < 130) metres = longer;
  const ImVec2 at{brush.from.x + 12, brush.to.y - 12};
  const float length = brush.metres(metres);
  brush.draw.AddLine(at, {at.x + length, at.y}, t.text, 2);
  for (const float x : {at.x, at.x + length}) brush.draw.AddLine({x, at.y - 4}, {x, at.y + 1}, t.text, 2);
  const std::string words = fmt::format("{:.0f} m", metres);
  brush.draw.AddText({at.x + length + 6, at.y - ImGui::GetFontSize() * 0.75F}, t.text, words.c_str());
}

void draw_run(Session& session, std::size_t number, ImVec2 from, ImVec2 to, bool hovered) {
  Run& run = session.runs[number];
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const Theme& t = theme();
  FloorBrush brush(draw, seen.view, from, to);
  draw.PushClipRect(from, to, true);
  draw.AddRectFilled(from, to, t.floor);
  SceneOptions options;
  options.visible = brush.visible();
  options.pixels_a_metre = seen.view.pixels_a_metre;
  options.colour_by = session.settings.colour_by;
  run.scene_builder->build(run.cursor->state(), *run.overview, session.time.now(), options, run.scene);

  draw_stations(run, brush);
  draw_crowds(run, options.colour_by, brush);
  for (const ServerGlyph& g : run.scene.servers)
    draw_server(draw, brush.top_left(g.box), brush.bottom_right(g.box), g.look);
  draw_dots(run, options.colour_by, brush);
  const float figure = std::clamp(brush.metres(0.9F), 5.0F, 26.0F);
  for (const OfficerGlyph& o : run.scene.officers) draw_officer(draw, brush.at(o.at), figure, o.state);
  // Large enough to be seen from afar, but not as large as what lies between two of them.
  const float dog = std::clamp(brush.metres(2.2F), std::min(7.0F, brush.metres(3.5F)), 40.0F);
  for (const TeamGlyph& g : run.scene.teams) draw_team(draw, brush.at(g.at), dog, g.state);
  draw_floor_labels(run, brush);

  Subject selected = session.selected;
  if (number > 0 && selected.what == Subject::What::entity)
    selected.index = same_entity(*run.recording, *session.runs[0].recording, selected.index);
  if (const auto place = place_of(run, selected)) draw_selection(*place, brush);
  draw_scale(brush);
  if (session.runs.size() > 1) {
    draw.AddRectFilled({from.x + 8, from.y + 8}, {from.x + 34, from.y + 34}, run_colour(number), 5);
    const ImVec2 size = ImGui::CalcTextSize(run.name.c_str());
    draw.AddText({from.x + 21 - size.x / 2, from.y + 21 - size.y / 2}, IM_COL32_WHITE, run.name.c_str());
  }
  draw.PopClipRect();

  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const bool here = hovered && pointer.x >= from.x && pointer.x < to.x;
  if (!here) return;
  const Subject under = under_pointer(run, brush, pointer);
  const bool click = ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
                     ImGui::GetIO().MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] < 16;
  if (under.what != Subject::What::none && number == 0) tell(session, run, under);
  if (!click) return;
  Subject picked = under;
  if (number > 0 && picked.what == Subject::What::entity)
    picked.index = same_entity(*session.runs[0].recording, *run.recording, picked.index);
  if (number > 0 && picked.what == Subject::What::entity && picked.index == no_entity) return;
  session.selected = picked;
}

}  // namespace

void draw_floor(Session& session) {
  if (session.runs.empty()) return;
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  if (size.x < 20 || size.y < 20) return;
  const auto runs = static_cast<float>(session.runs.size());
  const ImVec2 one{size.x / runs, size.y};
  const Run& first = session.runs[0];
  const bool resized = std::fabs(one.x - seen.size.x) > 1 || std::fabs(one.y - seen.size.y) > 1;
  // A resized window keeps a view that somebody has chosen; a fitted one is fitted again.
  FloorView fitted;
  fitted.fit(first.plan.all, seen.size);
  const bool was_fitted = std::fabs(fitted.pixels_a_metre - seen.view.pixels_a_metre) < 0.01F;
  if (seen.of != first.recording.get() && seen.of == nullptr) seen.view.pixels_a_metre = 0;
  seen.of = first.recording.get();
  seen.size = one;
  if (seen.view.pixels_a_metre <= 0 || (resized && was_fitted)) seen.view.fit(first.plan.all, one);

  ImGui::InvisibleButton("floor", size);
  const bool hovered = ImGui::IsItemHovered();
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const auto half = static_cast<std::size_t>(std::clamp((pointer.x - from.x) / one.x, 0.0F, runs - 1));
  const ImVec2 corner{from.x + static_cast<float>(half) * one.x, from.y};
  move_view(session, first, {*ImGui::GetWindowDrawList(), seen.view, corner, {corner.x + one.x, corner.y + one.y}},
            hovered);
  look_where_asked(session, first);
  for (std::size_t i = 0; i < session.runs.size(); ++i) {
    const float x = from.x + static_cast<float>(i) * one.x;
    draw_run(session, i, {x, from.y}, {x + one.x - (i + 1 < session.runs.size() ? 2.0F : 0.0F), from.y + one.y},
             hovered);
  }
}

}  // namespace crossflow::viz
