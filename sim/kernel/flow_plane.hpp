// The flow plane: all that happens to thousands of travellers, in one tight loop over one event list.
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <vector>

#include "sim/kernel/entity.hpp"
#include "sim/kernel/event_list.hpp"
#include "sim/kernel/event_log.hpp"

namespace crossflow {

class FlowPlane;

/// Where an entity can be: a source's door, a hall, a bank of servers. Blocking is after service: who is done but finds
/// the next place full stays, holding its server, in that place's entrance.
class Node {
 public:
  virtual ~Node() = default;
  Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  NodeId id() const { return id_; }

  /// Whether there is room for the entity with its companions now. (That others wait in the entrance before it is none
  /// of this function's business.)
  virtual bool admits(const Entity& entity) const = 0;
  /// Takes in an entity (with its companions) that it admits.
  virtual void enter(Slot slot) = 0;
  /// The entity's timer is due here.
  virtual void due(Slot slot) = 0;
  /// `persons` that stayed here have gone on and no longer hold `server`.
  virtual void released(std::uint16_t server, std::uint16_t persons) = 0;
  /// Whoever is at `server` here cannot go on, since the next place is full: it is held there, and no longer served.
  virtual void cannot_go_on(std::uint16_t /*server*/) {}
  /// The place's own timer is due. By default: lets in who waits in the entrance, as far as there is room.
  virtual void wake();
  /// Since when somebody has waited here, as the number of the wait (FlowPlane::next_wait); 0 if nobody does.
  virtual std::uint64_t waits_since() const;
  /// Actors have opened or freed something here, and all of them have done what they do at this instant: takes who can
  /// come in now.
  virtual void settle();
  /// Whether a party must part to come in, each member on its own.
  virtual bool single_persons() const { return false; }
  /// Of those who wait in the entrance, those for whom `who` holds go to another place instead; `ordinals` are added to
  /// those of their visits.
  void divert_entrance(NodeId to, int ordinals, const std::function<bool(const Entity&)>& who);
  /// Shuts the place to all who would come in, or ends that. Each shutting needs an end of its own.
  void set_shut(bool on);
  /// Persons who wait in the entrance; or, if only those who lead are to count, parties and vehicles.
  std::int64_t in_entrance(bool leaders_only) const;

 protected:
  FlowPlane& flow() const { return *flow_; }
  /// For places without limit: `admits` need not be asked.
  void set_always_admits(bool always) { always_admits_ = always; }
  /// Sends those who wait in the entrance out of the port, if nobody has checked them yet.
  void turn_back_entrance();
  /// To be called when there is room again: whoever waits in the entrance is let in once the present event is over.
  void room_again();

 private:
  friend class FlowPlane;
  FlowPlane* flow_ = nullptr;
  NodeId id_ = no_node;
  Fifo entrance_;
  bool wake_pending_ = false;
  bool wakes_when_settled_ = false;
  bool plain_exit_ = false;  // Router::exits_plainly
  bool always_admits_ = false;
  bool would_always_admit_ = false;  // as it will be when it is no longer shut
  std::uint16_t shut_ = 0;
};

/// Somebody who wants to know how long a bank's queue is: told after what it is told of, and decides later, from a
/// timer of its own.
class QueueWatcher {
 public:
  virtual ~QueueWatcher() = default;
  /// An entity, with its companions, has come to the bank.
  virtual void came(Slot leader) = 0;
  /// The bank's queue has become shorter.
  virtual void fell() = 0;
  /// An entity, with its companions, is about to leave its port, from wherever it is.
  virtual void leaves(Slot leader) = 0;
};

/// Knows where an entity goes next.
class Router {
 public:
  /// A step of a way, by Entity::step. A plain one leaves nothing to ask: `node` is next, or none, and then `next` is
  /// the entity's step and `ordinal` that of its visit.
  struct StepRow {
    bool plain = false;
    std::uint16_t next = 0;
    std::uint16_t ordinal = 0;
    NodeId node = no_node;
  };

  virtual ~Router() = default;
  /// The next place of the entity; no_node if it leaves the port, and then how. Advances the entity's step.
  virtual NodeId next(Slot slot, Leaving& how) = 0;
  /// Whether `next` need not be asked of those who have not failed at this place and whose step is plain. Most are like
  /// that, and a call for each costs more than it seems.
  virtual bool exits_plainly(NodeId /*from*/) const { return false; }
  const StepRow& step(std::uint16_t index) const { return steps_[index]; }

 protected:
  std::vector<StepRow> steps_;
};

class FlowPlane {
 public:
  static constexpr std::uint32_t no_actor = 0xffffffff;

  NodeId add(std::unique_ptr<Node> node);
  /// Once all places are there.
  void set_router(Router& router);
  /// From now on the router is asked at every place.
  void always_ask_router();
  void watch_leaving(QueueWatcher& watcher) { leaving_watchers_.push_back(&watcher); }
  Node& node(NodeId id) { return *nodes_[id]; }
  std::size_t nodes() const { return nodes_.size(); }

  Tick now() const { return now_; }
  EntityPool& pool() { return pool_; }
  Entity& entity(Slot slot) { return pool_[slot]; }
  EventLog& log() { return log_; }

  // What places do.
  void emit(EventKind kind, Slot slot, NodeId station, std::uint16_t server = no_server, std::int32_t value = 0,
            std::uint8_t aux = 0) {
    log_.write({now_, slot, value, station, server, kind, aux});
  }
  /// Sets the entity's one timer; an earlier one becomes stale.
  [[gnu::always_inline]] void schedule(Slot slot, Tick at) {
    Entity& e = pool_[slot];
    if (e.timer == 0) ++flow_timers_;
    const Due due = Due::of(Due::Whose::entity, slot);
    e.timer = at == now_ ? events_.push_now(at, due) : events_.push(at, due);
  }
  /// The same for one who is to come to a source. Who comes at T comes behind all else that happens at T; of several,
  /// of all sources, the one with the lowest place is first.
  void schedule_coming(Slot slot, Tick at, std::uint32_t place) {
    Entity& e = pool_[slot];
    if (e.timer == 0) ++flow_timers_;
    e.timer = events_.push_coming(at, place, Due::of(Due::Whose::entity, slot));
  }
  void cancel(Slot slot) {
    Entity& e = pool_[slot];
    if (e.timer == 0) return;
    e.timer = 0;
    --flow_timers_;
  }
  void wake_node(NodeId id, Tick at) {
    ++flow_timers_;
    const Due due = Due::of(Due::Whose::node, id);
    at == now_ ? events_.push_now(at, due) : events_.push(at, due);
  }
  /// It waits to be let in somewhere, from now on.
  void note_waits(Slot slot) {
    if (slot >= waits_as_.size()) waits_as_.resize(slot * std::size_t{2} + 1);
    waits_as_[slot] = next_wait();
  }
  std::uint64_t waits_as(Slot slot) const { return waits_as_[slot]; }
  /// Waits are numbered in the order in which they begin.
  std::uint64_t next_wait() { return ++waits_; }
  /// Whether an actor is at work: what it opens or frees takes nobody before all actors of this instant have done
  /// theirs. Then the place where somebody has waited longest comes first, in whatever order the actors did it.
  bool acts() const { return !running_ || settles_; }
  /// Something has been opened at this place, which is to be settled then.
  void opened(NodeId id);
  /// Somebody who waits to be let into this place may come in.
  void room_at(NodeId id) {
    if (acts()) [[unlikely]] {
      nodes_[id]->wakes_when_settled_ = true;
      opened(id);
    } else {
      wake_node(id, now_);
    }
  }
  /// A new entity: not counted as come until `arrived`.
  Slot make() { return pool_.make(); }
  void arrived() { ++alive_; }
  /// So many of those who arrived will never be let in: the day does not wait for them.
  void stay_outside(std::int64_t entities) { outside_for_good_ += entities; }
  /// The entity is done where it is: on to the next place of its route, or into that place's entrance, or out.
  void go_on(Slot slot);
  /// The party parts: each member is on its own, where its leader is and as far along the route. All of them, the
  /// leader first.
  std::vector<Slot> separate(Slot leader);
  /// The entity and its companions leave the port, from wherever they are.
  void leave(Slot slot, Leaving how);
  /// The same for one whose place has already let go of it (it waited in a queue): `released` is not called.
  void leave_queue(Slot slot, Leaving how);
  /// The entity stands behind one that is blocked by `to`, and so is itself. For the log alone: where it stands, and
  /// when it goes on, is its place's care.
  void note_blocked(Slot slot, NodeId to);
  /// Takes a blocked entity out of the entrance in which it waits; it stays where it is, and is its place's care again.
  void withdraw(Slot slot);
  /// Takes a blocked entity out of the entrance in which it waits and sends it to another place.
  void divert(Slot slot, NodeId to);
  /// From a queue whose place has already let go of it into another place, whether that has room or not.
  void hand_over(Slot slot, NodeId to) {
    for (Slot s = slot; s != no_slot; s = pool_[s].companion) pool_[s].node = to;
    nodes_[to]->enter(slot);
  }
  /// From the entrance of a place, or straight from the place before it.
  void move(Slot slot, NodeId to);

  // What the coupling to the control plane does.
  /// Runs events until an actor is due (then its number is given) or none is left (no_actor).
  std::uint32_t run();
  /// Sets the actor's one wake-up; an earlier one becomes stale. At a later instant actors come first: what they open
  /// or shut at T is so for all who are done, come or lose patience at T. This is the one rule of such ties. At the
  /// present instant an actor wakes when all that is due so far is over.
  void schedule_actor(std::uint32_t actor, Tick at);
  /// At a later instant, ahead of the other actors.
  void schedule_actor_ahead(std::uint32_t actor, Tick at);
  /// At the present instant, behind the other actors that it has woken by the clock, but before all else.
  void schedule_actor_last_by_clock(std::uint32_t actor);
  /// The actor that is woken when the day is over: nobody inside and none to come, or nothing more can happen, or the
  /// horizon is reached (what is still under way then stays as it is). Who stays outside for good is not waited for.
  void wait_for_end(std::uint32_t actor, Tick horizon);
  /// Lets nothing happen after the instant that `more` has granted last: before the first event, and whenever the next
  /// one lies beyond, it is called with the instant up to which all has happened and is in the sinks, and returns a
  /// later one; it may take its time. Nothing of the run can tell: this stands in no list of events.
  void pace(std::function<Tick(Tick happened)> more);
  /// Entities that arrived and have not left.
  std::int64_t alive() const { return alive_; }

 private:
  // For the innermost loop, where a call costs more than it seems: see flow_plane_moves.hpp.
  friend class Bank;
  [[gnu::always_inline]] void go_on_at_once(Slot slot);
  [[gnu::always_inline]] void leave_at_once(Slot slot, Leaving how);
  [[gnu::always_inline]] void move_at_once(Slot slot, NodeId to);
  [[gnu::always_inline]] void send(Slot slot, NodeId to);
  [[gnu::always_inline]] void move_or_block(Slot slot, NodeId to);
  [[gnu::always_inline]] Slot dissolve_one(Slot slot, NodeId at, Leaving how);
  [[gnu::always_inline]] void dissolve(Slot leader, Leaving how);
  [[gnu::noinline]] void ask_router(Slot slot);
  std::uint32_t run_to_an_actor();
  bool over();
  std::uint64_t& wake_up(std::uint32_t actor) {
    if (actor >= wake_ups_.size()) wake_ups_.resize(actor + std::size_t{1}, 0);
    return wake_ups_[actor];
  }
  void set_horizon(Tick horizon) {
    horizon_ = horizon;
    stop_ = std::min(horizon_, granted_);
  }
  void settle();
  void wait_for_grant(Tick next);
  bool is_stale(EventList::Item item) const;
  // Parting, being blocked and companions are kept apart, else those who have none would save registers for them.
  [[gnu::noinline]] void part(Slot leader, NodeId to);
  [[gnu::noinline]] void block(Slot slot, NodeId to);
  [[gnu::noinline]] void dissolve_companions(Slot first, NodeId at, Leaving how);

  Tick now_ = 0;
  EventList events_;
  EntityPool pool_;
  EventLog log_;
  std::vector<std::unique_ptr<Node>> nodes_;
  Router* router_ = nullptr;
  std::vector<QueueWatcher*> leaving_watchers_;
  std::int64_t flow_timers_ = 0;  // live timers of entities and places
  std::int64_t alive_ = 0;
  std::int64_t outside_for_good_ = 0;
  std::vector<std::uint64_t> waits_as_;  // by slot: who began to wait as which
  std::uint64_t waits_ = 0;
  bool running_ = false;                 // no actor is at work
  bool settles_ = false;                 // it stands in the list of events that what has been opened is to be settled
  std::vector<NodeId> opened_;           // meanwhile
  std::vector<std::uint64_t> wake_ups_;  // by actor: sequence number of its live one, 0: none
  std::uint32_t end_actor_ = no_actor;
  Tick horizon_ = never;
  Tick granted_ = never;
  Tick stop_ = never;  // the earlier of the two
  std::function<Tick(Tick)> pacer_;
};

inline void Node::room_again() {
  if (entrance_.empty() || wake_pending_) return;
  wake_pending_ = true;
  flow_->room_at(id_);
}

}  // namespace crossflow
