// Where people cross, in a scenario with a network of ports: each means one port, and may come to another.
//
// Decided is when somebody would come to the port that he means; if he goes elsewhere, he comes there later by the
// detour. A party, or a vehicle with all aboard, decides as one, by its leader.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/kernel/control_plane.hpp"
#include "sim/model/port_hours.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/record/published_waits.hpp"

namespace crossflow {

class SourceNode;

class PortChoice {
 public:
  /// `sources`: the nodes of all sources, over all ports in order.
  PortChoice(FlowPlane& flow, const Scenario& scenario, const Directory& directory, const Build& build,
             std::vector<SourceNode*> sources);

  /// The source to which somebody goes instead, how much later he comes there, and why.
  struct Way {
    SourceNode* to = nullptr;
    Tick detour = 0;
    ChoseBecause because = ChoseBecause::wait;
  };
  /// For one who would come to this source now: none if he does. `decided`: he has chosen before and only asks whether
  /// the port is open.
  std::optional<Way> before_coming(const Entity& entity, std::uint16_t source, bool decided) const;
  /// For one who stands outside of this source's port, which has just closed: none if he stays there.
  std::optional<Way> at_closing(const Entity& entity, std::uint16_t source) const;

  /// The source of which somebody is, by whose rules his party is made up.
  SourceNode& origin(const Entity& entity) const { return *sources_[entity.source]; }

  /// Adds the actor that publishes waits, and their fold to the log. Once, before the run.
  void publish_waits(ControlPlane& control, int days);

 private:
  struct Other {
    std::uint16_t source = 0;
    std::uint16_t port = 0;
    Tick detour = 0;
  };
  struct Home {
    std::uint16_t port = 0;
    std::uint8_t direction = 0;
    std::vector<Other> others;  ///< in the order of the stream
  };

  bool looks(const Entity& entity) const;
  Tick expected_wait(const Entity& entity, std::size_t port, std::size_t direction) const;
  std::optional<Way> for_a_gain(const Entity& entity, const Home& home) const;
  std::optional<Way> from_closed(const Entity& entity, const Home& home, ChoseBecause because) const;

  FlowPlane& flow_;
  const Network& network_;
  std::vector<SourceNode*> sources_;
  std::vector<Home> homes_;       // by source
  std::vector<PortHours> hours_;  // by port
  Draws draws_;
  PublishedWaits waits_;
};

}  // namespace crossflow
