#include "cli/sensitivity_text.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/text_table.hpp"
#include "analysis/text_width.hpp"
#include "cli/figure_names.hpp"
#include "sim/scenario/figure.hpp"

namespace crossflow {
namespace {

constexpr double longest_bar = 12;

std::string wrapped(const std::string& text, std::size_t width) {
  std::string out;
  for (const std::string& line : wrap_text(text, width)) out += line + "\n";
  return out;
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string share_of_swing(double share) {
  const std::string text = fmt::format("{:.0f}%", 100 * share);
  return text == "0%" ? "<1%" : text == "100%" && share < 1 ? ">99%" : text;
}

std::string end_text(MeasureUnit unit, const Figure& figure, double number, const AtEnd& end) {
  return fmt::format("{}: {}", figure_text(figure, number),
                     !end.difference           ? "nobody"
                     : end.told || end.is_none ? difference_text(unit, *end.difference)
                                               : "cannot be told");
}

double told(const AtEnd& end) {
  return end.told ? end.difference->value : 0;
}

// Where all bars of a tornado begin, and how long they are: the same for all rows.
struct Bars {
  double low = 0, high = 0;
  std::size_t columns(double value) const {
    const double range = high - low;
    return range > 0 ? static_cast<std::size_t>(std::lround(longest_bar * std::fabs(value) / range)) : 0;
  }
};

Bars bars_of(const MeasureHangs& hangs) {
  Bars out;
  for (const FigureEffect& effect : hangs.figures)
    for (const AtEnd* end : {&effect.low, &effect.high}) {
      out.low = std::min(out.low, told(*end));
      out.high = std::max(out.high, told(*end));
    }
  return out;
}

// "llll|hh": the measure at the low and at the high end; the longer lies under the shorter where both are on one side.
std::string bar_of(const Bars& bars, const FigureEffect& effect) {
  const std::size_t left = bars.columns(bars.low), right = bars.columns(bars.high);
  std::string out = std::string(left, ' ') + '|' + std::string(right, ' ');
  const auto paint = [&](double value, char letter) {
    for (std::size_t i = 1; i <= bars.columns(value); ++i) out[value < 0 ? left - i : left + i] = letter;
  };
  const double low = told(effect.low), high = told(effect.high);
  if (std::fabs(low) > std::fabs(high)) {
    paint(low, 'l');
    paint(high, 'h');
  } else {
    paint(high, 'h');
    paint(low, 'l');
  }
  return out.substr(0, out.find_last_not_of(' ') + 1);
}

std::string tornado(const SensitivityRuns& runs, std::size_t m, std::size_t width) {
  const MeasureHangs& hangs = runs.hangs()[m];
  const Bars bars = bars_of(hangs);
  TextTable table({Align::left, Align::left, Align::left, Align::left});
  table.add({"TORNADO", "at the low end", "at the high end", ""});
  const std::vector<std::size_t> shown = hangs.by_swing();
  for (const Mark mark : marks_by_swing(hangs)) {
    table.add({fmt::format("{}: {}", upper(marked_text(mark)), share_of_swing(hangs.swing_by_mark.at(mark)))});
    for (const std::size_t f : shown) {
      const MovedFigure& one = runs.figures()[f];
      if (one.figure.mark != mark) continue;
      const FigureEffect& effect = hangs.figures[f];
      table.add({"  " + one.name, end_text(runs.unit_of(m), one.figure, one.figure.range->first, effect.low),
                 end_text(runs.unit_of(m), one.figure, one.figure.range->second, effect.high), bar_of(bars, effect)});
    }
  }
  std::string out = shown.empty() ? "" : "\n" + table.text(width);
  std::vector<std::string> others;
  std::size_t do_nothing = 0;
  for (std::size_t f = 0; f < hangs.figures.size(); ++f) {
    if (hangs.figures[f].swing > 0) continue;
    if (hangs.figures[f].does_nothing()) {
      ++do_nothing;
    } else {
      others.push_back(runs.figures()[f].name);
    }
  }
  if (do_nothing > 0)
    out += fmt::format("{} make{} no difference on any day.\n", do_nothing, do_nothing == 1 ? "s" : "");
  if (!others.empty())
    out += wrapped(fmt::format("It cannot be told of {}: {}.", others.size(), fmt::join(others, "; ")), width);
  return out;
}

std::string interval_text(const Estimate& estimate, int digits, double scale, const char* unit) {
  std::string out = fmt::format("{:.{}f}{}", scale * estimate.value, digits, unit);
  if (estimate.interval)
    out += fmt::format(" ({:.{}f} to {:.{}f})", scale * estimate.interval->low, digits, scale * estimate.interval->high,
                       digits);
  return out;
}

// Of which either can be told that it is not 0; those that explain most first.
std::vector<std::size_t> told_together(const MeasureHangs& hangs) {
  std::vector<std::size_t> out;
  for (std::size_t f = 0; f < hangs.figures.size(); ++f) {
    const auto& [index, coefficient] = std::tie(hangs.figures[f].first_order, hangs.figures[f].rank_coefficient);
    if (index && (!cannot_be_told_apart(*index) || (coefficient && !cannot_be_told_apart(*coefficient))))
      out.push_back(f);
  }
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return hangs.figures[a].first_order->value > hangs.figures[b].first_order->value;
  });
  return out;
}

std::string together(const SensitivityRuns& runs, std::size_t m, std::size_t width) {
  const MeasureHangs& hangs = runs.hangs()[m];
  const MeasureUnit unit = runs.unit_of(m);
  const std::vector<std::size_t> order = told_together(hangs);
  std::string said = fmt::format("ALL DRAWN TOGETHER on {} days: {} on average, and on nine days in ten from {} to {}.",
                                 runs.drawn(), measure_text(unit, hangs.drawn->value),
                                 measure_text(unit, hangs.nine_in_ten.low), measure_text(unit, hangs.nine_in_ten.high));
  if (hangs.ranks_explained)
    said += fmt::format(" In ranks a line through all figures explains {:.0f}%.",
                        100 * std::max(*hangs.ranks_explained, 0.0));
  std::string out = "\n" + wrapped(said, width);
  if (order.empty()) return out;
  TextTable table({Align::left, Align::left, Align::left, Align::left});
  table.add({"", "known as", "alone explains (95%)", "goes with it (rank coefficient)"});
  for (const std::size_t f : order) {
    const MovedFigure& one = runs.figures()[f];
    const FigureEffect& effect = hangs.figures[f];
    const char* known_as = text_of(one.figure.mark);
    table.add({"  " + one.name, *known_as == '\0' ? "not said" : known_as,
               interval_text(*effect.first_order, 0, 100, "%"),
               effect.rank_coefficient ? interval_text(*effect.rank_coefficient, 2, 1, "") : ""});
  }
  return out + table.text(width);
}

// Those that some table above names.
std::string figures_table(const SensitivityRuns& runs, std::size_t width) {
  TextTable table({Align::left, Align::left, Align::right});
  table.add({"FIGURES", "key", "as written"});
  bool any = false;
  for (std::size_t f = 0; f < runs.figures().size(); ++f) {
    const auto& [figure, name] = runs.figures()[f];
    const bool named = std::any_of(runs.hangs().begin(), runs.hangs().end(), [f](const MeasureHangs& hangs) {
      const std::vector<std::size_t> together = told_together(hangs);
      return hangs.figures[f].swing > 0 || std::find(together.begin(), together.end(), f) != together.end();
    });
    if (named) table.add({name, figure.path, figure.central});
    any = any || named;
  }
  return any ? "\n" + table.text(width) : "";
}

}  // namespace

std::vector<Mark> marks_by_swing(const MeasureHangs& hangs) {
  std::vector<Mark> out;
  for (const auto& [mark, share] : hangs.swing_by_mark)
    if (share > 0) out.push_back(mark);
  std::stable_sort(out.begin(), out.end(),
                   [&](Mark a, Mark b) { return hangs.swing_by_mark.at(a) > hangs.swing_by_mark.at(b); });
  return out;
}

std::string swing_sentence(const MeasureHangs& hangs) {
  std::string out;
  for (const Mark mark : marks_by_swing(hangs))
    out += out.empty() ? fmt::format("{} of the tornado's swing comes from {}",
                                     share_of_swing(hangs.swing_by_mark.at(mark)), marked_text(mark))
                       : fmt::format(", {} from {}", share_of_swing(hangs.swing_by_mark.at(mark)), marked_text(mark));
  return out.empty() ? "No figure, moved alone within its range, changes it so that it can be told." : out + ".";
}

std::string text_of(const SensitivityRuns& runs, std::size_t width) {
  std::string out = runs.scenario().title.en + "\n";
  const std::size_t number = runs.figures().size();
  std::string head = fmt::format("{} a range: {} moved alone to its ends, on the same {} days.",
                                 number == 1 ? "One figure has" : fmt::format("{} figures have", number),
                                 number == 1 ? "it was" : "each was", runs.replications());
  if (runs.assumptions_left() > 0)
    head +=
        fmt::format(" {} more marked as assumptions have none, and stay as they are written.", runs.assumptions_left());
  out += wrapped(head, width);
  for (std::size_t m = 0; m < runs.measures().size(); ++m) {
    const MeasureHangs& hangs = runs.hangs()[m];
    const MeasureUnit unit = runs.unit_of(m);
    out += "\n" + upper(runs.measures()[m].name) + ": ";
    if (!hangs.as_written) {
      out += "nobody was observed of whom to tell\n";
      continue;
    }
    const std::string half = half_width_text(unit, *hangs.as_written);
    out += measure_text(unit, hangs.as_written->value) + (half.empty() ? "" : " " + half) + " as written\n";
    out += wrapped(swing_sentence(hangs), width) + tornado(runs, m, width);
    if (hangs.drawn) out += together(runs, m, width);
  }
  out += figures_table(runs, width);
  for (const LeftOver& one : runs.left_over()) out += not_cleared_line(one.where, one.people, one.replications, width);
  return out;
}

}  // namespace crossflow
