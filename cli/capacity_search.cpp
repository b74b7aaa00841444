#include "cli/capacity_search.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "analysis/measures.hpp"
#include "analysis/start_up.hpp"
#include "analysis/study_answer.hpp"
#include "analysis/summary_parts.hpp"
#include "cli/amounts.hpp"
#include "cli/capacity_more.hpp"
#include "cli/progress.hpp"
#include "cli/simulate.hpp"
#include "sim/model/directory.hpp"
#include "sim/record/result_file.hpp"
#include "sim/record/rows.hpp"
#include "sim/scenario/quantity.hpp"

namespace crossflow {
namespace {

constexpr double error = 0.025;         // of either end of the interval
constexpr double few = 0.05;            // of waiting: causes with less are not told
constexpr double told_percentile = 95;  // of times until clearance
constexpr double half_hour_s = 1800;
constexpr double doubling_from = 0.1;  // of today's demand: the first step up
constexpr double least_checked = 0.1;  // of levels, before the work begins

double percentage(const std::string& option, const std::string& text, double least, double most) {
  const QuantityRule rule = rules::percent(least, most);
  std::string nearest;
  const auto amount = parse_amount(rule, text, &nearest);
  if (!amount) throw InputError({option}, fmt::format("'{}' will not do", text), rule.expected(), nearest);
  return amount->value;
}

long half_hour_of(double from_s) {
  return static_cast<long>(from_s / half_hour_s);
}

double busiest_hour_of(const Directory& directory, const ResultRows& rows) {
  StudyDesign asked;
  asked.measures.emplace_back().kind = &busiest_hour_measure();
  const auto found = estimate(asked.measures.front(), observe(asked, directory, rows).of_measures.front());
  return found ? found->value : 0;
}

/// Waiting by the half-hour, and by where and for what.
using Ledger = std::map<long, std::map<std::pair<std::uint16_t, LedgerCause>, double>>;

Ledger ledger_of(const ResultRows& rows) {
  Ledger out;
  for (const LedgerRow& r : rows.of<LedgerRow>()) {
    const auto cause = static_cast<LedgerCause>(r.cause);
    const std::uint16_t at = cause == LedgerCause::next_place_full ? r.place : r.station;
    out[half_hour_of(r.from_s)][{at, cause}] += r.waiting_person_s;
  }
  return out;
}

/// Who was late waited where most was waited of what may lie on his way, in the half-hour in which he joined and the
/// next. Of other things that must hold: all waiting.
std::vector<LateAt> late_at(const Demand& demand, const Directory& directory, const ResultRows& rows,
                            const Ledger& ledger) {
  std::map<std::pair<std::uint16_t, LedgerCause>, double> sums;
  const auto selection = select(directory, demand.request());
  if (!selection) return {};
  if (demand.request().kind == &kept_measure()) {
    for (const PledgeRow& r : rows.of<PledgeRow>()) {
      const auto people = static_cast<double>(r.joined - r.kept);
      if (people <= 0 || r.authority != pledge_authority_index(directory) || !selection->takes_row(r) ||
          !selection->day_of(directory, r.from_s))
        continue;
      std::map<std::pair<std::uint16_t, LedgerCause>, double> there;
      double all = 0;
      for (long h = half_hour_of(r.from_s); h <= half_hour_of(r.from_s) + 1; ++h) {
        const auto then = ledger.find(h);
        if (then == ledger.end()) continue;
        for (const auto& [where, person_s] : then->second) {
          const StationEntry& station = directory.stations[where.first];
          if (station.port != r.port || (station.direction >= 0 && station.direction != r.direction) ||
              station.unit != directory.classes[r.traveller_class].kind)
            continue;
          there[where] += person_s;
          all += person_s;
        }
      }
      for (const auto& [where, person_s] : there)
        if (all > 0) sums[where] += people * person_s / all;
    }
  } else {
    for (const auto& [half_hour, then] : ledger)
      for (const auto& [where, person_s] : then)
        if (!selection->station || *selection->station == where.first) sums[where] += person_s;
  }
  double all = 0;
  for (const auto& [where, amount] : sums) all += amount;
  std::vector<LateAt> out;
  for (const auto& [where, amount] : sums)
    if (amount >= few * all && amount > 0) out.push_back({where.first, where.second, amount / all});
  std::stable_sort(out.begin(), out.end(), [](const LateAt& a, const LateAt& b) { return a.share > b.share; });
  return out;
}

/// Within what so many of those were cleared to whom a pledge is given; none of other things.
std::optional<Estimate> longest_of(const Demand& demand, const Directory& directory, const ResultRows& rows) {
  if (demand.request().kind != &kept_measure()) return std::nullopt;
  MeasureRequest request = demand.request();
  request.kind = &clearance_time_measure();
  request.percentile = told_percentile;
  StudyDesign design;
  design.measures = {request};
  return estimate(request, observe(design, directory, rows).of_measures.front());
}

}  // namespace

bool DemandLevel::all_hold() const {
  return broken().empty();
}

Meets DemandLevel::meets() const {
  std::vector<Meets> each;
  for (const AtLevel& one : demands) each.push_back(one.judged.meets);
  return all_of(each);
}

std::vector<std::size_t> DemandLevel::broken() const {
  std::vector<std::size_t> out;
  for (std::size_t d = 0; d < demands.size(); ++d)
    if (!demands[d].holds) out.push_back(d);
  return out;
}

CapacitySearch::CapacitySearch(const CapacityOptions& options)
    : options_(options),
      precision_(percentage("--precision", options.precision, 0.001, 0.2)),
      seed_(seed_of(options.seed)),
      folder_("", "capacity") {
  last_ = static_cast<int>(percentage("--most", options.most, 0.1, 100) / precision_ + 1e-9);
  if (!options.growth.empty()) growth_ = percentage("--growth", options.growth, 0.001, 1);
  scenario_ = load_checked(options.scenario, options.load).scenario();
  for (const Port& port : scenario_.ports)
    for (int d = 0; d < scenario_.days; ++d) {
      const Port& today = scenario_.on(d).ports[static_cast<std::size_t>(&port - scenario_.ports.data())];
      if (!port.sources.empty() && today.sources.front().scale.factor != port.sources.front().scale.factor)
        throw InputError({options.scenario}, "the scale of demand hangs on the kind of day",
                         "one scale for all days, which levels of demand multiply");
    }
  directory_ = make_directory(scenario_);
  Problems problems;
  for (const std::string& text : options.where) {
    BoundMeasure read = read_condition(text, "--where", all_measures());
    read.condition.measure = rules_.measures.size();
    rules_.measures.push_back(std::move(read.request));
    rules_.conditions.push_back(std::move(read.condition));
  }
  const std::vector<Directory> directories{directory_};
  check_requests(rules_.measures, directories, problems);
  read_bounds(rules_.conditions, rules_.measures, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  rules_.pledges = KeptOn::each_date;
  // What cannot be scaled, and too many people, are told before the work begins. Groups are of whole people, so what
  // the largest level allows a smaller one may not.
  for (int number = last_; factor_of(number) >= least_checked; number -= 1 + last_ / 100) {
    LoadOptions scaled = options.load;
    for (const std::string& set : at_scale(factor_of(number))) scaled.sets.push_back(set);
    load_checked(options.scenario, scaled);
  }
}

// On top of the scenario's own scale.
std::vector<std::string> CapacitySearch::at_scale(double factor) const {
  std::vector<std::string> out;
  for (std::size_t p = 0; p < scenario_.ports.size(); ++p)
    if (const auto& sources = scenario_.ports[p].sources; !sources.empty())
      out.push_back(of_port(scenario_, p, "demand",
                            fmt::format("{{scale: {:.6g}%}}", 100 * factor * sources.front().scale.factor)));
  return out;
}

DemandLevel CapacitySearch::simulate(double factor, const std::string& more) {
  std::vector<NamedExperiment> one(1);
  one.front().name = fmt::format("demand {:.4g}%", 100 * factor);
  Experiment& e = one.front().experiment;
  e.scenario = options_.scenario;
  e.load = options_.load;
  for (const std::string& set : at_scale(factor)) e.load.sets.push_back(set);  // over the user's own
  if (!more.empty()) e.load.sets.push_back(more);
  e.seed = seed_;
  e.replications = options_.replications;
  e.output = folder_.file("level.h5");
  simulate_all(one, folder_, {options_.at_once.value_or(processors()), options_.quiet, ""});
  DemandLevel out;
  out.factor = factor;
  {
    const ResultReader reader(e.output);
    const Directory& directory = reader.directory();
    const ResultRows all = reader.rows();
    ResultRows left;
    const ResultRows& rows = after_warm_up(directory, all, left);
    if (demands_.empty()) demands_ = demands_of(rules_, directory, rows);
    std::vector<Seen> seen = see(demands_, directory, rows);
    const Ledger ledger = ledger_of(rows);
    for (std::size_t d = 0; d < demands_.size(); ++d) {
      AtLevel& at = out.demands.emplace_back();
      at.judged = judge(demands_[d], seen[d], error / static_cast<double>(demands_.size()));
      at.holds = at.judged.value && keeps(demands_[d].condition, *at.judged.value);
      at.figure = estimate(demands_[d].request(), seen[d].front());
      at.longest = longest_of(demands_[d], directory, rows);
      at.late = late_at(demands_[d], directory, rows, ledger);
      at.seen = std::move(seen[d]);
    }
    const double days = static_cast<double>(options_.replications) * directory.days;
    for (const FlowRow& r : rows.of<FlowRow>())
      if (directory.classes[r.traveller_class].kind == EntityKind::traveller)
        out.people_a_day += static_cast<double>(r.generated - r.diverted) / days;
    out.busiest_hour = busiest_hour_of(directory, rows);
  }
  std::filesystem::remove(e.output);
  return out;
}

const DemandLevel& CapacitySearch::level(Levels& levels, int number, const std::string& more) {
  const auto known = levels.find(number);
  return known != levels.end() ? known->second
                               : levels.emplace(number, simulate(factor_of(number), more)).first->second;
}

// Between neighbours of which it is known, else from `from` on by doubling steps; 0: not even the smallest.
template <class Holds>
int CapacitySearch::largest(Levels& levels, int from, const std::string& more, const Holds& kept) {
  if (levels.empty()) level(levels, from, more);
  int low = 0, high = last_ + 1;
  for (const auto& [number, one] : levels)
    if (kept(one)) low = std::max(low, number);
  for (const auto& [number, one] : levels)
    if (!kept(one) && number > low) high = std::min(high, number);
  int step = std::max(1, static_cast<int>(std::lround(doubling_from / precision_)));
  while (low > 0 && high > last_ && low < last_) {  // nothing is known to fail yet
    const int next = std::min(low + step, last_);
    (kept(level(levels, next, more)) ? low : high) = next;
    step *= 2;
  }
  while (high - low > 1) {
    const int middle = low + (high - low) / 2;
    (kept(level(levels, middle, more)) ? low : high) = middle;
  }
  return low;
}

void CapacitySearch::run() {
  const auto figures_hold = [](const DemandLevel& one) { return one.all_hold(); };
  try {
    const int today = std::clamp(static_cast<int>(std::lround(1 / precision_)), 1, last_);
    holds = largest(levels_, today, "", figures_hold);
    if (*holds < last_) breaks_first = level(levels_, *holds + 1, "").broken();
    surely = largest(levels_, today, "", [](const DemandLevel& one) { return one.meets() == Meets::yes; });
    broken = largest(levels_, today, "", [](const DemandLevel& one) { return one.meets() != Meets::no; }) + 1;
    if (*holds == last_) return;
    try_one_more();
    try_mended();
  } catch (const Interrupted&) {
    interrupted = true;
  }
}

// What the curve of that which breaks first has for the figure, looked up the other way round.
std::optional<double> CapacitySearch::worth_of(const DemandLevel& with) const {
  const std::size_t d = breaks_first.front();
  const double sign = demands_[d].condition.at_least ? 1 : -1;
  const auto& wanted = with.demands[d].judged.value;
  const DemandLevel* above = nullptr;
  for (auto l = levels_.rbegin(); l != levels_.rend(); ++l) {
    const auto& value = l->second.demands[d].judged.value;
    if (l->first > one_more_at_level || !value || !wanted) continue;
    if (sign * (*value - *wanted) >= 0) {
      if (above == nullptr) return 0.0;
      const double upper = *above->demands[d].judged.value;
      const double part = std::fabs(*value - upper) > 0 ? (*wanted - upper) / (*value - upper) : 0;
      return with.factor - (above->factor - part * (above->factor - l->second.factor));
    }
    above = &l->second;
  }
  return std::nullopt;
}

void CapacitySearch::try_one_more() {
  one_more_at_level = std::min(*broken, last_);  // nearer to the end chance hides what one more does
  for (const std::size_t d : breaks_first)
    for (const LateAt& where : levels_.at(*holds + 1).demands[d].late)
      for (const More& more : one_more_at(where, scenario_, directory_)) {
        if (std::any_of(one_more.begin(), one_more.end(), [&](const OneMore& o) { return o.what == more.what; }))
          continue;
        OneMore tried{more.what, simulate(factor_of(one_more_at_level), more.set), {}};
        tried.worth = worth_of(tried.level);
        one_more.push_back(std::move(tried));
      }
}

// What breaks first has half as much again of what it lacks most.
void CapacitySearch::try_mended() {
  std::string what, set;
  for (const std::size_t d : breaks_first)
    for (const LateAt& where : levels_.at(*holds + 1).demands[d].late)
      for (const More& more : mended_at(where, scenario_, directory_)) {
        if (!set.empty()) continue;
        what = more.what;
        set = more.set;
      }
  if (set.empty()) return;
  Levels levels;
  // From where it is kept without: there too, unless the mend jams something else.
  const int found = largest(levels, *holds, set, [](const DemandLevel& one) { return one.all_hold(); });
  if (found < last_) level(levels, found + 1, set);
  mended = Mended{what, found, std::move(levels)};
}

}  // namespace crossflow
