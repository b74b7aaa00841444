#include <algorithm>
#include <map>
#include <utility>

#include "analysis/erlang.hpp"
#include "analysis/summary_parts.hpp"

namespace crossflow {

namespace {

constexpr Tick half_hour = 30 * minute;
constexpr double half_hour_s = to_seconds(half_hour);
constexpr Tick limit_without_pledge = 5 * minute;
constexpr double share_without_pledge = 0.95;

struct Standard {
  Tick limit = limit_without_pledge;
  double share = share_without_pledge;
};

// The strictest pledge: the shortest limit, and of those the greatest share.
Standard pledged(const Directory& directory) {
  Standard strictest;
  bool found = false;
  for (const ClassEntry& c : directory.classes) {
    if (c.pledge_share <= 0) continue;
    const bool stricter =
        c.pledge_limit < strictest.limit || (c.pledge_limit == strictest.limit && c.pledge_share > strictest.share);
    if (!found || stricter) strictest = {c.pledge_limit, c.pledge_share};
    found = true;
  }
  return strictest;
}

struct Half {
  explicit Half(std::size_t replications) : work_s(replications), unserved(replications) {}

  std::vector<double> work_s;          // by replication
  std::vector<std::int64_t> unserved;  // of those who joined, by replication
  bool joined = false;
  bool waited = false;
  double open_s = 0;  // over all replications
};

struct StationWork {
  std::map<Tick, Half> halves;
  double work_s = 0;
  std::int64_t served = 0;
};

class Works {
 public:
  Works(const Directory& directory, const ResultRows& rows, const DayIndex& index)
      : index_(index), works_(directory.stations.size()), bin_(directory.bin), end_(index.replications()) {
    for (const ReplicationRow& r : rows.replications)
      end_[index.replication_of(r.replication)] = ticks_from_seconds(r.end_s);
    for (const WorkRow& r : rows.work) add(r);
    for (const SeriesRow& r : rows.series) add(r);
  }

  const StationWork& of(std::size_t station) const { return works_[station]; }

  // The part of a half-hour that the simulations lasted, over all of them.
  double lasted_s(Tick from) const {
    Tick sum = 0;
    for (const Tick end : end_) sum += std::clamp<Tick>(end - from, 0, half_hour);
    return to_seconds(sum);
  }

 private:
  Half& half(std::uint16_t station, Tick from) {
    return works_.at(station).halves.try_emplace(from, index_.replications()).first->second;
  }

  void add(const WorkRow& r) {
    Half& h = half(r.station, ticks_from_seconds(r.from_s));
    const std::size_t replication = index_.replication_of(r.replication);
    h.work_s[replication] += r.work_s;
    h.unserved[replication] += std::max<std::int64_t>(0, r.joined - r.served);
    h.joined = h.joined || r.joined > 0;
    works_[r.station].work_s += r.work_s;
    works_[r.station].served += r.served;
  }

  // A bin's servers are shared among half-hours by overlap; the last bin ends with the simulation.
  void add(const SeriesRow& r) {
    const Tick from = ticks_from_seconds(r.from_s);
    const Tick end = end_[index_.replication_of(r.replication)];
    const Tick to = end > from ? std::min(end, from + bin_) : from + bin_;
    for (Tick start = from / half_hour * half_hour; start < to; start += half_hour) {
      const Tick overlap = std::min(to, start + half_hour) - std::max(from, start);
      Half& h = half(r.station, start);
      h.open_s += r.open_s * static_cast<double>(overlap) / static_cast<double>(to - from);
      h.waited = h.waited || r.waiting_person_s > 0;
    }
  }

  const DayIndex& index_;
  std::vector<StationWork> works_;
  Tick bin_;
  std::vector<Tick> end_;  // by replication
};

void fill_need(RequirementRow& row, const Half& half, const RequirementSummary& r) {
  if (!r.mean_service_s) return;
  std::vector<double> loads;
  double sum = 0;
  for (std::size_t i = 0; i < half.work_s.size(); ++i) {
    loads.push_back((half.work_s[i] + static_cast<double>(half.unserved[i]) * *r.mean_service_s) / half_hour_s);
    sum += loads.back();
  }
  row.load = sum / static_cast<double>(loads.size());
  row.busy_load = quantile_of(loads, 0.9);
  const double limit_s = to_seconds(r.limit);
  row.needed = std::max(half.waited ? 1 : 0, servers_needed(*row.load, *r.mean_service_s, limit_s, r.share));
  row.busy_needed = servers_needed(*row.busy_load, *r.mean_service_s, limit_s, r.share);
}

}  // namespace

std::vector<RequirementSummary> summarise_requirements(const Directory& directory, const ResultRows& rows,
                                                       const DayIndex& index) {
  const Works works(directory, rows, index);
  const int authority = pledge_authority_index(directory);
  std::vector<RequirementSummary> requirements;
  for (std::size_t s = 0; s < directory.stations.size(); ++s) {
    const StationEntry& station = directory.stations[s];
    const StationWork& work = works.of(s);
    if (station.servers == 0 || !station.rated || station.shape == Shape::outside) continue;
    const Standard standard = authority >= 0 && station.authority == authority ? pledged(directory) : Standard{};
    RequirementSummary r;
    r.station = static_cast<std::uint16_t>(s);
    r.installed = station.servers;
    r.limit = standard.limit;
    r.share = standard.share;
    if (work.served > 0 && work.work_s > 0) r.mean_service_s = work.work_s / static_cast<double>(work.served);
    for (const auto& [from, half] : work.halves) {
      if (!half.joined && !half.waited) continue;
      RequirementRow row;
      row.from = from;
      fill_need(row, half, r);
      const double lasted_s = works.lasted_s(from);
      row.open = lasted_s > 0 ? half.open_s / lasted_s : 0;
      r.rows.push_back(row);
    }
    if (!r.rows.empty()) requirements.push_back(std::move(r));
  }
  return requirements;
}

}  // namespace crossflow
