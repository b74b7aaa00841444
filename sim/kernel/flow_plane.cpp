#include "sim/kernel/flow_plane.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/edge.hpp"
#include "sim/kernel/flow_plane_moves.hpp"

namespace crossflow {

void too_many_alive() {
  give_up(
      "more people and vehicles than a run can hold, 16,777,216, are there at one time; fewer must come, or more be "
      "let "
      "through",
      fails_again);
}

void Node::wake() {
  wake_pending_ = false;
  while (!entrance_.empty()) {
    const Slot first = entrance_.front();
    if (shut_ > 0 || !admits(flow_->entity(first))) break;
    entrance_.remove(flow_->pool(), first);
    flow_->move(first, id_);
  }
}

std::uint64_t Node::waits_since() const {
  return entrance_.empty() ? 0 : flow_->waits_as(entrance_.front());
}

void Node::settle() {
  if (std::exchange(wakes_when_settled_, false)) flow_->wake_node(id_, flow_->now());
}

void Node::turn_back_entrance() {
  for (Slot slot = entrance_.front(); slot != no_slot;) {
    const Slot following = flow_->entity(slot).next;
    if (!flow_->entity(slot).checked) {
      flow_->withdraw(slot);
      flow_->leave(slot, Leaving::turned_back);
    }
    slot = following;
  }
}

void Node::divert_entrance(NodeId to, int ordinals, const std::function<bool(const Entity&)>& who) {
  std::vector<Slot> going;
  if (!entrance_.empty())
    for (Slot slot = entrance_.front(); slot != no_slot; slot = flow_->entity(slot).next)
      if (who(flow_->entity(slot))) going.push_back(slot);
  for (const Slot leader : going) {
    for (Slot s = leader; s != no_slot; s = flow_->entity(s).companion)
      flow_->entity(s).ordinal = static_cast<std::uint16_t>(flow_->entity(s).ordinal + ordinals);
    flow_->divert(leader, to);
  }
}

std::int64_t Node::in_entrance(bool leaders_only) const {
  std::int64_t sum = 0;
  for (Slot slot = entrance_.front(); slot != no_slot; slot = flow_->entity(slot).next)
    sum += leaders_only ? 1 : flow_->entity(slot).persons;
  return sum;
}

void Node::set_shut(bool on) {
  if (on && shut_++ == 0) would_always_admit_ = std::exchange(always_admits_, false);
  if (!on && --shut_ == 0) {
    always_admits_ = would_always_admit_;
    room_again();
  }
}

NodeId FlowPlane::add(std::unique_ptr<Node> node) {
  CROSSFLOW_CHECK(nodes_.size() < no_node, "too many places");
  node->flow_ = this;
  node->id_ = static_cast<NodeId>(nodes_.size());
  nodes_.push_back(std::move(node));
  return nodes_.back()->id_;
}

void FlowPlane::set_router(Router& router) {
  router_ = &router;
  for (const auto& node : nodes_) node->plain_exit_ = router.exits_plainly(node->id_);
}

void FlowPlane::always_ask_router() {
  for (const auto& node : nodes_) node->plain_exit_ = false;
}

void FlowPlane::go_on(Slot slot) {
  go_on_at_once(slot);
}

void FlowPlane::ask_router(Slot slot) {
  Leaving how = Leaving::done;
  const NodeId to = router_->next(slot, how);
  if (to == no_node) {
    leave(slot, how);
  } else {
    send(slot, to);
  }
}

void FlowPlane::divert(Slot slot, NodeId to) {
  withdraw(slot);
  send(slot, to);
}

void FlowPlane::part(Slot leader, NodeId to) {
  for (const Slot slot : separate(leader)) move_or_block(slot, to);
}

std::vector<Slot> FlowPlane::separate(Slot leader) {
  const Entity first = pool_[leader];
  std::vector<Slot> members;
  for (Slot slot = leader; slot != no_slot; slot = pool_[slot].companion) members.push_back(slot);
  for (const Slot slot : members) {
    Entity& e = pool_[slot];
    e.companion = no_slot;
    e.persons = 1;
    e.phase = first.phase;
    e.node = first.node;
    e.server = first.server;
    e.step = first.step;
    e.ordinal = first.ordinal;
  }
  return members;
}

void FlowPlane::block(Slot slot, NodeId to) {
  Entity& e = pool_[slot];
  e.phase = Entity::Phase::blocked;
  note_blocked(slot, to);
  nodes_[to]->entrance_.push(pool_, slot);
  note_waits(slot);
  nodes_[e.node]->cannot_go_on(e.server);
}

void FlowPlane::opened(NodeId id) {
  opened_.push_back(id);
  if (!std::exchange(settles_, true)) events_.push_by_clock(now_, Due::of(Due::Whose::all, 0));
}

// When all actors have acted that act at this instant by the clock.
void FlowPlane::settle() {
  if (events_.clock_is_next(now_)) {
    events_.push_by_clock(now_, Due::of(Due::Whose::all, 0));
    return;
  }
  settles_ = false;
  std::vector<std::pair<std::uint64_t, NodeId>> order;
  for (const NodeId id : std::exchange(opened_, {})) order.emplace_back(nodes_[id]->waits_since(), id);
  std::sort(order.begin(), order.end());
  order.erase(std::unique(order.begin(), order.end()), order.end());
  for (const auto& [waits, id] : order) nodes_[id]->settle();
}

void FlowPlane::note_blocked(Slot slot, NodeId to) {
  Entity& e = pool_[slot];
  if (e.target == to) return;
  e.target = to;
  for (Slot s = slot; s != no_slot; s = pool_[s].companion) emit(EventKind::blocked, s, e.node, e.server, to);
}

void FlowPlane::withdraw(Slot slot) {
  Entity& e = pool_[slot];
  CROSSFLOW_CHECK(e.phase == Entity::Phase::blocked, "only who is blocked waits in an entrance");
  nodes_[e.target]->entrance_.remove(pool_, slot);
  nodes_[e.target]->room_again();  // for a smaller party behind it
  e.phase = Entity::Phase::held;
  e.target = no_node;
}

void FlowPlane::move(Slot slot, NodeId to) {
  move_at_once(slot, to);
}

void FlowPlane::dissolve_companions(Slot first, NodeId at, Leaving how) {
  for (Slot slot = first; slot != no_slot;) slot = dissolve_one(slot, at, how);
}

void FlowPlane::leave(Slot slot, Leaving how) {
  leave_at_once(slot, how);
}

void FlowPlane::leave_queue(Slot slot, Leaving how) {
  dissolve(slot, how);
}

bool FlowPlane::over() {
  if (end_actor_ == no_actor) return false;
  const Tick next = events_.next_tick();
  if (next == now_) return false;  // an actor has been called just now
  return alive_ == outside_for_good_ || next == never || next > horizon_;
}

std::uint32_t FlowPlane::run() {
  running_ = true;
  const std::uint32_t actor = run_to_an_actor();
  running_ = false;
  return actor;
}

std::uint32_t FlowPlane::run_to_an_actor() {
  EventList::Item item = 0;
  for (;;) {
    if (flow_timers_ == 0 && over()) [[unlikely]] {
      return std::exchange(end_actor_, no_actor);
    }
    if (!events_.take(item)) return no_actor;
    const Tick tick = EventList::tick_of(item);
    if (tick > stop_) [[unlikely]] {
      if (tick > horizon_) {
        wait_for_grant(horizon_);
        now_ = horizon_;
        set_horizon(never);
        return std::exchange(end_actor_, no_actor);
      }
      if (is_stale(item)) continue;  // nothing happens then, and the run may well be over before
      wait_for_grant(tick);
    }
    const Due due = EventList::due_of(item);
    if (due.whose() == Due::Whose::entity) [[likely]] {
      Entity& e = pool_[due.index()];
      if (e.timer != EventList::sequence_of(item)) continue;
      e.timer = 0;
      --flow_timers_;
      now_ = tick;
      nodes_[e.node]->due(due.index());
    } else if (due.whose() == Due::Whose::node) {
      --flow_timers_;
      now_ = tick;
      nodes_[due.index()]->wake();
    } else if (due.whose() == Due::Whose::all) {
      now_ = tick;
      settle();
    } else {
      std::uint64_t& live = wake_ups_[due.index()];
      if (live != EventList::sequence_of(item)) continue;
      live = 0;
      now_ = tick;
      return due.index();
    }
  }
}

void FlowPlane::schedule_actor(std::uint32_t actor, Tick at) {
  CROSSFLOW_CHECK(at >= now_, "an actor waits for an instant that is past");
  const Due due = Due::of(Due::Whose::actor, actor);
  wake_up(actor) = at == now_ ? events_.push_now(at, due) : events_.push_by_clock(at, due);
}

void FlowPlane::schedule_actor_ahead(std::uint32_t actor, Tick at) {
  CROSSFLOW_CHECK(at > now_, "who is to be first at an instant must say so before");
  wake_up(actor) = events_.push_ahead(at, Due::of(Due::Whose::actor, actor));
}

void FlowPlane::schedule_actor_last_by_clock(std::uint32_t actor) {
  wake_up(actor) = events_.push_by_clock(now_, Due::of(Due::Whose::actor, actor));
}

void FlowPlane::wait_for_end(std::uint32_t actor, Tick horizon) {
  end_actor_ = actor;
  set_horizon(horizon);
}

void FlowPlane::pace(std::function<Tick(Tick happened)> more) {
  pacer_ = std::move(more);
  granted_ = -1;
  stop_ = -1;
}

bool FlowPlane::is_stale(EventList::Item item) const {
  const Due due = EventList::due_of(item);
  const std::uint64_t sequence = EventList::sequence_of(item);
  if (due.whose() == Due::Whose::entity) return pool_[due.index()].timer != sequence;
  return due.whose() == Due::Whose::actor && wake_ups_[due.index()] != sequence;
}

void FlowPlane::wait_for_grant(Tick next) {
  while (granted_ < next) {
    log_.flush();
    const Tick more = pacer_(granted_);
    CROSSFLOW_CHECK(more > granted_, "a grant that grants nothing");
    granted_ = more;
  }
  stop_ = std::min(horizon_, granted_);
}

}  // namespace crossflow
