// A roster as a picture: who is on duty when, officer by officer, and below it what they man.
#include <algorithm>
#include <array>
#include <tuple>

#include <fmt/format.h>

#include "cli/roster_text.hpp"
#include "cli/svg.hpp"

namespace crossflow {
namespace {

constexpr double picture_width = 900, left = 130, right = 20, top = 56, panel = 200, between = 48;
constexpr std::array colours = {"#0072b2", "#56b4e9", "#d55e00", "#e69f00", "#009e73", "#cc79a7", "#f0e442"};

struct ShownHours {
  Tick from = 0, until = 0;
  double x(Tick at) const {
    return left + (picture_width - left - right) * static_cast<double>(at - from) / static_cast<double>(until - from);
  }
};

std::string bar(double x, double y, double w, double h, const std::string& colour) {
  return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n", x, y, w, h,
                     colour);
}

ShownHours hours_of(const RosterSearch& search, const Roster& roster) {
  ShownHours out{2 * day, 0};
  for (const auto& [d, officers] : roster.duties) {
    out.from = std::min(out.from, search.duties()[d].from / hour * hour);
    out.until = std::max(out.until, (search.duties()[d].until + hour - 1) / hour * hour);
  }
  return out;
}

std::string grid(const ShownHours& hours, double y, double until) {
  std::string out;
  const Tick every = hours.until - hours.from > 12 * hour ? 2 * hour : hour;
  for (Tick at = hours.from; at <= hours.until; at += hour) {
    out += fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" class=\"grid\"/>\n",
                       hours.x(at), y, until);
    if ((at - hours.from) % every == 0)
      out += svg_text(hours.x(at), until + 16, clock_text(at), "text-anchor=\"middle\"");
  }
  return out;
}

// A line for each officer; those of one duty's times are named together.
std::string officers(const RosterSearch& search, const Roster& roster, const ShownHours& hours, double& y,
                     double line) {
  std::vector<std::size_t> duties;
  for (const auto& [d, officers] : roster.duties) duties.insert(duties.end(), static_cast<std::size_t>(officers), d);
  std::stable_sort(duties.begin(), duties.end(), [&](std::size_t a, std::size_t b) {
    const Duty &x = search.duties()[a], &z = search.duties()[b];
    return std::tie(x.pool, x.from, x.until, x.breaks) < std::tie(z.pool, z.from, z.until, z.breaks);
  });
  std::string out = grid(hours, y, y + line * static_cast<double>(duties.size()));
  std::string before;
  for (const std::size_t d : duties) {
    const Duty& duty = search.duties()[d];
    const std::string times = clock_text(duty.from) + "-" + clock_text(duty.until);
    if (times != before) out += svg_text(left - 8, y + line - 2, times, "text-anchor=\"end\" font-size=\"11\"");
    before = times;
    Tick from = duty.from;
    for (const auto& [pause, until] : duty.breaks) {
      out += bar(hours.x(from), y + 1, hours.x(pause) - hours.x(from), line - 2, colours[duty.pool % colours.size()]);
      out += bar(hours.x(pause), y + line / 2 - 1, hours.x(until) - hours.x(pause), 2, "#b8c0cc");
      from = until;
    }
    out +=
        bar(hours.x(from), y + 1, hours.x(duty.until) - hours.x(from), line - 2, colours[duty.pool % colours.size()]);
    y += line;
  }
  return out;
}

// Officers at posts by plan, one station on top of the other, and how many are at work.
std::string plan(const RosterSearch& search, const Roster& roster, const ShownHours& hours, double y) {
  const std::vector<int> there = at_work_by_half_hour(search, roster);
  const int most = std::max(1, *std::max_element(there.begin(), there.end()));
  const auto height = [&](int officers) { return panel * officers / (1.1 * most); };
  std::string out = grid(hours, y, y + panel);
  for (int n = 0; n <= most; n += most > 12 ? 5 : most > 4 ? 2 : 1)
    out += svg_text(left - 8, y + panel - height(n) + 4, std::to_string(n), "text-anchor=\"end\"");
  std::string line;
  for (Tick at = hours.from; at < hours.until; at += 30 * minute) {
    const auto k = static_cast<std::size_t>(at % day / (30 * minute));
    double base = y + panel;
    for (std::size_t n = 0; n < search.needs().size(); ++n) {
      const double h = height(roster.posts[n][k] * search.needs()[n].officers);
      base -= h;
      if (h > 0) out += bar(hours.x(at), base, hours.x(at + 30 * minute) - hours.x(at), h, colours[n % colours.size()]);
    }
    const double level = y + panel - height(there[k]);
    line += fmt::format("{:.1f},{:.1f} {:.1f},{:.1f} ", hours.x(at), level, hours.x(at + 30 * minute), level);
  }
  return out + fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"#1c2430\" stroke-width=\"2\"/>\n", line);
}

}  // namespace

std::string roster_chart(const RosterSearch& search, const Roster& roster) {
  const ShownHours hours = hours_of(search, roster);
  const double line = roster.officers() > 100 ? 6 : roster.officers() > 50 ? 9 : 12;
  const double rows = line * roster.officers();
  double y = top;
  const double below = top + rows + between;
  std::string out(roster_chart_begins);
  out += svg_begins(picture_width, below + panel + 44 + 20 * static_cast<double>((search.needs().size() + 3) / 2));
  out += svg_text(left, 22, search.rules().title.en, "class=\"title\" font-size=\"15\"");
  out += svg_text(
      left, 42,
      fmt::format("{} officers, {:.1f} h on duty; breaks are thin", roster.officers(), roster.hours(search.duties())));
  out += officers(search, roster, hours, y, line);
  out += svg_text(left, below - 10, "Officers at work (line), and the posts that they man by plan", "class=\"title\"");
  out += plan(search, roster, hours, below);
  double legend = below + panel + 44;
  for (std::size_t n = 0; n < search.needs().size(); ++n) {
    const double x = left + (n % 2 == 0 ? 0 : 360);
    out += bar(x, legend - 10, 12, 12, colours[n % colours.size()]) +
           svg_text(x + 20, legend, short_name(search.directory().stations[search.needs()[n].station].name));
    if (n % 2 == 1) legend += 20;
  }
  return out + "</svg>\n";
}

}  // namespace crossflow
