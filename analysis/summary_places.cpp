// Queues, halls and the ledger of waiting.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "analysis/not_cleared.hpp"
#include "analysis/series_fold.hpp"
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

}  // namespace

std::vector<QueueSummary> summarise_queues(const Directory& directory, const ResultRows& rows,
                                           const SeriesFold& series) {
  std::vector<Charges> charges(directory.stations.size());
  for (const LedgerRow& r : rows.of<LedgerRow>()) {
    CROSSFLOW_CHECK(r.cause < ledger_causes, "the ledger knows no such cause");
    charges.at(r.station)[{r.cause, limit_of(directory.stations.at(r.station), r.cause), r.place}] +=
        r.waiting_person_s;
  }
  std::vector<QueueSummary> queues;
  for (std::size_t s = 0; s < directory.stations.size(); ++s) {
    QueueSummary q{static_cast<std::uint16_t>(s), series.waiting(s), series.held(s), series.held_person_s(s), 0,
                   largest_first(charges[s])};
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

std::map<std::uint32_t, NotServed> not_served_by_replication(const Directory& directory, const ResultRows& rows) {
  std::map<std::uint32_t, NotServed> out;
  for_each_not_served(directory, rows, [&](const NotServedOn& one) { out[one.replication] += one.people; });
  if (!rows.of<DateRow>().empty()) return out;
  for (const ReplicationRow& r : rows.of<ReplicationRow>()) out[r.replication] = {r.outside, r.inside, r.turned_back};
  return out;
}

std::optional<NotCleared> summarise_not_cleared(const Directory& directory, const ResultRows& rows,
                                                const SeriesFold& series) {
  NotCleared all;
  const std::map<std::uint32_t, NotServed> by_replication = not_served_by_replication(directory, rows);
  for (const ReplicationRow& r : rows.of<ReplicationRow>()) {
    const auto found = by_replication.find(r.replication);
    if (found == by_replication.end() || found->second.sum() == 0) continue;
    const NotServed& people = found->second;
    ++all.replications;
    all.people += people;
    all.most = std::max(all.most, people.sum());
    all.latest_end = std::max(all.latest_end, ticks_from_seconds(r.end_s));
  }
  if (all.replications == 0) return std::nullopt;
  std::optional<std::uint32_t> ring_of;  // the first replication that had one
  for (const RingRow& r : rows.of<RingRow>())
    if (r.from_s < 0 && r.replication == ring_of.value_or(r.replication)) {
      ring_of = r.replication;
      all.ring.push_back(r.station);
    }
  all.station = series.left_over_at();
  return all;
}

std::vector<HallSummary> summarise_halls(const Directory& directory, const SeriesFold& series) {
  std::vector<HallSummary> halls;
  for (std::size_t s = 0; s < directory.stations.size(); ++s) {
    const StationEntry& station = directory.stations[s];
    if (station.shape != Shape::area) continue;
    HallSummary h{static_cast<std::uint16_t>(s), series.inside(s), std::nullopt};
    if (station.area_m2 > 0 && h.inside.most > 0)
      h.m2_per_person = station.area_m2 / static_cast<double>(h.inside.most);
    halls.push_back(h);
  }
  return halls;
}

std::vector<CrowdedSummary> summarise_crowded(const Directory& directory, const SeriesFold& series) {
  std::vector<CrowdedSummary> crowded;
  for (std::size_t s = 0; s < directory.stations.size(); ++s) {
    if (series.crowded(s) == 0) continue;
    const Peak inside = series.inside(s), waiting = series.waiting(s);
    crowded.push_back({static_cast<std::uint16_t>(s), inside.most >= waiting.most ? inside : waiting, series.room(s),
                       series.crowded(s)});
  }
  const auto fullness = [](const CrowdedSummary& c) {
    return static_cast<double>(c.people.most) / static_cast<double>(std::max<std::int64_t>(1, c.room));
  };
  std::stable_sort(crowded.begin(), crowded.end(),
                   [&](const auto& a, const auto& b) { return fullness(a) > fullness(b); });
  return crowded;
}

}  // namespace crossflow
