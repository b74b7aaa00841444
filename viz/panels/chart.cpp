#include "viz/panels/chart.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/app/calendar.hpp"
#include "viz/panels/axis.hpp"
#include "viz/replay/curves.hpp"

namespace crossflow::viz {
namespace {

Colour faded(Colour colour, float by) {
  const auto alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT & 255U) * by;
  return (colour & ~IM_COL32_A_MASK) | static_cast<Colour>(alpha) << IM_COL32_A_SHIFT;
}

}  // namespace

std::string number_text(double value) {
  const double size = std::fabs(value);
  if (size < 0.005) return "0";
  if (size < 0.95) return fmt::format("{:.2g}", std::round(value * 100) / 100);
  if (size < 20 && std::fabs(value - std::round(value)) > 0.04) return fmt::format("{:.1f}", value);
  std::string digits = fmt::format("{:.0f}", size), text = value < 0 ? "-" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text.push_back(',');
    text.push_back(digits[i]);
  }
  return text;
}

Chart::Chart(const char* id, const std::string& title, ImVec2 size, TimeAxis& time, const Values& values)
    : draw_(ImGui::GetWindowDrawList()), at_(ImGui::GetCursorScreenPos()), size_(size), time_(time) {
  const float em = ImGui::GetFontSize();
  time_button(id, size);
  hovered_ = ImGui::IsItemHovered() || ImGui::IsItemActive();
  top_ = at_.y + 1.5F * em;
  bottom_ = at_.y + size.y - 1.35F * em;
  const int rows = std::clamp(static_cast<int>((bottom_ - top_) / (1.4F * em)), 1, 6);
  const std::vector<double> marks = nice_marks(values.top, rows, values.whole);
  most_ = marks.back();
  float widest = 0;
  for (const double mark : marks) widest = std::max(widest, ImGui::CalcTextSize(number_text(mark).c_str()).x);
  left_ = at_.x + std::max(widest + 0.6F * em, 2.2F * em);
  right_ = at_.x + size.x - 0.8F * em;
  scale_ = time.scale(left_, std::max(1.0F, right_ - left_));

  const Theme& t = theme();
  draw_->AddText(at_, t.text, title.c_str());
  name_x_ = at_.x + ImGui::CalcTextSize(title.c_str()).x + 1.2F * em;
  draw_->AddRectFilled({left_, top_}, {right_, bottom_}, t.floor);
  for (const double mark : marks) {
    const float y = y_of(mark);
    draw_->AddLine({left_, y}, {right_, y}, t.grid);
    const std::string words = number_text(mark);
    draw_->AddText({left_ - 0.3F * em - ImGui::CalcTextSize(words.c_str()).x, y - em / 2}, t.faint_text, words.c_str());
  }
  draw_times(*draw_, scale_, top_, bottom_, at_.x, at_.x + size.x);
  if (hovered_)
    under_mouse_ = std::clamp(scale_.tick(ImGui::GetIO().MousePos.x), scale_.from, scale_.until) / second * second;
  clip_to_plot();
}

void Chart::clip_to_plot() {
  draw_->PushClipRect({left_, top_ - 1}, {right_ + 1, bottom_ + 1}, true);
}

float Chart::y_of(double value) const {
  return bottom_ - static_cast<float>(std::min(value, most_ * 1.02) / most_) * (bottom_ - top_);
}

void Chart::name(Colour colour, const std::string& text, bool block) {
  const float em = ImGui::GetFontSize();
  const float width = 1.1F * em + ImGui::CalcTextSize(text.c_str()).x;
  if (!text.empty() && name_x_ + width > at_.x + size_.x && name_x_ < at_.x + size_.x) {
    draw_->PopClipRect();
    draw_->AddText({std::min(name_x_, at_.x + size_.x - em), at_.y}, theme().faint_text, "...");
    clip_to_plot();
    name_x_ = at_.x + size_.x;
  }
  if (text.empty() || name_x_ + width > at_.x + size_.x) return;  // it is in the tooltip
  draw_->PopClipRect();                                           // that of the plot
  const float middle = at_.y + em / 2;
  if (block) {
    draw_->AddRectFilled({name_x_, middle - 0.32F * em}, {name_x_ + 0.75F * em, middle + 0.32F * em}, colour);
    draw_->AddRect({name_x_, middle - 0.32F * em}, {name_x_ + 0.75F * em, middle + 0.32F * em}, theme().station_edge);
  } else {
    draw_->AddLine({name_x_, middle}, {name_x_ + 0.75F * em, middle}, colour, 2.5F);
  }
  draw_->AddText({name_x_ + 1.0F * em, at_.y}, theme().faint_text, text.c_str());
  clip_to_plot();
  name_x_ += width + 0.8F * em;
}

void Chart::tell(const Series& series, Colour colour, const std::string& text) {
  if (const auto value = under_mouse(series)) told_.push_back({colour, text, *value});
}

std::optional<double> Chart::under_mouse(const Series& series) const {
  if (!hovered_ || under_mouse_ < series.from) return std::nullopt;
  const auto i = static_cast<std::size_t>((under_mouse_ - series.from) / series.step);
  if (i >= series.values.size() || series.values[i] < 0) return std::nullopt;
  return series.values[i];
}

void Chart::difference(const Series& a, const Series& b, const std::string& name) {
  const auto in_a = under_mouse(a), in_b = under_mouse(b);
  if (in_a && in_b) told_.push_back({theme().text, name, *in_b - *in_a, true});
}

// Those that touch the axis.
std::pair<std::size_t, std::size_t> Chart::shown(const Series& series) const {
  const auto index = [&](Tick t) {
    return static_cast<std::size_t>(
        std::clamp<Tick>((t - series.from) / series.step, 0, static_cast<Tick>(series.values.size())));
  };
  return {index(scale_.from), std::min(series.values.size(), index(scale_.until) + 1)};
}

void Chart::band(const Series& low, const Series& high, Colour colour, const std::string& text) {
  const auto [first, last] = shown(high);
  for (std::size_t i = first; i < std::min(last, low.values.size()); ++i) {
    const Tick from = high.from + static_cast<Tick>(i) * high.step;
    draw_->AddRectFilled({x_of(from), y_of(high.values[i])},
                         {x_of(from + high.step), y_of(std::max(0.0, low.values[i]))}, colour);
  }
  name(colour, text, true);
}

// No more points than pixels: of those that share one, the highest.
void Chart::line(const Series& series, Colour colour, const std::string& text, float width) {
  std::vector<ImVec2> points;
  const auto draw_points = [&] {
    // One by one: joined, steep neighbours tear apart at their corners.
    for (std::size_t i = 1; i < points.size(); ++i) draw_->AddLine(points[i - 1], points[i], colour, width);
    points.clear();
  };
  const auto [first, last] = shown(series);
  for (std::size_t i = first; i < last; ++i) {
    if (series.values[i] < 0) {
      draw_points();
      continue;
    }
    const ImVec2 point{x_of(series.from + static_cast<Tick>(i) * series.step + series.step / 2),
                       y_of(series.values[i])};
    if (!points.empty() && point.x - points.back().x < 0.9F) {
      points.back().y = std::min(points.back().y, point.y);
    } else {
      points.push_back(point);
    }
  }
  draw_points();
  name(colour, text, false);
  tell(series, colour, text);
}

void Chart::steps(const Series& series, Colour colour, const std::string& text, bool filled) {
  std::vector<ImVec2> points;
  const auto [first, last] = shown(series);
  for (std::size_t i = first; i < last;) {
    std::size_t end = i + 1;
    while (end < last && series.values[end] == series.values[i]) ++end;
    const float from = x_of(series.from + static_cast<Tick>(i) * series.step);
    const float until = x_of(series.from + static_cast<Tick>(end) * series.step);
    const float y = y_of(std::max(0.0, series.values[i]));
    if (filled && series.values[i] > 0) draw_->AddRectFilled({from, y}, {until, bottom_}, faded(colour, 0.45F));
    points.push_back({from, y});
    points.push_back({until, y});
    i = end;
  }
  if (!filled && points.size() > 1) draw_->AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, 1.8F);
  name(filled ? faded(colour, 0.45F) : colour, text, filled);
  tell(series, colour, text);
}

void Chart::stacked(const Series& series, Colour colour, const std::string& text) {
  stack_.resize(std::max(stack_.size(), series.values.size()));
  const auto [first, last] = shown(series);
  for (std::size_t i = first; i < last; ++i) {
    if (series.values[i] <= 0) continue;
    const Tick from = series.from + static_cast<Tick>(i) * series.step;
    const float left = x_of(from), right = std::max(left + 1, x_of(from + series.step));
    const float top = y_of(stack_[i] + series.values[i]);
    draw_->AddRectFilled({left, top}, {right, y_of(stack_[i])}, colour);
    draw_->AddLine({left, top}, {right, top}, faded(theme().text, 0.35F));
  }
  for (std::size_t i = 0; i < series.values.size(); ++i) stack_[i] += std::max(0.0, series.values[i]);
  name(colour, text, true);
  tell(series, colour, text);
}

void Chart::level(double value, Colour colour, const std::string& name, const std::string& briefly) {
  if (value > most_) return;
  const float em = ImGui::GetFontSize();
  const float y = y_of(value);
  for (float x = left_; x < right_; x += 0.8F * em)
    draw_->AddLine({x, y}, {std::min(right_, x + 0.5F * em), y}, colour, 1.6F);
  const float height = y - em - 2 < top_ ? y + 1 : y - em - 2;
  // Beside the one before where the two lines are close.
  const float left =
      !names_.empty() && std::fabs(names_.back().y - height) < em ? names_.back().x + em : left_ + 0.4F * em;
  for (const std::string& words : {name, briefly}) {
    const float end = left + ImGui::CalcTextSize(words.c_str()).x;
    if (end > right_) continue;
    draw_->AddText({left, height}, colour, words.c_str());
    names_.push_back({end, height});
    return;
  }
}

void Chart::nothing(const std::string& why) {
  const ImVec2 room = ImGui::CalcTextSize(why.c_str(), nullptr, false, right_ - left_ - 8);
  draw_->AddText(ImGui::GetFont(), ImGui::GetFontSize(), {(left_ + right_ - room.x) / 2, (top_ + bottom_ - room.y) / 2},
                 theme().faint_text, why.c_str(), nullptr, right_ - left_ - 8);
}

std::optional<Tick> Chart::finish(Tick now, Tick known_until) {
  const Theme& t = theme();
  if (known_until < scale_.until)
    draw_->AddRectFilled({x_of(known_until), top_}, {right_, bottom_}, faded(t.background, 0.6F));
  draw_range(*draw_, time_, scale_, top_, bottom_);
  const float x = x_of(now);
  draw_->AddLine({x, top_}, {x, bottom_}, t.selection, 2);
  draw_->PopClipRect();
  draw_->AddRect({left_, top_}, {right_, bottom_}, t.station_edge);
  const std::optional<Tick> to = obey_mouse(time_, scale_, bottom_);
  if (to || !hovered_ || ImGui::GetIO().MousePos.y >= bottom_) return to;
  draw_->AddLine({x_of(under_mouse_), top_}, {x_of(under_mouse_), bottom_}, t.faint_text);
  ImGui::BeginTooltip();
  ImGui::TextUnformatted(moment_text(under_mouse_).c_str());
  for (const Told& told : told_) {
    ImGui::ColorButton("##colour", ImGui::ColorConvertU32ToFloat4(told.colour), ImGuiColorEditFlags_NoTooltip,
                       {ImGui::GetFontSize() * 0.8F, ImGui::GetFontSize() * 0.8F});
    ImGui::SameLine();
    ImGui::Text("%s%s  %s", told.is_difference && told.value > 0 ? "+" : "", number_text(told.value).c_str(),
                told.name.c_str());
  }
  ImGui::EndTooltip();
  return std::nullopt;
}

}  // namespace crossflow::viz
