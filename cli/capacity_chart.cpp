// The curve of `crossflow capacity` as a picture: two panels, shares above and times below, against demand.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "analysis/measures.hpp"
#include "analysis/text_table.hpp"
#include "cli/capacity_text.hpp"
#include "cli/svg.hpp"

namespace crossflow {
namespace {

constexpr double picture_width = 900, left = 70, right = 20, panel = 230, top = 60, between = 70;
constexpr std::size_t most_curves = 3;
const std::array<const char*, most_curves> colours = {"#0072b2", "#d55e00", "#009e73"};  // as in reports

struct Axis {
  double from = 0, to = 1;
  double at(double value, double begin, double end) const {
    return begin + (value - from) / (to - from) * (end - begin);
  }
};

// 1, 2 or 5 times a power of ten, so that some five fit in.
double step_of(double range) {
  const double power = std::pow(10, std::floor(std::log10(range / 5)));
  for (const double step : {1.0, 2.0, 5.0})
    if (range / (step * power) <= 6) return step * power;
  return 10 * power;
}

class Panel {
 public:
  Panel(double y, Axis across, Axis up) : y_(y), across_(across), up_(up) {}

  double x(double value) const { return across_.at(value, left, picture_width - right); }
  double y(double value) const { return up_.at(value, y_ + panel, y_); }
  double top_y() const { return y_; }
  double bottom_y() const { return y_ + panel; }

  template <class Text>
  std::string frame(const std::string& title, Text text) const {
    std::string out = svg_text(left, y_ - 10, title, "class=\"title\"");
    const double step = step_of(up_.to - up_.from);
    for (double v = std::ceil(up_.from / step) * step; v <= up_.to + 1e-9; v += step)
      out += fmt::format("<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" class=\"grid\"/>\n", left,
                         picture_width - right, y(v), y(v)) +
             svg_text(left - 8, y(v) + 4, text(v), "text-anchor=\"end\"");
    const double across = step_of(across_.to - across_.from);
    for (double v = std::ceil(across_.from / across - 1e-9) * across; v <= across_.to + 1e-9; v += across)
      out += svg_text(x(v), bottom_y() + 18, demand_text(v), "text-anchor=\"middle\"");
    return out;
  }

  std::string curve(const std::vector<std::pair<double, double>>& points, const char* colour) const {
    std::string line, dots;
    for (const auto& [across, up] : points) {
      line += fmt::format("{:.1f},{:.1f} ", x(across), y(up));
      dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>\n", x(across), y(up), colour);
    }
    return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n", line, colour) +
           dots;
  }

  std::string across_line(double value, const char* colour) const {
    return fmt::format(
        "<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" stroke-dasharray=\"6 5\"/>\n", left,
        picture_width - right, y(value), y(value), colour);
  }

 private:
  double y_;
  Axis across_, up_;
};

Axis demand_axis(const CapacitySearch& search) {
  const double low = search.levels().begin()->second.factor, high = search.levels().rbegin()->second.factor;
  return high > low ? Axis{low, high} : Axis{low - 0.1, low + 0.1};
}

// Where all holds, and between which levels the end of it lies.
std::string shade(const CapacitySearch& search, const Panel& panel_of) {
  if (!search.holds || *search.holds == 0 || *search.holds == search.last()) return "";
  std::string out;
  const double most = search.levels().rbegin()->second.factor;
  const double low = search.surely ? std::max(search.factor_of(*search.surely), search.levels().begin()->second.factor)
                                   : search.factor_of(*search.holds);
  const double high = std::min(most, search.factor_of(search.broken.value_or(*search.holds)));
  out += fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#888888\" opacity=\"0.18\"/>\n",
      panel_of.x(low), panel_of.top_y(), panel_of.x(high) - panel_of.x(low), panel);
  const double x = panel_of.x(search.factor_of(*search.holds));
  return out + fmt::format("<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#1c2430\"/>\n", x, x,
                           panel_of.top_y(), panel_of.bottom_y());
}

std::vector<std::pair<double, double>> points_of(const CapacitySearch& search, std::size_t d, bool longest) {
  std::vector<std::pair<double, double>> out;
  for (const auto& [number, level] : search.levels()) {
    const AtLevel& at = level.demands[d];
    const auto value = longest ? at.longest ? std::optional(at.longest->value / 60) : std::nullopt : at.judged.value;
    if (value) out.emplace_back(level.factor, *value);
  }
  return out;
}

Axis up_axis(const std::vector<std::vector<std::pair<double, double>>>& curves, double least, double most) {
  Axis out{least, most};
  for (const auto& curve : curves)
    for (const auto& [across, up] : curve) {
      out.from = std::min(out.from, up);
      out.to = std::max(out.to, up);
    }
  if (out.to <= out.from) out.to = out.from + 1;
  return out;
}

}  // namespace

std::string curve_chart(const CapacitySearch& search) {
  std::vector<std::size_t> shares, others;
  for (const std::size_t d : telling(search, most_curves))
    (measure_of(search.demands()[d].request()).unit == MeasureUnit::share ? shares : others).push_back(d);
  const double height = top + 2 * panel + between + 40 + 20 * static_cast<double>(shares.size() + others.size());
  std::string out(chart_begins);
  out += svg_begins(picture_width, height);
  std::string head = search.directory().title.en;
  if (search.holds && *search.holds > 0)
    head += fmt::format(": {} {} of the demand", *search.holds == search.last() ? "holds at" : "holds up to",
                        demand_text(search.factor_of(*search.holds)));
  out += svg_text(left, 24, head, "class=\"title\" font-size=\"15\"");
  std::vector<std::vector<std::pair<double, double>>> upper, lower;
  double least = 1;
  for (const std::size_t d : shares) {
    upper.push_back(points_of(search, d, false));
    lower.push_back(points_of(search, d, true));
    least = std::min(least, search.demands()[d].condition.bound);
  }
  const Axis demand = demand_axis(search);
  const Panel above(top, demand, up_axis(upper, least - 0.02, 1));
  out += shade(search, above) + above.frame("Share of people to whom the pledge is kept",
                                            [](double v) { return fmt::format("{:.4g}%", 100 * v); });
  for (std::size_t i = 0; i < shares.size(); ++i)
    out +=
        above.across_line(search.demands()[shares[i]].condition.bound, colours[i]) + above.curve(upper[i], colours[i]);
  const Panel below(top + panel + between, demand, up_axis(lower, 0, 1));
  out += shade(search, below) + below.frame("95% of them are cleared within so many minutes",
                                            [](double v) { return fmt::format("{:.4g}", v); });
  for (std::size_t i = 0; i < shares.size(); ++i)
    if (!lower[i].empty()) out += below.curve(lower[i], colours[i]);
  double y = below.bottom_y() + 44;
  for (std::size_t i = 0; i < shares.size(); ++i, y += 20)
    out += fmt::format("<line x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"3\"/>\n", left,
                       left + 24, y - 4, y - 4, colours[i]) +
           svg_text(left + 32, y, search.demands()[shares[i]].text);
  for (const std::size_t d : others) {
    out += svg_text(left + 32, y, search.demands()[d].text + " breaks too");
    y += 20;
  }
  out +=
      svg_text(picture_width - right, below.bottom_y() + 36,
               "demand; grey: the interval of the largest at which all holds", "text-anchor=\"end\" fill=\"#5a6675\"");
  return out + "</svg>\n";
}

}  // namespace crossflow
