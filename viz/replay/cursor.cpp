#include "viz/replay/cursor.hpp"

#include <algorithm>

#include "viz/replay/checked_fold.hpp"

namespace crossflow::viz {
namespace {

// Up to here going on event by event is cheaper than a jump, which restores a state and applies what followed it.
constexpr std::uint64_t few_events = 100'000;

}  // namespace

Cursor::Cursor(Recording& recording) : recording_(recording), state_(recording.directory()) {}

void Cursor::go_to(Tick tick) {
  tick = std::min(tick, recording_.known_until());
  if (tick == tick_) return;
  if (tick > tick_) {
    const std::uint64_t to = recording_.first_at_or_after(tick + 1);
    if (to - next_ <= few_events) {
      NoWatcher nobody;
      const auto events = recording_.events(next_, to);
      fold_checked(state_, events, nobody);
      next_ = to;
      tick_ = tick;
      return;
    }
  }
  state_ = recording_.state_at(tick);
  next_ = recording_.first_at_or_after(tick + 1);
  tick_ = tick;
}

}  // namespace crossflow::viz
