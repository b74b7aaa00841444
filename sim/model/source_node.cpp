#include "sim/model/source_node.hpp"

#include <algorithm>
#include <cmath>

#include "sim/model/risk.hpp"

namespace crossflow {

SourceNode::SourceNode(std::unique_ptr<Arrivals> arrivals, Setup setup)
    : arrivals_(std::move(arrivals)), setup_(std::move(setup)), special_(setup_.risk != nullptr || setup_.elsewhere) {}

void SourceNode::start() {
  if (setup_.elsewhere) setup_.elsewhere->start(flow(), id(), open_);
  prepare_next();
}

void SourceNode::finish() {
  if (setup_.elsewhere) setup_.elsewhere->finish();
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
  e.party_offset = next.offset;
  e.party_size = next.party_size > 0 ? next.party_size : next.persons;
  if (setup_.aboard) e.vehicle_party = setup_.aboard->vehicle_party(next.traveller_class);
  flow().schedule_coming(slot, next.at, next.place);
}

// Somebody comes to this door, `before` of his party before him; those of a vehicle follow it.
inline void SourceNode::announce(Slot slot, std::uint16_t before) {
  const Entity& e = flow().entity(slot);
  flow().arrived();
  flow().emit(EventKind::arrived, slot, id(), before, static_cast<std::int32_t>(e.number), e.traveller_class);
}

void SourceNode::due(Slot slot) {
  if (special_) [[unlikely]]
    return due_specially(slot);
  prepare_next();
  if (flow().entity(slot).persons > 1) [[unlikely]]
    return party_comes(slot);
  announce(slot, flow().entity(slot).party_offset);
  come(slot);
}

void SourceNode::due_specially(Slot slot) {
  if (choice_ != nullptr) {
    const Entity& e = flow().entity(slot);
    if (e.phase == Entity::Phase::underway) return guest_comes(slot);
    const bool sets_out = e.phase == Entity::Phase::coming;
    if (const auto way = sets_out ? choice_->before_coming(e, setup_.index, false) : std::nullopt) {
      prepare_next();
      return go_elsewhere(slot, *way);
    }
  }
  // Who has waited elsewhere is due again when it comes.
  if (!setup_.elsewhere || flow().entity(slot).phase == Entity::Phase::coming) prepare_next();
  if (setup_.elsewhere && !setup_.elsewhere->comes(slot)) return;
  if (flow().entity(slot).persons > 1) return party_comes(slot);
  announce(slot, flow().entity(slot).party_offset);
  if (setup_.risk != nullptr) setup_.risk->arrived(slot);
  if (setup_.elsewhere) note_elsewhere(slot);
  come(slot);
}

void SourceNode::note_elsewhere(Slot slot) {
  flow().emit(EventKind::elsewhere, slot, id(), no_server,
              static_cast<std::int32_t>(std::lround(flow().entity(slot).need)));
}

void SourceNode::party_comes(Slot slot) {
  std::vector<Slot> members = make_party(slot);
  const Entity vehicle = flow().entity(slot);
  for (const Slot member : members) {
    announce(member, flow().entity(member).party_offset);
    if (setup_.risk != nullptr) setup_.risk->arrived(member);
    // Of a vehicle and those aboard only the vehicle waits.
    if (setup_.elsewhere && (member == slot || !setup_.aboard)) note_elsewhere(member);
    if (member != slot && setup_.aboard) note_lodged(member, vehicle);
  }
  if (!setup_.split) members.resize(1);
  for (const Slot member : members) come(member);
}

// The members of a party, its leader first: one behind the other, or each alone if it is split.
std::vector<Slot> SourceNode::make_party(Slot slot) const {
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
  }
  return members;
}

void SourceNode::note_lodged(Slot slot, const Entity& vehicle) {
  const std::uint16_t offset = flow().entity(slot).party_offset;
  if (const auto before = setup_.aboard->lodged(vehicle, offset))
    flow().emit(EventKind::lodged, slot, flow().entity(slot).node, no_server, *before);
}

// Who meant another port comes here, with his party.
void SourceNode::guest_comes(Slot leader) {
  const Entity first = flow().entity(leader);
  if (const auto way = choice_->before_coming(first, setup_.index, true)) return go_elsewhere(leader, *way);
  SourceNode& origin = choice_->origin(first);
  std::vector<Slot> members{leader};
  if (first.companion != no_slot) {
    for (Slot s = first.companion; s != no_slot; s = flow().entity(s).companion) members.push_back(s);
  } else if (first.persons > 1) {
    members = origin.make_party(leader);
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    Entity& e = flow().entity(members[i]);
    e.node = id();
    e.step = first_step_;
    e.level = 0;
    announce(members[i], static_cast<std::uint16_t>(i));
    flow().emit(EventKind::chose_port, members[i], id(), first.server, origin.id(), first.level);
    if (setup_.risk != nullptr) setup_.risk->arrived(members[i]);
    if (i > 0 && origin.setup_.aboard) origin.note_lodged(members[i], first);
  }
  if (flow().entity(leader).companion != no_slot) members.resize(1);
  for (const Slot member : members) come(member);
}

// On the way his server is where he was or would have come, and his level why he is not there.
void SourceNode::go_elsewhere(Slot leader, const PortChoice::Way& way) {
  Entity& e = flow().entity(leader);
  if (e.phase != Entity::Phase::underway) e.server = id();
  e.phase = Entity::Phase::underway;
  e.node = way.to->id();
  e.level = static_cast<std::uint8_t>(way.because);
  flow().schedule(leader, flow().now() + way.detour);
}

// He leaves this port, and comes to the other one as a new arrival with the same name and number.
void SourceNode::divert(Slot leader, const PortChoice::Way& way) {
  std::vector<Entity> party;
  for (Slot s = leader; s != no_slot; s = flow().entity(s).companion) party.push_back(flow().entity(s));
  line_.remove(flow().pool(), leader);
  flow().leave_queue(leader, Leaving::diverted);
  Slot following = no_slot;
  for (auto member = party.rbegin(); member != party.rend(); ++member) {
    const Slot slot = flow().make();
    Entity& e = flow().entity(slot);
    e.number = member->number;
    e.source = member->source;
    e.traveller_class = member->traveller_class;
    e.grouped = member->grouped;
    e.persons = member->persons;
    e.party_offset = member->party_offset;
    e.party_size = member->party_size;
    e.vehicle_party = member->vehicle_party;
    e.companion = following;
    following = slot;
  }
  go_elsewhere(following, way);
}

void SourceNode::send_line_elsewhere() {
  if (choice_ == nullptr) return;
  for (Slot slot = line_.front(); slot != no_slot;) {
    const Slot next = flow().entity(slot).next;
    if (const auto way = choice_->at_closing(flow().entity(slot), setup_.index)) divert(slot, *way);
    slot = next;
  }
}

void SourceNode::come(Slot leader) {
  flow().entity(leader).phase = Entity::Phase::outside;
  flow().entity(leader).server = 0;
  if (line_.empty() && may_let_in()) [[likely]] {
    let_in(leader);
  } else if (turning_away_) {
    flow().leave_queue(leader, Leaving::turned_back);
  } else {
    for (Slot s = leader; s != no_slot; s = flow().entity(s).companion) {
      flow().emit(EventKind::joined, s, id());
      flow().stay_outside(closed_for_good_ ? 1 : 0);
    }
    line_.push(flow().pool(), leader);
    flow().note_waits(leader);
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
  allowed_ = open;
  apply_door();
}

void SourceNode::close_for_good() {
  closed_for_good_ = true;
  for (Slot leader = line_.front(); leader != no_slot; leader = flow().entity(leader).next)
    for (Slot s = leader; s != no_slot; s = flow().entity(s).companion) flow().stay_outside(1);
}

void SourceNode::set_held(bool held) {
  held_ = held;
  apply_door();
}

std::int64_t SourceNode::outside() const {
  std::int64_t count = inside_door_ > 0 ? (setup_.aboard ? 1 : inside_door_) : 0;
  if (!line_.empty())
    for (Slot s = line_.front(); s != no_slot; s = flow().entity(s).next)
      count += setup_.aboard ? 1 : flow().entity(s).persons;
  return count;
}

void SourceNode::apply_door() {
  const bool open = allowed_ && !held_;
  if (open_ == open) return;
  open_ = open;
  if (!open) call_back();
  if (setup_.elsewhere) setup_.elsewhere->door(open);
  flow().emit(EventKind::server, no_entity, id(), 0,
              static_cast<std::int32_t>(open ? ServerState::open : ServerState::closed_by_hours));
  if (open && !wake_pending_ && !line_.empty()) {
    wake_pending_ = true;
    flow().room_at(id());
  }
}

void SourceNode::set_turning_away(bool on) {
  turning_away_ = on;
  while (on && !line_.empty()) {
    const Slot first = line_.front();
    line_.remove(flow().pool(), first);
    flow().leave_queue(first, Leaving::turned_back);
  }
  if (tell_) tell_if_empty();
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
