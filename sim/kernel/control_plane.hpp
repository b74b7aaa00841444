// The control plane: all that decides, each a SimGrid actor written as plain sequential code ("wait for a call; walk;
// search; rest"). Actors do not sleep in SimGrid: their waiting stands in the flow plane's own list, so that everything
// in a run has one order, (tick, sequence).
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/kernel/flow_plane.hpp"

namespace crossflow {

class Actors;
class ControlPlane;

/// An actor's side of the control plane, valid inside its body.
class Actor {
 public:
  Tick now() const;
  /// Blocks until `at`, which must not be past. If that is now, all that is due at it so far happens first; if it is
  /// later, the actor comes before entities (see FlowPlane::schedule_actor).
  void wait_until(Tick at);
  /// The same for a later instant, ahead of all other actors.
  void wait_until_ahead(Tick at);
  /// Lets all others go first whose time has come at this instant by the clock.
  void wait_for_other_actors();
  /// Blocks until the day is over: nobody inside and none to come, or nothing more can happen, or `horizon` is reached.
  void wait_for_end(Tick horizon);

 private:
  friend class ControlPlane;
  friend class Call;
  Actor(ControlPlane& plane, std::uint32_t id) : plane_(plane), id_(id) {}
  void block();
  ControlPlane& plane_;
  std::uint32_t id_;
};

/// Something that either plane asks of an actor: raised with a number, taken in the order of raising. One actor may
/// wait for a call at a time.
class Call {
 public:
  explicit Call(FlowPlane& flow) : flow_(flow) {}

  void raise(std::int64_t what);
  /// The same by an actor: whoever waits wakes behind those whom the clock has woken, but before all else.
  void raise_by_clock(std::int64_t what);
  /// Blocks until there is a call, then takes it.
  std::int64_t wait(Actor& actor);
  /// The same, but for no longer than until `at`: then nothing.
  std::optional<std::int64_t> wait_until(Actor& actor, Tick at);
  bool pending() const { return !raised_.empty(); }

 private:
  std::int64_t take();
  std::uint32_t add(std::int64_t what);
  FlowPlane& flow_;
  std::deque<std::int64_t> raised_;
  std::uint32_t waiter_ = FlowPlane::no_actor;
  Tick until_ = never;  // it waits no longer
};

class ControlPlane {
 public:
  using Body = std::function<void(Actor&)>;

  explicit ControlPlane(FlowPlane& flow);

  FlowPlane& flow() { return flow_; }

  /// Adds an actor that starts with the run, at tick 0, in order of adding. All but the day are daemons: they end with
  /// it.
  void add(std::string name, Body body);

  /// Runs both planes until the day, the one ordinary actor, returns. Once. Returns the tick of the last event.
  Tick run(Body the_day);

 private:
  friend class Actor;
  FlowPlane& flow_;
  std::vector<std::pair<std::string, Body>> actors_;
  Actors* engine_ = nullptr;  // while it runs
};

}  // namespace crossflow
