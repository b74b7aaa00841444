// The tornado of `crossflow sensitivity` as a picture: a panel for each measure, in it a bar for each figure, in groups
// by how well figures are known.
#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "analysis/text_width.hpp"
#include "cli/figure_names.hpp"
#include "cli/sensitivity_text.hpp"
#include "cli/svg.hpp"

namespace crossflow {
namespace {

constexpr double picture_width = 1000, names_width = 370, margin = 50, row_height = 24, first_panel = 60,
                 between_panels = 40;
constexpr double beside_bars = 165;  // of bars, for what they say
constexpr std::size_t most_bars = 20, longest_name = 48;

// As in reports; grey where nothing is said.
const char* colour_of(Mark mark) {
  switch (mark) {
    case Mark::observed:
      return "#009e73";
    case Mark::design:
      return "#0072b2";
    case Mark::pledge:
      return "#56b4e9";
    case Mark::assumption:
      return "#d55e00";
    case Mark::adjusted:
      return "#e69f00";
    case Mark::calibrated:
      return "#cc79a7";
    case Mark::none:
      break;
  }
  return "#888888";
}

struct Across {
  double low = 0, high = 0;
  double x(double value) const {
    const double begin = names_width + (low < 0 ? beside_bars : 0),
                 end = picture_width - margin - (high > 0 ? beside_bars : 0);
    return high > low ? begin + (value - low) / (high - low) * (end - begin) : begin;
  }
};

template <class Take>
void for_each_told(const FigureEffect& effect, const Take& take) {
  for (const AtEnd* end : {&effect.low, &effect.high})
    if (end->told) take(*end->difference);
}

Across across(const MeasureHangs& hangs) {
  Across out;
  for (const FigureEffect& effect : hangs.figures)
    for_each_told(effect, [&out](const Estimate& difference) {
      out.low = std::min(out.low, difference.interval->low);
      out.high = std::max(out.high, difference.interval->high);
    });
  return out;
}

std::string end_bar(const Across& axis, double y, const AtEnd& end, const char* colour, bool is_high) {
  if (!end.told) return "";
  const double a = axis.x(0), b = axis.x(end.difference->value), middle = y + row_height / 2;
  return fmt::format(
             "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"{} "
             "stroke=\"{}\"/>\n",
             std::min(a, b), y + 4, std::fabs(b - a), row_height - 8, colour, is_high ? "" : " fill-opacity=\"0.3\"",
             colour) +
         fmt::format("<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#1c2430\"/>\n",
                     axis.x(end.difference->interval->low), axis.x(end.difference->interval->high), middle, middle);
}

// The end that moves it to this side, if one does; of both the one that goes further: "12 s: +1 min 10 s".
std::string said_beside(const Across& axis, double y, MeasureUnit unit, const MovedFigure& moved,
                        const FigureEffect& effect, bool on_the_left) {
  const AtEnd* shown = nullptr;
  for (const AtEnd* end : {&effect.low, &effect.high}) {
    if (!end->told || (end->difference->value < 0) != on_the_left) continue;
    if (shown == nullptr || std::fabs(end->difference->value) > std::fabs(shown->difference->value)) shown = end;
  }
  if (shown == nullptr) return "";
  const auto& [low, high] = *moved.figure.range;
  const double x =
      on_the_left ? axis.x(shown->difference->interval->low) - 5 : axis.x(shown->difference->interval->high) + 5;
  return svg_text(x, y + row_height / 2 + 4,
                  fmt::format("{}: {}", figure_text(moved.figure, shown == &effect.low ? low : high),
                              difference_text(unit, {shown->difference->value, std::nullopt})),
                  fmt::format("font-size=\"11\" fill=\"#5a6675\"{}", on_the_left ? " text-anchor=\"end\"" : ""));
}

// Titles, names and bars of one measure from `y` on, which is then below them.
std::string tornado_panel(const SensitivityRuns& runs, std::size_t m, double& y) {
  const MeasureHangs& hangs = runs.hangs()[m];
  const MeasureUnit unit = runs.unit_of(m);
  std::string title = runs.measures()[m].name;
  if (hangs.as_written) title += ": " + measure_text(unit, hangs.as_written->value) + " as written";
  std::string out = svg_text(20, y, title, "class=\"title\"") + svg_text(20, y + 20, swing_sentence(hangs));
  y += 32;
  std::vector<std::size_t> shown = hangs.by_swing();
  const std::size_t left_out = shown.size() - std::min(shown.size(), most_bars);
  shown.resize(shown.size() - left_out);
  if (shown.empty()) return out;
  const Across axis = across(hangs);
  const double begins = y;
  for (const Mark mark : marks_by_swing(hangs)) {
    if (std::none_of(shown.begin(), shown.end(), [&](std::size_t f) { return runs.figures()[f].figure.mark == mark; }))
      continue;
    out += svg_text(20, y + 17, fmt::format("{}: {:.0f}%", marked_text(mark), 100 * hangs.swing_by_mark.at(mark)),
                    fmt::format("class=\"title\" fill=\"{}\"", colour_of(mark)));
    y += row_height;
    for (const std::size_t f : shown) {
      const MovedFigure& moved = runs.figures()[f];
      if (moved.figure.mark != mark) continue;
      const FigureEffect& effect = hangs.figures[f];
      out +=
          svg_text(names_width - 16, y + row_height / 2 + 4, cut_name(moved.name, longest_name), "text-anchor=\"end\"");
      out +=
          end_bar(axis, y, effect.low, colour_of(mark), false) + end_bar(axis, y, effect.high, colour_of(mark), true);
      out += said_beside(axis, y, unit, moved, effect, true) + said_beside(axis, y, unit, moved, effect, false);
      y += row_height;
    }
  }
  out += fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" stroke=\"#1c2430\"/>\n",
                     axis.x(0), begins, y + 4);
  out += svg_text(axis.x(0), y + 20, "as written", "text-anchor=\"middle\"");
  y += 26;
  if (left_out > 0) {
    out += svg_text(20, y + 14, fmt::format("and {} with less", left_out), "fill=\"#5a6675\"");
    y += row_height;
  }
  return out;
}

}  // namespace

std::string tornado_chart(const SensitivityRuns& runs) {
  double y = first_panel;
  std::string panels;
  for (std::size_t m = 0; m < runs.measures().size(); ++m) {
    panels += tornado_panel(runs, m, y);
    y += between_panels;
  }
  return std::string(tornado_begins) + svg_begins(picture_width, y) +
         svg_text(20, 26, runs.scenario().title.en, "class=\"title\" font-size=\"15\"") +
         svg_text(picture_width - 20, 26, "pale: low end of the range; full: high end; lines: 95% intervals",
                  "text-anchor=\"end\" fill=\"#5a6675\"") +
         panels + "</svg>\n";
}

}  // namespace crossflow
