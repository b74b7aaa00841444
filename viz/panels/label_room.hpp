// Room for words on the floor: none over another, nor over another one's place; lines to those that stand apart go
// below all words.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "viz/app/fonts.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/floor_labels.hpp"

namespace crossflow::viz {

/// What a label may cover of the stations' boxes.
enum class Over : std::uint8_t { none, own, all };

/// Those of a run in one picture. Those that are put first have the first choice; drawn at the end.
class Labels {
 public:
  Labels(const FloorBrush& brush, const Run& run, std::vector<FloorLabel>& labels, bool by_wait)
      : brush_(brush), size_(small_font()->FontSize * ImGui::GetIO().FontGlobalScale), labels_(labels) {
    labels_.clear();
    for (const StationPlan& plan : run.plan.stations) stations_.push_back(on_screen(plan.box));
    reserve({brush.from.x, brush.to.y - 1.6F * size_, 200, 1.6F * size_});  // the scale
    if (by_wait) reserve(wait_key(brush, run.plan));
  }

  float size() const { return size_; }
  Rect on_screen(const Rect& box) const {
    const ImVec2 a = brush_.top_left(box), b = brush_.bottom_right(box);
    return {a.x, a.y, b.x - a.x, b.y - a.y};
  }
  void reserve(const Rect& box) { taken_.push_back(box); }
  ImVec2 extent(const std::string& words, float size) const {
    return font_of(size)->CalcTextSizeA(size, 1e9F, 0, words.c_str());
  }

  /// Under the labels that follow: how full the room for waiting is, of 1; below 0: no bar.
  void fill(float share, Colour colour) {
    share_ = share;
    share_colour_ = colour;
  }

  /// Looks for room in more places: where there are few labels.
  void look_closely() { closely_ = true; }

  /// At the first of the places that is free and within the screen; false if none is. `room`: what it takes at least.
  bool put(std::span<const ImVec2> places, const std::string& words, float size, Colour colour, std::uint16_t station,
           Over over, float room = 0, bool anywhere = false) {
    const ImVec2 own = extent(words, size);
    for (const ImVec2& at : places) {
      const Rect box{at.x - 2, at.y - 1, std::max(own.x, room) + 4, own.y + 2 + bar()};
      if ((!anywhere && !within(box)) || !free(box, station, over)) continue;
      write(at, box, words, size, colour, station, false);
      return true;
    }
    return false;
  }

  /// Somewhere near its station, so many lines of text away at most, with a line to it, which crosses no words unless
  /// it may go `through` below them.
  bool put_apart(const std::string& words, Colour colour, std::uint16_t station, float room, float farthest,
                 bool through = false) {
    const ImVec2 own = extent(words, size_);
    const float width = std::max(own.x, room);
    const Rect& of = stations_[station];
    const Point middle = of.middle();
    // Above all straight and slanting ways; the others where there is time to look closely.
    constexpr std::array<std::pair<float, float>, 16> ways{{{0, -1},
                                                            {1, -1},
                                                            {-1, -1},
                                                            {1, 0},
                                                            {-1, 0},
                                                            {0, 1},
                                                            {1, 1},
                                                            {-1, 1},
                                                            {0.5F, -1},
                                                            {-0.5F, -1},
                                                            {1, -0.5F},
                                                            {-1, -0.5F},
                                                            {1, 0.5F},
                                                            {-1, 0.5F},
                                                            {0.5F, 1},
                                                            {-0.5F, 1}}};
    const std::span<const std::pair<float, float>> tried(ways.data(), closely_ ? 16 : 8);
    for (float away = size_; away < farthest * size_; away += (closely_ ? 0.75F : 1.5F) * size_)
      for (const auto& [right, down] : tried) {
        const ImVec2 at{middle.x + right * (of.width / 2 + away) - (1 - right) * width / 2,
                        middle.y + down * (of.height / 2 + away) - (1 - down) * own.y / 2};
        const Rect box{at.x - 2, at.y - 1, width + 4, own.y + 2 + bar()};
        if (!within(box) || !free(box, station, Over::none, through)) continue;
        const Point from = box.middle();
        const Point to{std::clamp(from.x, of.x + 1, of.right() - 1), std::clamp(from.y, of.y + 1, of.bottom() - 1)};
        if (!through && goes_through({from, to}, taken_)) continue;
        lines_.emplace_back(from, to);
        write(at, box, words, size_, colour, station, true);
        return true;
      }
    return false;
  }

  /// All that was put: lines first, so that none goes through words.
  void draw() const {
    for (const auto& [from, to] : lines_) brush_.draw.AddLine({from.x, from.y}, {to.x, to.y}, theme().faint_text);
    for (const Written& label : written_) draw(label);
  }

 private:
  struct Written {
    ImVec2 at;
    Rect box;
    std::string words;
    float size;
    Colour colour;
    float share;
    Colour share_colour;
    float bar;
  };
  // Each at its own size: letters that are drawn larger or smaller than they are made are not sharp.
  ImFont* font_of(float size) const { return size > size_ ? ImGui::GetFont() : small_font(); }
  float bar() const { return share_ < 0 ? 0 : 0.3F * size_; }
  bool within(const Rect& box) const {
    return box.x >= brush_.from.x && box.right() <= brush_.to.x && box.y >= brush_.from.y &&
           box.bottom() <= brush_.to.y;
  }
  bool free(const Rect& box, std::uint16_t station, Over over, bool on_lines = false) const {
    if (std::any_of(taken_.begin(), taken_.end(), [&](const Rect& o) { return o.touches(box); })) return false;
    if (!on_lines && std::any_of(lines_.begin(), lines_.end(), [&](const auto& line) {
          return goes_through(line, {&box, 1});
        }))
      return false;
    for (std::size_t s = 0; over != Over::all && s < stations_.size(); ++s)
      if (stations_[s].touches(box) && (over == Over::none || s != station)) return false;
    return true;
  }
  static bool goes_through(const std::pair<Point, Point>& line, std::span<const Rect> boxes) {
    constexpr int steps = 16;  // as long as these are short beside words
    const auto& [from, to] = line;
    for (int i = 1; i <= steps; ++i) {
      const float share = static_cast<float>(i) / steps;
      const Point at{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
      if (std::any_of(boxes.begin(), boxes.end(), [&](const Rect& box) { return box.holds(at); })) return true;
    }
    return false;
  }
  void write(ImVec2 at, const Rect& box, const std::string& words, float size, Colour colour, std::uint16_t station,
             bool apart) {
    reserve(box);
    labels_.push_back({words, box, station, apart});
    written_.push_back({at, box, words, size, colour, share_, share_colour_, bar()});
  }
  void draw(const Written& label) const {
    const Rect& box = label.box;
    brush_.draw.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()},
                              (theme().floor & ~IM_COL32_A_MASK) | IM_COL32(0, 0, 0, 205), 3);
    brush_.draw.AddText(font_of(label.size), label.size, label.at, label.colour, label.words.c_str());
    if (label.share < 0) return;
    const float top = box.bottom() - label.bar, bottom = box.bottom() - 1;
    brush_.draw.AddRectFilled({box.x + 2, top}, {box.right() - 2, bottom}, theme().grid);
    brush_.draw.AddRectFilled({box.x + 2, top}, {box.x + 2 + std::min(label.share, 1.0F) * (box.width - 4), bottom},
                              label.share_colour);
    brush_.draw.AddRect({box.x + 2, top}, {box.right() - 2, bottom}, theme().station_edge);
  }

  const FloorBrush& brush_;
  float size_, share_ = -1;
  bool closely_ = false;
  Colour share_colour_ = 0;
  std::vector<Rect> taken_, stations_;
  std::vector<FloorLabel>& labels_;
  std::vector<std::pair<Point, Point>> lines_;
  std::vector<Written> written_;
};

}  // namespace crossflow::viz
