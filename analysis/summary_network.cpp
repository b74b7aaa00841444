// Several ports: how each did, and who came to another one than he meant.
#include <map>
#include <tuple>

#include "analysis/summary_parts.hpp"

namespace crossflow {

std::vector<PortSummary> summarise_ports(const Directory& directory, const ResultRows& rows) {
  if (directory.ports.size() < 2) return {};
  struct Gathered {
    PortSummary summary;
    std::int64_t cleared = 0;
    double wait_s = 0;
  };
  std::map<std::pair<std::uint16_t, std::uint8_t>, Gathered> found;  // by port and direction
  const auto travels = [&directory](std::uint8_t c) { return directory.classes.at(c).kind == EntityKind::traveller; };
  for (const FlowRow& f : rows.of<FlowRow>())
    if (travels(f.traveller_class)) add_people(found[{f.port, f.direction}].summary.people, f);
  const int authority = pledge_authority_index(directory);
  for (const PledgeRow& p : rows.of<PledgeRow>()) {
    if (!travels(p.traveller_class) || p.authority != authority) continue;
    Gathered& g = found[{p.port, p.direction}];
    g.cleared += p.cleared;
    g.wait_s += p.wait_s;
    if (directory.classes.at(p.traveller_class).pledge_share <= 0) continue;
    g.summary.promised.joined += p.joined;
    g.summary.promised.kept += p.kept;
  }
  for (const PortMove& m : summarise_moves(directory, rows)) {
    found[{m.from, m.direction}].summary.to_elsewhere += m.sum();
    found[{m.to, m.direction}].summary.from_elsewhere += m.sum();
  }
  std::vector<PortSummary> out;
  for (auto& [where, g] : found) {
    if (g.summary.people.generated == 0 && g.summary.to_elsewhere == 0) continue;
    std::tie(g.summary.port, g.summary.direction) = where;
    if (g.cleared > 0) g.summary.mean_s = g.wait_s / static_cast<double>(g.cleared);
    out.push_back(g.summary);
  }
  return out;
}

std::vector<PortMove> summarise_moves(const Directory& directory, const ResultRows& rows) {
  std::map<std::tuple<std::uint16_t, std::uint16_t, std::uint8_t>, PortMove> found;
  for (const PortChoiceRow& row : rows.of<PortChoiceRow>()) {
    if (directory.classes.at(row.traveller_class).kind != EntityKind::traveller) continue;
    const SourceEntry& from = directory.sources.at(row.from_source);
    const SourceEntry& to = directory.sources.at(row.to_source);
    PortMove move{directory.stations.at(from.station).port, directory.stations.at(to.station).port, to.direction, {}};
    PortMove& known = found.try_emplace({move.from, move.to, move.direction}, move).first->second;
    known.people.at(row.reason) += row.count;
  }
  std::vector<PortMove> out;
  for (const auto& [where, move] : found) out.push_back(move);
  return out;
}

}  // namespace crossflow
