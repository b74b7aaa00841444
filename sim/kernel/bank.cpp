#include "sim/kernel/bank.hpp"

#include <algorithm>
#include <utility>

#include "sim/kernel/flow_plane_moves.hpp"

namespace crossflow {

Bank::Bank(std::uint32_t servers, QueueRules rules)
    : rules_(rules),
      lines_(rules.line_per_server ? servers + 1 : 1),
      server_(servers),
      asks_at_entry_(rules.asks_balking),
      idle_(servers),
      open_(servers) {
  CROSSFLOW_CHECK(servers > 0 && servers < no_server && rules.levels > 0, "a bank needs servers and a level");
  for (Line& line : lines_) line.levels.resize(rules_.levels);
  for (std::uint32_t s = 0; s < servers; ++s) idle_.insert(s);
  if (rules_.may_interrupt) transactions_.resize(servers);
  set_always_admits(rules_.space < 0);
}

bool Bank::admits(const Entity& entity) const {
  if (lanes_.length >= 0) return any_lane_fits(entity);
  return rules_.space < 0 || waiting_ + units(entity) <= rules_.space || (waiting_ == 0 && !idle_.empty());
}

void Bank::enter(Slot slot) {
  if (asks_at_entry_ && !stays(slot)) [[unlikely]]
    return;
  join(slot);
}

bool Bank::stays(Slot slot) {
  for (QueueWatcher* watcher : watchers_) watcher->came(slot);
  if (!rules_.asks_balking || !balks(flow().entity(slot), waiting_)) return true;
  for (Slot s = slot; s != no_slot; s = flow().entity(s).companion) flow().entity(s).node = id();
  flow().leave_queue(slot, Leaving::balked);
  return false;
}

inline void Bank::join(Slot slot) {
  EntityPool& pool = flow().pool();
  Entity& e = pool[slot];
  // Who was held upstream has the last metres still before him.
  const Tick move_up = e.phase == Entity::Phase::blocked ? lanes_.move_up : 0;
  const std::uint16_t line = rules_.line_per_server ? choose_line(e) : no_server;
  e.level = rules_.levels > 1 ? level(e) : std::uint8_t{0};
  e.need = need(e);
  if (rules_.may_interrupt || rules_.line_per_server) [[unlikely]]
    note_order(slot);
  flow().emit(EventKind::joined, slot, id(), line);
  if (e.companion != no_slot) [[unlikely]]
    companions_join(slot, line);
  if (rules_.line_per_server ? idle_.contains(line) && !choosing_ : !idle_.empty()) {
    start_idle(slot, rules_.line_per_server ? line : static_cast<std::uint16_t>(idle_.lowest()), move_up);
    return;
  }
  if (waiting_ == 0) since_ = flow().next_wait();
  push(slot, !rules_.line_per_server ? 0 : open_ > 0 ? line : in_no_line());
  if (!rules_.asks_patience) return;
  if (const Tick limit = patience(e); limit != never) flow().schedule(slot, flow().now() + limit);
}

void Bank::companions_join(Slot leader, std::uint16_t line) {
  EntityPool& pool = flow().pool();
  for (Slot s = pool[leader].companion; s != no_slot; s = pool[s].companion) {
    pool[s].ordinal = pool[leader].ordinal;
    pool[s].need = need(pool[s]);
    flow().emit(EventKind::joined, s, id(), line);
  }
}

Slot Bank::first_in(const Line& line) const {
  for (const Fifo& level : line.levels)
    if (!level.empty()) return level.front();
  return no_slot;
}

inline Tick Bank::start_one(Slot slot, std::uint16_t server, std::uint16_t persons) {
  flow().emit(EventKind::started, slot, id(), server, persons);
  const double need = flow().entity(slot).need;
  return rules_.asks_service_time ? service_time(need, server) : ticks_from_seconds(need);
}

inline void Bank::start(Slot slot, std::uint16_t server, Tick move_up) {
  Entity& leader = flow().entity(slot);
  server_[server].persons = leader.persons;
  if (!lanes_.extents.empty()) lines_[server].used += server_[server].extent = extent(leader);
  leader.phase = Entity::Phase::serving;
  leader.server = server;
  Tick service = move_up + start_one(slot, server, leader.persons);
  if (leader.companion != no_slot) [[unlikely]]
    service += start_companions(slot, server);
  if (rules_.may_interrupt) [[unlikely]]
    transactions_[server] = {slot, flow().now() + move_up, flow().now() + service};
  flow().schedule(slot, flow().now() + service);
}

void Bank::start_idle(Slot slot, std::uint16_t server, Tick move_up) {
  idle_.erase(server);
  start(slot, server, move_up);
}

Tick Bank::start_companions(Slot leader, std::uint16_t server) {
  const EntityPool& pool = flow().pool();
  Tick service = 0;
  for (Slot s = pool[leader].companion; s != no_slot; s = pool[s].companion)
    service += start_one(s, server, pool[leader].persons);
  return service;
}

bool Bank::goes_on(Slot slot) {
  const Tick more = longer(slot);
  if (more <= 0) return false;
  if (rules_.may_interrupt) transactions_[flow().entity(slot).server].leader = no_slot;
  flow().schedule(slot, flow().now() + more);
  return true;
}

inline void Bank::end_at_once(Slot slot) {
  Entity& leader = flow().entity(slot);
  leader.phase = Entity::Phase::held;
  leader.failed = false;
  if (!rules_.asks_outcome && leader.companion == no_slot) [[likely]] {
    flow().emit(EventKind::ended, slot, id(), leader.server);
  } else {
    end_each(slot);
  }
}

void Bank::due(Slot slot) {
  if (flow().entity(slot).phase == Entity::Phase::waiting) [[unlikely]] {
    give_up(slot);
    return;
  }
  if (still_serving(slot)) [[unlikely]]
    return;
  end_at_once(slot);
  flow().go_on_at_once(slot);
}

void Bank::end_service(Slot slot) {
  end_at_once(slot);
}

void Bank::end_each(Slot leader_slot) {
  EntityPool& pool = flow().pool();
  Entity& leader = pool[leader_slot];
  for (Slot s = leader_slot; s != no_slot; s = pool[s].companion) {
    const Outcome result = rules_.asks_outcome ? outcome(pool[s]) : Outcome::passed;
    if (result == Outcome::failed) {
      leader.failed = true;
      leader.failed_at = id();
    }
    flow().emit(EventKind::ended, s, id(), leader.server, 0, static_cast<std::uint8_t>(result));
  }
}

void Bank::give_up(Slot slot) {
  const std::uint16_t line = flow().entity(slot).server;
  take_out(slot);
  flow().leave_queue(slot, Leaving::gave_up);
  if (rules_.jockeying && line != in_no_line()) jockey(line);
  room_again();
}

inline void Bank::take_next(std::uint16_t server) {
  const Slot next = waiting_ == 0 || choosing_ ? no_slot : first_in(lines_[line_of(server)]);
  if (next == no_slot) {
    idle_.insert(server);
    room_again();
    return;
  }
  take_out(next);
  start(next, server, lanes_.move_up);
  room_again();
}

void Bank::released(std::uint16_t server, std::uint16_t persons) {
  Server& s = server_[server];
  s.persons = static_cast<std::uint16_t>(s.persons - persons);
  if (s.persons > 0) return;
  if (!lanes_.extents.empty()) lines_[server].used -= std::exchange(s.extent, 0);
  if (s.attention && !attend(server)) return;
  take_next(server);
  if (rules_.jockeying) jockey(server);
}

// Whether it calls the next.
bool Bank::attend(std::uint16_t server) {
  Server& s = server_[server];
  const bool tells = std::exchange(s.tell, false) || s.wanted != s.state;
  s.held = false;
  if (s.wanted != s.state) apply_state(server, s.wanted);
  note_attention(s);
  if (tells) tell_free(server);
  if (s.state != ServerState::open) return false;
  if (!flow().acts()) return true;
  note_opened(server);
  return false;
}

void Bank::note_opened(std::uint16_t server) {
  opened_.push_back(server);
  flow().opened(id());
}

void Bank::tell_free(std::uint16_t server) {
  for (ServerWatcher* watcher : server_watchers_) watcher->free(server);
}

void Bank::cannot_go_on(std::uint16_t server) {
  if (server == no_server) return;  // it was there without one
  Server& s = server_[server];
  s.held = s.attention = true;
  if (std::exchange(s.tell, false)) tell_free(server);
}

void Bank::tell_when_free(std::uint16_t server) {
  server_[server].tell = server_[server].attention = true;
}

void Bank::apply_state(std::uint16_t server, ServerState state) {
  server_[server].state = state;
  flow().emit(EventKind::server, no_entity, id(), server, static_cast<std::int32_t>(state));
}

void Bank::set_server(std::uint16_t server, ServerState state) {
  Server& s = server_[server];
  if (s.wanted == state) return;
  const bool was_open = s.wanted == ServerState::open;
  s.wanted = state;
  note_attention(s);
  if (was_open && --open_ == 0) none_open_since_ = flow().now();
  if (state == ServerState::open && open_++ == 0 && rules_.line_per_server && waiting_ > 0)
    choosing_ = choosing_ || none_open_since_ < flow().now();
  if (s.persons == 0) {
    if (s.state == ServerState::open) idle_.erase(server);
    apply_state(server, state);
    note_attention(s);
  } else {
    flow().emit(EventKind::server, no_entity, id(), server, static_cast<std::int32_t>(state), 1);
  }
  if (state == ServerState::open) {
    note_opened(server);
    room_again();  // a lane is one more to choose, even while it is in use
  } else if (rules_.line_per_server && waiting_ > 0) {
    flow().opened(id());  // others stand in what is open then
  }
}

void Bank::settle() {
  const std::vector<std::uint16_t> opened = std::exchange(opened_, {});
  for (const std::uint16_t server : opened)
    if (server_[server].state == ServerState::open && server_[server].persons == 0) idle_.insert(server);
  for (std::uint16_t server = 0; server < server_.size() && waiting_ > 0 && !choosing_; ++server) {
    if (!idle_.contains(server) || first_in(lines_[line_of(server)]) == no_slot) continue;
    idle_.erase(server);
    take_next(server);
  }
  if (rules_.line_per_server && waiting_ > 0) flow().wake_node(id(), flow().now());
  if (rules_.jockeying && !choosing_)
    for (const std::uint16_t server : opened)
      for (std::size_t moves = server_.size(); moves > 0; --moves) jockey(server);
  Node::settle();
}

void Bank::wake() {
  if (std::exchange(choosing_, false) && open_ > 0) choose_lines();
  if (rules_.line_per_server && open_ > 0) leave_closed_lines();
  Node::wake();
}

void Bank::turn_back_queue() {
  bool frees = false;
  for (const Line& line : lines_) {
    for (const Fifo& level : line.levels) {
      for (Slot slot = level.front(); slot != no_slot;) {
        const Entity& e = flow().entity(slot);
        const Slot following = e.next;
        if (!e.checked) {
          take_out(slot);
          flow().leave_queue(slot, Leaving::turned_back);
          frees = true;
        }
        slot = following;
      }
    }
  }
  if (frees) room_again();
}

void Bank::hand_over_queue(NodeId to, std::uint16_t ordinals) {
  EntityPool& pool = flow().pool();
  for (const Line& line : lines_) {
    for (Slot slot = first_in(line); slot != no_slot; slot = first_in(line)) {
      take_out(slot);
      flow().cancel(slot);
      for (Slot s = slot; s != no_slot; s = pool[s].companion)
        pool[s].ordinal = static_cast<std::uint16_t>(pool[s].ordinal + ordinals);
      flow().hand_over(slot, to);
    }
  }
  divert_entrance(to, ordinals, [](const Entity&) { return true; });
}

}  // namespace crossflow
