#include "sim/model/source_node.hpp"

#include <algorithm>

#include "sim/model/risk.hpp"

namespace crossflow {

SourceNode::SourceNode(std::unique_ptr<Arrivals> arrivals, Setup setup)
    : arrivals_(std::move(arrivals)), setup_(std::move(setup)) {}

void SourceNode::start() {
  prepare_next();
}

void SourceNode::enter(Slot /*slot*/) {
  CROSSFLOW_CHECK(false, "no route leads to a source");
}

void SourceNode::prepare_next() {
  if (coming_.empty()) [[unlikely]] {
    coming_ = arrivals_->more();
    if (coming_.empty()) return;
  }
  const Arrival& next = coming_.front();
  coming_ = coming_.subspan(1);
  const Slot slot = flow().make();
  Entity& e = flow().entity(slot);
  e.phase = Entity::Phase::coming;
  e.number = next.number;
  e.persons = next.persons;
  e.traveller_class = next.traveller_class;
  e.source = setup_.index;
  e.grouped = setup_.groups;
  e.node = id();
  e.step = first_step_;
  e.party_size = next.persons;
  if (setup_.aboard) e.vehicle_party = setup_.aboard->vehicle_party(next.traveller_class);
  flow().schedule(slot, next.at);
}

void SourceNode::due(Slot slot) {
  prepare_next();
  const Entity& e = flow().entity(slot);
  if (e.persons > 1) [[unlikely]] {
    party_comes(slot);
    return;
  }
  flow().arrived();
  flow().emit(EventKind::arrived, slot, id(), 0, static_cast<std::int32_t>(e.number), e.traveller_class);
  if (setup_.risk != nullptr) [[unlikely]]
    setup_.risk->arrived(slot);
  come(slot);
}

void SourceNode::party_comes(Slot slot) {
  const std::uint16_t persons = flow().entity(slot).persons;
  std::vector<Slot> members{slot};
  for (std::uint16_t offset = 1; offset < persons; ++offset) {
    const Slot member = flow().make();
    Entity& e = flow().entity(member);
    const std::uint32_t generation = e.generation;
    e = flow().entity(slot);
    e.generation = generation;
    e.number += offset;
    e.party_offset = offset;
    if (setup_.aboard) setup_.aboard->seat(flow().entity(slot), offset, e);
    e.persons = 1;
    members.push_back(member);
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    Entity& e = flow().entity(members[i]);
    if (setup_.split) {
      e.persons = 1;
    } else if (i + 1 < members.size()) {
      e.companion = members[i + 1];
    }
    flow().arrived();
    flow().emit(EventKind::arrived, members[i], id(), e.party_offset, static_cast<std::int32_t>(e.number),
                e.traveller_class);
    if (setup_.risk != nullptr) setup_.risk->arrived(members[i]);
    if (i > 0 && setup_.aboard)
      if (const auto before = setup_.aboard->lodged(flow().entity(slot), e.party_offset))
        flow().emit(EventKind::lodged, members[i], id(), no_server, *before);
  }
  if (!setup_.split) members.resize(1);
  for (const Slot member : members) come(member);
}

void SourceNode::come(Slot leader) {
  flow().entity(leader).phase = Entity::Phase::outside;
  flow().entity(leader).server = 0;
  if (line_.empty() && may_let_in()) [[likely]] {
    let_in(leader);
  } else {
    for (Slot s = leader; s != no_slot; s = flow().entity(s).companion) flow().emit(EventKind::joined, s, id());
    line_.push(flow().pool(), leader);
    if (open_ && inside_door_ == 0 && !wake_pending_) wake();
  }
}

void SourceNode::let_in(Slot slot) {
  inside_door_ = flow().entity(slot).persons;
  // Of a vehicle and those aboard only the vehicle counts.
  next_let_in_ = flow().now() + setup_.spacing * (setup_.aboard ? 1 : inside_door_);
  at_door_ = flow().pool().handle(slot);
  if (inside_door_ > 1) [[unlikely]]
    note_party_at_door(slot);
  flow().go_on(slot);
}

void SourceNode::note_party_at_door(Slot leader) {
  party_at_door_.clear();
  for (Slot s = flow().entity(leader).companion; s != no_slot; s = flow().entity(s).companion)
    party_at_door_.push_back(flow().pool().handle(s));
}

// Whoever has been let in but found the place full is outside when the door closes: first in the line again.
void SourceNode::call_back() {
  if (inside_door_ == 0) return;
  EntityPool& pool = flow().pool();
  const auto call_back_one = [&](Handle handle) {
    if (!pool.alive(handle)) return;
    const Slot slot = handle.slot;
    Entity& e = pool[slot];
    if (e.node != id() || e.phase != Entity::Phase::blocked) return;
    flow().withdraw(slot);
    e.phase = Entity::Phase::outside;
    e.step = first_step_;
    for (Slot s = slot; s != no_slot; s = pool[s].companion) flow().emit(EventKind::joined, s, id());
    line_.push_front(pool, slot);
  };
  // Those who parted stand in the entrance each; of those who did not, the leader alone.
  for (auto member = party_at_door_.rbegin(); member != party_at_door_.rend(); ++member) call_back_one(*member);
  call_back_one(at_door_);
  inside_door_ = 0;
}

void SourceNode::released(std::uint16_t /*server*/, std::uint16_t persons) {
  inside_door_ = static_cast<std::uint16_t>(inside_door_ - persons);
  if (inside_door_ > 0) return;
  if (line_.empty()) {
    if (tell_) tell_if_empty();
    return;
  }
  if (open_ && !wake_pending_) {
    wake_pending_ = true;
    flow().wake_node(id(), std::max(flow().now(), next_let_in_));
  }
}

void SourceNode::wake() {
  wake_pending_ = false;
  if (line_.empty() || !open_ || inside_door_ > 0) return;
  if (flow().now() < next_let_in_) {
    wake_pending_ = true;
    flow().wake_node(id(), next_let_in_);
    return;
  }
  const Slot first = line_.front();
  line_.remove(flow().pool(), first);
  let_in(first);
}

void SourceNode::set_open(bool open) {
  if (open_ == open) return;
  open_ = open;
  if (!open) call_back();
  flow().emit(EventKind::server, no_entity, id(), 0,
              static_cast<std::int32_t>(open ? ServerState::open : ServerState::closed_by_hours));
  if (open && !wake_pending_ && !line_.empty()) {
    wake_pending_ = true;
    flow().wake_node(id(), flow().now());
  }
}

void SourceNode::when_line_empty(std::function<void()> tell) {
  tell_ = std::move(tell);
  tell_if_empty();
}

void SourceNode::tell_if_empty() {
  if (!line_empty() || !tell_) return;
  const auto tell = std::move(tell_);
  tell_ = nullptr;
  tell();
}

}  // namespace crossflow
