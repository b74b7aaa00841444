#include "cli/roster_search.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <memory>
#include <numeric>

#include <fmt/format.h>
#include <unistd.h>

#include "analysis/measures.hpp"
#include "analysis/summary.hpp"
#include "analysis/text_table.hpp"
#include "cli/amounts.hpp"
#include "cli/progress.hpp"
#include "cli/simulate.hpp"
#include "sim/base/read_file.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/model/directory.hpp"
#include "sim/model/kinds.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

constexpr double family_error = 0.05;
constexpr std::uint32_t most_tests = 5;
constexpr int most_askings = 20;                 // until a roster is good
constexpr int askings_for_money = 4;             // before so much money is given up
constexpr std::size_t most_listed = 3'000;       // cheaper rosters that are gone through one by one
constexpr std::size_t most_enumerated = 100;     // duties of which such rosters are made
constexpr std::size_t least_days = 5;            // replications after which a roster may be given up
constexpr std::uint32_t most_days_doubled = 80;  // replications, where fewer do not tell what all officers keep

// Days go on until it is known that something is not kept: what fails needs few of them.
std::function<bool(const ResultRows&)> give_up(const std::vector<Demand>& demands, const Directory& directory) {
  const auto so_far = std::make_shared<std::vector<Seen>>(demands.size());
  return [&demands, &directory, so_far](const ResultRows& one) {
    const std::vector<Seen> seen = see(demands, directory, one);
    std::size_t days = 0;
    bool hopeless = false;
    for (std::size_t d = 0; d < demands.size(); ++d) {
      Seen& all = (*so_far)[d];
      all.resize(seen[d].size());
      for (std::size_t r = 0; r < seen[d].size(); ++r)
        all[r].insert(all[r].end(), seen[d][r].begin(), seen[d][r].end());
      days = all.front().size();
      hopeless = hopeless || judge(demands[d], all, search_error).meets == Meets::no;
    }
    return hopeless && days >= least_days;
  };
}

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
  rules.test_seed = rules.seed + 1;
  const Scenario scenario = load_checked(study_.base, study_.load_options()).scenario();
  directory_ = make_directory(scenario);
  check(study_, directory_);
  for (const RosterPool& wanted : rules.pools)
    for (const Pool& pool : scenario.ports.front().pools)
      if (pool.name == wanted.name) before_.push_back({!pool.shifts.empty(), !pool.roster.empty()});
  Problems problems;
  duties_ = duties_of(rules, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
}

// Of all tries: as many as the file says, and until the user asks to end.
bool RosterSearch::over() const {
  return simulated >= rules().most_rosters || interrupts_.count() > 0;
}

void RosterSearch::run() {
  try {
    ask_all_manned();
    if (!possible) return;
    cover_.emplace(rules(), duties_, needs_);
    find_a_good_one();
    if (best) {
      try_with_less_money();
      try_with_one_less();
      try_all_that_are_cheaper();
    }
    if (best && interrupts_.count() == 0) test();
    if (best && interrupts_.count() == 0) find_prices();
  } catch (const Interrupted&) {
  }
  interrupted = interrupts_.count() > 0;
}

// What every post needs, from days on which nobody waits for an officer. Days are doubled until it can be told of each
// thing whether any roster may keep it: what these do not show of all officers, no other would show of fewer.
void RosterSearch::ask_all_manned() {
  const std::uint32_t most = std::max(most_days_doubled, rules().replications);
  while (!ask_all_manned_on_days() && 2 * rules().replications <= most) study_.rules.replications *= 2;
}

// Whether these days are enough to tell.
bool RosterSearch::ask_all_manned_on_days() {
  const std::string overlay = folder_.file("all-manned.yaml");
  write_whole(overlay, all_manned_text(rules(), before_, directory_), "");
  std::vector<NamedExperiment> one(1);
  Experiment& e = one.front().experiment;
  one.front().name = "with every post manned";
  e.scenario = study_.base;
  e.load = study_.load_options();
  e.load.overlays.push_back(overlay);
  e.seed = rules().seed;
  e.replications = rules().replications;
  e.output = folder_.file("all-manned.h5");
  simulate_all(one, folder_, {options_.at_once.value_or(processors()), options_.quiet, ""});
  const ResultReader reader(e.output);
  const ResultRows rows = reader.rows();
  needs_ = needs_of(rules(), reader.directory(), rows);
  if (needs_.empty())
    throw InputError(rules().pools.front().place, "nobody comes to a post that these pools could man",
                     "stations with the key 'post' and a skill of the pools");
  demands_ = demands_of(rules(), reader.directory(), rows);
  const std::vector<Seen> seen = see(demands_, reader.directory(), rows);
  all_manned.clear();
  for (std::size_t d = 0; d < demands_.size(); ++d)
    all_manned.push_back(
        as_the_search_judges(demands_[d], seen[d], family_error / static_cast<double>(demands_.size())));
  const Meets all = all_of(meets_of(all_manned));
  possible = all == Meets::yes;
  if (all == Meets::no) say_what_stops_it(rows);
  std::filesystem::remove(e.output);
  return all != Meets::untold;
}

void RosterSearch::say_what_stops_it(const ResultRows& rows) {
  const Summary summary = summarise(directory_, rows);
  std::vector<Charge> charges = summary.charges;
  std::sort(charges.begin(), charges.end(), [](const Charge& a, const Charge& b) { return a.person_s > b.person_s; });
  const double all = summary.waited_person_s();
  for (const RequirementSummary& required : summary.requirements) {
    int most = 0;
    Tick at = 0;
    for (const RequirementRow& row : required.rows)
      if (row.needed.value_or(0) > most) {
        most = *row.needed;
        at = row.from;
      }
    const StationEntry& station = directory_.stations[required.station];
    if (most > static_cast<int>(required.installed))
      what_stops_it.push_back(fmt::format("{}: {} there, {} needed at {}", short_name(station.name), required.installed,
                                          most, clock_text(at % day)));
  }
  for (const Charge& charge : charges) {
    if (what_stops_it.size() >= 6 || charge.person_s < 0.1 * all) break;
    what_stops_it.push_back(
        fmt::format("{:.0f}% of all waiting is charged to \"{}\"", 100 * charge.person_s / all, text_of(charge.cause)));
  }
}

std::vector<TriedRoster> RosterSearch::simulate(std::vector<std::pair<Roster, Asked>> rosters,
                                                std::uint32_t replications, std::uint64_t seed, bool all_of_them) {
  std::vector<NamedExperiment> experiments;
  for (std::size_t i = 0; i < rosters.size(); ++i) {
    const std::string name = fmt::format("roster-{}-{}", simulated, i);
    write_whole(folder_.file(name + ".csv"), table_of(rosters[i].first), "");
    write_whole(folder_.file(name + ".yaml"), overlay_of(rosters[i].first, name + ".csv"), "");
    Experiment e;
    e.scenario = study_.base;
    e.load = study_.load_options();
    e.load.overlays.push_back(folder_.file(name + ".yaml"));
    e.seed = seed;
    e.replications = replications;
    e.output = folder_.file(name + ".h5");
    if (!all_of_them) e.enough = give_up(demands_, directory_);
    experiments.push_back(
        {fmt::format("{} officers, {:.1f} h", rosters[i].first.officers(), rosters[i].first.hours(duties_)),
         std::move(e)});
  }
  simulate_all(experiments, folder_, {options_.at_once.value_or(processors()), options_.quiet, ""});
  std::vector<TriedRoster> out;
  for (std::size_t i = 0; i < rosters.size(); ++i) {
    const std::string& file = experiments[i].experiment.output;
    TriedRoster tried;
    {
      const ResultReader reader(file);
      const ResultRows rows = reader.rows();
      tried.seen = see(demands_, reader.directory(), rows);
      std::vector<char> failed(demands_.size());
      for (std::size_t d = 0; d < demands_.size(); ++d) {
        tried.judged.push_back(as_the_search_judges(demands_[d], tried.seen[d], search_error));
        failed[d] = tried.judged.back().meets == Meets::yes ? 0 : 1;
      }
      tried.good = std::find(failed.begin(), failed.end(), 1) == failed.end();
      tried.complaints = complaints_of(needs_, demands_, failed, reader.directory(), rows);
    }
    tried.roster = std::move(rosters[i].first);
    tried.asked = std::move(rosters[i].second);
    out.push_back(std::move(tried));
    for (const char* ending : {".h5", ".yaml", ".csv"}) {
      std::error_code none;
      std::filesystem::remove(std::filesystem::path(file).replace_extension(ending), none);
    }
  }
  return out;
}

TriedRoster RosterSearch::try_roster(const Roster& roster, const Asked& asked) {
  std::string key = table_of(roster);
  for (const auto& plan : roster.posts) key += fmt::format("{}\n", fmt::join(plan, " "));
  if (const auto known = known_.find(key); known != known_.end()) {
    TriedRoster again = known->second;
    again.asked = asked;
    return again;
  }
  TriedRoster tried = std::move(simulate({{roster, asked}}, rules().replications, rules().seed, false).front());
  ++simulated;
  known_.emplace(key, tried);
  take_note_of(tried);
  return tried;
}

void RosterSearch::take_note_of(const TriedRoster& tried) {
  if (!tried.good) {
    failed_.push_back(cover_->at_work(tried.roster.duties));
    if (!nearest || tried.roster.cost > nearest->roster.cost) nearest = tried;
    return;
  }
  good_.push_back(tried);
  if (best && best->roster.cost <= tried.roster.cost + 1e-9) return;
  best = tried;
  if (!options_.quiet && isatty(STDERR_FILENO) != 0)  // as progress is shown
    say_on_error(fmt::format("best so far: {} officers, {:.1f} h, cost {:.1f}, after {} rosters\n",
                             tried.roster.officers(), tried.roster.hours(duties_), tried.roster.cost, simulated));
}

// Erlang's answer, and that of the fluid; from there more is asked for where people waited for officers.
void RosterSearch::find_a_good_one() {
  const Asked by_erlang = asked_by_erlang(needs_);
  if (const auto first = cover_->cheapest(by_erlang)) erlang = try_roster(*first, by_erlang);
  Asked asked = asked_of(needs_);
  double least = 0;
  auto roster = cover_->cheapest(asked, &least);
  if (!roster) return;
  if (least > 0) bound = least;
  for (int i = 0; i < most_askings && roster && !over(); ++i) {
    const TriedRoster tried = try_roster(*roster, asked);
    if (tried.good || tried.complaints.none()) break;
    ask_anew(asked, *roster, needs_, tried.complaints, 0.1, false);
    roster = cover_->cheapest(asked);
    if (roster && best && roster->cost >= best->roster.cost) break;
  }
}

// The smallest saving that there may be: between two duties, or a duty.
double RosterSearch::least_saving() const {
  double least = 0;
  const auto smaller = [&](double x) {
    if (x > 1e-6 && (least <= 0 || x < least)) least = x;
  };
  for (const Duty& a : duties_) smaller(a.cost);
  std::vector<double> costs;
  for (const Duty& a : duties_) costs.push_back(a.cost);
  std::sort(costs.begin(), costs.end());
  for (std::size_t i = 1; i < costs.size(); ++i) smaller(costs[i] - costs[i - 1]);
  return least;
}

// What is as near as can be to what is asked for so much money; asked anew a few times.
bool RosterSearch::try_for(double most_cost) {
  Asked asked = best->asked;
  for (int i = 0; i < askings_for_money && !over(); ++i) {
    const auto roster = cover_->within(asked, most_cost);
    if (!roster) return false;
    const TriedRoster tried = try_roster(*roster, asked);
    if (tried.good) return true;
    ask_anew(asked, *roster, needs_, tried.complaints, 0.1 / (1 + i), true);
  }
  return false;
}

void RosterSearch::try_with_less_money() {
  const double least = std::max(least_saving(), 1e-3 * best->roster.cost);
  double saving = 0.08 * best->roster.cost;
  while (!over()) {
    if (try_for(best->roster.cost - std::max(saving, least) + 1e-6)) continue;
    if (saving <= least) return;
    saving = std::max(saving / 2, least);
  }
}

// More officers at every time of the day do not make waits longer: who has nobody where one that failed has somebody
// fails too.
bool RosterSearch::failed_already(const Counts& duties) const {
  const auto there = cover_->at_work(duties);
  return std::any_of(failed_.begin(), failed_.end(), [&](const auto& failed) {
    for (std::size_t p = 0; p < there.size(); ++p)
      for (std::size_t cell = 0; cell < there[p].size(); ++cell)
        if (there[p][cell] > failed[p][cell]) return false;
    return true;
  });
}

void RosterSearch::try_with_one_less() {
  for (bool again = true; again && !over();) {
    again = false;
    const Roster from = best->roster;
    for (std::size_t i = 0; i < from.duties.size() && !again && !over(); ++i) {
      Counts fewer = from.duties;
      if (--fewer[i].second == 0) fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (failed_already(fewer)) continue;
      const Roster roster = cover_->with(fewer, best->asked);
      if (roster.cost < best->roster.cost - 1e-9) again = try_roster(roster, best->asked).good;
    }
  }
}

void RosterSearch::try_all_that_are_cheaper() {
  if (duties_.size() > most_enumerated) return;
  std::vector<Counts> all;
  std::vector<std::vector<long>> of_form;
  for (const RosterPool& pool : rules().pools) of_form.emplace_back(pool.shifts.size());
  std::vector<long> of_pool(rules().pools.size());
  Counts chosen;
  const auto list = [&](const auto& self, std::size_t d, double cost) -> void {
    if (all.size() > most_listed) return;
    if (d == duties_.size()) {
      all.push_back(chosen);
      return;
    }
    const Duty& duty = duties_[d];
    const RosterPool& pool = rules().pools[duty.pool];
    self(self, d + 1, cost);
    for (int n = 1; cost + n * duty.cost < best->roster.cost - 1e-6 && all.size() <= most_listed; ++n) {
      if (of_form[duty.pool][duty.form] + n > pool.shifts[duty.form].most ||
          of_pool[duty.pool] + n > pool.most.value_or(1'000'000) || duty.cost <= 0)
        break;
      of_form[duty.pool][duty.form] += n;
      of_pool[duty.pool] += n;
      chosen.emplace_back(d, n);
      self(self, d + 1, cost + n * duty.cost);
      chosen.pop_back();
      of_form[duty.pool][duty.form] -= n;
      of_pool[duty.pool] -= n;
    }
  };
  list(list, 0, 0);
  if (all.size() > most_listed) return;
  // Those with the most first: where they fail, many others do.
  const auto work = [&](const Counts& duties) {
    return std::accumulate(duties.begin(), duties.end(), std::size_t{0}, [&](std::size_t sum, const auto& d) {
      return sum + duties_[d.first].cells.size() * static_cast<std::size_t>(d.second);
    });
  };
  std::stable_sort(all.begin(), all.end(), [&](const Counts& a, const Counts& b) { return work(a) > work(b); });
  for (const Counts& duties : all) {
    if (over()) return;
    const Roster roster = cover_->with(duties, best->asked);
    if (roster.cost >= best->roster.cost - 1e-9 || failed_already(duties)) continue;
    try_roster(roster, best->asked);
  }
  nothing_cheaper = true;
}

// Each test may be wrong with its share of the error: 1/2, 1/6, 1/12 and so on of it, however many there are.
void RosterSearch::test() {
  std::optional<TriedRoster> next = best;
  while (next && tests < most_tests && interrupts_.count() == 0) {
    ++tests;
    const double error = family_error / tests / (tests + 1) / static_cast<double>(demands_.size());
    TriedRoster on_new_days =
        std::move(simulate({{next->roster, next->asked}}, rules().test, rules().test_seed + tests - 1, true).front());
    std::vector<Judged> judged;
    for (std::size_t d = 0; d < demands_.size(); ++d) judged.push_back(judge(demands_[d], on_new_days.seen[d], error));
    passed = std::all_of(judged.begin(), judged.end(), [](const Judged& j) { return j.meets == Meets::yes; });
    best = next;
    tested = std::move(judged);
    if (passed) return;
    nothing_cheaper = false;
    // The next dearer one that is known to be good, or what is asked for anew after what the test saw.
    const double cost = next->roster.cost;
    next.reset();
    for (const TriedRoster& good : good_)
      if (good.roster.cost > cost + 1e-9 && (!next || good.roster.cost < next->roster.cost)) next = good;
    Asked asked = best->asked;
    for (int i = 0; i < askings_for_money && interrupts_.count() == 0; ++i) {
      ask_anew(asked, best->roster, needs_, on_new_days.complaints, 0.05, false);
      const auto roster = cover_->cheapest(asked);
      if (!roster || (next && roster->cost >= next->roster.cost)) break;
      if (roster->cost <= cost + 1e-9) continue;
      const TriedRoster tried = try_roster(*roster, asked);
      if (!tried.good) continue;
      next = tried;
      break;
    }
  }
}

void RosterSearch::find_prices() {
  std::vector<std::pair<Roster, Asked>> rosters;
  std::vector<std::pair<std::size_t, int>> of;
  const auto same_times = [&](std::size_t a, std::size_t b) {
    return duties_[a].pool == duties_[b].pool && duties_[a].from == duties_[b].from &&
           duties_[a].until == duties_[b].until;
  };
  std::vector<std::size_t> seen;
  for (const auto& [duty, officers] : best->roster.duties) {
    if (std::any_of(seen.begin(), seen.end(), [&, d = duty](std::size_t s) { return same_times(s, d); })) continue;
    seen.push_back(duty);
    for (const int change : {-1, 1}) {
      Counts duties = best->roster.duties;
      for (auto& [d, n] : duties)
        if (d == duty) n += change;
      std::erase_if(duties, [](const auto& d) { return d.second == 0; });
      rosters.emplace_back(cover_->with(duties, best->asked), best->asked);
      of.emplace_back(duty, change);
    }
  }
  for (std::size_t i = 0; i < rosters.size() && interrupts_.count() == 0; ++i)
    prices.push_back({of[i].first, of[i].second,
                      std::move(simulate({rosters[i]}, rules().replications, rules().seed, true).front())});
}

}  // namespace crossflow
