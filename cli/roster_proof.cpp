#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "cli/amounts.hpp"
#include "cli/progress.hpp"
#include "cli/roster_search.hpp"
#include "cli/simulate.hpp"
#include "roster/test_plan.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

constexpr std::uint32_t fewest_price_days = 10;
constexpr int askings_after_test = 4;
constexpr double step_after_test = 0.05;

}  // namespace

DaysSeen RosterSearch::simulate(const Roster& roster, std::uint32_t replications, std::uint64_t seed,
                                const Enough& enough) {
  const std::string name = fmt::format("roster-{}", simulated_);
  ++simulated_;
  write_whole(folder_.file(name + ".csv"), table_of(roster), "");
  write_whole(folder_.file(name + ".yaml"), overlay_of(roster, name + ".csv"), "");
  DaysSeen seen(needs_, demands_, directory_);
  std::vector<NamedExperiment> one(1);
  one.front().name = fmt::format("{} officers, {:.1f} h", roster.officers(), roster.hours(duties_));
  Experiment& e = one.front().experiment;
  e.scenario = study_.base;
  e.load = study_.load_options();
  e.load.overlays.push_back(folder_.file(name + ".yaml"));
  e.seed = seed;
  e.replications = replications;
  e.output = folder_.file(name + ".h5");
  e.enough = [&](const ResultRows& rows) {
    seen.add(rows);
    return enough && enough(seen);
  };
  simulate_all(one, folder_, {options_.at_once.value_or(processors()), options_.quiet, ""});
  for (const char* ending : {".h5", ".yaml", ".csv"}) {
    std::error_code none;
    std::filesystem::remove(std::filesystem::path(e.output).replace_extension(ending), none);
  }
  return seen;
}

std::optional<TriedRoster> RosterSearch::test() {
  ++tests;
  const TriedRoster& best = *found.best;
  const double error = error_of_test(tests, demands_.size());
  const std::vector<Look> looks = looks_of(rules().test, error);
  const Margin at_the_end{widths_of(looks.back().error), 0};
  std::vector<Judged> judged;
  const auto look = [&](const DaysSeen& so_far) {
    const auto now = std::find_if(looks.begin(), looks.end(), [&](const Look& l) { return l.days == so_far.days(); });
    if (now == looks.end()) return false;
    judged.clear();
    bool all = true, hopeless = false;
    for (std::size_t d = 0; d < demands_.size(); ++d) {
      judged.push_back(judge(demands_[d], so_far.seen()[d], now->error));
      all = all && judged.back().meets == Meets::yes;
      hopeless = hopeless || judged.back().meets == Meets::no ||
                 !may_reach(demands_[d], so_far.seen()[d], rules().test, at_the_end);
    }
    return all || hopeless;
  };
  const std::uint64_t seed = next_seed_++;
  const DaysSeen seen = simulate(best.roster, rules().test, seed, look);
  found.tested = std::move(judged);
  found.tested_days = seen.days();
  found.tested_seed = seed;
  std::vector<char> failed;
  for (const Judged& j : found.tested) failed.push_back(j.meets == Meets::yes ? 0 : 1);
  found.passed = std::find(failed.begin(), failed.end(), 1) == failed.end();
  if (found.passed) return std::nullopt;
  failed_tests_.push_back(cover_->at_work(best.roster.duties));
  // What is asked for anew after what the test saw.
  const Complaints complaints = seen.complaints(failed);
  TriedRoster instead = best;
  for (int i = 0; i < askings_after_test && !complaints.none(); ++i) {
    ask_anew(instead.asked, best.roster, needs_, complaints, step_after_test, false);
    const auto roster = cover_->cheapest(instead.asked);
    if (!roster || roster->cost <= best.roster.cost + 1e-9) continue;
    instead.roster = *roster;
    return instead;
  }
  return std::nullopt;
}

void RosterSearch::find_prices() {
  const TriedRoster& best = *found.best;
  price_days = std::min(found.days, std::max(fewest_price_days, rules().replications));
  const auto same_times = [&](std::size_t a, std::size_t b) {
    return duties_[a].pool == duties_[b].pool && duties_[a].from == duties_[b].from &&
           duties_[a].until == duties_[b].until;
  };
  std::vector<std::size_t> done;
  for (const auto& [duty, officers] : best.roster.duties) {
    if (std::any_of(done.begin(), done.end(), [&, d = duty](std::size_t s) { return same_times(s, d); })) continue;
    done.push_back(duty);
    for (const int change : {-1, 1}) {
      if (interrupts_.count() > 0) return;
      Counts duties = best.roster.duties;
      for (auto& [d, n] : duties)
        if (d == duty) n += change;
      std::erase_if(duties, [](const auto& d) { return d.second == 0; });
      Price price;
      price.duty = duty;
      price.officers = change;
      const auto within_rules = cover_->with(duties, best.asked);
      price.within_rules = within_rules.has_value();
      price.roster = within_rules ? *within_rules : cover_->against_rules(duties);
      price.seen = simulate(price.roster, price_days, found.seed, {}).seen();
      for (std::size_t d = 0; d < demands_.size(); ++d) price.judged.push_back(judge(demands_[d], price.seen[d], luck));
      prices.push_back(std::move(price));
    }
  }
}

}  // namespace crossflow
