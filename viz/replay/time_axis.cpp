#include "viz/replay/time_axis.hpp"

#include <algorithm>
#include <cmath>

namespace crossflow::viz {

void TimeAxis::set_whole(Tick from, Tick until) {
  from_ = from;
  until_ = std::max(from + minute, until);
  if (piece_) show(piece_->first, piece_->second);
}

void TimeAxis::show(Tick from, Tick until) {
  if (until < from) std::swap(from, until);
  const Tick most = until_ - from_, length = std::clamp(until - from, std::min(least, most), most);
  // What is too short grows on both sides.
  from = std::clamp(from - (length - std::min(until - from, length)) / 2, from_, until_ - length);
  piece_.reset();
  if (length < most) piece_ = {from, from + length};
}

void TimeAxis::zoom(double times, Tick about) {
  if (!(times > 0)) return;
  const auto length = static_cast<double>(until() - from());
  const double most = static_cast<double>(until_ - from_);
  const double wanted = std::clamp(length / times, std::min(static_cast<double>(least), most), most);
  about = std::clamp(about, from(), until());
  const double before = static_cast<double>(about - from()) / length;
  const Tick first = about - static_cast<Tick>(std::round(before * wanted));
  show(first, first + static_cast<Tick>(std::round(wanted)));
}

void TimeAxis::pan(Tick by) {
  if (!piece_) return;
  const Tick length = until() - from();
  const Tick first = std::clamp(from() + by, from_, until_ - length);
  piece_ = {first, first + length};
}

void TimeAxis::follow(Tick was, Tick now, bool playing) {
  const auto seen = [&](Tick t) { return t >= from() && t <= until(); };
  if (!piece_ || was == now || seen(now) || (playing && !seen(was))) return;
  const Tick length = until() - from();
  pan(now - from() - (playing && now > until() ? length / 10 : length / 2));
}

void TimeAxis::take(Tick from, Tick until) {
  if (until < from) std::swap(from, until);
  from = std::max(from, from_);
  until = std::min(until, until_);
  range_.reset();
  if (until - from >= minute) range_ = {from, until};
}

Tick range_step(const TimeScale& scale) {
  constexpr float hand = 4;  // pixels
  constexpr Tick steps[] = {minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour};
  for (const Tick step : steps)
    if (scale.x(scale.from + step) - scale.left >= hand) return step;
  return 6 * hour;
}

Tick rounded(Tick tick, Tick step) {
  return (tick + step / 2) / step * step;
}

}  // namespace crossflow::viz
