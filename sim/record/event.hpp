// The one log that a run writes. Every result and every picture is a fold of these events.
#pragma once

#include <cstdint>
#include <span>

#include "sim/base/tick.hpp"

namespace crossflow {

/// Numbers are part of the file format: never reuse one. A reader skips and counts kinds that it does not know.
enum class EventKind : std::uint8_t {
  arrived = 1,  ///< came to the port. station: source; value: number within source and class; aux: class; server:
                ///< members of the party before this one. Who can goes straight in, at the same tick
  joined = 2,   ///< joined the queue of `station`, of a source: the line outside; server: its line where there is one
                ///< per server, else no_server
  started = 3,  ///< service or walk began at `station`, `server` (no_server where there is none); value: how many this
                ///< server is serving in the same transaction, this one included; without a server: the lane, if any
  ended = 4,    ///< service or walk over; the server is held until the next event of this entity. aux: Outcome
  blocked = 5,  ///< cannot go on because the place `value` is full, or stands behind one who cannot; holds its server,
                ///< or the door of its source. A second one tells of another place
  moved = 6,    ///< changed line within the queue of `station`; server: the new line
  cleared = 7,  ///< the authority `aux` is done with this traveller
  left = 8,     ///< gone from the port, from `station`. aux: Leaving
  server = 9,   ///< `server` of `station` is now in state `value` (ServerState), or with aux 1 is to be so once whoever
                ///< it serves has gone; no entity
  port = 10,    ///< port `value` opened (aux 1) or closed (aux 0); no entity
  lodged = 11,  ///< of a consignment that has just arrived: its data was lodged `value` seconds before
  carries = 12,  ///< of one that has just arrived: it carries contraband. aux: Contraband
  checked = 13,  ///< a check of it at `station`, `server` ended. aux: bits of check_bits; value: of a dog's
                 ///< check, 1 + the team's number, else 0
  chance = 14,   ///< of one that carries nothing and is checked at `station`: had it carried contraband of the kind
                 ///< `aux`, it would have come to this check and been found at it with a chance whose float32 has the
                 ///< bits of `value`; relative to its own course, so above 1 for who came here though he seldom would
  team = 15,  ///< the dog team `server` is now in state `aux` (TeamState), at `station` or on its way there, or at its
              ///< kennel (no_station); value: its dog's effective seconds of work since it was rested; no entity
  chose_port = 16,  ///< directly after `arrived`, of those who come to another port than they meant. value: the outside
                    ///< line of the source that they are of, whose number they bear; server: that of the source where
                    ///< they were before or would have come; aux: ChoseBecause
  disruption = 17,  ///< the disruption `value` begins (aux 1) or ends (aux 0) at the port `server`; no entity
  elsewhere = 18,   ///< of one who has just arrived at `station`, a source: waited elsewhere for `value` seconds, until
                    ///< called or for the slot booked (negative: came before the time wanted)
  stayed_away =
      19,        ///< somebody does not come; no entity. station: source; aux: class; server: how many; value: Absence
  officer = 20,  ///< the officer `server` is now in state `aux` (OfficerState), at `station` or on the way there
                 ///< (no_station: nowhere in particular); value: the first server of the post, or -1; of off_duty: for
                 ///< how many seconds the officer stayed on beyond the rostered end, or -1; no entity
  interrupted = 21,  ///< the service at `station`, `server` is broken off: back to the head of its queue. Of each
                     ///< member of a transaction
  order = 22,  ///< the order `aux` (Order) of the supervisor `server` takes effect, at `station` (of a source: its
               ///< outside line; no_station: the whole port); value: as Order says; no entity
};

/// What an officer does.
enum class OfficerState : std::uint8_t {
  off_duty = 0,
  spare = 1,          ///< on duty without a post
  walking = 2,        ///< to a post
  changing_over = 3,  ///< opens a post, or takes it over
  at_post = 4,
  on_break = 5,
  finishing = 6,  ///< at the post, but due elsewhere: finishes whom he serves
};
inline constexpr int officer_states = 7;

/// What a supervisor orders.
enum class Order : std::uint8_t {
  open_servers = 0,   ///< value: so many servers of the station
  face = 1,           ///< desks of contra-flow face the station; value: how many
  call_reserves = 2,  ///< value: how many officers
  hold = 3,           ///< the source lets nobody in
  let_in = 4,         ///< and lets them in again
  extend_hours = 5,   ///< value: by so many minutes in all
};
inline constexpr int orders = 6;

/// What a dog team does.
enum class TeamState : std::uint8_t {
  off_duty = 0,
  resting = 1,  ///< at its kennel, also while it stands by for a call
  walking = 2,
  searching = 3,  ///< each of these events begins a search
  on_patrol = 4,
  standing_by = 5,  ///< with a vehicle that it has searched and that cannot go on
};
inline constexpr int team_states = 6;

namespace check_bits {
inline constexpr std::uint8_t alarm = 1, found = 2, search = 4;  ///< search: what this check detects, it finds
}  // namespace check_bits

/// Why somebody who wanted to come did not.
enum class Absence : std::uint8_t {
  slots_full = 0,  ///< found no slot with room
  no_show = 1,     ///< had booked
  not_called = 2,  ///< waited elsewhere until the end
};
inline constexpr int absences = 3;

/// Why somebody came to another port than he meant.
enum class ChoseBecause : std::uint8_t {
  wait = 0,     ///< the published waits promised a gain
  closed = 1,   ///< the port was closed when he would have come
  closing = 2,  ///< it closed while he stood outside
};
inline constexpr int chose_because = 3;

enum class Outcome : std::uint8_t { passed = 0, failed = 1 };

enum class Leaving : std::uint8_t {
  done = 0,         ///< went through
  gave_up = 1,      ///< lost patience in a queue
  balked = 2,       ///< turned away at the sight of the queue
  turned_back = 3,  ///< sent back at closing
  diverted = 4,     ///< sent to another port
  left_behind = 5,  ///< came after its coach had gone
};

inline constexpr int leavings = 6;

/// Why a server serves nobody. `open` servers are idle or busy as the other events say.
enum class ServerState : std::uint8_t {
  open = 0,
  closed_by_hours = 1,
  device_down = 2,
  no_officer = 3,
  not_opened = 4,     ///< by the plan of servers by time of day
  changing_over = 5,  ///< between two tasks; a shuttle bus: on its round
};
inline constexpr int server_states = 6;

inline constexpr std::uint32_t no_entity = 0xffffffff;
inline constexpr std::uint16_t no_server = 0xffff;
inline constexpr std::uint16_t no_station = 0xffff;

/// `entity` is any number that is unique among the entities alive: the pool slot while a run is going on, the row of
/// the entity table in a stored trace. A fold must not depend on which.
struct Event {
  Tick tick;
  std::uint32_t entity;
  std::int32_t value;
  std::uint16_t station;
  std::uint16_t server;
  EventKind kind;
  std::uint8_t aux;
  std::uint16_t reserved = 0;
};
static_assert(sizeof(Event) == 24);

/// Takes the blocks of a run's log, in order.
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void consume(std::span<const Event> block) = 0;
  /// No more events; the run ended at `end`, at or after the last event.
  virtual void finish(Tick end) = 0;
};

}  // namespace crossflow
