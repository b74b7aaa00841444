// `crossflow calibrate hours`: profiles from bulletins, and how well they meet them.
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/text_table.hpp"
#include "cli/calibrate.hpp"
#include "cli/calibrate_tables.hpp"
#include "cli/output.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"

namespace fs = std::filesystem;

namespace crossflow {
namespace {

constexpr double fitted_within = 0.04, left_out_within = 0.08;

std::string half_hour_text(int half_hours) {
  return half_hours == half_hours_a_day ? "24:00" : clock_text(half_hours * 30 * minute);
}

/// How the bulletins of one kind of day, or of all, are met.
struct Met {
  std::size_t rows = 0, fitted = 0, left_out = 0;
  double worst_fitted = 0, worst_left_out = 0;
  std::set<Date> days;

  void add(const Bulletin& bulletin, const BulletinFit& fit) {
    const double a = miss(bulletin, fit.fitted), b = miss(bulletin, fit.left_out);
    ++rows;
    fitted += a <= fitted_within ? 1 : 0;
    left_out += b <= left_out_within ? 1 : 0;
    worst_fitted = std::max(worst_fitted, a);
    worst_left_out = std::max(worst_left_out, b);
    days.insert(bulletin.date);
  }
  std::vector<std::string> cells(const std::string& name) const {
    const auto per_cent = [&](std::size_t n) {
      return fmt::format("{:.0f}%", 100.0 * static_cast<double>(n) / static_cast<double>(rows));
    };
    return {name,
            std::to_string(days.size()),
            std::to_string(rows),
            per_cent(fitted),
            fmt::format("{:.1f}", 100 * worst_fitted),
            per_cent(left_out),
            fmt::format("{:.1f}", 100 * worst_left_out)};
  }
};

std::string fit_text(const FittedHours& hours) {
  const std::vector<BulletinFit> fit = hours.fit();
  std::map<std::string, Met> by_kind;
  Met all;
  for (std::size_t i = 0; i < fit.size(); ++i) {
    const Bulletin& bulletin = hours.bulletins()[i];
    by_kind[bulletin.kind].add(bulletin, fit[i]);
    all.add(bulletin, fit[i]);
  }
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.add({"kind of day", "days", "bulletins", "within 4 points", "worst", "left out: within 8", "worst"});
  for (const auto& [kind, met] : by_kind) table.add(met.cells(kind));
  table.add(all.cells("all"));
  return table.text(usual_width);
}

std::string times_text(const Support& support) {
  if (support.days == 0) return "nothing: as on other kinds of day";
  std::vector<std::string> out;
  for (const int time : support.alone) out.push_back(half_hour_text(time));
  for (const int time : support.in_sum) out.push_back("(" + half_hour_text(time) + ")");
  return fmt::format("{}; {} {}", fmt::join(out, " "), support.days, support.days == 1 ? "day" : "days");
}

std::string support_text(const FittedHours& hours, const std::string& port) {
  TextTable table({Align::left, Align::left, Align::left, Align::left});
  table.add({"kind of day", "direction", "class", "known up to"});
  for (const std::string& kind : hours.kinds())
    for (std::size_t d = hour_directions.size(); d-- > 0;)
      for (std::size_t c = 0; c < hour_classes.size(); ++c)
        table.add(
            {kind, hour_directions[d], hour_classes[c], times_text(support_of(hours.bulletins(), {port, c, d}, kind))});
  return table.text(usual_width);
}

std::string profiles_csv(const FittedHours& hours, const std::string& port) {
  std::string out = "from,to";
  std::vector<HalfHours> columns;
  for (const std::string& kind : hours.kinds())
    for (std::size_t d = hour_directions.size(); d-- > 0;)
      for (std::size_t c = 0; c < hour_classes.size(); ++c) {
        out += fmt::format(",{} {} {}", kind, hour_directions[d], hour_classes[c]);
        columns.push_back(hours.profile({port, c, d}, kind));
      }
  out += '\n';
  for (int i = 0; i < half_hours_a_day; ++i) {
    const auto share = [&](const HalfHours& column) { return column[static_cast<std::size_t>(i)]; };
    if (std::all_of(columns.begin(), columns.end(), [&](const HalfHours& c) { return share(c) <= 0; })) continue;
    out += half_hour_text(i) + "," + half_hour_text(i + 1);
    for (const HalfHours& column : columns) out += fmt::format(",{:.3f}", 100 * share(column));
    out += '\n';
  }
  return out;
}

}  // namespace

void calibrate_hours(const CalibrateHoursOptions& options) {
  if (!options.output.empty())
    check_csv(options.output, {options.bulletins, options.daily, options.holidays, options.opening}, "from,to,");
  if (!options.output.empty() && fs::path(options.output).extension() == ".yaml")
    throw InputError({options.output, 0, 0}, "this name is that of a scenario, and profiles are a table",
                     "a name that ends with .csv");
  if (!options.output.empty()) check_not_edited(options.output, options.force);
  const DailyPeople daily = read_daily(options.daily);
  check_port(daily, options.daily, options.port);
  std::map<std::string, OpenHalfHours> open;
  if (!options.opening.empty()) open = read_opening(options.opening, daily);
  if (!options.opening.empty() && !open.contains(options.port))
    throw InputError({options.opening, 0, 0}, "this table has no row for '" + options.port + "'",
                     "its opening hours; without a table of opening hours all are taken as open around the clock");
  for (const std::string& point : daily.control_points)
    if (open.emplace(point, OpenHalfHours{}).second && !options.opening.empty() && !options.quiet)
      say("warning: '{}' has no row for {}: taken as open around the clock\n", options.opening, point);
  const FittedHours hours(read_bulletins(options.bulletins, daily, read_calendar(options.holidays)), std::move(open));
  if (!options.output.empty()) write_table(options.output, profiles_csv(hours, options.port));
  if (options.quiet) return;
  say("Shares of the day beside what was published, and beside it when a date's own bulletins are left out\n"
      "(points outside the range that the printing allows)\n\n{}\n",
      fit_text(hours));
  say("What supports the profiles of {}: clock times up to which people were counted, in brackets those at\n"
      "which only a sum with other classes was. Between them and before the first the smoothest profile stands, and\n"
      "nothing supports one hour more than another.\n\n{}",
      options.port, support_text(hours, options.port));
  if (!options.output.empty()) say("\nprofiles written to {}\n", options.output);
}

}  // namespace crossflow
