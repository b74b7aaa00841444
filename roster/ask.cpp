#include "roster/ask.hpp"

#include <algorithm>
#include <iterator>

#include "analysis/measures.hpp"
#include "analysis/start_up.hpp"
#include "analysis/summary_parts.hpp"

namespace crossflow {
namespace {

constexpr double half_hour_s = 1800;

std::size_t half_hour_of(double from_s) {
  return static_cast<std::size_t>(from_s / half_hour_s);
}

bool officers_could_mend(LedgerCause cause) {
  return cause == LedgerCause::no_officer || cause == LedgerCause::not_opened || cause == LedgerCause::changing_over;
}

}  // namespace

bool Complaints::none() const {
  return std::all_of(more.begin(), more.end(), [](const auto& of_day) {
    return std::all_of(of_day.begin(), of_day.end(), [](double x) { return x <= 0; });
  });
}

DaysSeen::DaysSeen(const std::vector<StationNeed>& needs, const std::vector<Demand>& demands,
                   const Directory& directory)
    : needs_(needs),
      demands_(demands),
      directory_(directory),
      seen_(demands.size()),
      waited_(needs.size()),
      late_(demands.size()),
      long_waits_(needs.size(), std::vector<char>(half_hours_a_day)) {}

void DaysSeen::add(const ResultRows& all) {
  ResultRows left;
  const ResultRows& one = after_warm_up(directory_, all, left);
  ++days_;
  std::vector<Seen> seen = see(demands_, directory_, one);
  for (std::size_t d = 0; d < demands_.size(); ++d) {
    seen_[d].resize(seen[d].size());
    for (std::size_t r = 0; r < seen[d].size(); ++r)
      seen_[d][r].insert(seen_[d][r].end(), std::make_move_iterator(seen[d][r].begin()),
                         std::make_move_iterator(seen[d][r].end()));
  }
  for (const LedgerRow& r : one.of<LedgerRow>()) {
    const auto cause = static_cast<LedgerCause>(r.cause);
    const std::uint16_t at = cause == LedgerCause::next_place_full ? r.place : r.station;
    if (!officers_could_mend(cause) && cause != LedgerCause::next_place_full) continue;
    for (std::size_t n = 0; n < needs_.size(); ++n)
      if (needs_[n].station == at) waited_[n][half_hour_of(r.from_s)] += r.waiting_person_s;
  }
  const int authority = pledge_authority_index(directory_);
  for (std::size_t d = 0; d < demands_.size(); ++d) {
    if (demands_[d].request().kind != &kept_measure()) continue;
    for (const MeasureRequest& request : demands_[d].requests)
      if (const auto selection = select(directory_, request))
        for (const PledgeRow& r : one.of<PledgeRow>())
          if (r.authority == authority && selection->takes_row(r) && selection->day_of(directory_, r.from_s))
            late_[d][{r.direction, half_hour_of(r.from_s)}] += static_cast<double>(r.joined - r.kept);
  }
  for (const WaitSumRow& r : one.of<WaitSumRow>())
    for (std::size_t n = 0; n < needs_.size(); ++n)
      if (needs_[n].station == r.station && r.longest_s > 0.5 * to_seconds(needs_[n].limit))
        long_waits_[n][half_hour_of(r.from_s) % half_hours_a_day] = 1;
}

Complaints DaysSeen::complaints(const std::vector<char>& failed) const {
  Complaints out;
  out.more.assign(needs_.size(), std::vector<double>(half_hours_a_day));
  for (const auto& of_day : long_waits_) {
    auto& slack = out.slack.emplace_back(of_day);
    for (char& x : slack) x = x == 0 ? 1 : 0;
  }
  const auto at = [&](std::size_t n, std::size_t h) {
    const auto found = waited_[n].find(h);
    return found == waited_[n].end() ? 0.0 : found->second;
  };
  // Who was late waited where most was waited of what lay on his way: in the half-hour in which he joined and the next.
  for (std::size_t d = 0; d < demands_.size(); ++d) {
    if (failed[d] == 0) continue;
    for (const auto& [where, people] : late_[d]) {
      const auto& [direction, h] = where;
      std::vector<double> of(needs_.size());
      double sum = 0;
      for (std::size_t n = 0; n < needs_.size(); ++n) {
        const int its = directory_.stations[needs_[n].station].direction;
        if (its >= 0 && its != direction) continue;
        of[n] = at(n, h) + at(n, h + 1);
        sum += of[n];
      }
      for (std::size_t n = 0; n < needs_.size() && sum > 0 && people > 0; ++n) {
        out.more[n][h % half_hours_a_day] += people * of[n] / sum;
        if (h > 0) out.more[n][(h - 1) % half_hours_a_day] += 0.5 * people * of[n] / sum;
      }
    }
  }
  bool others = false;
  for (std::size_t d = 0; d < demands_.size(); ++d)
    others = others || (failed[d] != 0 && demands_[d].request().kind != &kept_measure());
  if (others && out.none())
    for (std::size_t n = 0; n < needs_.size(); ++n)
      for (const auto& [h, person_s] : waited_[n]) out.more[n][h % half_hours_a_day] += person_s;
  double most = 0;
  for (const auto& of_day : out.more) most = std::max(most, *std::max_element(of_day.begin(), of_day.end()));
  for (auto& of_day : out.more)
    for (double& x : of_day) x = most > 0 ? x / most : 0;
  return out;
}

void ask_anew(Asked& asked, const Roster& roster, const std::vector<StationNeed>& needs, const Complaints& complaints,
              double step, bool less) {
  for (std::size_t n = 0; n < needs.size(); ++n) {
    const StationNeed& need = needs[n];
    std::vector<double> load(half_hours_a_day);
    for (std::size_t h = 0; h < need.loads.size(); ++h)
      load[h % half_hours_a_day] = std::max(load[h % half_hours_a_day], need.loads[h]);
    for (std::size_t k = 0; k < half_hours_a_day; ++k) {
      double& factor = asked.factor[n][k];
      const double more = complaints.more[n][k];
      if (more > 0.05) {
        factor *= 1 + step * more;
        // What was there was not enough: so what is asked must not fit into it.
        if (more > 1 - 5 * step && load[k] > 0 && roster.posts[n][k] < need.posts)
          factor = std::max(factor, 1.01 * roster.posts[n][k] * need.servers / load[k]);
      } else if (less && complaints.slack[n][k] != 0) {
        factor = std::max(0.5, factor * (1 - step / 2));
      }
    }
  }
}

}  // namespace crossflow
