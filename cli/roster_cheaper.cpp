#include <algorithm>
#include <numeric>

#include "cli/roster_search.hpp"

namespace crossflow {
namespace {

constexpr int askings_for_money = 3;          // before so much money is given up
constexpr std::size_t most_listed = 3'000;    // cheaper rosters that are gone through one by one
constexpr std::size_t most_enumerated = 100;  // duties of which such rosters are made

}  // namespace

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
  Asked asked = found.best->asked;
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
  const double least = std::max(least_saving(), 1e-3 * found.best->roster.cost);
  double saving = 0.02 * found.best->roster.cost;
  while (!over()) {
    if (try_for(found.best->roster.cost - std::max(saving, least) + 1e-6)) continue;
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

// The best with another duty, or none, in place of one of its own.
bool RosterSearch::try_instead(std::size_t i, std::optional<std::size_t> other) {
  Counts duties = found.best->roster.duties;
  if (--duties[i].second == 0) duties.erase(duties.begin() + static_cast<std::ptrdiff_t>(i));
  if (other) {
    const auto at = std::lower_bound(duties.begin(), duties.end(), std::pair(*other, 0));
    if (at != duties.end() && at->first == *other)
      ++at->second;
    else
      duties.insert(at, {*other, 1});
  }
  if (failed_already(duties)) return false;
  const auto roster = cover_->with(duties, found.best->asked);
  return roster && roster->cost < found.best->roster.cost - 1e-9 && try_roster(*roster, found.best->asked).good;
}

// Each duty away by itself, or a shorter one of its hours.
void RosterSearch::try_with_less_of_each() {
  const auto within = [&](const Duty& small, const Duty& large) {
    return small.pool == large.pool && small.form == large.form && small.cost < large.cost - 1e-9 &&
           small.from >= large.from && small.until <= large.until &&
           std::includes(large.breaks.begin(), large.breaks.end(), small.breaks.begin(), small.breaks.end());
  };
  for (bool again = true; again && !over();) {
    again = false;
    for (std::size_t i = 0; i < found.best->roster.duties.size() && !again && !over(); ++i)
      again = try_instead(i, std::nullopt);
    for (std::size_t i = 0; i < found.best->roster.duties.size() && !again; ++i)
      for (std::size_t d = 0; d < duties_.size() && !again && !over(); ++d)
        if (within(duties_[d], duties_[found.best->roster.duties[i].first])) again = try_instead(i, d);
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
    for (int n = 1; cost + n * duty.cost < found.best->roster.cost - 1e-6 && all.size() <= most_listed; ++n) {
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
    if (failed_already(duties)) continue;
    const auto roster = cover_->with(duties, found.best->asked);
    if (roster && roster->cost < found.best->roster.cost - 1e-9) try_roster(*roster, found.best->asked);
  }
  found.nothing_cheaper = true;
}

}  // namespace crossflow
