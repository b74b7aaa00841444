#include "roster/judge.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "analysis/measures.hpp"
#include "analysis/study_answer.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"
#include "sim/base/quantile.hpp"

namespace crossflow {
namespace {

// Who came to whom something is promised, by direction and class.
std::set<std::pair<std::uint8_t, std::uint8_t>> promised(const Directory& directory, const ResultRows& rows) {
  std::set<std::pair<std::uint8_t, std::uint8_t>> out;
  for (const PledgeRow& r : rows.of<PledgeRow>())
    if (r.authority == pledge_authority_index(directory) && r.joined > 0 &&
        directory.classes[r.traveller_class].pledge_share > 0)
      out.emplace(r.direction, r.traveller_class);
  return out;
}

// One request for each date on which anybody came: of others nothing can be told.
std::vector<MeasureRequest> by_date(const MeasureRequest& request, const Directory& directory, const ResultRows& rows) {
  std::vector<MeasureRequest> out;
  const int authority = pledge_authority_index(directory);
  for (int d = 1; d <= directory.days; ++d) {
    MeasureRequest of_day = request;
    of_day.day = AskedDay{d, {}};
    const auto selection = select(directory, of_day);
    if (!selection) continue;
    const auto& pledges = rows.of<PledgeRow>();
    const bool anybody = std::any_of(pledges.begin(), pledges.end(), [&](const PledgeRow& r) {
      return r.authority == authority && r.joined > 0 && selection->takes_row(r) &&
             selection->day_of(directory, r.from_s);
    });
    if (anybody) out.push_back(std::move(of_day));
  }
  return out;
}

struct Days {
  std::int64_t kept = 0, all = 0;
};

Days days_of(const Demand& demand, const Seen& seen) {
  Days out;
  for (std::size_t r = 0; r < demand.requests.size(); ++r)
    for (const auto& value : values(demand.requests[r], seen[r])) {
      if (!value) continue;
      ++out.all;
      out.kept += keeps(demand.condition, *value) ? 1 : 0;
    }
  return out;
}

bool days_may_reach(const Demand& demand, const Seen& seen, std::uint32_t replications, double spare) {
  const Days so_far = days_of(demand, seen);
  const auto simulated = static_cast<double>(seen.front().size());
  if (simulated < 1) return true;
  const double all = static_cast<double>(so_far.all) * std::max(1.0, replications / simulated);
  const double wanted = *demand.on_days + spare * (1 - *demand.on_days);
  return all > 0 && all - static_cast<double>(so_far.all - so_far.kept) >= wanted * all - 1e-9;
}

}  // namespace

std::vector<Demand> demands_of(const RosterRules& rules, const Directory& directory, const ResultRows& rows) {
  std::vector<Demand> out;
  for (const auto& [direction, of_class] : promised(directory, rows)) {
    if (rules.pledges == KeptOn::none) break;
    const ClassEntry& entry = directory.classes[of_class];
    MeasureRequest request;
    request.kind = &kept_measure();
    request.traveller_class = entry.name;
    request.direction = directory.directions[direction];
    request.name = fmt::format("{}, {}", entry.name, request.direction);
    const MeasureCondition bound{0, true, round_share_text(entry.pledge_share), {}, entry.pledge_share};
    const std::string text = fmt::format("{}: {} within {}", request.name, bound.text, limit_text(entry.pledge_limit));
    const bool each_date = rules.pledges == KeptOn::each_date && directory.days > 1;
    std::vector<MeasureRequest> dates;
    if (rules.on_days || each_date) dates = by_date(request, directory, rows);
    if (rules.on_days && !dates.empty()) {
      out.push_back({text, bound, std::move(dates), rules.on_days});
    } else if (each_date) {
      for (MeasureRequest& one : dates)
        out.push_back({fmt::format("{}, {}", date_text(days_after(directory.date, one.day->number - 1)), text),
                       bound,
                       {one},
                       std::nullopt});
    } else {
      out.push_back({text, bound, {request}, std::nullopt});
    }
  }
  bool nobody_left = false;
  for (const MeasureCondition& condition : rules.conditions) {
    const MeasureRequest& request = rules.measures[condition.measure];
    out.push_back({condition_text(condition, request), condition, {request}, std::nullopt});
    nobody_left = nobody_left || request.kind == &not_cleared_measure();
  }
  if (!nobody_left) {
    MeasureRequest request;
    request.kind = &not_cleared_measure();
    request.name = request.kind->name;
    out.push_back({"nobody left uncleared", {0, false, "0", {}, 0}, {request}, std::nullopt});
  }
  return out;
}

std::vector<Seen> see(const std::vector<Demand>& demands, const Directory& directory, const ResultRows& rows) {
  StudyDesign design;
  for (const Demand& demand : demands)
    design.measures.insert(design.measures.end(), demand.requests.begin(), demand.requests.end());
  VariantObservations found = observe(design, directory, rows);
  std::vector<Seen> out;
  std::size_t next = 0;
  for (const Demand& demand : demands) {
    Seen& seen = out.emplace_back();
    for (std::size_t r = 0; r < demand.requests.size(); ++r) seen.push_back(std::move(found.of_measures[next++]));
  }
  return out;
}

Judged judge(const Demand& demand, const Seen& seen, double error) {
  if (!demand.on_days) {
    const auto figure = estimate(demand.request(), seen.front());
    return {meets(demand.condition, demand.request(), seen.front(), error),
            figure ? std::optional(figure->value) : std::nullopt};
  }
  const Days days = days_of(demand, seen);
  if (days.all == 0) return {Meets::no, std::nullopt};
  const Estimate share = wilson_estimate(days.kept, days.all, 1 - 2 * error);
  const Meets met = share.interval->low >= *demand.on_days   ? Meets::yes
                    : share.interval->high < *demand.on_days ? Meets::no
                                                             : Meets::untold;
  return {met, share.value};
}

double widths_of(double error) {
  return standard_normal_quantile(1 - error, error) / standard_normal_quantile(1 - luck, luck);
}

Margin margin_of_search(std::uint32_t days, std::uint32_t test_days, double test_error) {
  const double share = static_cast<double>(days) / test_days;
  return {std::sqrt(1 + share) + widths_of(test_error) * std::sqrt(share), spare_days};
}

bool may_reach(const Demand& demand, const Seen& seen, std::uint32_t days, const Margin& margin) {
  if (demand.on_days) return days_may_reach(demand, seen, days, margin.spare);
  const std::vector<Observation>& all = seen.front();
  const bool whole = all.size() >= days;
  if (allows_no_exception(demand.condition, demand.request())) {
    const Meets met = meets(demand.condition, demand.request(), all, luck);
    return met == Meets::yes || (met == Meets::untold && !whole);
  }
  const auto bounds = estimate(demand.request(), all, 1 - 2 * luck);
  if (!bounds || !bounds->interval) return !whole;
  // How far bounds are from the figure; that shrinks with the root of the days.
  const bool least = demand.condition.at_least;
  const double below = bounds->value - bounds->interval->low, above = bounds->interval->high - bounds->value;
  const double seen_share = std::min(1.0, static_cast<double>(all.size()) / days);
  const double at_the_end = (least ? above : below) * std::sqrt(1 - seen_share) -
                            (least ? below : above) * margin.widths * std::sqrt(seen_share);
  return keeps(demand.condition, bounds->value + (least ? at_the_end : -at_the_end));
}

std::vector<Meets> meets_of(const std::vector<Judged>& all) {
  std::vector<Meets> out;
  for (const Judged& one : all) out.push_back(one.meets);
  return out;
}

std::string value_text(const Demand& demand, const std::optional<double>& value) {
  if (!value) return "not measured";
  if (demand.on_days) return round_share_text(*value) + " of days";
  return measure_text(measure_of(demand.request()).unit, *value);
}

}  // namespace crossflow
