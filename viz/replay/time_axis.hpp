// The piece of time that the strip and all charts show together: nearer or farther, moved along, and a range of it that
// was taken to be told of. A plain object: mouse and keys only send it commands.
#pragma once

#include <optional>
#include <utility>

#include "sim/base/tick.hpp"

namespace crossflow::viz {

/// Where time lies in so many pixels.
struct TimeScale {
  Tick from = 0, until = day;
  float left = 0, width = 1;
  float right() const { return left + width; }
  float x(Tick tick) const {
    return left + width * static_cast<float>(static_cast<double>(tick - from) / static_cast<double>(until - from));
  }
  Tick tick(float x_) const {
    return from + static_cast<Tick>(static_cast<double>((x_ - left) / width) * static_cast<double>(until - from));
  }
  bool shows(Tick tick) const { return tick >= from && tick <= until; }
};

class TimeAxis {
 public:
  static constexpr Tick least = 10 * minute;  ///< is always shown, unless there is less

  /// What there is to be shown. As long as all of it is shown, so is what comes in.
  void set_whole(Tick from, Tick until);
  Tick from() const { return piece_ ? piece_->first : from_; }
  Tick until() const { return piece_ ? piece_->second : until_; }
  bool shows_all() const { return !piece_; }
  TimeScale scale(float left, float width) const { return {from(), until(), left, width}; }

  /// So many times nearer, or farther where it is below 1; the instant `about` stays where it is.
  void zoom(double times, Tick about);
  /// What is shown begins so much later, as far as there is anything.
  void pan(Tick by);
  void show(Tick from, Tick until);
  void show_all() { piece_.reset(); }
  /// Time has moved on its own or was sent somewhere. What was in sight stays in sight: while it plays the axis turns
  /// over like a page, else the instant is brought into the middle. While it plays where nobody looks nothing moves.
  void follow(Tick was, Tick now, bool playing);

  /// The range that is told of, in order and within what there is; nothing, if it is shorter than a minute.
  void take(Tick from, Tick until);
  void drop() { range_.reset(); }
  const std::optional<std::pair<Tick, Tick>>& range() const { return range_; }

 private:
  Tick from_ = 0, until_ = day;
  std::optional<std::pair<Tick, Tick>> piece_;  // if not all is shown
  std::optional<std::pair<Tick, Tick>> range_;
};

/// To what the ends of a range are rounded where it is taken with the mouse: the least of 1, 5, 15, 30 minutes, 1, 2, 6
/// hours that takes so many pixels that a hand can choose it.
Tick range_step(const TimeScale& scale);
Tick rounded(Tick tick, Tick step);

}  // namespace crossflow::viz
