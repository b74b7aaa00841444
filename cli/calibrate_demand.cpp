// `crossflow calibrate demand`: how many people come on which date, from counts by day.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "analysis/calibrate/demand.hpp"
#include "analysis/text_table.hpp"
#include "cli/calibrate.hpp"
#include "cli/calibrate_tables.hpp"
#include "cli/date_option.hpp"
#include "cli/demand_dates.hpp"
#include "cli/demand_overlay.hpp"
#include "cli/output.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"

namespace crossflow {
namespace {

constexpr int usual_test = 184;  // days
constexpr int least_fitted = 120;
// In logarithms: less than half or more than twice as many as expected. Storms are disruptions and no spread.
constexpr double most_error = 0.69;

/// A model for each class and direction, of all control points of a table.
class Demand {
 public:
  Demand(const DailyPeople& daily, const Calendar& calendar, Date first, Date last)
      : dates_(calendar, first, last), points_(daily.control_points.begin(), daily.control_points.end()) {
    const std::vector<DemandDate> dates = dates_.between(first, last);
    for (std::size_t d = 0; d < hour_directions.size(); ++d)
      for (std::size_t c = 0; c < hour_classes.size(); ++c) {
        std::vector<DailyCounts> counts;
        for (const std::string& point : points_) {
          DailyCounts& mine = counts.emplace_back();
          for (Date date = first; date <= last; date = days_after(date, 1)) {
            const auto found = daily.people.find({date, point, d});
            mine.push_back(found == daily.people.end() ? 0 : found->second[c]);
          }
        }
        models_.emplace_back(dates_.effects(), dates, counts);
      }
  }

  PeopleByClass people(Date date, const std::string& point, std::size_t direction) const {
    PeopleByClass out{};
    const auto p = static_cast<std::size_t>(std::find(points_.begin(), points_.end(), point) - points_.begin());
    for (std::size_t c = 0; c < out.size(); ++c) out[c] = model(direction, c).expected(p, dates_.of(date));
    return out;
  }
  const std::vector<std::string>& control_points() const { return points_; }

 private:
  const DemandModel& model(std::size_t direction, std::size_t c) const {
    return models_[direction * hour_classes.size() + c];
  }

  DemandDates dates_;
  std::vector<std::string> points_;
  std::vector<DemandModel> models_;
};

double sum(const PeopleByClass& people) {
  return people[0] + people[1] + people[2];
}

/// Days of one sort that were left out: expected beside counted.
struct LeftOut {
  int days = 0;
  std::array<double, 2> expected{}, counted{};  // by direction
  double squares = 0;                           // of the errors of single days, both ways together

  void add(const std::array<double, 2>& expected_today, const std::array<double, 2>& counted_today) {
    ++days;
    for (std::size_t d = 0; d < 2; ++d) {
      expected[d] += expected_today[d];
      counted[d] += counted_today[d];
    }
    const double error = (expected_today[0] + expected_today[1]) / (counted_today[0] + counted_today[1]) - 1;
    squares += error * error;
  }
  std::vector<std::string> cells(const std::string& name) const {
    const auto error = [](double of, double is) { return fmt::format("{:+.1f}%", 100 * (of / is - 1)); };
    return {name,
            std::to_string(days),
            error(expected[1], counted[1]),
            error(expected[0], counted[0]),
            error(expected[0] + expected[1], counted[0] + counted[1]),
            fmt::format("{:.1f}%", 100 * std::sqrt(squares / days))};
  }
};

using Sorts = std::vector<std::pair<std::string, LeftOut>>;

LeftOut& sort_of(Sorts& sorts, const std::string& name) {
  const auto found = std::find_if(sorts.begin(), sorts.end(), [&](const auto& s) { return s.first == name; });
  return found != sorts.end() ? found->second : sorts.emplace_back(name, LeftOut()).second;
}

/// Days off in a row with a holiday among them, here or on the Mainland, by what they are called.
std::string festival_of(const Calendar& calendar, Date date) {
  const std::vector<std::string> names = festivals_of(calendar, date);
  return names.empty() ? "" : date_text(date) + " " + names.front();
}

class Test {
 public:
  Test(const DailyPeople& daily, const Calendar& calendar, const Demand& demand, const std::string& port, Date first,
       Date last) {
    std::map<std::string, SpreadSums> spreads;
    for (Date date = first; date <= last; date = days_after(date, 1)) {
      const auto seen = seen_on(daily, demand, port, date);
      if (!seen) continue;
      const auto& [expected, counted] = *seen;
      const std::string kind = calendar.general_kind(date).name;
      all_.add(expected, counted);
      static constexpr std::array<const char*, 7> weekdays = {"Mondays", "Tuesdays",  "Wednesdays", "Thursdays",
                                                              "Fridays", "Saturdays", "Sundays"};
      by_weekday_[static_cast<std::size_t>(weekday(date))].second.add(expected, counted);
      by_weekday_[static_cast<std::size_t>(weekday(date))].first = weekdays[static_cast<std::size_t>(weekday(date))];
      sort_of(by_month_, date_text(date).substr(0, 7)).add(expected, counted);
      if (spread_kind(calendar, date) == holidays) sort_of(by_kind_, kind).add(expected, counted);
      if (const std::string festival = festival_of(calendar, date); !festival.empty())
        sort_of(festivals_, festival).add(expected, counted);

      const auto log_error = [&](const Seen& s) {
        return std::array{std::log(s.second[0] / s.first[0]), std::log(s.second[1] / s.first[1])};
      };
      const auto mine = log_error(*seen);
      if (std::fabs(mine[0] + mine[1]) / 2 > most_error) continue;
      double others = 0;
      int n = 0;
      for (const std::string& point : demand.control_points())
        if (point != port)
          if (const auto other = seen_on(daily, demand, point, date)) {
            const auto theirs = log_error(*other);
            others += (theirs[0] + theirs[1]) / 2;
            ++n;
          }
      spreads[spread_kind(calendar, date)].add(mine, n > 0 ? others / n : 0);
    }
    for (const auto& [kind, sums] : spreads) spread_[kind] = sums.spread();
  }

  bool empty() const { return all_.days == 0; }
  const LeftOut& all() const { return all_; }
  const std::map<std::string, ForecastSpread>& spread() const { return spread_; }

  std::string text() const {
    TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right});
    table.add({"expected beside counted", "days", "arrivals", "departures", "both", "single days"});
    for (const auto& [name, sort] : by_weekday_)
      if (sort.days > 0) table.add(sort.cells(name));
    for (const Sorts* sorts : {&by_month_, &by_kind_, &festivals_})
      for (const auto& [name, sort] : *sorts) table.add(sort.cells(name));
    table.add(all_.cells("all"));
    return table.text(usual_width);
  }

 private:
  using Seen = std::pair<std::array<double, 2>, std::array<double, 2>>;

  /// Of one date, in one place: what is expected and what was counted, by direction. Nothing where nobody was.
  static std::optional<Seen> seen_on(const DailyPeople& daily, const Demand& demand, const std::string& point,
                                     Date date) {
    Seen out;
    for (std::size_t d = 0; d < hour_directions.size(); ++d) {
      const auto found = daily.people.find({date, point, d});
      if (found == daily.people.end() || sum(found->second) < 1) return {};
      out.first[d] = sum(demand.people(date, point, d));
      out.second[d] = sum(found->second);
      if (out.first[d] < 1) return {};
    }
    return out;
  }

  /// Second moments of errors in logarithms.
  struct SpreadSums {
    int days = 0;
    double one_way = 0, both_ways = 0, with_others = 0;

    void add(const std::array<double, 2>& mine, double others) {
      ++days;
      one_way += (mine[0] * mine[0] + mine[1] * mine[1]) / 2;
      both_ways += mine[0] * mine[1];
      with_others += (mine[0] + mine[1]) / 2 * others;
    }
    ForecastSpread spread() const {
      const double all = one_way / days, shared = std::clamp(both_ways / days, 0.0, all);
      const double ports = std::clamp(with_others / days, 0.0, shared);
      return {std::sqrt(ports), std::sqrt(shared - ports), std::sqrt(all - shared)};
    }
  };

  LeftOut all_;
  std::array<std::pair<std::string, LeftOut>, 7> by_weekday_;
  Sorts by_month_, by_kind_, festivals_;
  std::map<std::string, ForecastSpread> spread_;
};

struct Range {
  Date first, last;
};

Range dates_of(const DailyPeople& daily, const std::string& port) {
  std::optional<Range> out;
  for (const auto& [key, people] : daily.people)
    if (std::get<1>(key) == port && sum(people) > 0) out = Range{out ? out->first : std::get<0>(key), std::get<0>(key)};
  return out.value_or(Range{});
}

/// People of the port, in each direction.
void check_both_ways(const DailyPeople& daily, const CalibrateDemandOptions& options) {
  std::array<double, hour_directions.size()> people{};
  for (const auto& [key, counts] : daily.people)
    if (std::get<1>(key) == options.port) people[std::get<2>(key)] += sum(counts);
  for (std::size_t d = 0; d < people.size(); ++d)
    if (people[d] <= 0)
      throw InputError({options.daily, 0, 0},
                       fmt::format("this table counts no {}s of '{}'", hour_directions[d], options.port),
                       "people of both directions, since an overlay says how many come and how many go");
}

void check_sources(const CalibrateDemandOptions& options) {
  for (const auto& [option, name] : {std::pair{"--arriving", options.arriving}, {"--departing", options.departing}})
    if (name.empty()) throw InputError({option, 0, 0}, "the name of a source is empty", "the name of one of 'demand'");
  if (options.arriving == options.departing)
    throw InputError({"--departing", 0, 0}, "'" + options.departing + "' is the source of those who arrive, too",
                     "another source");
}

void check_dates(const Calendar& calendar, const std::string& file, Date first, Date last) {
  for (const Date date : {first, last})
    if (!calendar.covers(date))
      throw InputError({file, 0, 0},
                       fmt::format("the table of holidays does not know {}: it has {} to {}", date_text(date),
                                   date_text(calendar.first()), date_text(calendar.last())),
                       "a table that knows all dates that are fitted and foretold");
}

}  // namespace

void calibrate_demand(const CalibrateDemandOptions& options) {
  if (!options.output.empty()) check_overlay(options.output, {options.daily, options.holidays}, options.force);
  const DailyPeople daily = read_daily(options.daily);
  check_port(daily, options.daily, options.port);
  const Calendar calendar = read_calendar(options.holidays);
  check_both_ways(daily, options);
  check_sources(options);
  const Range counted = dates_of(daily, options.port);
  const Date since = date_of_option("--since", options.since).value_or(counted.first);
  const Date test_from =
      date_of_option("--test-from", options.test_from).value_or(days_after(counted.last, 1 - usual_test));
  const Date from = date_of_option("--from", options.from).value_or(days_after(counted.last, 1));
  const Date to =
      date_of_option("--to", options.to).value_or(std::min({days_after(counted.last, 365), calendar.last()}));
  if (test_from > counted.last)
    throw InputError({"--test-from", 0, 0},
                     fmt::format("no count is left for the test: the last is of {}", date_text(counted.last)),
                     "an earlier date");
  if (const int days = days_between(since, test_from); days < least_fitted)
    throw InputError({options.test_from.empty() ? options.daily : "--test-from", 0, 0},
                     days <= 0 ? fmt::format("no day from {} on is left to fit to before the test from {} on",
                                             date_text(since), date_text(test_from))
                               : fmt::format("{} days are too few to fit to, {} to {}", days, date_text(since),
                                             date_text(days_after(test_from, -1))),
                     fmt::format("{} days or more before the first that is left out{}", least_fitted,
                                 options.test_from.empty()
                                     ? ", which is half a year before the last count unless '--test-from' says "
                                       "otherwise"
                                     : ""));
  if (from < since)
    throw InputError(
        {"--from", 0, 0},
        fmt::format("{} is before {}, the first date that is fitted to", date_text(from), date_text(since)),
        "that date or a later one");
  if (to < from && options.to.empty()) check_dates(calendar, options.holidays, since, from);
  if (to < from)
    throw InputError({"--to", 0, 0}, fmt::format("{} is before {}", date_text(to), date_text(from)), "a later date");
  check_dates(calendar, options.holidays, since, std::max(counted.last, to));

  const Demand before(daily, calendar, since, days_after(test_from, -1));
  const Test test(daily, calendar, before, options.port, test_from, counted.last);
  if (test.empty())
    throw InputError({options.daily, 0, 0},
                     fmt::format("no date from {} to {} has people of '{}' in both directions", date_text(test_from),
                                 date_text(counted.last), options.port),
                     "dates to test with, in both directions");
  if (!options.quiet)
    say("{}: fitted to {} to {}, and beside it what was counted from {} to {}\n\n{}", options.port, date_text(since),
        date_text(days_after(test_from, -1)), date_text(test_from), date_text(counted.last), test.text());
  if (options.output.empty()) return;

  const Demand demand(daily, calendar, since, counted.last);
  Forecast forecast;
  forecast.port = options.port;
  forecast.holidays = options.holidays;
  forecast.sources = {options.departing, options.arriving};
  forecast.made_of = fmt::format("{}, {} to {}", options.port, date_text(since), date_text(counted.last));
  forecast.quality = fmt::format(
      "Fitted to {} to {}, the days from {} to {} were {:+.1f}% off together and a single day {:.1f}% (root mean "
      "square).",
      date_text(since), date_text(days_after(test_from, -1)), date_text(test_from), date_text(counted.last),
      100 * ((test.all().expected[0] + test.all().expected[1]) / (test.all().counted[0] + test.all().counted[1]) - 1),
      100 * std::sqrt(test.all().squares / test.all().days));
  forecast.spread = test.spread();
  for (Date date = from; date <= to; date = days_after(date, 1))
    for (std::size_t d = hour_directions.size(); d-- > 0;)
      forecast.people.push_back({date, d, demand.people(date, options.port, d)});
  write_overlay(options.output, forecast);
  if (!options.quiet)
    say("\n{} to {} foretold: {}, with {} beside it\n", date_text(from), date_text(to), options.output,
        table_beside(options.output));
}

}  // namespace crossflow
