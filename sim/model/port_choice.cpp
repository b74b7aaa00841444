#include "sim/model/port_choice.hpp"

#include <algorithm>

#include "sim/model/effect_kind.hpp"
#include "sim/model/source_node.hpp"

namespace crossflow {
namespace {

/// Sources are numbered over all ports.
std::uint16_t number_of(const Scenario& scenario, std::pair<std::size_t, std::size_t> source) {
  std::size_t before = 0;
  for (std::size_t p = 0; p < source.first; ++p) before += scenario.ports[p].sources.size();
  return static_cast<std::uint16_t>(before + source.second);
}

}  // namespace

PortChoice::PortChoice(FlowPlane& flow, const Scenario& scenario, const Directory& directory, const Build& build,
                       std::vector<SourceNode*> sources)
    : flow_(flow),
      network_(*scenario.network),
      sources_(std::move(sources)),
      draws_(build.draws("looks at the published waits")),
      waits_(directory, network_.resident) {
  for (const Port& port : scenario.ports) hours_.emplace_back(port, scenario.days, shut_by_disruptions(scenario, port));
  for (const SourceEntry& source : directory.sources)
    homes_.push_back({directory.stations[source.station].port, source.direction, {}});
  for (const CrossingStream& stream : network_.streams) {
    for (const auto& member : stream.sources) {
      Home& home = homes_[number_of(scenario, member)];
      for (const auto& other : stream.sources) {
        const auto& detour = network_.detour[member.first][other.first];
        const bool known = std::any_of(home.others.begin(), home.others.end(),
                                       [&other](const Other& o) { return o.port == other.first; });
        if (other.first != member.first && detour && !known)
          home.others.push_back({number_of(scenario, other), static_cast<std::uint16_t>(other.first), *detour});
      }
    }
  }
}

bool PortChoice::looks(const Entity& entity) const {
  return draws_.uniform_at(entity, 0) < network_.looks[entity.traveller_class];
}

Tick PortChoice::expected_wait(const Entity& entity, std::size_t port, std::size_t direction) const {
  const bool resident = network_.resident[entity.traveller_class];
  const auto& expected = resident ? network_.residents_expect : network_.visitors_expect;
  return expected[static_cast<std::size_t>(waits_.band(port, direction, resident))];
}

std::optional<PortChoice::Way> PortChoice::before_coming(const Entity& entity, std::uint16_t source,
                                                         bool decided) const {
  const Home& home = homes_[source];
  if (home.others.empty()) return std::nullopt;
  if (!hours_[home.port].open_at(flow_.now())) return from_closed(entity, home, ChoseBecause::closed);
  return decided || !looks(entity) ? std::nullopt : for_a_gain(entity, home);
}

std::optional<PortChoice::Way> PortChoice::at_closing(const Entity& entity, std::uint16_t source) const {
  return from_closed(entity, homes_[source], ChoseBecause::closing);
}

// The largest gain, the first of equals.
std::optional<PortChoice::Way> PortChoice::for_a_gain(const Entity& entity, const Home& home) const {
  const Tick here = expected_wait(entity, home.port, home.direction);
  Tick most = network_.worth_it - 1;
  std::optional<Way> way;
  for (const Other& other : home.others) {
    const Tick gain = here - expected_wait(entity, other.port, home.direction) - other.detour;
    if (gain <= most || gain <= 0 || !hours_[other.port].open_at(flow_.now() + other.detour)) continue;
    most = gain;
    way = Way{sources_[other.source], other.detour, ChoseBecause::wait};
  }
  return way;
}

// Where he is through soonest, as far as he knows: who does not look knows the detours alone. If his own port opens
// again before he could be anywhere else, he waits for that.
std::optional<PortChoice::Way> PortChoice::from_closed(const Entity& entity, const Home& home,
                                                       ChoseBecause because) const {
  const Tick now = flow_.now();
  const auto opens = hours_[home.port].next_open(now);
  const bool informed = !home.others.empty() && looks(entity);
  Tick least = never;
  std::optional<Way> way;
  for (const Other& other : home.others) {
    if (!hours_[other.port].open_at(now + other.detour) || (opens && *opens <= now + other.detour)) continue;
    const Tick cost = other.detour + (informed ? expected_wait(entity, other.port, home.direction) : 0);
    if (cost >= least) continue;
    least = cost;
    way = Way{sources_[other.source], other.detour, because};
  }
  return way;
}

void PortChoice::publish_waits(ControlPlane& control, int days) {
  flow_.log().add_sink(waits_);
  control.add("published waits", [this, days](Actor& actor) {
    for (Tick at = network_.every; at <= (days + 1) * day; at += network_.every) {
      actor.wait_until(at);
      flow_.log().flush();
      waits_.publish();
    }
  });
}

}  // namespace crossflow
