// The travellers of a run, in a pool: one cache line each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/kernel/event_list.hpp"

namespace crossflow {

using Slot = std::uint32_t;  ///< an entity's place in the pool, while it is alive
using NodeId = std::uint16_t;
inline constexpr Slot no_slot = 0xffffffff;
inline constexpr NodeId no_node = 0xffff;

/// Survives in what may outlive the entity: a slot is used again, a slot with its generation is not.
struct Handle {
  Slot slot = no_slot;
  std::uint32_t generation = 0;
  friend bool operator==(const Handle&, const Handle&) = default;
};

struct alignas(64) Entity {
  /// `underway`: on the way to another port than the one it meant.
  enum class Phase : std::uint8_t { free, coming, underway, outside, waiting, serving, held, blocked };

  // Who it is.
  std::uint32_t number = 0;      ///< within its source
  std::uint32_t generation = 0;  ///< of the slot
  std::uint16_t source = 0;
  std::uint8_t traveller_class = 0;
  bool grouped = false;
  Slot companion = no_slot;        ///< the next member of the party that it leads or follows in; moves with it
  std::uint16_t persons = 1;       ///< it and its companions
  std::uint16_t party_offset = 0;  ///< members of its party before it
  std::uint16_t party_size = 1;    ///< as it arrived; its companions may be fewer

  // Where it is.
  Phase phase = Phase::free;
  std::uint8_t level = 0;  ///< of priority in its queue; 0 goes first
  NodeId node = no_node;
  std::uint16_t server = 0;         ///< or its line while waiting
  NodeId target = no_node;          ///< the full node that it waits for while blocked
  std::uint16_t step = 0;           ///< of its route: the next to take
  std::uint16_t ordinal = 0;        ///< of the visit that it is on, for keyed draws
  NodeId failed_at = no_node;       ///< the last station where it failed
  bool failed = false;              ///< in the visit just ended
  bool checked = false;             ///< some authority has dealt with it: it is not sent back at closing
  std::uint8_t vehicle_party = 0;   ///< 0: a party of travellers; else of a vehicle and what it carries, and then 1 +
                                    ///< the number of the vehicle's class among those of its source
  std::uint8_t contraband : 3 = 0;  ///< a Contraband: what it carries and nobody has found
  std::uint8_t alarm : 1 = 0;       ///< the last check raised one, at it or at one of its party

  double need = 0;  ///< seconds of service that it will take at the station whose queue it joined, at the usual pace

  // Its one live timer, and links.
  std::uint64_t timer = 0;  ///< sequence number of the live timer, 0: none; any other timer of this entity is stale
  Slot next = no_slot;
  Slot previous = no_slot;
};
static_assert(sizeof(Entity) == 64);

/// Ends this process with a sentence: within SimGrid nobody could catch an exception.
[[noreturn]] void too_many_alive();

class EntityPool {
 public:
  Entity& operator[](Slot slot) { return entities_[slot]; }
  const Entity& operator[](Slot slot) const { return entities_[slot]; }

  /// A fresh entity. References to others may end here; slots stay.
  Slot make() {
    if (free_ == no_slot) {
      if (entities_.size() == std::size_t{1} << Due::index_bits) [[unlikely]]
        too_many_alive();
      entities_.emplace_back();
      return static_cast<Slot>(entities_.size() - 1);
    }
    const Slot slot = free_;
    Entity& e = entities_[slot];
    free_ = e.next;
    const std::uint32_t generation = e.generation;
    e = Entity{};
    e.generation = generation;
    return slot;
  }

  void free(Slot slot) {
    Entity& e = entities_[slot];
    e.phase = Entity::Phase::free;
    ++e.generation;
    e.next = free_;
    free_ = slot;
  }

  Handle handle(Slot slot) const { return {slot, entities_[slot].generation}; }
  bool alive(Handle h) const {
    return h.slot < entities_.size() && entities_[h.slot].generation == h.generation &&
           entities_[h.slot].phase != Entity::Phase::free;
  }
  std::size_t capacity() const { return entities_.size(); }

 private:
  std::vector<Entity> entities_;
  Slot free_ = no_slot;
};

/// A first-in first-out line of entities, linked through them, out of which one can be taken anywhere.
class Fifo {
 public:
  bool empty() const { return head_ == no_slot; }
  Slot front() const { return head_; }
  Slot back() const { return tail_; }

  void push(EntityPool& pool, Slot slot) {
    Entity& e = pool[slot];
    e.next = no_slot;
    e.previous = tail_;
    (tail_ == no_slot ? head_ : pool[tail_].next) = slot;
    tail_ = slot;
  }
  void push_front(EntityPool& pool, Slot slot) { push_before(pool, slot, head_); }
  /// Directly before another one of the line; at its end if that is none.
  void push_before(EntityPool& pool, Slot slot, Slot following) {
    if (following == no_slot) return push(pool, slot);
    Entity& e = pool[slot];
    e.previous = pool[following].previous;
    e.next = following;
    (e.previous == no_slot ? head_ : pool[e.previous].next) = slot;
    pool[following].previous = slot;
  }
  void remove(EntityPool& pool, Slot slot) {
    const Entity& e = pool[slot];
    (e.previous == no_slot ? head_ : pool[e.previous].next) = e.next;
    (e.next == no_slot ? tail_ : pool[e.next].previous) = e.previous;
  }

 private:
  Slot head_ = no_slot;
  Slot tail_ = no_slot;
};

}  // namespace crossflow
