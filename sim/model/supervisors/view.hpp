// What a supervisor sees when he looks, and what he may order. Nothing else reaches a policy: no service times of
// single people, nobody who is still to come, no hall that he does not oversee.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/tick.hpp"
#include "sim/record/event.hpp"
#include "sim/scenario/people.hpp"

namespace crossflow {

/// A station with servers. Numbers are of what its kind counts: persons or vehicles.
struct StationSight {
  std::size_t station = 0;  ///< of the port
  long waiting = 0;         ///< in its queue
  long held = 0;            ///< directly before it, because the queue is full: he sees its tail
  long installed = 1;       ///< servers
  long planned = 1;         ///< open by plan now
  long ordered = 1;         ///< to be open once all orders given have taken effect; as planned where there are none
  bool by_order = false;    ///< whether an order stands above the plan, or is under way
  bool under_way = false;   ///< an order for it has not taken effect yet
  long open = 1;            ///< in fact
  long in_use = 0;          ///< of these
  Tick window = 0;          ///< what follows was counted in this time: 15 min, or since he first looked today
  long joined = 0;
  long served = 0;                 ///< gone from the queue: to a server, or because they gave up
  double rate = 0;                 ///< that a server clears in a second while it is at work, as seen last; 0: unknown
  const PostKeys* post = nullptr;  ///< null: its servers need nobody
  long spare = 0;                  ///< officers who could man its posts and have none; 0 where it needs nobody

  long ahead() const { return waiting + held; }
  /// How long who joins now will wait: those ahead, at the rate seen last, with so many servers. It takes what was for
  /// what will be: a queue of people who take longer than those of the last quarter of an hour, those who go first,
  /// and servers that close meanwhile make it too short. A day where nobody serves; nothing where no rate is known.
  Tick wait_with(long servers) const;
  Tick predicted_wait() const { return wait_with(open); }
};

/// The line outside a door that leads to one of his stations.
struct DoorSight {
  std::size_t source = 0;
  long outside = 0;
  bool held = false;  ///< by order, also by one under way
};

struct PoolSight {
  std::size_t pool = 0;
  long reserves = 0;  ///< who can still be called
};

/// Desks of contra-flow between two of his stations.
struct DesksSight {
  std::size_t group = 0;
  std::pair<std::size_t, std::size_t> between;  ///< stations
  long desks = 0;
  long facing_first = 0;  ///< by plan or order, also by one under way
};

struct SupervisorView {
  Tick now = 0;
  Tick acts_after = 0;                 ///< what he orders now takes effect so much later
  Tick looks_every = 0;                ///<
  std::vector<StationSight> stations;  ///< that he oversees
  std::vector<DoorSight> doors;
  std::vector<PoolSight> pools;  ///< with a skill of his stations
  std::vector<DesksSight> desks;
  std::optional<Tick> closes;  ///< today, with all extensions ordered; none: never
  long extended = 0;           ///< minutes, today

  /// Who waits at all his stations.
  long crowd() const;
  long outside() const;
  const StationSight* find(std::size_t station) const;
};

/// One order. `at` is a station, a pool, a source or a group of contra-flow, as `what` says.
struct GivenOrder {
  Order what = Order::open_servers;
  std::size_t at = 0;
  long value = 0;  ///< servers; officers; minutes in all; desks that face the first of the two stations
  friend bool operator==(const GivenOrder&, const GivenOrder&) = default;
};
inline constexpr long as_planned = -1;  ///< servers: the plan holds again

/// What a policy orders at one look. To order what stands already changes nothing.
class Orders {
 public:
  void open_servers(std::size_t station, long servers) { add({Order::open_servers, station, servers}); }
  /// Takes back what was ordered: the plan holds again.
  void follow_plan(std::size_t station) { add({Order::open_servers, station, as_planned}); }
  void face(std::size_t group, long first) { add({Order::face, group, first}); }
  /// So many more.
  void call_reserves(std::size_t pool, long officers) { add({Order::call_reserves, pool, officers}); }
  void hold(std::size_t source) { add({Order::hold, source, 1}); }
  void let_in(std::size_t source) { add({Order::let_in, source, 0}); }
  void extend_hours(long minutes_in_all) { add({Order::extend_hours, 0, minutes_in_all}); }
  const std::vector<GivenOrder>& given() const { return given_; }

 private:
  void add(const GivenOrder& order) { given_.push_back(order); }
  std::vector<GivenOrder> given_;
};

/// For how long something has held, seen look by look.
class Holding {
 public:
  /// Whether it holds and has held for so long.
  bool for_long(bool holds, Tick now, Tick length) {
    if (!holds) since_ = never;
    if (holds && since_ == never) since_ = now;
    return holds && now - since_ >= length;
  }
  void begin_anew() { since_ = never; }

 private:
  Tick since_ = never;
};

/// By station, or by anything that has a number.
using HoldingBy = std::map<std::size_t, Holding>;

}  // namespace crossflow
