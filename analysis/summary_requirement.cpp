#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "analysis/erlang.hpp"
#include "analysis/series_fold.hpp"
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
  explicit Half(std::size_t replications) : work_s(replications), unserved(replications), people(replications) {}

  std::vector<double> work_s;                  // by replication
  std::vector<std::int64_t> unserved, people;  // of those who came, by replication
  bool came = false;
  bool waited = false;
  bool at_least = false;
  double open_s = 0;  // over all replications
};

struct StationWork {
  std::map<Tick, Half> halves;
  double work_s = 0;
  std::int64_t served = 0;
};

StationWork work_of(std::uint16_t station, const Directory& directory, const ResultRows& rows, const DayIndex& index,
                    const SeriesFold& series) {
  StationWork out;
  const auto half = [&](Tick from) -> Half& {
    return out.halves.try_emplace(from, index.replications()).first->second;
  };
  for (const WorkRow& r : rows.of<WorkRow>()) {
    if (r.station != station) continue;
    Half& h = half(ticks_from_seconds(r.from_s));
    const std::size_t replication = index.replication_of(r.replication);
    const double work_s = r.work_s + static_cast<double>(r.served) * to_seconds(directory.stations[station].move_up);
    h.work_s[replication] += work_s;
    h.unserved[replication] += std::max<std::int64_t>(0, r.offered - r.served);
    h.people[replication] += r.offered;
    h.came = h.came || r.offered > 0;
    h.at_least = h.at_least || r.kept_away > 0;
    out.work_s += work_s;
    out.served += r.served;
  }
  for (const auto& [from, of_series] : series.half_hours(station)) {
    Half& h = half(from);
    h.open_s = of_series.open_s;
    h.waited = of_series.waited;
    h.at_least = h.at_least || of_series.held;
  }
  return out;
}

// Of jobs that take `service_s`, if any time at all, and begin at any time of a half-hour alike: the share of their
// work that is done `s` seconds after its start.
double done_by(double s, double service_s) {
  if (service_s <= 0) return std::clamp(s / half_hour_s, 0.0, 1.0);
  const auto area = [service_s](double u) {
    return u <= 0 ? 0 : u <= service_s ? u * u / 2 : service_s * (u - service_s / 2);
  };
  return (area(s) - area(s - half_hour_s)) / (service_s * half_hour_s);
}

// What falls into a half-hour: of those who come in it and of those from before who take that long.
struct Falling {
  std::vector<double> loads;         // by replication
  std::vector<std::int64_t> people;  // who could be served in it, by replication
};

Falling falling_into(Tick from, const std::map<Tick, Half>& halves, std::size_t replications, double service_s) {
  Falling sum{std::vector<double>(replications), std::vector<std::int64_t>(replications)};
  const Tick longest = (ticks_from_seconds(service_s) / half_hour + 1) * half_hour;
  for (auto at = halves.lower_bound(from - longest); at != halves.end() && at->first <= from; ++at) {
    const double start = to_seconds(from - at->first);
    const double share = done_by(start + half_hour_s, service_s) - done_by(start, service_s);
    const Half& half = at->second;
    for (std::size_t r = 0; r < replications; ++r) {
      sum.loads[r] += share * (half.work_s[r] + static_cast<double>(half.unserved[r]) * service_s) / half_hour_s;
      sum.people[r] += half.people[r];
    }
  }
  return sum;
}

void fill_need(RequirementRow& row, const StationWork& work, bool somebody, std::size_t replications,
               const RequirementSummary& r) {
  if (!r.mean_service_s) return;
  const double service_s = *r.mean_service_s;
  const Falling falling = falling_into(row.from, work.halves, replications, service_s);
  row.load = std::accumulate(falling.loads.begin(), falling.loads.end(), 0.0) / static_cast<double>(replications);
  row.busy_load = quantile_of(falling.loads, 0.9);
  // As many servers as there are people leave nobody waiting.
  const std::int64_t most = *std::max_element(falling.people.begin(), falling.people.end());
  const auto needed = [&](double load) {
    const int by_formula = servers_needed(load, service_s, to_seconds(r.limit), r.share);
    return static_cast<int>(std::min<std::int64_t>(by_formula, std::max<std::int64_t>(most, 1)));
  };
  row.needed = std::max(somebody ? 1 : 0, needed(*row.load));
  row.busy_needed = needed(*row.busy_load);
}

// So much of a server's work must be left over from before that a half-hour in which nobody came is worth a row.
constexpr double work_left_over = 0.5;

}  // namespace

bool needs_servers(const StationEntry& station) {
  return station.servers > 0 && station.rated && station.shape != Shape::outside;
}

double lasted_s(const ResultRows& rows, Tick half_hour_from) {
  Tick sum = 0;
  for (const ReplicationRow& r : rows.of<ReplicationRow>())
    sum += std::clamp<Tick>(ticks_from_seconds(r.end_s) - half_hour_from, 0, half_hour);
  return to_seconds(sum);
}

std::vector<RequirementSummary> summarise_requirements(const Directory& directory, const ResultRows& rows,
                                                       const DayIndex& index, const SeriesFold& series) {
  const int authority = pledge_authority_index(directory);
  std::vector<RequirementSummary> requirements;
  for (std::size_t s = 0; s < directory.stations.size(); ++s) {
    const StationEntry& station = directory.stations[s];
    if (!needs_servers(station)) continue;
    const StationWork work = work_of(static_cast<std::uint16_t>(s), directory, rows, index, series);
    const Standard standard = authority >= 0 && station.authority == authority ? pledged(directory) : Standard{};
    RequirementSummary r;
    r.station = static_cast<std::uint16_t>(s);
    r.installed = station.servers;
    r.limit = standard.limit;
    r.share = standard.share;
    if (work.served > 0) r.mean_service_s = work.work_s / static_cast<double>(work.served);
    for (const auto& [from, half] : work.halves) {
      RequirementRow row;
      row.from = from;
      row.at_least = half.at_least;
      fill_need(row, work, half.came || half.waited, index.replications(), r);
      if (const double lasted = lasted_s(rows, from); lasted > 0) {
        row.open = half.open_s / lasted;
        r.open.emplace_back(from, *row.open);
      }
      if (half.came || half.waited || row.load.value_or(0) >= work_left_over) r.rows.push_back(row);
    }
    if (!r.rows.empty()) requirements.push_back(std::move(r));
  }
  return requirements;
}

}  // namespace crossflow
