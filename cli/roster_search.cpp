#include "cli/roster_search.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <unistd.h>

#include "analysis/measures.hpp"
#include "analysis/text_table.hpp"
#include "cli/amounts.hpp"
#include "cli/progress.hpp"
#include "roster/test_plan.hpp"
#include "sim/base/say.hpp"
#include "sim/experiment/replicate.hpp"
#include "sim/model/directory.hpp"
#include "sim/model/kinds.hpp"

namespace crossflow {
namespace {

constexpr std::uint32_t most_tests = 5;
constexpr std::uint32_t least_days = 5;               // replications after which a roster may be given up
constexpr std::uint32_t least_days_for_margin = 100;  // because a margin will not be there
constexpr int most_askings = 20;                      // until a roster is good
constexpr int most_halvings = 8;                      // of the way between one that failed and a good one
constexpr std::size_t most_tries = 4;     // in a new round, of what the round before thought good or nearly so
constexpr std::uint32_t test_share = 10;  // the second round has this part of the days of the test,
constexpr std::uint32_t most_days = 200;  // and no more than these unless the file asks for more
constexpr double step_from_afar = 0.1, step_nearby = 0.03;

// Pools, and what conditions name, are there.
void check(RosterStudy& study, const Directory& directory) {
  Problems problems;
  if (directory.ports.size() > 1)
    problems.add(study.base_asked_at, "the scenario has several ports", "a scenario of one port: rosters are a port's");
  std::vector<std::string> names;
  for (const PoolEntry& pool : directory.pools) names.push_back(short_name(pool.name));
  for (const RosterPool& pool : study.rules.pools)
    if (std::find(names.begin(), names.end(), pool.name) == names.end())
      problems.add(pool.place, fmt::format("the scenario has no pool '{}'", pool.name),
                   names.empty() ? "a scenario with officers" : fmt::format("one of '{}'", fmt::join(names, "', '")),
                   nearest_word(pool.name, names));
  const std::vector<Directory> directories{directory};
  check_requests(study.rules.measures, directories, problems);
  read_bounds(study.rules.conditions, study.rules.measures, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace

RosterSearch::RosterSearch(RosterStudy study, const RosterOptions& options)
    : study_(std::move(study)), options_(options), folder_("", "roster") {
  RosterRules& rules = study_.rules;
  if (options.replications) rules.replications = *options.replications;
  if (!options.seed.empty()) rules.seed = seed_of(options.seed);
  next_seed_ = rules.seed;
  const Scenario scenario = load_checked(study_.base, study_.load_options()).scenario();
  directory_ = make_directory(scenario);
  check(study_, directory_);
  for (const RosterPool& wanted : rules.pools)
    for (const Pool& pool : scenario.ports.front().pools)
      if (pool.name == wanted.name)
        before_.push_back({!pool.shifts.empty(), !pool.roster.empty(), pool.reserves.has_value()});
  Problems problems;
  duties_ = duties_of(rules, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
}

void RosterSearch::run() {
  try {
    ask_all_manned();
    if (!possible) return;
    cover_.emplace(rules(), duties_, needs_);
    begin_round(rules().replications);
    find_from_the_need();
    halve_the_way();
    const std::uint32_t more = std::max(all_manned_days, std::min(most_days, rules().test / test_share));
    if (more > found.days)
      next_round(more, worth_more_days());
    else
      go_down();
    while (found.best && interrupts_.count() == 0) {
      const std::optional<TriedRoster> instead = test();
      if (found.passed || tests == most_tests || interrupts_.count() > 0) break;
      std::vector<TriedRoster> from = worth_more_days();
      const double cost = found.best->roster.cost;
      std::erase_if(from, [cost](const TriedRoster& t) { return t.roster.cost <= cost + 1e-9; });
      if (instead) from.push_back(*instead);
      next_round(2 * found.days, std::move(from));
    }
    if (found.best && interrupts_.count() == 0) find_prices();
  } catch (const Interrupted&) {
  }
  interrupted = interrupts_.count() > 0;
  const bool has_a_word = interrupted || !found_before_.tested.empty();
  if (!found.best && found_before_.best && has_a_word) found = found_before_;
}

// A round simulates as many rosters as the file says, or fewer with as many days; until the user asks to end.
bool RosterSearch::over() const {
  return rosters_left_ == 0 || days_left_ <= 0 || interrupts_.count() > 0;
}

void RosterSearch::begin_round(std::uint32_t replications) {
  if (found.best) found_before_ = found;
  found = RosterFound();
  found.days = replications;
  found.seed = next_seed_++;
  margin_ = margin_of_search(found.days, rules().test, error_of_test(tests + 1, demands_.size()));
  rosters_left_ = rules().most_rosters;
  days_left_ = static_cast<std::int64_t>(rules().most_rosters) * rules().replications;
  known_.clear();
  failed_ = failed_tests_;
  nearest.reset();
}

// What was good, or not far from it.
std::vector<TriedRoster> RosterSearch::worth_more_days() const {
  std::vector<TriedRoster> out;
  for (const auto& [key, tried] : known_)
    if (tried.good || tried.near) out.push_back(tried);
  return out;
}

void RosterSearch::next_round(std::uint32_t replications, std::vector<TriedRoster> from) {
  begin_round(replications);
  std::stable_sort(from.begin(), from.end(),
                   [](const TriedRoster& a, const TriedRoster& b) { return a.roster.cost < b.roster.cost; });
  if (from.size() > most_tries) from.resize(most_tries);
  for (const TriedRoster& one : from) {
    if (found.best || over()) break;
    const TriedRoster tried = try_roster(one.roster, one.asked);
    if (!tried.good) failed_below_ = tried;
  }
  if (from.empty()) find_from_the_need();
  if (!found.best && failed_below_) climb(failed_below_->asked, failed_below_->roster);
  halve_the_way();
  go_down();
}

void RosterSearch::go_down() {
  if (!found.best) return;
  try_with_less_money();
  try_with_less_of_each();
  try_all_that_are_cheaper();
}

TriedRoster RosterSearch::try_roster(const Roster& roster, const Asked& asked) {
  std::string key = table_of(roster);
  for (const auto& plan : roster.posts) key += fmt::format("{}\n", fmt::join(plan, " "));
  if (const auto known = known_.find(key); known != known_.end()) {
    TriedRoster again = known->second;
    again.asked = asked;
    return again;
  }
  // Days go on until it is known that something will not be kept: what fails needs few of them. A margin takes more
  // days to tell, since a single bad one among a handful says little.
  const auto hopeless = [&](const DaysSeen& so_far) {
    if (so_far.days() < least_days) return false;
    for (std::size_t d = 0; d < demands_.size(); ++d) {
      const Seen& seen = so_far.seen()[d];
      if (judge(demands_[d], seen, luck).meets == Meets::no) return true;
      if (so_far.days() >= least_days_for_margin && !may_reach(demands_[d], seen, found.days, margin_)) return true;
    }
    return false;
  };
  const TriedRoster tried = judged_by_search(roster, asked, simulate(roster, found.days, found.seed, hopeless));
  ++simulated;
  --rosters_left_;
  days_left_ -= tried.days;
  known_.emplace(key, tried);
  take_note_of(tried);
  return tried;
}

TriedRoster RosterSearch::judged_by_search(const Roster& roster, const Asked& asked, const DaysSeen& seen) const {
  TriedRoster out;
  out.roster = roster;
  out.asked = asked;
  out.days = seen.days();
  out.seen = seen.seen();
  std::vector<char> failed;
  out.near = true;
  for (std::size_t d = 0; d < demands_.size(); ++d) {
    Judged judged = judge(demands_[d], out.seen[d], luck);
    if (!may_reach(demands_[d], out.seen[d], out.days, {})) out.near = false;
    const bool kept = out.days == found.days && may_reach(demands_[d], out.seen[d], out.days, margin_);
    if (kept || judged.meets == Meets::yes) judged.meets = kept ? Meets::yes : Meets::untold;
    failed.push_back(kept ? 0 : 1);
    out.judged.push_back(judged);
  }
  out.good = std::find(failed.begin(), failed.end(), 1) == failed.end();
  out.complaints = seen.complaints(failed);
  return out;
}

void RosterSearch::take_note_of(const TriedRoster& tried) {
  if (!tried.good) {
    failed_.push_back(cover_->at_work(tried.roster.duties));
    if (!nearest || tried.roster.cost > nearest->roster.cost) nearest = tried;
    return;
  }
  if (found.best && found.best->roster.cost <= tried.roster.cost + 1e-9) return;
  found.best = tried;
  if (!options_.quiet && isatty(STDERR_FILENO) != 0)  // as progress is shown
    say_on_error(fmt::format("best so far: {} officers, {:.1f} h, cost {:.1f}, after {} rosters\n",
                             tried.roster.officers(), tried.roster.hours(duties_), tried.roster.cost, simulated));
}

// Erlang's answer, and that of the fluid.
void RosterSearch::find_from_the_need() {
  const Asked by_erlang = asked_by_erlang(needs_);
  if (const auto first = cover_->cheapest(by_erlang)) erlang = try_roster(*first, by_erlang);
  const Asked asked = asked_of(needs_);
  double least = 0;
  const auto roster = cover_->cheapest(asked, &least);
  if (least > 0) bound = least;
  if (roster) climb(asked, *roster);
}

// More is asked for where people waited for officers, until all is kept or it costs as much as the best.
void RosterSearch::climb(Asked asked, Roster roster) {
  double step = 0;
  for (int i = 0; i < most_askings && !over(); ++i) {
    const TriedRoster tried = try_roster(roster, asked);
    if (tried.good || tried.complaints.none()) return;
    failed_below_ = tried;
    step = std::max(step, tried.near ? step_nearby : step_from_afar);
    ask_anew(asked, roster, needs_, tried.complaints, step, false);
    const auto next = cover_->cheapest(asked);
    if (!next || (found.best && next->cost >= found.best->roster.cost)) return;
    step = next->cost <= roster.cost + 1e-9 ? 2 * step : 0;  // so little more changed nothing
    roster = *next;
  }
}

// Between what was asked of the dearest that failed on the way up and what is asked of the best.
void RosterSearch::halve_the_way() {
  if (!failed_below_ || !found.best) return;
  Asked low = failed_below_->asked, high = found.best->asked;
  const double least = least_saving();
  for (int i = 0; i < most_halvings && !over(); ++i) {
    Asked middle = high;
    for (std::size_t n = 0; n < needs_.size(); ++n)
      for (std::size_t k = 0; k < half_hours_a_day; ++k) {
        middle.factor[n][k] = std::sqrt(low.factor[n][k] * high.factor[n][k]);
        middle.posts[n][k] = (low.posts[n][k] + high.posts[n][k]) / 2;
      }
    const auto roster = cover_->cheapest(middle);
    if (!roster) return;
    if (roster->cost > found.best->roster.cost - least + 1e-6) {
      high = std::move(middle);
      continue;
    }
    const TriedRoster tried = try_roster(*roster, middle);
    (tried.good ? high : low) = std::move(middle);
    if (!tried.good) ask_anew(low, *roster, needs_, tried.complaints, step_nearby, false);
  }
}

}  // namespace crossflow
