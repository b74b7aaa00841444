// Goods from clock point to clock point, as a Time Release Study tells of them.
#include <map>

#include <fmt/format.h>

#include "analysis/histogram.hpp"
#include "analysis/sections/sections.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

std::string ahead_text(const Page& page, double seconds) {
  constexpr double hour_s = 3600, day_s = 24 * hour_s;
  if (seconds >= 2 * day_s) return page.say("{:.1f} days", seconds / day_s);
  if (seconds >= 2 * hour_s) return page.say("{:.1f} h", seconds / hour_s);
  return page.seconds(seconds);
}

}  // namespace

std::vector<ReleaseSummary> summarise_releases(const ResultRows& rows) {
  using Who = std::pair<std::uint8_t, std::uint8_t>;  // direction, class
  std::map<Who, ReleaseSummary> all;
  struct Sums {
    double lodged = 0, presented = 0, released = 0;
    WaitHistogram in_all[2];  // not selected, selected
  };
  std::map<Who, Sums> sums;
  for (const ReleaseRow& r : rows.of<ReleaseRow>()) {
    const Who who{r.direction, r.traveller_class};
    ReleaseSummary& s = all[who];
    s.traveller_class = r.traveller_class;
    s.direction = r.direction;
    s.arrived += r.arrived;
    s.presented += r.presented;
    s.selected += r.selected;
    s.released += r.released;
    s.unfinished += r.unfinished;
    s.lodged += r.lodged;
    sums[who].lodged += r.lodged_before_s;
    sums[who].presented += r.to_presented_s;
    sums[who].released += r.to_released_s;
  }
  for (const ReleaseTimeRow& r : rows.of<ReleaseTimeRow>())
    sums[{r.direction, r.traveller_class}].in_all[r.selected == 0 ? 0 : 1].add(r.up_to_s, r.count);
  std::vector<ReleaseSummary> out;
  for (auto& [who, s] : all) {
    const Sums& of = sums[who];
    if (s.lodged > 0) s.lodged_before_s = of.lodged / static_cast<double>(s.lodged);
    if (s.released > 0) {
      s.to_presented_s = of.presented / static_cast<double>(s.released);
      s.to_released_s = of.released / static_cast<double>(s.released);
    }
    WaitHistogram together = of.in_all[0];
    together.merge(of.in_all[1]);
    s.median_s = together.quantile_s(0.5);
    s.percentile_95_s = together.quantile_s(0.95);
    s.selected_median_s = of.in_all[1].quantile_s(0.5);
    out.push_back(s);
  }
  return out;
}

std::string releases_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.releases.empty()) return {};
  const auto time = [&](const auto& seconds) { return seconds ? page.seconds(*seconds) : std::string("-"); };
  const auto within = [&](const auto& seconds) { return seconds ? page.within(*seconds) : std::string("-"); };
  const auto mean = [&](std::int64_t n) { return mean_count_text(static_cast<double>(n) / s.replications); };
  TextTable table(
      {Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({several(s) ? "GOODS, mean" : "GOODS", "arrived", "selected", "unfinished", "presented",
                        "released", "95% in", "if selected"}));
  for (const ReleaseSummary& r : s.releases)
    table.add({class_label(page, r.traveller_class, r.direction), mean(r.arrived), mean(r.selected), mean(r.unfinished),
               time(r.to_presented_s), time(r.to_released_s), within_95_text(page, r.percentile_95_s, r.released),
               within(r.selected_median_s)});
  std::string text =
      table.text(page.width) +
      page.note(
          "Presented: mean time from arriving to customs' first queue; released: mean from there. In: from "
          "arriving to release; if selected for a check: half of those within.");
  for (const ReleaseSummary& r : s.releases)
    if (r.lodged_before_s)
      text += page.note("{}: data lodged {} before arriving on average.",
                        class_label(page, r.traveller_class, r.direction), ahead_text(page, *r.lodged_before_s));
  return text;
}

}  // namespace crossflow
