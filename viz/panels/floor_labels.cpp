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
  std::vector<Rect> boxes;
  bool free(const Rect& r) const {
    return std::none_of(boxes.begin(), boxes.end(), [&](const Rect& o) { return o.touches(r); });
  }
};

// At the first of the places that is free and within the screen; false if none is.
bool put(const FloorBrush& brush, Taken& taken, const std::array<ImVec2, 3>& places, const std::string& words,
         float size, Colour colour, bool anywhere) {
  ImFont* font = ImGui::GetFont();
  const ImVec2 extent = font->CalcTextSizeA(size, 1e9F, 0, words.c_str());
  for (const ImVec2& at : places) {
    const Rect box{at.x - 2, at.y - 1, extent.x + 4, extent.y + 2};
    const bool on_screen =
        box.x >= brush.from.x && box.right() <= brush.to.x && box.y >= brush.from.y && box.bottom() <= brush.to.y;
    if ((!on_screen && !anywhere) || !taken.free(box)) continue;
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
    if (roomy && put(brush, taken, places(both), both, size, colour, false)) continue;
    if (counts) put(brush, taken, places(number), number, size, t.text, false);
  }
  if (d.ports.size() < 2) return;
  for (std::size_t p = 0; p < d.ports.size(); ++p) {
    const ImVec2 a = brush.top_left(run.plan.ports[p]);
    const std::string name = text(d.ports[p].label).empty() ? d.ports[p].name : text(d.ports[p].label);
    put(brush, taken, {ImVec2{a.x, a.y - 2.4F * size}, ImVec2{a.x + 4, a.y + 4}, ImVec2{a.x, a.y - 4 * size}}, name,
        size * 1.2F, t.accent, true);
  }
}

}  // namespace crossflow::viz
