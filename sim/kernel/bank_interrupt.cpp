// Services that are broken off.
#include <algorithm>
#include <utility>

#include "sim/kernel/bank.hpp"

namespace crossflow {

bool Bank::interrupt(std::uint16_t server) {
  CROSSFLOW_CHECK(rules_.may_interrupt, "this bank breaks off no service");
  Server& s = server_[server];
  const Transaction broken_off = transactions_[server];
  const Slot leader = broken_off.leader;
  if (s.persons == 0 || leader == no_slot || broken_off.until <= flow().now()) return false;
  // Who was done may be gone while his companions hold the server, and his slot somebody else's.
  const Entity& first = flow().entity(leader);
  if (first.phase != Entity::Phase::serving || first.node != id() || first.server != server) return false;
  transactions_[server].leader = no_slot;
  flow().cancel(leader);
  leave_needs(broken_off);
  EntityPool& pool = flow().pool();
  for (Slot e = leader; e != no_slot; e = pool[e].companion) flow().emit(EventKind::interrupted, e, id(), server);
  s.persons = 0;
  if (!lanes_.extents.empty()) lines_[server].used -= std::exchange(s.extent, 0);
  const bool open = s.wanted == ServerState::open;
  const bool own_line = rules_.line_per_server && !open && open_ > 0;
  const std::uint16_t line = own_line ? choose_line(pool[leader]) : server;
  if (rules_.line_per_server)
    for (Slot e = leader; e != no_slot; e = pool[e].companion) flow().emit(EventKind::moved, e, id(), line);
  push_back_in(leader, rules_.line_per_server ? line : std::uint16_t{0});
  if (!s.attention || attend(server)) note_opened(server);
  flow().opened(id());  // others may be free
  room_again();
  return true;
}

// One factor of the server and the hour held for all of them.
void Bank::leave_needs(const Transaction& broken_off) {
  EntityPool& pool = flow().pool();
  double sum = 0;
  for (Slot e = broken_off.leader; e != no_slot; e = pool[e].companion) sum += pool[e].need;
  const Tick length = broken_off.until - broken_off.from;
  if (length <= 0) return;
  const Tick passed = std::max<Tick>(0, flow().now() - broken_off.from);
  double done = sum * static_cast<double>(passed) / static_cast<double>(length);  // at the usual pace
  for (Slot e = broken_off.leader; e != no_slot; e = pool[e].companion) {
    const double part = std::min(done, pool[e].need);
    pool[e].need -= part;
    done -= part;
  }
}

void Bank::note_order(Slot slot) {
  if (slot >= came_.size()) came_.resize(slot * std::size_t{2} + 1);
  came_[slot] = ++joined_;
}

// Behind those who joined before it: only who was broken off too can stand there.
void Bank::push_back_in(Slot slot, std::uint16_t line) {
  Entity& e = flow().entity(slot);
  e.phase = Entity::Phase::waiting;
  e.server = line;
  Fifo& level = lines_[line].levels[e.level];
  Slot following = level.front();
  while (following != no_slot && came_[following] < came_[slot]) following = flow().entity(following).next;
  if (waiting_ == 0) since_ = flow().next_wait();
  level.push_before(flow().pool(), slot, following);
  lines_[line].waiting += units(e);
  lines_[line].used += extent(e);
  waiting_ += units(e);
}

}  // namespace crossflow
