#include "sim/model/risk.hpp"

#include <algorithm>

namespace crossflow {
namespace {

std::int32_t bits_of(double chance) {
  return std::bit_cast<std::int32_t>(static_cast<float>(chance));
}

}  // namespace

Risk::Risk(const Build& build, FlowPlane& flow) : flow_(flow), targeting_(build) {
  const Scenario& scenario = build.scenario();
  for (std::size_t c = 0; c < scenario.classes.size(); ++c) {
    kind_.push_back(scenario.classes[c].kind);
    ByContraband& cumulative = prevalence_.emplace_back();
    std::uint8_t& mask = may_carry_.emplace_back();
    double so_far = 0;
    for (std::size_t k = 0; k < contraband_kinds; ++k) {
      const double* share = scenario.contraband[k].find(c, false);
      if (share != nullptr && *share > 0) mask = static_cast<std::uint8_t>(mask | 1U << k);
      cumulative[k] = so_far += share == nullptr ? 0.0 : *share;
    }
    any_contraband_ = any_contraband_ || mask != 0;
  }
  if (any_contraband_) contraband_draws_ = build.draws("contraband");
}

void Risk::arrived(Slot slot) {
  Entity& e = flow_.entity(slot);
  e.contraband = 0;
  if (may_carry_[e.traveller_class] == 0) return;
  const ByContraband& shares = prevalence_[e.traveller_class];
  const double u = contraband_draws_.uniform_at(e, 0);
  if (u >= shares.back()) return;
  const auto kind = std::upper_bound(shares.begin(), shares.end(), u) - shares.begin();
  e.contraband = static_cast<std::uint8_t>(contraband_at(static_cast<std::size_t>(kind))) & 7U;
  flow_.emit(EventKind::carries, slot, e.node, no_server, 0, e.contraband);
}

template <class Row>
bool Risk::fresh(std::vector<Row>& table, Slot slot) {
  if (slot >= table.size()) table.resize(std::max<std::size_t>(slot + std::size_t{1}, table.size() * 2));
  const std::uint32_t of = flow_.entity(slot).generation + 1;
  if (table[slot].of == of) return false;
  table[slot] = Row{};
  table[slot].of = of;
  return true;
}

Risk::Decisions& Risk::decisions(Slot slot) {
  fresh(decisions_, slot);
  return decisions_[slot];
}

Risk::Weights* Risk::weights(Slot slot) {
  if (fresh(weights_, slot)) {
    weights_[slot].clean = flow_.entity(slot).contraband == 0;
    weights_[slot].ratio.fill(1.0);
  }
  return weights_[slot].clean ? &weights_[slot] : nullptr;
}

void Risk::gather(Slot leader, EntityKind kind) {
  members_.clear();
  for (Slot s = leader; s != no_slot; s = flow_.entity(s).companion)
    if (kind_[flow_.entity(s).traveller_class] == kind) members_.push_back(s);
}

void Risk::set_alarm(Slot leader, bool alarm) {
  for (Slot s = leader; s != no_slot; s = flow_.entity(s).companion) flow_.entity(s).alarm = alarm ? 1 : 0;
}

template <class Ratio>
void Risk::weigh(Slot member, Ratio ratio) {
  const unsigned mask = may_carry_[flow_.entity(member).traveller_class];
  if (mask == 0) return;
  Weights* own = weights(member);
  if (own == nullptr) return;
  for (std::size_t k = 0; k < contraband_kinds; ++k)
    if ((mask >> k & 1U) != 0) own->ratio[k] *= ratio(k);
}

bool Risk::targeted(Slot leader, std::size_t profile) {
  const Entity& e = flow_.entity(leader);
  if (!targeting_.scores(profile, e)) return false;
  const auto bit = static_cast<std::uint16_t>(1U << profile);
  if (const Decisions& before = decisions(leader); (before.made & bit) != 0) return (before.picked & bit) != 0;

  gather(leader, kind_[e.traveller_class]);
  double cut = targeting_.cut(profile, e, 0);
  for (const Slot s : members_) cut = std::min(cut, targeting_.cut(profile, e, flow_.entity(s).contraband));
  const bool picked = targeting_.picks(profile, e, cut);
  const auto probability = [&](double with_cut) {
    const double of_picking = targeting_.probability(profile, with_cut);
    return picked ? of_picking : 1.0 - of_picking;
  };
  const double as_it_is = probability(cut);
  for (const Slot s : members_) {
    if (any_contraband_)
      weigh(s, [&](std::size_t k) {
        const auto kind = static_cast<std::uint8_t>(contraband_at(k));
        return probability(std::min(cut, targeting_.cut(profile, e, kind))) / as_it_is;
      });
    Decisions& own = decisions(s);
    own.made |= bit;
    if (picked) own.picked |= bit;
  }
  return picked;
}

bool Risk::check(Slot leader, NodeId station, std::uint16_t server, const AlarmChance& chance, EntityKind unit,
                 const Draws& draws, std::int32_t team) {
  gather(leader, unit);
  if (members_.empty()) return false;
  no_alarm_.clear();
  bool any = false;
  for (const Slot s : members_) {
    const Entity& e = flow_.entity(s);
    const double p = chance.of(e.contraband);
    const bool alarm = draws.uniform(e, 0) < p;
    any = any || alarm;
    no_alarm_.push_back(1.0 - p);
    flow_.emit(EventKind::checked, s, station, server, team, alarm ? check_bits::alarm : std::uint8_t{0});
  }
  if (any_contraband_) {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      double others = 1.0;  // none of whom raises an alarm
      for (std::size_t j = 0; j < members_.size(); ++j)
        if (j != i) others *= no_alarm_[j];
      const auto probability = [&](double p) { return any ? 1.0 - (1.0 - p) * others : (1.0 - p) * others; };
      weigh(members_[i], [&](std::size_t k) { return probability(chance.carrier[k]) / probability(chance.clean); });
    }
  }
  set_alarm(leader, any);
  return any;
}

bool Risk::search(Slot leader, NodeId station, std::uint16_t server, const ByContraband& finds, EntityKind unit,
                  const Draws& draws) {
  gather(leader, unit);
  if (members_.empty()) return false;
  bool any = false;
  for (const Slot s : members_) {
    Entity& e = flow_.entity(s);
    const std::uint8_t carried = e.contraband;
    const bool found = carried != 0 && draws.uniform(e, 0) < finds[carried - 1U];
    any = any || found;
    constexpr std::uint8_t find = check_bits::search | check_bits::alarm | check_bits::found;
    flow_.emit(EventKind::checked, s, station, server, 0, found ? find : check_bits::search);
    const unsigned mask = may_carry_[e.traveller_class];
    if (Weights* own = mask == 0 ? nullptr : weights(s)) {
      for (std::size_t k = 0; k < contraband_kinds; ++k) {
        if ((mask >> k & 1U) == 0) continue;
        const double here = own->ratio[k] * finds[k];
        if (here > 0)
          flow_.emit(EventKind::chance, s, station, server, bits_of(here), static_cast<std::uint8_t>(contraband_at(k)));
        own->ratio[k] *= 1.0 - finds[k];
      }
    }
    if (found) e.contraband = 0;
  }
  set_alarm(leader, any);
  return any;
}

}  // namespace crossflow
