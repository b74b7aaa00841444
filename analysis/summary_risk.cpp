// Who was checked, and how likely contraband is found.
#include <map>
#include <tuple>

#include "analysis/summary_parts.hpp"

namespace crossflow {
namespace {

/// What adds up to a finding: replication by replication.
struct Sums {
  std::vector<Part> chance;
  std::vector<Tally> counted;
  double expected = 0;
  std::int64_t carriers = 0, found = 0;

  explicit Sums(std::size_t replications = 0) : chance(replications), counted(replications) {}

  void add(std::size_t replication, const RiskRow& row, double prevalence, double weight) {
    chance[replication].sum += weight * row.chance_sum;
    chance[replication].of += weight * static_cast<double>(row.clean);
    counted[replication].kept += row.found;
    counted[replication].joined += row.carriers;
    expected += prevalence * static_cast<double>(row.clean + row.carriers) / static_cast<double>(chance.size());
    carriers += row.carriers;
    found += row.found;
  }
  FindingSummary summary(std::uint8_t traveller_class, std::uint8_t direction, std::uint8_t contraband) const {
    return {traveller_class,
            direction,
            static_cast<Contraband>(contraband),
            expected,
            carriers,
            found,
            ratio_estimate(chance),
            share_estimate(counted)};
  }
};

}  // namespace

RiskSummary summarise_risk(const Directory& directory, const ResultRows& rows, const DayIndex& index) {
  RiskSummary out;
  std::map<std::pair<std::uint8_t, std::uint8_t>, double> prevalence;  // class, kind
  for (const PrevalenceEntry& p : directory.prevalences)
    prevalence[{p.traveller_class, static_cast<std::uint8_t>(p.contraband)}] = p.share;

  std::map<std::pair<std::uint8_t, std::uint8_t>, CheckedSummary> checked;  // class, direction
  using Which = std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>;       // class, direction, kind
  std::map<Which, Sums> by_direction, by_class;
  std::map<std::uint8_t, Sums> all;
  for (const RiskRow& r : rows.of<RiskRow>()) {
    if (r.contraband == 0) {
      CheckedSummary& c = checked[{r.traveller_class, r.direction}];
      c.traveller_class = r.traveller_class;
      c.direction = r.direction;
      c.entities += r.entities;
      c.selected += r.selected;
      c.searched += r.searched;
      continue;
    }
    const double share = prevalence[{r.traveller_class, r.contraband}];
    const std::size_t replication = index.replication_of(r.replication);
    const Sums none(index.replications());
    by_direction.try_emplace({r.traveller_class, r.direction, r.contraband}, none)
        .first->second.add(replication, r, share, 1);
    by_class.try_emplace({r.traveller_class, 0, r.contraband}, none).first->second.add(replication, r, share, 1);
    all.try_emplace(r.contraband, none).first->second.add(replication, r, share, share);
  }
  for (const auto& [who, c] : checked) out.checked.push_back(c);
  for (const auto& [which, sums] : by_direction)
    out.by_direction.push_back(sums.summary(std::get<0>(which), std::get<1>(which), std::get<2>(which)));
  for (const auto& [which, sums] : by_class)
    out.by_class.push_back(sums.summary(std::get<0>(which), 0, std::get<2>(which)));
  for (const auto& [kind, sums] : all) out.all.push_back(sums.summary(0, 0, kind));

  std::map<std::uint16_t, CheckSummary> checks;
  for (std::size_t s = 0; s < directory.stations.size(); ++s)
    if (directory.stations[s].checks != CheckKind::none)
      checks[static_cast<std::uint16_t>(s)].search = directory.stations[s].checks == CheckKind::search;
  for (const CheckRow& r : rows.of<CheckRow>()) {
    CheckSummary& c = checks[r.station];
    c.checked += r.checked;
    c.alarms += r.alarms;
    if (r.contraband == 0) c.false_alarms += r.alarms;
    c.found += r.found;
  }
  for (auto& [station, c] : checks) {
    c.station = station;
    out.checks.push_back(c);
  }
  return out;
}

}  // namespace crossflow
