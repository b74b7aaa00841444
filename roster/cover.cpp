#include "roster/cover.hpp"

#include <algorithm>
#include <cmath>

namespace crossflow {
namespace {

constexpr Tick half_hour = 30 * minute;
constexpr int most_nodes = 60;

// Half-hours after one that a station's limit reaches into.
std::size_t tail_of(const StationNeed& need) {
  return static_cast<std::size_t>((need.limit + half_hour - 1) / half_hour);
}

// The most that is wanted at any time of a cell. Before its first time holds what held last, on the day before.
long least_within(const RosterPool& pool, Tick from, Tick until) {
  if (pool.at_least.empty()) return 0;
  long held = pool.at_least.back().second, most = 0;
  for (const auto& [at, officers] : pool.at_least) {
    if (at <= from) held = officers;
    if (at > from && at < until) most = std::max(most, officers);
  }
  return std::max(held, most);
}

}  // namespace

struct DutyCover::Columns {
  std::vector<int> duties;                             // by duty
  std::vector<std::vector<std::optional<int>>> posts;  // by need and time of day
  std::vector<int> shortfalls;
  double penalty = 0;
};

int Roster::officers() const {
  int sum = 0;
  for (const auto& [duty, officers] : duties) sum += officers;
  return sum;
}

double Roster::hours(const std::vector<Duty>& of) const {
  double sum = 0;
  for (const auto& [duty, officers] : duties) sum += of[duty].hours() * officers;
  return sum;
}

Asked asked_of(const std::vector<StationNeed>& needs) {
  Asked out;
  for (const StationNeed& need : needs) {
    out.factor.emplace_back(half_hours_a_day, 1.0);
    out.posts.emplace_back(need.comes.begin(), need.comes.end());
  }
  return out;
}

Asked asked_by_erlang(const std::vector<StationNeed>& needs) {
  Asked out = asked_of(needs);
  for (std::size_t n = 0; n < needs.size(); ++n) out.posts[n] = needs[n].erlang;
  return out;
}

// The posts of a station, and the fluid that waits at it.
void DutyCover::add_station(const Asked& asked, std::size_t n, bool whole_posts, Programme& programme,
                            Columns& columns) const {
  const StationNeed& need = needs_[n];
  const std::size_t tail = tail_of(need), end = need.loads.size() + tail;
  std::vector<bool> used(end);
  for (std::size_t h = 0; h < need.loads.size(); ++h)
    if (need.loads[h] > 0)
      for (std::size_t j = 0; j <= tail; ++j) used[h + j] = true;
  auto& posts = columns.posts.emplace_back(half_hours_a_day);
  for (std::size_t h = 0; h < end; ++h)
    if (auto& post = posts[h % half_hours_a_day]; used[h] && !post)
      post = programme.add({1e-4, 0, static_cast<double>(need.posts), whole_posts});
  for (std::size_t k = 0; k < half_hours_a_day; ++k) {
    if (asked.posts[n][k] == 0) continue;
    if (!posts[k]) posts[k] = programme.add({1e-4, 0, static_cast<double>(need.posts), whole_posts});
    const int missing = programme.add({columns.penalty, 0, unlimited, false});
    columns.shortfalls.push_back(missing);
    programme.rows.push_back(
        {static_cast<double>(std::min(asked.posts[n][k], need.posts)), unlimited, {{*posts[k], 1}, {missing, 1}}});
  }
  const double rate = need.servers;
  int waiting = -1;  // the column of the work that waits when a half-hour begins; -1: there is none
  for (std::size_t h = 0; h < end; ++h) {
    if (!used[h]) {
      waiting = -1;
      continue;
    }
    const std::size_t k = h % half_hours_a_day;
    if (waiting >= 0) {  // all of it begins within the limit
      const int late = programme.add({columns.penalty / rate, 0, unlimited, false});
      columns.shortfalls.push_back(late);
      Programme::Row row{-unlimited, 0, {{waiting, 1}, {late, -1}}};
      Tick left = need.limit;
      for (std::size_t j = 0; left > 0; ++j, left -= half_hour)
        if (const auto& post = posts[(k + j) % half_hours_a_day])
          row.terms.emplace_back(*post, -rate * to_seconds(std::min(left, half_hour)) / to_seconds(half_hour));
      programme.rows.push_back(std::move(row));
    }
    const double comes = h < need.loads.size() ? need.loads[h] * asked.factor[n][k] : 0;
    const int left_over = programme.add({1e-3, 0, unlimited, false});
    Programme::Row row{comes, unlimited, {{left_over, 1}, {*posts[k], rate}}};
    if (waiting >= 0) row.terms.emplace_back(waiting, -1.0);
    programme.rows.push_back(std::move(row));
    waiting = left_over;
  }
}

void DutyCover::add_rules(Programme& programme, const Columns& columns) const {
  for (std::size_t p = 0; p < rules_.pools.size(); ++p) {
    const RosterPool& pool = rules_.pools[p];
    std::vector<Programme::Row> forms(pool.shifts.size());
    Programme::Row all{0, pool.most ? static_cast<double>(*pool.most) : unlimited, {}};
    std::vector<Programme::Row> at_work(cells_a_day), least(cells_a_day);
    for (std::size_t d = 0; d < duties_.size(); ++d) {
      if (duties_[d].pool != p) continue;
      all.terms.emplace_back(columns.duties[d], 1);
      forms[duties_[d].form].terms.emplace_back(columns.duties[d], 1);
      for (const int cell : duties_[d].cells)
        at_work[static_cast<std::size_t>(cell)].terms.emplace_back(columns.duties[d], 1);
    }
    for (std::size_t f = 0; f < forms.size(); ++f) {
      forms[f].low = static_cast<double>(pool.shifts[f].least);
      forms[f].high = static_cast<double>(pool.shifts[f].most);
      programme.rows.push_back(std::move(forms[f]));
    }
    programme.rows.push_back(std::move(all));
    for (std::size_t cell = 0; cell < cells_a_day; ++cell) {
      Programme::Row& row = at_work[cell];
      const Tick from = static_cast<Tick>(cell) * roster_grid;
      if (const long officers = least_within(pool, from, from + roster_grid); officers > 0)
        programme.rows.push_back({static_cast<double>(officers), unlimited, row.terms});
      row.low = 0;
      const std::size_t before = row.terms.size();
      for (std::size_t n = 0; n < needs_.size(); ++n)
        if (const auto& post = columns.posts[n][cell / cells_a_half_hour]; needs_[n].pool == p && post)
          row.terms.emplace_back(*post, -needs_[n].officers);
      if (row.terms.size() > before) programme.rows.push_back(std::move(row));
    }
  }
}

std::optional<Roster> DutyCover::solved(const Asked& asked, const Wanted& wanted, double* bound) const {
  Programme programme;
  Columns columns;
  for (const Duty& duty : duties_) columns.penalty = std::max(columns.penalty, 20 * duty.cost);
  Programme::Row money{0, wanted.most_cost.value_or(unlimited), {}};
  for (const Duty& duty : duties_) {
    const double most = static_cast<double>(rules_.pools[duty.pool].shifts[duty.form].most);
    const double weight = wanted.most_cost ? 1e-3 : 1;  // else money counts, and what is short counts more
    const int column = programme.add({weight * duty.cost, 0, wanted.duties ? 0 : most, true});
    columns.duties.push_back(column);
    money.terms.emplace_back(column, duty.cost);
  }
  if (wanted.duties)
    for (const auto& [duty, officers] : *wanted.duties) {
      Programme::Column& column = programme.columns[static_cast<std::size_t>(columns.duties[duty])];
      column.low = column.high = officers;
    }
  for (std::size_t n = 0; n < needs_.size(); ++n) add_station(asked, n, wanted.duties != nullptr, programme, columns);
  add_rules(programme, columns);
  if (wanted.most_cost) programme.rows.push_back(std::move(money));
  programme.gap = wanted.most_cost ? 0.02 : 1e-3;
  programme.nodes = most_nodes;
  const Solution found = solve(programme);
  if (!found.found) return std::nullopt;
  if (bound != nullptr) *bound = found.bound;
  const auto value = [&](int column) { return found.values[static_cast<std::size_t>(column)]; };
  Roster out;
  for (std::size_t d = 0; d < duties_.size(); ++d)
    if (const int officers = static_cast<int>(value(columns.duties[d])); officers > 0) {
      out.duties.emplace_back(d, officers);
      out.cost += officers * duties_[d].cost;
    }
  for (const int shortfall : columns.shortfalls) out.short_by += value(shortfall);
  for (const auto& posts : columns.posts) {
    auto& plan = out.posts.emplace_back(half_hours_a_day);
    for (std::size_t k = 0; k < half_hours_a_day; ++k)
      if (posts[k]) plan[k] = static_cast<int>(value(*posts[k]) + 1e-6);
  }
  return out;
}

std::vector<std::vector<int>> DutyCover::at_work(const Counts& duties) const {
  std::vector<std::vector<int>> out(rules_.pools.size(), std::vector<int>(cells_a_day));
  for (const auto& [duty, officers] : duties)
    for (const int cell : duties_[duty].cells) out[duties_[duty].pool][static_cast<std::size_t>(cell)] += officers;
  return out;
}

// Who is there and was not asked for goes where posts have the most work each.
void DutyCover::hand_out_the_rest(Roster& roster) const {
  const auto there = at_work(roster.duties);
  std::vector<std::vector<double>> load(needs_.size(), std::vector<double>(half_hours_a_day));
  for (std::size_t n = 0; n < needs_.size(); ++n)
    for (std::size_t h = 0; h < needs_[n].loads.size(); ++h)
      load[n][h % half_hours_a_day] = std::max(load[n][h % half_hours_a_day], needs_[n].loads[h]);
  for (std::size_t p = 0; p < rules_.pools.size(); ++p)
    for (std::size_t k = 0; k < half_hours_a_day; ++k) {
      int left = *std::min_element(there[p].begin() + static_cast<std::ptrdiff_t>(k * cells_a_half_hour),
                                   there[p].begin() + static_cast<std::ptrdiff_t>((k + 1) * cells_a_half_hour));
      for (std::size_t n = 0; n < needs_.size(); ++n)
        if (needs_[n].pool == p) left -= roster.posts[n][k] * needs_[n].officers;
      for (;;) {
        std::optional<std::size_t> neediest;
        double most = 0;
        for (std::size_t n = 0; n < needs_.size(); ++n) {
          const StationNeed& need = needs_[n];
          if (need.pool != p || need.officers > left || roster.posts[n][k] >= need.posts || load[n][k] <= 0) continue;
          const double each = load[n][k] / (need.servers * (roster.posts[n][k] + 0.01));
          if (!neediest || each > most) {
            neediest = n;
            most = each;
          }
        }
        if (!neediest) break;
        ++roster.posts[*neediest][k];
        left -= needs_[*neediest].officers;
      }
    }
}

std::optional<Roster> DutyCover::cheapest(const Asked& asked, double* bound) const {
  auto found = solved(asked, {}, bound);
  if (found && bound != nullptr && found->short_by > 1e-6) *bound = 0;  // it holds what is short, too
  return found ? with(found->duties, asked) : std::nullopt;
}

std::optional<Roster> DutyCover::within(const Asked& asked, double most_cost) const {
  auto found = solved(asked, {most_cost, nullptr}, nullptr);
  return found ? with(found->duties, asked) : std::nullopt;
}

std::optional<Roster> DutyCover::with(const Counts& duties, const Asked& asked) const {
  auto found = solved(asked, {std::nullopt, &duties}, nullptr);
  if (found) hand_out_the_rest(*found);
  return found;
}

Roster DutyCover::against_rules(const Counts& duties) const {
  Roster out;
  out.duties = duties;
  out.posts.assign(needs_.size(), std::vector<int>(half_hours_a_day));
  for (const auto& [duty, officers] : duties) out.cost += officers * duties_[duty].cost;
  hand_out_the_rest(out);
  return out;
}

}  // namespace crossflow
