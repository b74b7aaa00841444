#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <imgui.h>

#include "viz/app/fonts.hpp"
#include "viz/panels/floor_banner.hpp"
#include "viz/panels/floor_labels.hpp"
#include "viz/panels/floor_places.hpp"
#include "viz/panels/floor_signs.hpp"
#include "viz/panels/floor_view.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/panels/subjects.hpp"

namespace crossflow::viz {

void FloorView::fit(const Rect& all, ImVec2 size) {
  constexpr float margin = 26;
  middle = all.middle();
  pixels_a_metre = std::max(0.05F, std::min((size.x - 2 * margin) / std::max(all.width, 1.0F),
                                            (size.y - 2 * margin) / std::max(all.height, 1.0F)));
}

bool larger_stacked(const Rect& all, ImVec2 size) {
  FloorView beside, below;
  beside.fit(all, {size.x / 2, size.y});
  below.fit(all, {size.x, size.y / 2});
  return below.pixels_a_metre > beside.pixels_a_metre;
}

void FloorView::zoom(float factor, Point under) {
  const float before = pixels_a_metre;
  pixels_a_metre = std::clamp(pixels_a_metre * factor, 0.05F, 200.0F);
  const float stays = before / pixels_a_metre;
  middle = {under.x + (middle.x - under.x) * stays, under.y + (middle.y - under.y) * stays};
}

namespace {

FloorSeen seen;               // there is one floor on the screen
constexpr float divider = 3;  // between two runs

// By wait, a place is coloured by the longest that anybody waits there now.
void draw_stations(const Run& run, ColourBy by, const FloorBrush& brush) {
  const Theme& t = theme();
  const Directory& d = run.recording->directory();
  const Rect visible = brush.visible();
  for (std::size_t s = 0; s < d.stations.size(); ++s) {
    const Rect& box = run.plan.stations[s].box;
    if (!visible.touches(box)) continue;
    const bool outside = d.stations[s].shape == Shape::outside;
    if (!outside) brush.fill(box, t.station, 4);
    const QueueNow queue = run.queues.of(s);
    if (by == ColourBy::wait && queue.waiting > 0)
      brush.fill(box, (wait_colour(wait_level(queue.longest)) & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 70), 4);
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
    const Colour colour = dot_colour(run, by, dot.colour);
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
    if (l > 7 && w > 2.5F)  // the front, by its windscreen
      brush.draw.AddRectFilled({at.x + 0.62F * l, at.y - 0.72F * w}, {at.x + 0.8F * l, at.y + 0.72F * w},
                               (t.station & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 190), 1);
    if (dot.load == 0 || w < 6) continue;
    const std::string load = fmt::to_string(dot.load);
    const ImVec2 size = ImGui::CalcTextSize(load.c_str());
    if (size.x + 4 < 2 * l && size.y <= 2 * w + 4)
      brush.draw.AddText({at.x - size.x / 2, at.y - size.y / 2}, t.dark ? IM_COL32_BLACK : IM_COL32_WHITE,
                         load.c_str());
  }
}

// In stripes across its longer side, one for each colour and as wide as its share of the people.
void draw_crowds(const Run& run, ColourBy by, const FloorBrush& brush) {
  for (const Crowd& crowd : run.scene.crowds) {
    const bool level = crowd.area.width > crowd.area.height;
    Rect stripe = crowd.area;
    for (const Crowd::Part& part : crowd.parts) {
      const float share = static_cast<float>(part.people) / static_cast<float>(crowd.people);
      (level ? stripe.width : stripe.height) = share * (level ? crowd.area.width : crowd.area.height);
      brush.fill(stripe, (dot_colour(run, by, part.colour) & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 190));
      (level ? stripe.x : stripe.y) += level ? stripe.width : stripe.height;
    }
  }
}

// A port that lets nobody in lies in shade.
void draw_closed(const Run& run, const FloorBrush& brush) {
  for (const ClosedPort& closed : run.scene.closed) brush.fill(run.plan.ports[closed.port], theme().shade, 6);
}

void draw_selection(const Rect& place, const FloorBrush& brush) {
  const ImVec2 a = brush.top_left(place), b = brush.bottom_right(place);
  const float grow = std::max(3.0F, (12 - std::min(b.x - a.x, b.y - a.y)) / 2);
  brush.draw.AddRect({a.x - grow, a.y - grow}, {b.x + grow, b.y + grow}, theme().selection, 5, 0, 2.5F);
}

void tell(Session& session, const Run& run, const Subject& subject) {
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(name_of(session, subject).c_str());
  if (subject.what == Subject::What::entity && subject.index < run.cursor->state().entities().size())
    faint(station_name(run.recording->directory(), run.cursor->state().entities()[subject.index].station));
  draw_briefly(session, subject);
  ImGui::EndTooltip();
}

/// What all runs' plans take.
Rect whole_floor(const Session& session) {
  Rect all = session.runs.front().plan.all;
  for (const Run& run : session.runs) all = around(all, run.plan.all);
  return all;
}

void move_view(Session& session, const FloorBrush& brush, bool hovered) {
  FloorView& view = seen.view;
  const ImGuiIO& io = ImGui::GetIO();
  if (hovered && io.MouseWheel != 0) view.zoom(std::pow(1.18F, io.MouseWheel), brush.floor_at(io.MousePos));
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4)) {
    view.middle.x -= io.MouseDelta.x / view.pixels_a_metre;
    view.middle.y -= io.MouseDelta.y / view.pixels_a_metre;
    session.follow = false;
  }
  if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) view.fit(whole_floor(session), seen.size);
}

void look_where_asked(Session& session) {
  FloorView& view = seen.view;
  if (session.look_at.what != Subject::What::none) {
    if (const auto place = place_of(session.run_of(session.look_at), session.look_at)) {
      view.middle = place->middle();
      const float shown = std::max(24.0F, 2.2F * std::max(place->width, place->height * 1.4F));
      view.pixels_a_metre = std::clamp(seen.size.x / shown, 1.0F, 60.0F);
    }
    session.look_at = {};
  } else if (session.bring_in.what != Subject::What::none) {
    const auto place = place_of(session.run_of(session.bring_in), session.bring_in);
    const float w = seen.size.x / view.pixels_a_metre, h = seen.size.y / view.pixels_a_metre;
    if (place && !Rect{view.middle.x - w / 2, view.middle.y - h / 2, w, h}.holds(place->middle()))
      view.middle = place->middle();
    session.bring_in = {};
  } else if (session.follow) {
    if (const auto place = place_of(session.run_of(session.selected), session.selected)) view.middle = place->middle();
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

// What the colours of waits mean, at the lower right.
void draw_wait_key(const FloorBrush& brush, const FloorPlan& plan) {
  const Rect key = wait_key(brush, plan);
  const float em = ImGui::GetFontSize(), left = key.x + 0.4F * em, width = key.width - 0.8F * em;
  constexpr int steps = 32;
  brush.draw.AddRectFilled({key.x, key.y}, {key.right(), key.bottom()},
                           (theme().floor & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 205), 3);
  for (int i = 0; i < steps; ++i) {
    const float x = left + width * static_cast<float>(i) / steps;
    brush.draw.AddRectFilled({x, key.y + 1.35F * em}, {x + width / steps + 1, key.y + 1.8F * em},
                             wait_colour(static_cast<std::uint8_t>(i * 255 / (steps - 1))));
  }
  const std::string most = minutes(30.0 * 60);
  const float small = small_font()->FontSize * ImGui::GetIO().FontGlobalScale;
  const auto write = [&](float x, float y, const char* words) {
    brush.draw.AddText(small_font(), small, {x, y}, theme().text, words);
  };
  write(left, key.y + 0.2F * em, text(Word::colour_wait));
  write(left, key.y + 1.85F * em, "0");
  const float wide = small_font()->CalcTextSizeA(small, 1e9F, 0, most.c_str()).x;
  write(left + width - wide, key.y + 1.85F * em, most.c_str());
}

void draw_run(Session& session, std::size_t number, ImVec2 from, ImVec2 to, bool hovered) {
  Run& run = session.runs[number];
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  FloorBrush brush(draw, seen.view, from, to);
  seen.pieces[number] = {from.x, from.y, to.x - from.x, to.y - from.y};
  draw.PushClipRect(from, to, true);
  SceneOptions options;
  options.visible = brush.visible();
  options.pixels_a_metre = seen.view.pixels_a_metre;
  options.colour_by = session.settings.colour_by;
  run.scene_builder->build(run.cursor->state(), *run.overview, session.time.now(), options, run.scene);

  draw_stations(run, options.colour_by, brush);
  draw_crowds(run, options.colour_by, brush);
  for (const ServerGlyph& g : run.scene.servers)
    draw_server(draw, brush.top_left(g.box), brush.bottom_right(g.box), g.look);
  draw_closed(run, brush);
  draw_dots(run, options.colour_by, brush);
  const float figure = std::clamp(brush.metres(0.9F), 5.0F, 26.0F);
  for (const OfficerGlyph& o : run.scene.officers) draw_officer(draw, brush.at(o.at), figure, o.state);
  // Large enough to be seen from afar, but not as large as what lies between two of them.
  const float dog = std::clamp(brush.metres(2.2F), std::min(7.0F, brush.metres(3.5F)), 40.0F);
  for (const TeamGlyph& g : run.scene.teams) draw_team(draw, brush.at(g.at), dog, g.state);
  draw_floor_labels(session, run, brush);

  if (const auto place = place_of(run, session.in_run(session.selected, number))) draw_selection(*place, brush);
  draw_scale(brush);
  if (options.colour_by == ColourBy::wait) draw_wait_key(brush, run.plan);
  if (session.runs.size() > 1) {
    const Rect badge = run_badge(brush);
    const ImVec2 size = ImGui::CalcTextSize(run.name.c_str());
    draw.AddRectFilled({badge.x, badge.y}, {badge.right(), badge.bottom()}, run_colour(number), 5);
    draw.AddText({badge.middle().x - size.x / 2, badge.middle().y - size.y / 2}, IM_COL32_WHITE, run.name.c_str());
  }
  draw.PopClipRect();

  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const bool here = hovered && pointer.x >= from.x && pointer.x < to.x && pointer.y >= from.y && pointer.y < to.y;
  if (!here) return;
  const Subject under = under_pointer(run, brush, pointer);
  const bool click = ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
                     ImGui::GetIO().MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] < 16;
  if (under.what != Subject::What::none) tell(session, run, under);
  if (click) session.selected = under;
}

}  // namespace

const FloorSeen& floor_seen() {
  return seen;
}

void draw_floor(Session& session) {
  if (session.runs.empty()) return;
  draw_floor_banner(session, ImGui::GetContentRegionAvail().x);
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  if (size.x < 20 || size.y < 20) return;
  const bool stacked = session.runs.size() > 1 && larger_stacked(whole_floor(session), size);
  const ImVec2 one = session.runs.size() == 1 ? size
                     : stacked                ? ImVec2{size.x, (size.y - divider) / 2}
                                              : ImVec2{(size.x - divider) / 2, size.y};
  const auto corner_of = [&](std::size_t run) {
    const auto n = static_cast<float>(run);
    return ImVec2{from.x + (stacked ? 0 : n * (one.x + divider)), from.y + (stacked ? n * (one.y + divider) : 0)};
  };
  const Run& first = session.runs[0];
  const bool resized = std::fabs(one.x - seen.size.x) > 1 || std::fabs(one.y - seen.size.y) > 1;
  // A resized window keeps a view that somebody has chosen; a fitted one is fitted again.
  FloorView fitted;
  fitted.fit(whole_floor(session), seen.size);
  const bool was_fitted = std::fabs(fitted.pixels_a_metre - seen.view.pixels_a_metre) < 0.01F;
  if (seen.of != first.recording.get() && seen.of == nullptr) seen.view.pixels_a_metre = 0;
  seen.of = first.recording.get();
  seen.size = one;
  if (seen.view.pixels_a_metre <= 0 || (resized && was_fitted)) seen.view.fit(whole_floor(session), one);

  ImGui::InvisibleButton("floor", size);
  const bool hovered = ImGui::IsItemHovered();
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const ImVec2 second = corner_of(1);
  const bool in_second = session.runs.size() > 1 && (stacked ? pointer.y >= second.y : pointer.x >= second.x);
  const ImVec2 corner = corner_of(in_second ? 1 : 0);
  move_view(session, {*ImGui::GetWindowDrawList(), seen.view, corner, {corner.x + one.x, corner.y + one.y}}, hovered);
  look_where_asked(session);
  for (std::size_t i = 0; i < session.runs.size(); ++i) {
    const ImVec2 at = corner_of(i);
    if (i > 0)
      ImGui::GetWindowDrawList()->AddRectFilled({stacked ? at.x : at.x - divider, stacked ? at.y - divider : at.y},
                                                {stacked ? at.x + one.x : at.x, stacked ? at.y : at.y + one.y},
                                                theme().grid);
    draw_run(session, i, at, {at.x + one.x, at.y + one.y}, hovered);
  }
}

}  // namespace crossflow::viz
