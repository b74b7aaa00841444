// What a kind of station is to the model: its keys, its behaviour and its shape on the screen, all in one file of its
// own under stations/, and one row in kinds.cpp.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/draws.hpp"
#include "sim/base/sampler.hpp"
#include "sim/kernel/flow_plane.hpp"
#include "sim/record/directory.hpp"
#include "sim/scenario/kinds.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// The draws of one purpose, by whose they are: the stream of a traveller's source and class.
class Draws {
 public:
  Draws() = default;
  Draws(std::vector<Stream> streams, std::size_t classes) : streams_(std::move(streams)), classes_(classes) {}

  double uniform(const Entity& e, std::uint32_t index = 0) const { return uniform_at(e, e.ordinal, index); }
  std::uint32_t bits(const Entity& e) const {
    const Stream& stream = streams_[e.source * classes_ + e.traveller_class];
    return static_cast<std::uint32_t>(stream.bits(e.number, e.ordinal) >> 32U);
  }
  /// For a visit other than the one that the entity is on.
  double uniform_at(const Entity& e, std::uint16_t ordinal, std::uint32_t index = 0) const {
    return streams_[e.source * classes_ + e.traveller_class].uniform(e.number, ordinal, index);
  }

 private:
  std::vector<Stream> streams_;
  std::size_t classes_ = 1;
};

class Risk;
class DogTeams;

/// What a place needs to know of the scenario in order to be built.
class Build {
 public:
  Build(const Scenario& scenario, const RunKey& run);

  const Scenario& scenario() const { return scenario_; }
  const RunKey& run() const { return run_; }

  /// Draws for the purpose in the port that is being built. Purpose is the task, not the station: so splitting a
  /// station in two changes no one's need.
  Draws draws(const std::string& purpose) const;
  /// The same for something that belongs to no traveller, such as an officer.
  Stream stream(const std::string& element, const std::string& purpose) const { return {run_, element, purpose}; }
  /// The place of a station of the port that is being built.
  NodeId node_of(std::size_t station) const { return static_cast<NodeId>(first_station_ + station); }

  /// What everybody carries and how likely what happens to him would be if he carried something else.
  Risk& risk() const { return *risk_; }
  void set_risk(Risk& risk) { risk_ = &risk; }
  /// The dog teams of the port that is being built; null where it has none.
  DogTeams* dogs() const { return dogs_; }
  void set_dogs(DogTeams* dogs) { dogs_ = dogs; }

  std::size_t port = 0;

  /// Place ids follow the directory: port by port, its sources, then its stations.
  void begin_port(std::size_t index);

 private:
  const Scenario& scenario_;
  RunKey run_;
  std::vector<std::string> source_elements_;  // "port/source/class" of all ports
  std::size_t first_station_ = 0;
  Risk* risk_ = nullptr;
  DogTeams* dogs_ = nullptr;
};

struct ModelStationKind : StationKind {
  Shape shape = Shape::area;
  EntityKind unit = EntityKind::traveller;  ///< what it counts: its queue, its throughput, its waits are of these alone
  bool inspects = false;                    ///< who comes here has been selected for a check
  std::string authority;                    ///< where the scenario names none
  std::string server_word;                  ///< "officer", "gate"; empty for kinds without servers
  ServerKind server_kind = ServerKind::none;

  bool rated = true;       ///< how many servers are needed can be told from the work that comes
  bool sets_down = false;  ///< vehicles part from their people here
  bool picks_up = false;   ///< and meet them again

  /// Whether its queue and its servers can be asked about, and shared out by who goes first.
  virtual bool has_bank() const { return false; }
  virtual std::unique_ptr<Node> make(const Station& station, const Build& build) const = 0;
  /// Fills what the directory says of servers, space and area.
  virtual void describe(const Station& station, StationEntry& entry) const = 0;
  /// The station to which those who fail here go, if the kind has such a thing.
  virtual std::optional<std::size_t> fails_to(const Station& /*station*/) const { return std::nullopt; }
  /// Whether anybody may have failed here.
  virtual bool may_fail(const Station& station) const { return fails_to(station).has_value(); }
  /// Whether there is a service time for a class that it counts.
  virtual bool serves(const Station& /*station*/, std::size_t /*entity_class*/) const { return true; }
  /// What is wrong with the station beside the others of its port: adds problems.
  virtual void validate(const Port& /*port*/, const Station& /*station*/, Problems& /*problems*/) const {}
  /// Servers open by plan at times of the day; empty where all are open always.
  virtual Schedule<long> plan(const Station& /*station*/) const { return {}; }
  /// How many of its servers, the last ones, another station has at other times.
  virtual long shared_servers(const Port& /*port*/, const Station& /*station*/) const { return 0; }
  /// The task that is done here, for keyed draws: its ordinal counts visits.
  virtual std::string task(const Station& station) const = 0;
};

inline const ModelStationKind& kind_of(const Station& station) {
  return static_cast<const ModelStationKind&>(*station.kind);
}
/// All who clear at the station, in order of precedence: at one stop, if several. Empty where nobody's.
inline std::vector<std::string> authorities_of(const Station& station) {
  if (!station.authority.empty())
    return station.authority.front() == "none" ? std::vector<std::string>{} : station.authority;
  const std::string& usual = kind_of(station).authority;
  return usual.empty() ? std::vector<std::string>{} : std::vector<std::string>{usual};
}
/// The one whose clock runs there. Empty where nobody's.
inline std::string authority_of(const Station& station) {
  const std::vector<std::string> all = authorities_of(station);
  return all.empty() ? std::string() : all.front();
}

/// The place of a traveller in a table by class, each with those in groups behind the others.
inline std::size_t class_and_group(const Entity& e) {
  return static_cast<std::size_t>(e.traveller_class) * 2 + (e.grouped ? 1 : 0);
}

/// A sampler for each class and for those in groups, from a distribution by class.
class SamplerByClass {
 public:
  SamplerByClass(const ByClass<Distribution>& by_class, std::size_t classes);
  /// Defined for those classes only that count.
  SamplerByClass(const ByClass<Distribution>& by_class, const std::vector<bool>& counts);
  double operator()(const Entity& e, double u) const { return samplers_[index_of(e)](u); }
  /// Zero where no value is defined.
  double or_nothing(const Entity& e, double u) const {
    const std::uint16_t index = index_of(e);
    return index == undefined ? 0.0 : samplers_[index](u);
  }
  /// Whether a value is defined for this traveller.
  bool defined(const Entity& e) const { return index_of(e) != undefined; }

 private:
  static constexpr std::uint16_t undefined = UINT16_MAX;
  std::uint16_t index_of(const Entity& e) const { return index_[class_and_group(e)]; }
  std::vector<Sampler> samplers_;
  std::vector<std::uint16_t> index_;
};

}  // namespace crossflow
