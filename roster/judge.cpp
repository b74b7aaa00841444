#include "roster/judge.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "analysis/measures.hpp"
#include "analysis/study_answer.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

constexpr double spare_days = 0.4;  // of those days that need not keep it

// Who came to whom something is promised, by direction and class.
std::set<std::pair<std::uint8_t, std::uint8_t>> promised(const Directory& directory, const ResultRows& rows) {
  std::set<std::pair<std::uint8_t, std::uint8_t>> out;
  for (const PledgeRow& r : rows.of<PledgeRow>())
    if (r.authority == pledge_authority_index(directory) && r.joined > 0 &&
        directory.classes[r.traveller_class].pledge_share > 0)
      out.emplace(r.direction, r.traveller_class);
  return out;
}

// One request for each date, or one of all.
std::vector<MeasureRequest> by_date(const MeasureRequest& request, int days) {
  std::vector<MeasureRequest> out;
  for (int d = 1; d <= days; ++d) {
    out.push_back(request);
    out.back().day = AskedDay{d, {}};
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
      const double rounding = 1e-9;
      ++out.all;
      out.kept += demand.condition.at_least ? *value >= demand.condition.bound - rounding
                                            : *value <= demand.condition.bound + rounding;
    }
  return out;
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
    if (rules.on_days) {
      out.push_back({text, bound, by_date(request, directory.days), rules.on_days});
    } else if (rules.pledges == KeptOn::each_date && directory.days > 1) {
      for (MeasureRequest& one : by_date(request, directory.days))
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

bool promising(const Demand& demand, const Seen& seen) {
  if (!demand.on_days) return judge(demand, seen, search_error).meets == Meets::yes;
  const Days days = days_of(demand, seen);
  const double wanted = *demand.on_days + spare_days * (1 - *demand.on_days);
  return days.all > 0 && static_cast<double>(days.kept) >= wanted * static_cast<double>(days.all) - 1e-9;
}

Judged as_the_search_judges(const Demand& demand, const Seen& seen, double error) {
  Judged out = judge(demand, seen, error);
  if (promising(demand, seen))
    out.meets = Meets::yes;
  else if (out.meets == Meets::yes)
    out.meets = Meets::untold;
  return out;
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
