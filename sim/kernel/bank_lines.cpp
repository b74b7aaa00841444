// Several lines: which one to join, and when to change. Lanes have a length.
#include <algorithm>
#include <utility>

#include "sim/kernel/bank.hpp"

namespace crossflow {

void Bank::set_lanes(LaneRules lanes) {
  lanes_ = std::move(lanes);
  rules_.line_per_server = true;
  lines_.resize(server_.size() + 1);
  for (Line& line : lines_) line.levels.resize(rules_.levels);
  set_always_admits(rules_.space < 0 && lanes_.length < 0);
}

// Even the longest vehicle fits into an empty lane.
bool Bank::fits(const Entity& e, std::size_t line) const {
  return lanes_.length < 0 || lines_[line].used == 0 || lines_[line].used + extent(e) <= lanes_.length;
}

bool Bank::any_lane_fits(const Entity& e) const {
  for (std::size_t line = 0; line < server_.size(); ++line)
    if (server_[line].wanted == ServerState::open && fits(e, line)) return true;
  return false;
}

// The shortest of the open ones with room; the shortest of the open ones where a closed lane must be left.
std::uint16_t Bank::choose_line(const Entity& e) const {
  std::uint16_t best = 0;
  bool found = false;
  for (std::uint16_t s = 0; s < server_.size(); ++s) {
    if (server_[s].wanted != ServerState::open) continue;
    const bool better = !found || (fits(e, s) != fits(e, best) ? fits(e, s) : length(s) < length(best));
    if (better) best = s;
    found = true;
  }
  return best;
}

void Bank::change_line(Slot slot, std::uint16_t to) {
  EntityPool& pool = flow().pool();
  const std::uint16_t from = pool[slot].server == in_no_line() ? std::uint16_t{0} : pool[slot].server;  // as was told
  take_out(slot);
  for (Slot s = slot; s != no_slot && to != from; s = pool[s].companion) flow().emit(EventKind::moved, s, id(), to);
  push(slot, to);
}

void Bank::jockey(std::uint16_t shorter) {
  if (server_[shorter].wanted != ServerState::open) return;
  std::size_t longest = shorter;
  for (std::size_t line = 0; line < server_.size(); ++line)
    if (server_[line].wanted == ServerState::open && lines_[line].waiting > 0 && length(line) > length(longest))
      longest = line;
  Slot last = no_slot;
  for (const Fifo& level : lines_[longest].levels)
    if (!level.empty()) last = level.back();
  if (last == no_slot) return;
  // Nobody changes to stand no better than before.
  const std::int64_t gain = std::max<std::int64_t>(*rules_.jockeying, units(flow().entity(last)) + 1);
  if (length(longest) - length(shorter) < gain || !fits(flow().entity(last), shorter)) return;
  change_line(last, shorter);
  start_if_idle(last, shorter);
}

// Whoever has come into a line whose server has nobody.
void Bank::start_if_idle(Slot slot, std::uint16_t server) {
  if (!idle_.contains(server)) return;
  take_out(slot);
  start_idle(slot, server, lanes_.move_up);
  room_again();
}

// In the order of levels and, of each, in which they joined.
void Bank::choose_lines() {
  std::vector<Slot> all;
  for (const Line& line : lines_)
    for (const Fifo& level : line.levels)
      for (Slot slot = level.front(); slot != no_slot; slot = flow().entity(slot).next) all.push_back(slot);
  const auto order = [this](Slot slot) { return std::pair(flow().entity(slot).level, came_[slot]); };
  std::sort(all.begin(), all.end(), [&](Slot a, Slot b) { return order(a) < order(b); });
  for (const Slot slot : all) take_out(slot);
  for (const Slot slot : all) {
    const std::uint16_t from = flow().entity(slot).server;
    const std::uint16_t to = choose_line(flow().entity(slot));
    push(slot, from);
    if (to != from) change_line(slot, to);
    start_if_idle(slot, to);
  }
}

void Bank::leave_closed_lines() {
  leave_line(in_no_line());
  for (std::uint16_t line = 0; line < server_.size() && waiting_ > 0; ++line)
    if (server_[line].wanted != ServerState::open) leave_line(line);
}

void Bank::leave_line(std::uint16_t line) {
  while (lines_[line].waiting > 0) {
    const Slot slot = first_in(lines_[line]);
    const std::uint16_t to = choose_line(flow().entity(slot));
    change_line(slot, to);
    start_if_idle(slot, to);
  }
}

}  // namespace crossflow
