// A chart over the axis of time, on ImGui's draw list: what is drawn first lies below. Its names stand above it, the
// values under the mouse in a tooltip; what the mouse does on it says axis.hpp.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <imgui.h>

#include "sim/base/tick.hpp"
#include "viz/app/theme.hpp"
#include "viz/replay/time_axis.hpp"

namespace crossflow::viz {

/// Numbers that follow one another every `step` from `from` on. Below 0: nothing is known there.
struct Series {
  std::span<const double> values;
  Tick from = 0;
  Tick step = minute;
};

class Chart {
 public:
  struct Values {
    double top = 1;      ///< the largest; their axis goes on to a round number
    bool whole = false;  ///< counts: no fractions on the axis
  };
  /// `title` says what is drawn and its unit: "People waiting".
  Chart(const char* id, const std::string& title, ImVec2 size, TimeAxis& time, const Values& values);

  void band(const Series& low, const Series& high, Colour colour, const std::string& name);
  void line(const Series& series, Colour colour, const std::string& name, float width = 1.8F);
  /// Told under the mouse only: b less a, where both are known.
  void difference(const Series& a, const Series& b, const std::string& name);
  /// Constant within each step.
  void steps(const Series& series, Colour colour, const std::string& name, bool filled = false);
  /// On top of what was stacked before.
  void stacked(const Series& series, Colour colour, const std::string& name);
  /// A line across: "pledge 30 min: visitors", or only "pledge 30 min" where there is no room.
  void level(double value, Colour colour, const std::string& name, const std::string& briefly);
  /// Says in the middle why there is nothing.
  void nothing(const std::string& why);

  /// Draws the cursor at `now`; the instant that was clicked or dragged to. To be called once, at the end.
  std::optional<Tick> finish(Tick now, Tick known_until);

 private:
  float x_of(Tick tick) const { return scale_.x(tick); }
  float y_of(double value) const;
  void clip_to_plot();
  void name(Colour colour, const std::string& text, bool block);
  void tell(const Series& series, Colour colour, const std::string& text);
  std::optional<double> under_mouse(const Series& series) const;
  std::pair<std::size_t, std::size_t> shown(const Series& series) const;

  ImDrawList* draw_;
  ImVec2 at_, size_;                   // of everything
  float left_, top_, right_, bottom_;  // of the plot
  TimeAxis& time_;
  TimeScale scale_;
  double most_ = 1;
  float name_x_ = 0;  // where the next name goes
  bool hovered_ = false;
  Tick under_mouse_ = 0;
  struct Told {
    Colour colour;
    std::string name;
    double value;
    bool is_difference = false;
  };
  std::vector<Told> told_;
  std::vector<double> stack_;
  std::vector<ImVec2> names_;  // of lines across: where each ends
};

/// "1,234", "12.5", "0.04".
std::string number_text(double value);

}  // namespace crossflow::viz
