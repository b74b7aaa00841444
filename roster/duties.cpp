#include "roster/duties.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace crossflow {
namespace {

constexpr std::size_t most_duties = 20'000;

// Hours of a duty within a part of each day.
double hours_within(Tick from, Tick until, Tick part_from, Tick part_until) {
  Tick sum = 0;
  for (Tick shift = -day; shift <= 2 * day; shift += day)
    sum += std::max<Tick>(0, std::min(until, part_until + shift) - std::max(from, part_from + shift));
  return to_seconds(sum) / 3600;
}

class Breaks {
 public:
  Breaks(const RosterPool& pool, const DutyForm& form, Tick from, Tick until)
      : pool_(pool), form_(form), from_(from), until_(until) {
    place(0, from);
  }

  std::vector<std::vector<std::pair<Tick, Tick>>> found;

 private:
  void place(std::size_t next, Tick worked_from) {
    if (found.size() > most_duties) return;
    if (next == form_.breaks.size()) {
      if (!too_long(worked_from, until_)) found.push_back(taken_);
      return;
    }
    const BreakForm& rule = form_.breaks[next];
    const Tick grid = pool_.break_grid;
    for (Tick at = (from_ + rule.after + grid - 1) / grid * grid; at <= from_ + rule.by; at += grid) {
      if (at < worked_from || at + rule.takes > until_ || too_long(worked_from, at)) continue;
      taken_.emplace_back(at, at + rule.takes);
      place(next + 1, at + rule.takes);
      taken_.pop_back();
    }
  }
  bool too_long(Tick from, Tick until) const { return pool_.longest_stretch && until - from > *pool_.longest_stretch; }

  const RosterPool& pool_;
  const DutyForm& form_;
  Tick from_, until_;
  std::vector<std::pair<Tick, Tick>> taken_;
};

std::vector<int> cells_at_work(Tick from, Tick until, const std::vector<std::pair<Tick, Tick>>& breaks) {
  std::vector<int> out;
  for (Tick at = from; at < until; at += roster_grid) {
    const bool away =
        std::any_of(breaks.begin(), breaks.end(), [at](const auto& b) { return at >= b.first && at < b.second; });
    if (!away) out.push_back(static_cast<int>(at / roster_grid) % static_cast<int>(cells_a_day));
  }
  return out;
}

}  // namespace

double cost_of(const DutyCosts& costs, Tick from, Tick until) {
  const double hours = to_seconds(until - from) / 3600;
  double cost = costs.duty + costs.hour * hours;
  cost += costs.hour * costs.night * hours_within(from, until, costs.night_from, costs.night_until);
  if (costs.overtime_after && until - from > *costs.overtime_after)
    cost += costs.hour * costs.overtime * to_seconds(until - from - *costs.overtime_after) / 3600;
  return cost;
}

std::vector<Duty> duties_of(const RosterRules& rules, Problems& problems) {
  std::vector<Duty> out;
  for (std::size_t p = 0; p < rules.pools.size(); ++p) {
    const RosterPool& pool = rules.pools[p];
    for (std::size_t f = 0; f < pool.shifts.size(); ++f) {
      const DutyForm& form = pool.shifts[f];
      const std::size_t before = out.size();
      for (const Tick from : form.from)
        for (const Tick lasts : form.lasts) {
          if (lasts + pool.rest > day) continue;
          for (auto& breaks : Breaks(pool, form, from, from + lasts).found) {
            Duty duty;
            duty.pool = p;
            duty.form = f;
            duty.from = from;
            duty.until = from + lasts;
            duty.cells = cells_at_work(duty.from, duty.until, breaks);
            duty.breaks = std::move(breaks);
            duty.cost = cost_of(rules.costs, duty.from, duty.until);
            out.push_back(std::move(duty));
          }
        }
      if (out.size() == before)
        problems.add(
            form.place, fmt::format("no duty of the form '{}' can be worked", form.name),
            "lengths in which its breaks, the longest stretch of work and the rest until the next day find room");
      if (out.size() > most_duties) {
        problems.add(form.place, fmt::format("the forms up to '{}' make more than {} duties", form.name, most_duties),
                     "fewer times or lengths, or breaks that begin on the hour (breaks begin: every 1 h)");
        return {};
      }
    }
  }
  return out;
}

}  // namespace crossflow
