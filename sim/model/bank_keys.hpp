// The keys that all stations with servers and a queue share.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/kernel/bank.hpp"
#include "sim/model/breakdowns.hpp"
#include "sim/model/checks.hpp"
#include "sim/model/dogs/patrols.hpp"
#include "sim/model/outages.hpp"
#include "sim/model/people/effort.hpp"
#include "sim/model/station_kind.hpp"

namespace crossflow {

/// Who is served before others: every condition that is given must hold.
struct PriorityRule {
  std::vector<std::size_t> classes;
  std::optional<bool> in_group;
  std::optional<std::size_t> failed_at;
};

struct Balking {
  long over = 0;
  double share = 1;
};

struct QueueKeys {
  enum class ShapeOf : std::uint8_t { single, per_server };
  ShapeOf shape = ShapeOf::single;
  std::optional<long> space;
  std::vector<PriorityRule> first;
  std::optional<long> jockeying;
  std::optional<Balking> balking;
  std::optional<ByClass<Distribution>> patience;
};

struct BankKeys {
  long servers = 1;
  Schedule<long> open;
  QueueKeys queue;
  std::optional<Distribution> pace;
  std::optional<std::vector<double>> paces;
  std::optional<Breakdowns> breakdowns;
  std::vector<Outage> outages;
  std::optional<CheckKeys> check;
  std::optional<PostKeys> post;      ///< what must be manned; unless given, servers need nobody
  std::optional<EffortKeys> effort;  ///< unless given, officers work as quickly all day
};

std::shared_ptr<const Record<BankKeys>> bank_keys();
std::shared_ptr<const Record<QueueKeys>> queue_keys();

/// A bank whose rules come from keys; kinds add how long service takes.
class KeyedBank : public Bank {
 public:
  /// `may_fail`: the kind has an outcome to ask for.
  KeyedBank(const BankKeys& keys, const Station& station, const Build& build, bool may_fail = false);

  /// Whoever mans the server from now on works at this pace.
  void set_officer(std::uint16_t server, double pace, Tick since);

 protected:
  std::uint8_t level(const Entity& entity) const override;
  Tick patience(const Entity& entity) override;
  bool balks(const Entity& entity, std::int64_t waiting) override;
  Tick service_time(double need, std::uint16_t server) override;
  Tick longer(Slot leader) override;

 private:
  struct Priority {
    std::vector<bool> classes;  // empty: any
    std::optional<bool> in_group;
    NodeId failed_at = no_node;
  };
  std::vector<Priority> priorities_;
  std::optional<Balking> balking_;
  Draws balking_draws_;
  std::optional<SamplerByClass> patience_;
  Draws patience_draws_;
  std::vector<double> paces_;  // empty: all alike
  std::vector<Outage> outages_;
  int days_;
  std::unique_ptr<OfficersPace> officers_;  // null where they do not differ
  std::unique_ptr<Check> check_;            // null where there is none
  std::unique_ptr<DogPatrols> patrols_;     // likewise
};

/// The base of kinds whose keys include BankKeys.
struct BankKind : ModelStationKind {
  virtual const BankKeys& bank(const Station& station) const = 0;
  bool has_bank() const override { return true; }
  /// Seconds that one of a class takes at a server of the usual pace on average; empty where the keys do not say it.
  virtual std::optional<double> mean_service(const Station& /*station*/, std::size_t /*entity_class*/,
                                             bool /*grouped*/) const {
    return {};
  }
  /// The share of those served here who go on to `fails_to`.
  virtual double failing(const Station& /*station*/) const { return 0; }
  void describe(const Station& station, StationEntry& entry) const override;
  Schedule<long> plan(const Station& station) const override;
};

}  // namespace crossflow
