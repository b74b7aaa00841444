// A port made by hand for tests of the flow plane alone: no scenario, no SimGrid. Everybody's way and needs are written
// down beforehand, in ticks.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/kernel/bank.hpp"
#include "sim/kernel/flow_plane.hpp"
#include "tests/kernel/story.hpp"

namespace crossflow::test {

/// One stop of somebody's way: where, and how long the service or walk takes there.
struct Stop {
  NodeId at = no_node;
  Tick takes = 0;
};

/// QueueRules of which a test names only what matters to it.
struct Rules {
  bool line_per_server = false;
  std::int64_t space = -1;
  std::uint8_t levels = 1;
  std::optional<std::int32_t> jockeying = std::nullopt;
  bool may_interrupt = false;
};

struct Person {
  Tick comes = 0;
  std::vector<Stop> way;
  Tick patience = never;
  std::uint8_t level = 0;
  std::uint16_t persons = 1;  ///< with companions, whose needs are the same
  bool balks = false;         ///< at any queue that is not empty
};

class ToyPort {
 public:
  ToyPort();

  /// A bank, or a room for so many persons (-1: any number), with the name that it has in the story.
  NodeId bank(const std::string& name, std::uint32_t servers, const Rules& rules = {});
  NodeId room(const std::string& name, std::int64_t space = -1);
  Bank& bank_at(NodeId id) { return dynamic_cast<Bank&>(flow.node(id)); }

  /// Persons are named a, b, c, ... in the order of these calls.
  void come(Person person);
  /// Several who come together, each on his own.
  void come(Tick at, int number, const std::vector<Stop>& way) {
    for (int i = 0; i < number; ++i) come({.comes = at, .way = way});
  }
  /// Does something at a tick, as an actor might.
  void at(Tick tick, std::function<void()> work);

  /// Runs to the end, or until an actor is due; may be called again.
  std::uint32_t run();
  /// The sentences with these verbs. The door is called "door".
  std::string told(const std::set<std::string>& verbs) const { return lines(story(tape.events, cast_, verbs)); }

  FlowPlane flow;
  Tape tape;

 private:
  class Door;
  class ToyBank;
  class Room;
  class Clockwork;
  class Ways : public Router {
   public:
    explicit Ways(ToyPort& port) : port_(port) {}
    NodeId next(Slot slot, Leaving& how) override;

   private:
    ToyPort& port_;
  };
  const Stop& stop(const Entity& e) const { return people_[e.number].way[e.ordinal - std::size_t{1}]; }

  std::vector<Person> people_;
  std::multimap<Tick, std::function<void()>> works_;
  Ways ways_;
  Cast cast_;
};

}  // namespace crossflow::test
