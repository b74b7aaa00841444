#include "analysis/series_fold.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/not_cleared.hpp"

namespace crossflow {

SeriesFold::SeriesFold(const Directory& directory, const ResultRows& rows, const DayIndex& index)
    : index_(index), bin_(directory.bin), stations_(directory.stations.size()), ends_(index.replications()) {
  for (std::size_t s = 0; s < stations_.size(); ++s) {
    const StationEntry& entry = directory.stations[s];
    stations_[s].is_area = entry.area_m2 > 0;
    stations_[s].room = static_cast<std::int64_t>(std::floor(most_on_a_m2 * entry.area_m2));
    stations_[s].needs_servers = needs_servers(entry);
    for (Most* most : {&stations_[s].waiting, &stations_[s].held, &stations_[s].inside})
      most->by_day.resize(index.days());
  }
  for (const ReplicationRow& r : rows.of<ReplicationRow>())
    ends_[index.replication_of(r.replication)] = ticks_from_seconds(r.end_s);
  for (const auto& [replication, people] : not_served_by_replication(directory, rows))
    if (people.sum() > 0) left_over_[replication].there.resize(stations_.size());
}

void SeriesFold::note(Most& of, std::int64_t most, double reached_s, std::size_t of_day) {
  of.by_day[of_day] = std::max(of.by_day[of_day], most);
  if (most < of.peak.most || most <= 0) return;
  const Tick at = ticks_from_seconds(reached_s);
  if (most == of.peak.most && at >= of.peak.at) return;
  of.peak.most = most;
  of.peak.at = at;
}

Peak SeriesFold::peak(const Most& of) const {
  Peak peak = of.peak;
  std::int64_t sum = 0;
  for (const std::int64_t most : of.by_day) sum += most;
  peak.daily_most = static_cast<double>(sum) / static_cast<double>(index_.days());
  return peak;
}

void SeriesFold::add(const SeriesRow& r) {
  Station& s = stations_.at(r.station);
  const std::size_t of_day = index_.day_of(r.replication, r.from_s);
  note(s.waiting, r.waiting_max, r.waiting_max_at_s, of_day);
  note(s.held, r.held_max, r.held_max_at_s, of_day);
  note(s.inside, r.inside_max, r.inside_max_at_s, of_day);
  s.held_person_s += r.held_person_s;
  broken_off_ += r.broken_off;
  const std::int64_t there = std::max(r.inside_max, r.waiting_max);
  if (s.is_area && there > s.room) s.crowded.insert(r.replication);
  if (s.needs_servers) add_servers(s, r);
  if (left_over_.empty()) return;
  const auto last = left_over_.find(r.replication);
  if (last == left_over_.end() || r.from_s < last->second.from_s) return;
  if (r.from_s > last->second.from_s) {
    last->second.from_s = r.from_s;
    std::fill(last->second.there.begin(), last->second.there.end(), 0);
  }
  last->second.there[r.station] += there;
}

// A bin's servers are shared among half-hours by overlap; the last bin ends with the simulation.
void SeriesFold::add_servers(Station& station, const SeriesRow& r) {
  constexpr Tick half_hour = 30 * minute;
  const Tick from = ticks_from_seconds(r.from_s);
  const Tick end = ends_[index_.replication_of(r.replication)];
  const Tick to = end > from ? std::min(end, from + bin_) : from + bin_;
  for (Tick start = from / half_hour * half_hour; start < to; start += half_hour) {
    const Tick overlap = std::min(to, start + half_hour) - std::max(from, start);
    HalfHour& h = station.half_hours[start];
    h.open_s += r.open_s * static_cast<double>(overlap) / static_cast<double>(to - from);
    h.waited = h.waited || r.waiting_person_s > 0;
    h.held = h.held || r.held_person_s > 0;
  }
}

std::optional<std::uint16_t> SeriesFold::left_over_at() const {
  std::vector<std::int64_t> there(stations_.size());
  for (const auto& [replication, last] : left_over_)
    for (std::size_t s = 0; s < there.size(); ++s) there[s] += last.there[s];
  const auto most = std::max_element(there.begin(), there.end());
  if (most == there.end() || *most <= 0) return std::nullopt;
  return static_cast<std::uint16_t>(most - there.begin());
}

}  // namespace crossflow
