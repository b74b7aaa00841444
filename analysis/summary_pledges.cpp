#include <map>
#include <utility>

#include "analysis/measure.hpp"
#include "analysis/not_cleared.hpp"
#include "analysis/possible.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/time_fold.hpp"

namespace crossflow {

namespace {

// All that is gathered of one class in one direction.
struct Gathered {
  Gathered(const DayIndex& index, std::vector<WaitHistogram>& clocks_by_day)
      : replications(index.replications()),
        beyond_s(index.replications()),
        not_cleared(index.replications()),
        not_cleared_on(index.days()),
        came_on(index.days_each()),
        days(index.days()),
        cleared(index.days()),
        wait_s(index.days()),
        clocks(clocks_by_day) {}

  std::vector<Tally> replications;
  std::vector<double> beyond_s;              // by replication
  std::vector<NotServed> not_cleared;        // by replication
  std::vector<std::int64_t> not_cleared_on;  // by day
  std::vector<std::int64_t> came_on;         // by date
  std::vector<Tally> days;
  std::map<Tick, Tally> half_hours;
  std::vector<std::int64_t> cleared;   // by day
  std::vector<double> wait_s;          // by day, of those cleared
  std::vector<WaitHistogram>& clocks;  // by day
};

void add(Tally& to, const PledgeRow& row) {
  to.kept += row.kept;
  to.joined += row.joined;
}

// a's share is lower than b's.
bool lower(const Tally& a, const Tally& b) {
  return static_cast<double>(a.kept) * static_cast<double>(b.joined) <
         static_cast<double>(b.kept) * static_cast<double>(a.joined);
}

void note_if_worst(std::optional<HalfHour>& worst, Tick from, const Tally& people) {
  if (people.joined > 0 && (!worst || lower(people, worst->people))) worst = HalfHour{from, people};
}

void fill_not_cleared(PledgeSummary& p, const Gathered& g) {
  for (const NotServed& n : g.not_cleared) {
    p.not_cleared += n;
    if (n.sum() > 0) ++p.not_cleared_replications;
  }
}

void fill_shares(PledgeSummary& p, const Gathered& g, double promised) {
  p.verdict = pledge_verdict(g.replications, promised, p.not_cleared.sum() == 0);
  if (promised <= 0) return;
  p.share = share_estimate(g.replications);
  for (std::size_t d = 0; d < g.days.size(); ++d) {
    const bool all_cleared = g.not_cleared_on[d] == 0;
    if (g.days[d].joined == 0 && all_cleared) continue;
    ++p.days.joined;
    if (reaches(g.days[d], promised) && all_cleared) ++p.days.kept;
  }
  if (p.days.joined > 0) {
    p.share_of_days = wilson_estimate(p.days.kept, p.days.joined);
    if (g.replications.size() < 2) p.share_of_days->interval.reset();
  }
  for (const auto& [from, tally] : g.half_hours) note_if_worst(p.worst, from, tally);
}

// Each date by itself, over all replications.
void fill_days(PledgeSummary& p, const Gathered& g, const DayIndex& index) {
  if (index.days_each() < 2 || p.promised <= 0) return;
  p.by_day.resize(index.days_each());
  for (std::size_t d = 0; d < p.by_day.size(); ++d) {
    PledgeDay& of = p.by_day[d];
    std::vector<Tally> tallies;
    for (std::size_t r = 0; r < index.replications(); ++r) {
      tallies.push_back(g.days[r * index.days_each() + d]);
      of.people = {of.people.kept + tallies.back().kept, of.people.joined + tallies.back().joined};
      of.not_cleared += g.not_cleared_on[r * index.days_each() + d];
    }
    of.came = g.came_on[d];
    of.share = share_estimate(tallies);
    of.verdict = pledge_verdict(tallies, p.promised, of.not_cleared == 0);
  }
  for (const auto& [from, tally] : g.half_hours)
    note_if_worst(p.by_day[index.date_of(to_seconds(from))].worst, from, tally);
}

void fill_times(PledgeSummary& p, const Gathered& g, const DayIndex& index) {
  WaitHistogram& pooled = p.times;
  double wait_s = 0;
  std::vector<double> means(index.days());
  std::vector<double> percentiles(index.days());
  std::vector<bool> has_mean(index.days());
  std::vector<bool> has_percentile(index.days());
  for (std::size_t d = 0; d < index.days(); ++d) {
    wait_s += g.wait_s[d];
    has_mean[d] = g.cleared[d] > 0;
    if (has_mean[d]) means[d] = g.wait_s[d] / static_cast<double>(g.cleared[d]);
    pooled.merge(g.clocks[d]);
    const auto q = g.clocks[d].quantile_s(0.95);
    has_percentile[d] = q.has_value();
    if (q) percentiles[d] = *q;
  }
  if (p.cleared > 0)
    p.mean = TimeTaken{mean_above_zero(index.by_replication(means, has_mean)), wait_s / static_cast<double>(p.cleared)};
  if (const auto q = pooled.quantile_s(0.95))
    p.percentile_95 = TimeTaken{mean_above_zero(index.by_replication(percentiles, has_percentile)), *q};
}

}  // namespace

std::vector<PledgeSummary> summarise_pledges(const Directory& directory, const ResultRows& rows, const DayIndex& index,
                                             TimeFold& times) {
  const int authority = pledge_authority_index(directory);
  std::map<std::pair<std::uint8_t, std::uint8_t>, Gathered> gathered;  // by direction and class
  const auto of = [&](std::uint8_t direction, std::uint8_t traveller_class) -> Gathered& {
    return gathered.try_emplace({direction, traveller_class}, index, times.by_day(direction, traveller_class))
        .first->second;
  };
  for (const PledgeRow& r : rows.of<PledgeRow>()) {
    if (r.authority != authority) continue;
    Gathered& g = of(r.direction, r.traveller_class);
    const std::size_t d = index.day_of(r.replication, r.from_s);
    add(g.replications[index.replication_of(r.replication)], r);
    add(g.days[d], r);
    g.beyond_s[index.replication_of(r.replication)] += r.beyond_s;
    add(g.half_hours[ticks_from_seconds(r.from_s)], r);
    g.cleared[d] += r.cleared;
    g.wait_s[d] += r.wait_s;
    g.clocks[d].note_longest(r.longest_s);
  }
  for (const FlowRow& f : rows.of<FlowRow>())
    if (f.generated > 0 && directory.classes.at(f.traveller_class).pledge_share > 0) of(f.direction, f.traveller_class);
  const std::size_t left_out = whole_days_of(directory) - index.days_each();
  for (const DateRow& r : rows.of<DateRow>())
    if (const auto g = gathered.find({r.direction, r.traveller_class}); g != gathered.end() && r.date >= left_out)
      g->second.came_on[index.of_date(r.date)] += r.came;
  for_each_not_served(directory, rows, [&](const NotServedOn& one) {
    const auto g = gathered.find({one.direction, one.traveller_class});
    if (g == gathered.end()) return;
    const std::size_t r = index.replication_of(one.replication);
    g->second.not_cleared[r] += one.people;
    g->second.not_cleared_on[r * index.days_each() + index.of_date(one.date)] += one.people.sum();
  });
  std::vector<PledgeSummary> pledges;
  for (const auto& [who, g] : gathered) {
    PledgeSummary p;
    p.direction = who.first;
    p.traveller_class = who.second;
    const ClassEntry& entry = directory.classes.at(p.traveller_class);
    p.promised = entry.pledge_share;
    p.limit = entry.pledge_limit;
    for (const Tally& t : g.replications) p.people = {p.people.kept + t.kept, p.people.joined + t.joined};
    for (const std::int64_t c : g.cleared) p.cleared += c;
    p.beyond_s = mean_above_zero(g.beyond_s);
    fill_not_cleared(p, g);
    fill_shares(p, g, p.promised);
    fill_days(p, g, index);
    fill_times(p, g, index);
    pledges.push_back(std::move(p));
  }
  return pledges;
}

}  // namespace crossflow
