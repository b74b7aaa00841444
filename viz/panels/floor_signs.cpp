#include "viz/panels/floor_signs.hpp"

#include <algorithm>
#include <array>

#include "viz/panels/names.hpp"

namespace crossflow::viz {
namespace {

constexpr float least_for_pattern = 5;  // pixels

void hatch(ImDrawList& draw, ImVec2 from, ImVec2 to, Colour colour) {
  constexpr float every = 5;
  const float h = to.y - from.y;
  draw.PushClipRect(from, to, true);
  for (float x = from.x - h; x < to.x; x += every) draw.AddLine({x, to.y}, {x + h, from.y}, colour);
  draw.PopClipRect();
}

void cross(ImDrawList& draw, ImVec2 from, ImVec2 to, Colour colour) {
  draw.AddLine(from, to, colour, 1.5F);
  draw.AddLine({from.x, to.y}, {to.x, from.y}, colour, 1.5F);
}

}  // namespace

Colour look_colour(ServerLook look) {
  const Theme& t = theme();
  const std::array<Colour, 8> colours{t.idle, t.busy,       t.blocked,    t.closed,
                                      t.down, t.no_officer, t.not_opened, t.changing_over};
  return colours[static_cast<std::size_t>(look)];
}

const char* look_text(ServerLook look) {
  constexpr std::array<Word, 3> open{Word::idle, Word::busy, Word::blocked};
  const auto i = static_cast<std::size_t>(look);
  return i < open.size() ? text(open[i]) : text(static_cast<ServerState>(i - open.size() + 1));
}

void draw_server(ImDrawList& draw, ImVec2 from, ImVec2 to, ServerLook look) {
  const float rounding = std::min(3.0F, (to.y - from.y) / 4);
  draw.AddRectFilled(from, to, look_colour(look), rounding);
  if (std::min(to.x - from.x, to.y - from.y) < least_for_pattern) return;
  const Theme& t = theme();
  if (look == ServerLook::closed || look == ServerLook::not_opened) hatch(draw, from, to, t.station_edge);
  if (look == ServerLook::down) cross(draw, from, to, t.station);
  if (look == ServerLook::no_officer) {
    draw.AddCircle({(from.x + to.x) / 2, (from.y + to.y) / 2}, std::min(to.x - from.x, to.y - from.y) / 3.4F, t.text,
                   12, 1.2F);
  }
  if (look == ServerLook::changing_over) hatch(draw, from, to, t.accent);
  draw.AddRect(from, to, t.station_edge, rounding);
}

void draw_officer(ImDrawList& draw, ImVec2 at, float size, OfficerState state) {
  const Theme& t = theme();
  const bool away = state == OfficerState::on_break || state == OfficerState::spare;
  const Colour colour = away ? t.faint_text : t.accent;
  // Head and shoulders.
  draw.AddCircleFilled({at.x, at.y - size * 0.28F}, size * 0.24F, colour);
  draw.AddRectFilled({at.x - size * 0.34F, at.y}, {at.x + size * 0.34F, at.y + size * 0.42F}, colour, size * 0.2F);
  if (state == OfficerState::on_break)
    draw.AddLine({at.x - size * 0.4F, at.y + size * 0.4F}, {at.x + size * 0.4F, at.y - size * 0.4F}, t.text, 1.5F);
}

void draw_team(ImDrawList& draw, ImVec2 at, float size, TeamState state) {
  const Theme& t = theme();
  const Colour colour = state == TeamState::searching   ? t.busy
                        : state == TeamState::resting   ? t.faint_text
                        : state == TeamState::on_patrol ? t.accent
                                                        : t.blocked;
  const float s = size;
  // A dog from the side: body, head, ear, legs, tail.
  draw.AddRectFilled({at.x - s * 0.42F, at.y - s * 0.12F}, {at.x + s * 0.26F, at.y + s * 0.16F}, colour, s * 0.1F);
  draw.AddCircleFilled({at.x + s * 0.36F, at.y - s * 0.2F}, s * 0.18F, colour);
  draw.AddTriangleFilled({at.x + s * 0.24F, at.y - s * 0.26F}, {at.x + s * 0.3F, at.y - s * 0.5F},
                         {at.x + s * 0.4F, at.y - s * 0.32F}, colour);
  for (const float x : {-0.34F, -0.14F, 0.08F, 0.22F})
    draw.AddLine({at.x + x * s, at.y + s * 0.1F}, {at.x + x * s, at.y + s * 0.42F}, colour, std::max(1.0F, s * 0.09F));
  draw.AddLine({at.x - s * 0.4F, at.y - s * 0.06F}, {at.x - s * 0.58F, at.y - s * 0.3F}, colour,
               std::max(1.0F, s * 0.08F));
}

Colour dot_colour(const Run& run, ColourBy by, std::uint8_t colour) {
  switch (by) {
    case ColourBy::traveller_class:
      return class_colour(run.class_shades[colour]);
    case ColourBy::wait:
      return wait_colour(colour);
    case ColourBy::pledge:
      return pledge_colour(colour);
  }
  return theme().text;
}

}  // namespace crossflow::viz
