// The moves that most entities make, to be compiled into whoever makes them: included by the kernel's own files alone.
#pragma once

#include "sim/kernel/flow_plane.hpp"

namespace crossflow {

inline void FlowPlane::go_on_at_once(Slot slot) {
  Entity& e = pool_[slot];
  if (nodes_[e.node]->plain_exit_ && !e.failed) [[likely]] {
    const Router::StepRow step = router_->step(e.step);
    if (step.plain) [[likely]] {
      e.step = step.next;
      e.ordinal = step.ordinal;
      if (step.node == no_node) {
        leave_at_once(slot, Leaving::done);
      } else {
        send(slot, step.node);
      }
      return;
    }
  }
  ask_router(slot);
}

inline void FlowPlane::send(Slot slot, NodeId to) {
  if (pool_[slot].companion != no_slot && nodes_[to]->single_persons()) {
    part(slot, to);
  } else {
    move_or_block(slot, to);
  }
}

inline void FlowPlane::move_or_block(Slot slot, NodeId to) {
  Node& node = *nodes_[to];
  if (node.entrance_.empty() && (node.always_admits_ || (node.shut_ == 0 && node.admits(pool_[slot])))) [[likely]] {
    move_at_once(slot, to);
  } else {
    block(slot, to);
  }
}

inline void FlowPlane::move_at_once(Slot slot, NodeId to) {
  Entity& e = pool_[slot];
  const NodeId from = e.node;
  const std::uint16_t server = e.server;
  const std::uint16_t persons = e.persons;
  e.node = to;
  e.target = no_node;
  nodes_[to]->enter(slot);
  nodes_[from]->released(server, persons);
}

inline void FlowPlane::leave_at_once(Slot slot, Leaving how) {
  const NodeId from = pool_[slot].node;
  const std::uint16_t server = pool_[slot].server;
  const std::uint16_t persons = pool_[slot].persons;
  dissolve(slot, how);
  nodes_[from]->released(server, persons);
}

inline void FlowPlane::dissolve(Slot leader, Leaving how) {
  for (QueueWatcher* watcher : leaving_watchers_) [[unlikely]] watcher->leaves(leader);
  const NodeId at = pool_[leader].node;
  const Slot following = dissolve_one(leader, at, how);
  if (following != no_slot) [[unlikely]]
    dissolve_companions(following, at, how);
}

inline Slot FlowPlane::dissolve_one(Slot slot, NodeId at, Leaving how) {
  emit(EventKind::left, slot, at, no_server, 0, static_cast<std::uint8_t>(how));
  const Slot following = pool_[slot].companion;
  cancel(slot);
  pool_.free(slot);
  --alive_;
  return following;
}

}  // namespace crossflow
