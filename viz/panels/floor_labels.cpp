#include "viz/panels/floor_labels.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "viz/app/theme.hpp"
#include "viz/app/words.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/names.hpp"

namespace crossflow::viz {
namespace {

struct Taken {
  std::vector<Rect> boxes;     // of labels
  std::vector<Rect> stations;  // that a label may not cover, unless it tells of a queue
  bool free(const Rect& r, bool over_stations) const {
    const auto touches = [&](const Rect& o) { return o.touches(r); };
    return std::none_of(boxes.begin(), boxes.end(), touches) &&
           (over_stations || std::none_of(stations.begin(), stations.end(), touches));
  }
};

// At the first of the places that is free and within the screen; false if none is.
bool put(const FloorBrush& brush, Taken& taken, const std::array<ImVec2, 3>& places, const std::string& words,
         float size, Colour colour, bool anywhere, bool over_stations) {
  ImFont* font = ImGui::GetFont();
  const ImVec2 extent = font->CalcTextSizeA(size, 1e9F, 0, words.c_str());
  for (const ImVec2& at : places) {
    const Rect box{at.x - 2, at.y - 1, extent.x + 4, extent.y + 2};
    const bool on_screen =
        box.x >= brush.from.x && box.right() <= brush.to.x && box.y >= brush.from.y && box.bottom() <= brush.to.y;
    if ((!on_screen && !anywhere) || !taken.free(box, over_stations)) continue;
    taken.boxes.push_back(box);
    brush.draw.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()},
                             (theme().floor & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 205), 3);
    brush.draw.AddText(font, size, at, colour, words.c_str());
    return true;
  }
  return false;
}

}  // namespace

void draw_floor_labels(const Run& run, const FloorBrush& brush) {
  const Theme& t = theme();
  const Directory& d = run.recording->directory();
  const auto& statuses = run.cursor->state().stations();
  const Rect visible = brush.visible();
  const float size = ImGui::GetFontSize() * 0.86F;
  std::vector<std::uint16_t> order(d.stations.size());
  std::iota(order.begin(), order.end(), std::uint16_t{0});
  // Where there is no room for all, the longest queues and then the largest places have theirs.
  std::stable_sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) {
    if (statuses[a].waiting != statuses[b].waiting) return statuses[a].waiting > statuses[b].waiting;
    const Rect &x = run.plan.stations[a].box, &y = run.plan.stations[b].box;
    return x.width * x.height > y.width * y.height;
  });
  Taken taken;
  taken.boxes.push_back({brush.from.x, brush.to.y - 1.6F * size, 200, 1.6F * size});  // the scale
  for (const StationPlan& plan : run.plan.stations) {
    const ImVec2 a = brush.top_left(plan.box), b = brush.bottom_right(plan.box);
    taken.stations.push_back({a.x, a.y, b.x - a.x, b.y - a.y});
  }
  const auto name_room = [&](const Rect& room, const char* words) {
    if (room.width <= 0 || brush.metres(room.width) < 60) return;
    const ImVec2 a = brush.top_left(room), b = brush.bottom_right(room);
    put(brush, taken, {ImVec2{a.x + 2, a.y - size - 3}, ImVec2{a.x + 2, b.y + 2}, ImVec2{b.x + 4, a.y}}, words, size,
        t.faint_text, false, false);
  };
  for (const Rect& room : run.plan.kennels) name_room(room, text(Word::kennel));
  for (const Rect& room : run.plan.officers_rooms) name_room(room, text(Word::officers_room));
  if (d.ports.size() > 1) {
    for (std::size_t p = 0; p < d.ports.size(); ++p) {
      const ImVec2 a = brush.top_left(run.plan.ports[p]);
      const std::string name = text(d.ports[p].label).empty() ? d.ports[p].name : text(d.ports[p].label);
      const float above = a.y - 1.5F * size;
      put(brush, taken, {ImVec2{a.x, above}, ImVec2{a.x, above - size}, ImVec2{a.x + 4, a.y + 4}}, name, size * 1.15F,
          t.accent, true, true);
    }
  }
  for (const std::uint16_t s : order) {
    const Rect& box = run.plan.stations[s].box;
    if (!visible.touches(box)) continue;
    const bool outside = d.stations[s].shape == Shape::outside;
    if (outside && statuses[s].waiting == 0 && brush.metres(box.width) < 90) continue;
    const ImVec2 a = brush.top_left(box), b = brush.bottom_right(box);
    ImFont* font = ImGui::GetFont();
    std::string name = text(d.stations[s].label);
    if (name.empty()) name = d.stations[s].name.substr(d.stations[s].name.find('/') + 1);
    const bool counts = statuses[s].waiting > 0;
    const std::string number = counts ? number_text(statuses[s].waiting) : std::string();
    const std::string both = counts ? name + "  " + number : name;
    const float line = size + 3;
    const auto places = [&](const std::string& words) {
      const float width = font->CalcTextSizeA(size, 1e9F, 0, words.c_str()).x;
      return std::array<ImVec2, 3>{ImVec2{a.x + 2, a.y - line}, ImVec2{a.x + 4, a.y + 3},
                                   ImVec2{std::max(a.x, (a.x + b.x - width) / 2), b.y + 2}};
    };
    const float wide = font->CalcTextSizeA(size, 1e9F, 0, both.c_str()).x;
    const bool roomy = wide < (b.x - a.x) * 1.6F + 60;
    const Colour colour = counts ? t.text : t.faint_text;
    if (roomy && put(brush, taken, places(both), both, size, colour, false, false)) continue;
    if (roomy && counts && put(brush, taken, places(both), both, size, colour, false, true)) continue;
    if (counts) put(brush, taken, places(number), number, size, t.text, false, true);
  }
}

}  // namespace crossflow::viz
