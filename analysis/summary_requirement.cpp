#include <map>

#include "analysis/erlang.hpp"
#include "analysis/summary_parts.hpp"

namespace crossflow {

namespace {

constexpr double half_hour_s = to_seconds(30 * minute);
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

struct StationWork {
  std::map<Tick, std::vector<double>> work_s;  // by half-hour, then replication
  double all_work_s = 0;
  std::int64_t served = 0;
};

RequirementRow requirement_at(Tick from, const std::vector<double>& work_s, const RequirementSummary& r) {
  std::vector<double> loads;
  double sum = 0;
  for (const double w : work_s) {
    loads.push_back(w / half_hour_s);
    sum += loads.back();
  }
  RequirementRow row;
  row.from = from;
  row.load = sum / static_cast<double>(loads.size());
  row.busy_load = quantile_of(loads, 0.9);
  const double limit_s = to_seconds(r.limit);
  row.needed = servers_needed(row.load, r.mean_service_s, limit_s, r.share);
  row.busy_needed = servers_needed(row.busy_load, r.mean_service_s, limit_s, r.share);
  return row;
}

}  // namespace

std::vector<RequirementSummary> summarise_requirements(const Directory& directory, const ResultRows& rows,
                                                       const DayIndex& index) {
  std::vector<StationWork> works(directory.stations.size());
  for (const WorkRow& r : rows.work) {
    StationWork& w = works.at(r.station);
    auto& half = w.work_s.try_emplace(ticks_from_seconds(r.from_s), index.replications()).first->second;
    half[index.replication_of(r.replication)] += r.work_s;
    w.all_work_s += r.work_s;
    w.served += r.served;
  }
  const int authority = pledge_authority_index(directory);
  std::vector<RequirementSummary> requirements;
  for (std::size_t s = 0; s < works.size(); ++s) {
    const StationEntry& station = directory.stations[s];
    const StationWork& work = works[s];
    if (station.servers == 0 || station.shape == Shape::outside || work.all_work_s <= 0 || work.served == 0) continue;
    const Standard standard = authority >= 0 && station.authority == authority ? pledged(directory) : Standard{};
    RequirementSummary r;
    r.station = static_cast<std::uint16_t>(s);
    r.installed = station.servers;
    r.limit = standard.limit;
    r.share = standard.share;
    r.mean_service_s = work.all_work_s / static_cast<double>(work.served);
    for (const auto& [from, work_s] : work.work_s) {
      RequirementRow row = requirement_at(from, work_s, r);
      if (row.load > 0) r.rows.push_back(row);
    }
    requirements.push_back(std::move(r));
  }
  return requirements;
}

}  // namespace crossflow
