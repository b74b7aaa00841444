#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sim/base/draws.hpp"
#include "sim/model/effect_kind.hpp"
#include "sim/model/party.hpp"

namespace crossflow {
namespace {

// The effect's own block hangs on the names of the disruption and the effect, so that another disruption moves nobody
// whom this one brings. Only where two would have the same one does the later one take the next.
int block_of(const Scenario& scenario, const Effect& wanted) {
  std::array<bool, Numbers::blocks> taken{};
  for (const Disruption& disruption : scenario.disruptions) {
    for (const Effect& effect : disruption.effects) {
      auto block = static_cast<std::size_t>(hash_name(disruption.name + "/" + effect.kind->name) % Numbers::blocks);
      while (taken[block]) block = (block + 1) % Numbers::blocks;
      taken[block] = true;
      if (&effect == &wanted) return Numbers{scenario.days}.first_block() + static_cast<int>(block);
    }
  }
  CROSSFLOW_CHECK(false, "an effect of no disruption");
  return 0;
}

bool acts_at(const Disruption& disruption, const PortView& view) {
  return is_at(disruption, view.port()) &&
         std::any_of(disruption.effects.begin(), disruption.effects.end(),
                     [&](const Effect& effect) { return kind_of(effect).finds(effect, view); });
}

void set_all(const Disruption& disruption, std::uint16_t number, std::vector<PortControls*>& ports, bool on) {
  for (PortControls* port : ports)
    port->flow->log().write({port->flow->now(), no_entity, number, no_station, static_cast<std::uint16_t>(port->index),
                             EventKind::disruption, static_cast<std::uint8_t>(on ? 1 : 0)});
  for (PortControls* port : ports)
    for (const Effect& effect : disruption.effects) kind_of(effect).set(effect, *port, on);
}

}  // namespace

bool is_at(const Disruption& disruption, const Port& port) {
  return disruption.ports.empty() ||
         std::find(disruption.ports.begin(), disruption.ports.end(), port.name) != disruption.ports.end();
}

std::vector<std::pair<Tick, Tick>> shut_by_disruptions(const Scenario& scenario, const Port& port) {
  std::vector<std::pair<Tick, Tick>> out;
  for (const Disruption& disruption : scenario.disruptions)
    if (is_at(disruption, port) && std::any_of(disruption.effects.begin(), disruption.effects.end(),
                                               [](const Effect& effect) { return kind_of(effect).shuts_doors(); }))
      out.emplace_back(disruption.from, disruption.until);
  return out;
}

std::unique_ptr<Arrivals> with_disruptions(const SourceBuild& build, std::unique_ptr<Arrivals> arrivals) {
  for (const Disruption& disruption : build.scenario.disruptions) {
    if (!is_at(disruption, build.port)) continue;
    for (const Effect& effect : disruption.effects)
      arrivals =
          kind_of(effect).change({disruption, effect, block_of(build.scenario, effect)}, build, std::move(arrivals));
  }
  return arrivals;
}

void add_disruptions(ControlPlane& control, const Scenario& scenario, std::vector<PortControls>& ports) {
  for (std::size_t d = 0; d < scenario.disruptions.size(); ++d) {
    const Disruption& disruption = scenario.disruptions[d];
    std::vector<PortControls*> here;
    for (PortControls& port : ports)
      if (acts_at(disruption, port.view())) here.push_back(&port);
    if (here.empty()) continue;
    control.add("disruption " + disruption.name,
                [&disruption, number = static_cast<std::uint16_t>(d), here](Actor& actor) mutable {
                  wait_if_later(actor, disruption.from);
                  set_all(disruption, number, here, true);
                  actor.wait_until(disruption.until);
                  set_all(disruption, number, here, false);
                });
  }
}

Tick last_end_of_disruptions(const Scenario& scenario) {
  Tick last = 0;
  for (const Disruption& disruption : scenario.disruptions) last = std::max(last, disruption.until);
  return last;
}

std::vector<DisruptionEntry> disruption_entries(const Scenario& scenario) {
  std::vector<DisruptionEntry> out;
  for (const Disruption& disruption : scenario.disruptions) {
    DisruptionEntry entry{disruption.name, disruption.label, disruption.from, disruption.until, {}, {}};
    const auto add_idle = [&entry](const std::string& text) { entry.idle += (entry.idle.empty() ? "" : "; ") + text; };
    for (const std::string& name : disruption.ports)
      if (std::none_of(scenario.ports.begin(), scenario.ports.end(), [&](const Port& p) { return p.name == name; }))
        add_idle("no port '" + name + "'");
    const bool somewhere = std::any_of(scenario.ports.begin(), scenario.ports.end(),
                                       [&](const Port& port) { return is_at(disruption, port); });
    for (const Effect& effect : disruption.effects) {
      entry.effects += (entry.effects.empty() ? "" : ", ") + effect.kind->name;
      bool found = false;
      for (std::size_t p = 0; p < scenario.ports.size(); ++p)
        found = found || (is_at(disruption, scenario.ports[p]) && kind_of(effect).finds(effect, {scenario, p}));
      if (somewhere && !found) add_idle(effect.kind->name + " (no " + kind_of(effect).looks_for(effect) + ")");
    }
    out.push_back(std::move(entry));
  }
  return out;
}

void check_disruptions(const Scenario& scenario, Problems& problems) {
  std::size_t effects = 0;
  for (const Disruption& disruption : scenario.disruptions) effects += disruption.effects.size();
  if (effects <= Numbers::blocks) return;
  problems.add(scenario.disruptions.front().place, fmt::format("{} effects of disruptions in all", effects),
               fmt::format("at most {}", Numbers::blocks));
}

}  // namespace crossflow
