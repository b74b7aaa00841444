// Who carries contraband, who is picked for a check, what checks find, and how likely all that would have been for
// those who carry nothing.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "sim/base/contraband.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/model/targeting.hpp"

namespace crossflow {

/// How likely a check raises an alarm at one entity, as things stand now. Where it may raise one at a carrier, `clean`
/// must be above 0, and below 1 where it may raise none: what those who carry nothing never do cannot be weighed.
struct AlarmChance {
  double clean = 0;
  ByContraband carrier{};

  double of(std::uint8_t contraband) const { return contraband == 0 ? clean : carrier[contraband - 1U]; }
};

/// One for a run. Beside counting who is found, it works out the probability that a carrier is found by conditional
/// Monte Carlo: each entity that carries nothing has a weight for each kind of contraband, the likelihood ratio of all
/// decisions that it has met, P(these | it carried that kind) / P(these | it carries nothing). At a search, weight
/// times P(find) is the chance that it would have been found there, which goes to the log as `chance`; its mean over
/// all who carry nothing is the probability that a carrier is found. Others are taken as they are.
///
/// Thus every decision that hangs on what somebody carries must be made here: nothing else may look at
/// Entity::contraband.
class Risk {
 public:
  Risk(const Build& build, FlowPlane& flow);

  /// Whether anybody may carry anything.
  bool any_contraband() const { return any_contraband_; }
  /// To be called once for each entity, right after its `arrived` is written: draws what it carries.
  void arrived(Slot slot);

  /// Whether a profile picks the party. One decision for each entity and profile, which holds for good and for all of
  /// the party that are of the leader's kind: its leader's score, raised if any of these carries something.
  bool targeted(Slot leader, std::size_t profile);

  /// A check that raises alarms, of each member of the party that is of the kind `unit`. Returns whether it raised any,
  /// and notes that for the whole party. `team`: of a dog's check, 1 + the team's number. `draws` belong to this check
  /// alone: index 0 is used, at the visit that the entity is on.
  bool check(Slot leader, NodeId station, std::uint16_t server, const AlarmChance& chance, EntityKind unit,
             const Draws& draws, std::int32_t team = 0);
  /// A check that finds what it detects, with a probability for each kind. Returns whether it found anything, which
  /// also counts as an alarm. What is found is carried no longer.
  bool search(Slot leader, NodeId station, std::uint16_t server, const ByContraband& finds, EntityKind unit,
              const Draws& draws);

 private:
  // A side table is indexed by slot; a row is of the entity whose generation it bears.
  struct Decisions {
    std::uint32_t of = 0;  // generation + 1
    std::uint16_t made = 0, picked = 0;
  };
  struct Weights {
    std::uint32_t of = 0;
    bool clean = false;  // as it arrived
    ByContraband ratio{};
  };
  template <class Row>
  bool fresh(std::vector<Row>& table, Slot slot);
  Decisions& decisions(Slot slot);
  /// Null for those who arrived with contraband.
  Weights* weights(Slot slot);
  void gather(Slot leader, EntityKind kind);
  void set_alarm(Slot leader, bool alarm);
  /// Multiplies a member's weights, for the kinds that its class may carry, by `ratio(kind index)`.
  template <class Ratio>
  void weigh(Slot member, Ratio ratio);

  FlowPlane& flow_;
  Targeting targeting_;
  std::vector<EntityKind> kind_;          // by class
  std::vector<ByContraband> prevalence_;  // by class, cumulative
  std::vector<std::uint8_t> may_carry_;   // by class, a bit for each index of a kind
  bool any_contraband_ = false;
  Draws contraband_draws_;
  std::vector<Decisions> decisions_;
  std::vector<Weights> weights_;
  std::vector<Slot> members_;     // of the party that is dealt with
  std::vector<double> no_alarm_;  // the probability that each of these raises none
};

}  // namespace crossflow
