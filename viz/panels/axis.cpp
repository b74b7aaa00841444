#include "viz/panels/axis.hpp"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>

#include "viz/app/calendar.hpp"
#include "viz/app/theme.hpp"
#include "viz/app/words.hpp"
#include "viz/replay/curves.hpp"

namespace crossflow::viz {
namespace {

constexpr float gap = 8;         // between words
constexpr float nearer = 1.25F;  // a turn of the wheel
constexpr float a_drag = 4;      // pixels; less is a click

float width_of_text(const std::string& words) {
  return ImGui::CalcTextSize(words.c_str()).x;
}

std::vector<Tick> marks_of(const TimeScale& scale, float (*width_of)(const std::string&)) {
  const float room = width_of("00:00") + 14;
  return time_marks(scale.from, scale.until, std::max(2, static_cast<int>(scale.width / room)));
}

}  // namespace

std::vector<AxisLabel> axis_labels(const TimeScale& scale, float left_edge, float right_edge,
                                   float (*width_of)(const std::string&)) {
  struct Taken {
    float left, right;
  };
  std::vector<Taken> taken;
  std::vector<AxisLabel> labels;
  const auto put = [&](Tick tick, const std::string& words, float middle, bool date) {
    const float width = width_of(words);
    const float left = std::round(std::clamp(middle - width / 2, left_edge, std::max(left_edge, right_edge - width)));
    for (const Taken& other : taken)
      if (left < other.right + gap && other.left < left + width + gap) return;
    taken.push_back({left, left + width});
    labels.push_back({tick, words, left, date});
  };
  const std::vector<Tick> marks = marks_of(scale, width_of);
  if (!several_days()) {
    for (const Tick t : marks) put(t, axis_text(t), scale.x(t), false);
    return labels;
  }
  float widest = 0;
  for (const Tick t : marks)
    if (t % day == 0) {
      put(t, axis_text(t), scale.x(t), true);
      widest = std::max(widest, width_of(axis_text(t)));
    }
  put(scale.from, day_text(scale.from), left_edge, true);
  // The same hours of each day, those that leave room for the date.
  const float clear = (widest + width_of("00:00")) / 2 + gap;
  for (const Tick t : marks) {
    const Tick since = t % day, from_midnight = std::min(since, day - since);
    if (since != 0 && (widest == 0 || scale.x(scale.from + from_midnight) - scale.left >= clear))
      put(t, axis_text(t), scale.x(t), false);
  }
  std::sort(labels.begin(), labels.end(), [](const AxisLabel& a, const AxisLabel& b) { return a.left < b.left; });
  return labels;
}

void draw_times(ImDrawList& draw, const TimeScale& scale, float top, float bottom, float left_edge, float right_edge) {
  const Theme& t = theme();
  const auto line = [&](Tick tick, Colour colour) {
    const float x = std::round(scale.x(tick));
    draw.AddLine({x, top}, {x, bottom}, colour);
  };
  for (const Tick tick : marks_of(scale, width_of_text)) line(tick, t.grid);
  for (Tick midnight = (scale.from + day - 1) / day * day; several_days() && midnight <= scale.until; midnight += day)
    line(midnight, t.station_edge);
  for (const AxisLabel& label : axis_labels(scale, left_edge, right_edge, width_of_text))
    draw.AddText({label.left, bottom + 2}, label.date ? t.text : t.faint_text, label.words.c_str());
}

void draw_range(ImDrawList& draw, const TimeAxis& axis, const TimeScale& scale, float top, float bottom) {
  if (!axis.range()) return;
  const float a = scale.x(axis.range()->first), b = scale.x(axis.range()->second);
  draw.PushClipRect({scale.left, top}, {scale.right() + 1, bottom}, true);
  draw.AddRectFilled({a, top}, {b, bottom}, (theme().text & ~IM_COL32_A_MASK) | 28U << IM_COL32_A_SHIFT);
  for (const float x : {a, b}) draw.AddLine({x, top}, {x, bottom}, theme().text, 1.5F);
  draw.PopClipRect();
}

void time_button(const char* id, ImVec2 size) {
  ImGui::InvisibleButton(
      id, size,
      ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
}

std::optional<Tick> obey_mouse(TimeAxis& axis, const TimeScale& scale, float times) {
  enum class Does : std::uint8_t { time, pan, range };
  struct Drag {
    Does what = Does::time;
    Tick from = 0;
    float x = 0;
  };
  static Drag drag;  // there is one mouse
  const ImGuiIO& io = ImGui::GetIO();
  const Tick under = std::clamp(scale.tick(io.MousePos.x), scale.from, scale.until);
  if (ImGui::IsItemHovered()) {
    const bool on_times = io.MousePos.y >= times;
    if (io.KeyCtrl || ImGui::GetScrollMaxY() <= 0) {
      ImGui::SetItemUsingMouseWheel();
      const float along = io.MouseWheelH + (io.KeyShift ? io.MouseWheel : 0);
      if (along != 0) axis.pan(static_cast<Tick>(-along / 10 * static_cast<float>(scale.until - scale.from)));
      if (io.MouseWheel != 0 && !io.KeyShift) axis.zoom(std::pow(nearer, io.MouseWheel), under);
    }
    if (on_times && !ImGui::IsAnyMouseDown()) ImGui::SetTooltip("%s", text(Word::axis_tip));
    if (on_times && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) axis.show_all();
    if (ImGui::IsItemActivated()) {
      const bool left = ImGui::IsMouseDown(ImGuiMouseButton_Left);
      drag = {!left || on_times ? Does::pan : io.KeyShift ? Does::range : Does::time, under, io.MousePos.x};
    }
  }
  // Where the button was let go counts too: on a slow screen that may be far from where the mouse was last seen.
  if (!ImGui::IsItemActive() && !ImGui::IsItemDeactivated()) return std::nullopt;
  switch (drag.what) {
    case Does::time:
      return under;
    case Does::pan:
      axis.pan(drag.from - scale.tick(io.MousePos.x));
      break;
    case Does::range:
      if (std::fabs(io.MousePos.x - drag.x) < a_drag) {
        axis.drop();
      } else {
        const Tick step = range_step(scale);
        axis.take(rounded(drag.from, step), rounded(under, step));
      }
      break;
  }
  return std::nullopt;
}

}  // namespace crossflow::viz
