#include "viz/replay/worst.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "sim/record/port_state.hpp"

namespace crossflow::viz {

std::optional<WorstHalfHour> worst_half_hour(const std::vector<SeriesRow>& rows, std::uint32_t replication) {
  std::map<Tick, double> waiting;
  for (const SeriesRow& row : rows)
    if (row.replication == replication)
      waiting[ticks_from_seconds(row.from_s) / half_hour * half_hour] += row.waiting_person_s;
  const auto worst = std::max_element(waiting.begin(), waiting.end(),
                                      [](const auto& a, const auto& b) { return a.second < b.second; });
  if (worst == waiting.end() || worst->second <= 0) return std::nullopt;
  WorstHalfHour found{worst->first, worst->first + half_hour / 2, worst->second};
  std::int64_t most = 0;
  for (const SeriesRow& row : rows) {
    const Tick from = ticks_from_seconds(row.from_s), at = ticks_from_seconds(row.waiting_max_at_s);
    if (row.replication != replication || row.waiting_max <= most || from / half_hour * half_hour != found.from ||
        at < found.from || at >= found.from + half_hour)
      continue;
    most = row.waiting_max;
    found.at = at;
  }
  return found;
}

namespace {

void charge(WorstPlace& place, const std::vector<LedgerRow>& ledger, std::uint32_t replication) {
  std::array<double, ledger_causes> charged{};
  std::map<std::uint16_t, double> full;
  double all = 0;
  for (const LedgerRow& row : ledger) {
    if (row.replication != replication || row.station != place.station || row.cause >= ledger_causes) continue;
    charged[row.cause] += row.waiting_person_s;
    all += row.waiting_person_s;
    if (static_cast<LedgerCause>(row.cause) == LedgerCause::next_place_full) full[row.place] += row.waiting_person_s;
  }
  if (all <= 0) return;
  const auto largest = std::max_element(charged.begin(), charged.end());
  place.cause = static_cast<LedgerCause>(largest - charged.begin());
  place.share = *largest / all;
  const auto fullest =
      std::max_element(full.begin(), full.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (place.cause == LedgerCause::next_place_full && fullest != full.end()) place.full = fullest->first;
}

}  // namespace

std::vector<WorstPlace> worst_places(const Overview& overview, const std::vector<LedgerRow>& ledger,
                                     std::uint32_t replication, std::size_t most) {
  std::vector<WorstPlace> places;
  for (std::size_t s = 0; s < overview.stations().size(); ++s) {
    const StationCourse& course = overview.stations()[s];
    WorstPlace place;
    place.station = static_cast<std::uint16_t>(s);
    for (std::size_t m = 0; m < std::min(overview.minutes(), course.waiting.size()); ++m) {
      place.waiting_s += static_cast<double>(course.waiting_s[m]);
      if (course.waiting[m] <= place.most) continue;
      place.most = course.waiting[m];
      place.most_at = static_cast<Tick>(m) * minute + minute / 2;
    }
    place.longest_wait = course.longest_wait;
    if (place.waiting_s > 0) places.push_back(place);
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const WorstPlace& a, const WorstPlace& b) { return a.waiting_s > b.waiting_s; });
  places.resize(std::min(most, places.size()));
  for (WorstPlace& place : places) charge(place, ledger, replication);
  return places;
}

std::vector<double> waiting_by_day(const std::vector<SeriesRow>& rows) {
  std::map<std::uint32_t, double> sums;
  for (const SeriesRow& row : rows) sums[row.replication] += row.waiting_person_s;
  std::vector<double> days;
  for (const auto& [replication, sum] : sums) days.push_back(sum);
  return days;
}

PledgeOfDays pledge_of_days(const std::vector<PledgeRow>& rows, const Directory& directory, std::size_t traveller_class,
                            std::size_t direction) {
  std::map<std::uint32_t, PledgeSoFar> by_day;
  for (const PledgeRow& row : rows) {
    if (row.traveller_class != traveller_class || row.direction != direction ||
        directory.authorities[row.authority] != pledge_authority)
      continue;
    by_day[row.replication].joined += row.joined;
    by_day[row.replication].kept += row.kept;
  }
  PledgeOfDays all;
  for (const auto& [replication, people] : by_day) {
    if (people.joined == 0) continue;
    all.joined += people.joined;
    all.kept += people.kept;
    ++all.days;
    all.broken += reaches(people.kept, people.joined, directory.classes[traveller_class].pledge_share) ? 0U : 1U;
  }
  return all;
}

bool reaches(std::int64_t kept, std::int64_t joined, double promised) {
  return static_cast<double>(kept) >= promised * static_cast<double>(joined) * (1 - 1e-12);
}

}  // namespace crossflow::viz
