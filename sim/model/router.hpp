// Routes, compiled: where each traveller goes next.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/kernel/bank.hpp"
#include "sim/model/station_kind.hpp"

namespace crossflow {

/// All routes of all ports as one table of steps; Entity::step is a row of it. Also says when an authority has cleared
/// a traveller: when the traveller goes on from one of its stations to a place that is not of the same authority. The
/// stations of an authority therefore follow each other in a route.
class RouteTable : public Router {
 public:
  RouteTable(FlowPlane& flow, const Directory& directory);
  /// Before anybody comes: who is asked whom targeting picks.
  void set_risk(Risk& risk) { risk_ = &risk; }

  /// Adds a route of the port that `build` is at; returns its first step. Ordinals count visits for one task along the
  /// route, so that each visit has draws of its own.
  std::uint16_t add(const Route& route, const Build& build);
  /// Whoever fails at `from` goes to `to` before going on.
  void set_failure(NodeId from, NodeId to) { nodes_[from].fails_to = to; }
  /// From now on, who has not been checked by anybody is sent back instead of joining a queue of this port.
  void set_turning_back(std::uint16_t port, bool on) {
    turning_back_[port] = on;
    if (on) note_rule();
  }

  /// While on, whoever would go to `from` goes to where those who fail there go, and all who wait there too. At its end
  /// those go back who have not come in there yet, unless others send their failures there as well.
  void set_fallback(NodeId from, bool on);
  /// While on, whoever would leave a port in a direction goes to `place` instead, which is shut.
  void set_other_side(std::uint16_t port, std::size_t direction, NodeId place, bool on);

  NodeId next(Slot slot, Leaving& how) override;
  bool exits_plainly(NodeId from) const override {
    return !any_rule_ && from < nodes_.size() && nodes_[from].authority == no_authority;
  }

 private:
  using StepId = std::uint16_t;
  static constexpr StepId nowhere = 0xffff;
  static constexpr std::uint8_t no_authority = 0xff;
  /// Added to the ordinal for each visit that a failure caused: up to 63 in a row.
  static constexpr std::uint16_t after_failure = 0x0400;

  struct Row {
    std::vector<bool> classes;  // empty: any
    std::vector<bool> sources;  // by direction; empty: any
    std::optional<bool> in_group;
    NodeId failed_at = no_node;
    const Bank* longer = nullptr;
    std::int64_t longer_than = 0;
    const Bank* open = nullptr;
    std::optional<std::size_t> targeted_by;
    std::optional<bool> alarm;
    double share = 2.0;  // more than all: the rest
    StepId first = nowhere;
  };
  struct Choice {
    std::vector<NodeId> shortest;
    std::vector<Row> rows;
    Draws draws;
  };
  using Counts = std::map<std::string, std::uint16_t>;  // visits so far, by task
  struct Open {
    StepId step;
    int row;  // -1: the step's own next
  };

  StepId add_list(const std::vector<Step>& steps, const Build& build, Counts& counts, std::vector<Open>& open);
  StepId add_step(const Step& step, const Build& build, Counts& counts, std::vector<Open>& open);
  Row make_row(const ChoiceRow& row, const Build& build) const;
  const Bank* bank(std::size_t station, const Build& build) const;
  bool holds(const Row& row, Slot slot) const;
  StepId choose(StepId step, Slot slot) const;
  NodeId shortest(StepId step) const;
  NodeId take_step(Slot slot);
  void note_cleared(Slot slot, NodeId to);
  void note_rule() {
    if (!any_rule_) flow_.always_ask_router();
    any_rule_ = true;
  }
  NodeId other_side(const Entity& e) const;
  void begin_fallback(NodeId from);
  void end_fallback(NodeId from);

  FlowPlane& flow_;
  Risk* risk_ = nullptr;
  std::vector<Choice> choices_;  // by step: what only those ask that are not plain
  struct NodeInfo {
    NodeId fails_to = no_node;
    std::uint16_t port = 0;
    std::uint8_t authority = no_authority;
    bool queues = false;          // has servers
    std::uint16_t fallbacks = 0;  // that hold now
    std::uint8_t clears = 0;      // all who clear here, at one stop: a bit each
  };
  std::vector<NodeInfo> nodes_;
  std::vector<bool> turning_back_;       // by port
  bool any_rule_ = false;                // has there been any turning back, fallback or stop of the other side yet?
  std::vector<std::uint8_t> direction_;  // by source
  struct OtherSide {
    std::uint16_t port;
    std::uint8_t direction;
    NodeId place;
    friend bool operator==(const OtherSide&, const OtherSide&) = default;
  };
  std::vector<OtherSide> stopped_;
};

}  // namespace crossflow
