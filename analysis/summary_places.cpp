// Queues, halls and the ledger of waiting.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analysis/not_cleared.hpp"
#include "analysis/summary_parts.hpp"
#include "sim/base/check.hpp"
#include "sim/record/event.hpp"
#include "sim/record/road.hpp"

namespace crossflow {

namespace {

using ChargeKey = std::tuple<std::uint8_t, Limit, std::uint16_t>;  // cause, limit and place
using Charges = std::map<ChargeKey, double>;

Limit limit_of(const StationEntry& station, std::uint8_t cause) {
  if (cause != static_cast<std::uint8_t>(LedgerCause::all_in_use)) return Limit::servers;
  if (station.shape == Shape::outside) return Limit::maximum_flow;
  return is_road(station) ? Limit::headway : Limit::servers;
}

std::vector<Charge> largest_first(const Charges& charges) {
  std::vector<Charge> list;
  for (const auto& [key, person_s] : charges) {
    const auto [cause, limit, place] = key;
    if (person_s > 0) list.push_back({static_cast<LedgerCause>(cause), limit, place, person_s});
  }
  std::stable_sort(list.begin(), list.end(), [](const Charge& a, const Charge& b) { return a.person_s > b.person_s; });
  return list;
}

// The peaks of all stations by one column of the series.
std::vector<Peak> peaks(const Directory& directory, const ResultRows& rows, const DayIndex& index,
                        std::int64_t SeriesRow::*column, double SeriesRow::*reached_s) {
  std::vector<Peak> all(directory.stations.size());
  std::vector<std::vector<std::int64_t>> by_day(all.size(), std::vector<std::int64_t>(index.days()));
  for (const SeriesRow& r : rows.of<SeriesRow>()) {
    Peak& peak = all.at(r.station);
    const std::int64_t most = r.*column;
    const Tick at = ticks_from_seconds(r.*reached_s);
    if (most > peak.most || (most == peak.most && most > 0 && at < peak.at)) {
      peak.most = most;
      peak.at = at;
    }
    std::int64_t& of_day = by_day[r.station][index.day_of(r.replication, r.from_s)];
    of_day = std::max(of_day, most);
  }
  for (std::size_t s = 0; s < all.size(); ++s) {
    std::int64_t sum = 0;
    for (const std::int64_t most : by_day[s]) sum += most;
    all[s].daily_most = static_cast<double>(sum) / static_cast<double>(index.days());
  }
  return all;
}

}  // namespace

std::vector<QueueSummary> summarise_queues(const Directory& directory, const ResultRows& rows, const DayIndex& index) {
  const std::vector<Peak> longest =
      peaks(directory, rows, index, &SeriesRow::waiting_max, &SeriesRow::waiting_max_at_s);
  const std::vector<Peak> held = peaks(directory, rows, index, &SeriesRow::held_max, &SeriesRow::held_max_at_s);
  std::vector<double> held_s(directory.stations.size());
  for (const SeriesRow& r : rows.of<SeriesRow>()) held_s.at(r.station) += r.held_person_s;
  std::vector<Charges> charges(directory.stations.size());
  for (const LedgerRow& r : rows.of<LedgerRow>()) {
    CROSSFLOW_CHECK(r.cause < ledger_causes, "the ledger knows no such cause");
    charges.at(r.station)[{r.cause, limit_of(directory.stations.at(r.station), r.cause), r.place}] +=
        r.waiting_person_s;
  }
  std::vector<QueueSummary> queues;
  for (std::size_t s = 0; s < directory.stations.size(); ++s) {
    QueueSummary q{static_cast<std::uint16_t>(s), longest[s], held[s], held_s[s], 0, largest_first(charges[s])};
    for (const Charge& c : q.charges) q.waited_person_s += c.person_s;
    if (q.queue.most > 0 || !q.charges.empty()) queues.push_back(std::move(q));
  }
  return queues;
}

std::vector<Charge> total_charges(const std::vector<QueueSummary>& queues) {
  Charges sums;
  for (const QueueSummary& q : queues)
    for (const Charge& c : q.charges) sums[{static_cast<std::uint8_t>(c.cause), c.limit, c.place}] += c.person_s;
  return largest_first(sums);
}

std::optional<NotCleared> summarise_not_cleared(const Directory& directory, const ResultRows& rows) {
  NotCleared all;
  std::map<std::uint32_t, double> last_bin_s;  // of the replications in which somebody was left over
  std::map<std::uint32_t, NotServed> by_replication;
  for_each_not_served(directory, rows, [&](const NotServedOn& one) { by_replication[one.replication] += one.people; });
  for (const ReplicationRow& r : rows.of<ReplicationRow>()) {
    const NotServed people =
        rows.of<DateRow>().empty() ? NotServed{r.outside, r.inside, r.turned_back} : by_replication[r.replication];
    if (people.sum() == 0) continue;
    ++all.replications;
    all.people += people;
    all.most = std::max(all.most, people.sum());
    all.latest_end = std::max(all.latest_end, ticks_from_seconds(r.end_s));
    last_bin_s[r.replication] = 0;
  }
  if (all.replications == 0) return std::nullopt;
  for (const SeriesRow& r : rows.of<SeriesRow>())
    if (const auto last = last_bin_s.find(r.replication); last != last_bin_s.end())
      last->second = std::max(last->second, r.from_s);
  std::optional<std::uint32_t> ring_of;  // the first replication that had one
  for (const RingRow& r : rows.of<RingRow>())
    if (r.from_s < 0 && r.replication == ring_of.value_or(r.replication)) {
      ring_of = r.replication;
      all.ring.push_back(r.station);
    }
  std::vector<std::int64_t> there(directory.stations.size());
  for (const SeriesRow& r : rows.of<SeriesRow>())
    if (const auto last = last_bin_s.find(r.replication); last != last_bin_s.end() && r.from_s == last->second)
      there.at(r.station) += std::max(r.inside_max, r.waiting_max);
  const auto most = std::max_element(there.begin(), there.end());
  if (most != there.end() && *most > 0) all.station = static_cast<std::uint16_t>(most - there.begin());
  return all;
}

std::vector<HallSummary> summarise_halls(const Directory& directory, const ResultRows& rows, const DayIndex& index) {
  const std::vector<Peak> inside = peaks(directory, rows, index, &SeriesRow::inside_max, &SeriesRow::inside_max_at_s);
  std::vector<HallSummary> halls;
  for (std::size_t s = 0; s < directory.stations.size(); ++s) {
    const StationEntry& station = directory.stations[s];
    if (station.shape != Shape::area) continue;
    HallSummary h{static_cast<std::uint16_t>(s), inside[s], std::nullopt};
    if (station.area_m2 > 0 && h.inside.most > 0)
      h.m2_per_person = station.area_m2 / static_cast<double>(h.inside.most);
    halls.push_back(h);
  }
  return halls;
}

std::vector<CrowdedSummary> summarise_crowded(const Directory& directory, const ResultRows& rows,
                                              const DayIndex& index) {
  const std::vector<Peak> inside = peaks(directory, rows, index, &SeriesRow::inside_max, &SeriesRow::inside_max_at_s);
  const std::vector<Peak> waiting =
      peaks(directory, rows, index, &SeriesRow::waiting_max, &SeriesRow::waiting_max_at_s);
  std::vector<std::set<std::uint32_t>> when(directory.stations.size());
  const auto room = [&](std::size_t s) {
    return static_cast<std::int64_t>(std::floor(most_on_a_m2 * directory.stations[s].area_m2));
  };
  for (const SeriesRow& r : rows.of<SeriesRow>())
    if (directory.stations.at(r.station).area_m2 > 0 && std::max(r.inside_max, r.waiting_max) > room(r.station))
      when[r.station].insert(r.replication);
  std::vector<CrowdedSummary> crowded;
  for (std::size_t s = 0; s < when.size(); ++s)
    if (!when[s].empty())
      crowded.push_back({static_cast<std::uint16_t>(s), inside[s].most >= waiting[s].most ? inside[s] : waiting[s],
                         room(s), static_cast<int>(when[s].size())});
  const auto fullness = [](const CrowdedSummary& c) {
    return static_cast<double>(c.people.most) / static_cast<double>(std::max<std::int64_t>(1, c.room));
  };
  std::stable_sort(crowded.begin(), crowded.end(),
                   [&](const auto& a, const auto& b) { return fullness(a) > fullness(b); });
  return crowded;
}

}  // namespace crossflow
