#include "viz/replay/time_control.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace crossflow::viz {
namespace {

constexpr std::array<double, 11> speeds{1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600};

bool by_tick(const Bookmark& a, const Bookmark& b) {
  return a.tick < b.tick;
}

}  // namespace

std::optional<Tick> TimeControl::instant(const std::string& typed) {
  int hours = 0, minutes = 0, seconds = 0, days = 0, used = 0;
  if (std::sscanf(typed.c_str(), " %2d:%2d%n", &hours, &minutes, &used) != 2) return std::nullopt;
  const char* rest = typed.c_str() + used;
  if (std::sscanf(rest, ":%2d%n", &seconds, &used) == 1) rest += used;
  if (std::sscanf(rest, " +%2d%n", &days, &used) == 1) rest += used;
  while (*rest == ' ') ++rest;
  if (*rest != '\0' || hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59 || days < 0)
    return std::nullopt;
  return days * day + hours * hour + minutes * minute + seconds * second;
}

void TimeControl::set_range(Tick from, Tick until, bool growing) {
  from_ = from;
  until_ = std::max(from, until);
  growing_ = growing;
  now_ = std::clamp(now_, from_, until_);
}

void TimeControl::play() {
  if (!growing_ && now_ >= until_) go_to(from_);
  playing_ = true;
}

void TimeControl::toggle() {
  playing_ ? pause() : play();
}

void TimeControl::set_speed(double speed) {
  if (std::isfinite(speed)) speed_ = std::clamp(speed, slowest, fastest);
}

void TimeControl::faster() {
  const auto next = std::upper_bound(speeds.begin(), speeds.end(), speed_);
  if (next != speeds.end()) speed_ = *next;
}

void TimeControl::slower() {
  const auto next = std::lower_bound(speeds.begin(), speeds.end(), speed_);
  if (next != speeds.begin()) speed_ = *(next - 1);
}

void TimeControl::go_to(Tick tick) {
  now_ = std::clamp(tick, from_, until_);
  rest_ = 0;
}

void TimeControl::step(Tick by) {
  pause();
  go_to(now_ + by);
}

bool TimeControl::go_to(const std::string& typed) {
  const std::optional<Tick> tick = instant(typed);
  if (tick) go_to(*tick);
  return tick.has_value();
}

bool TimeControl::go_to_next(const std::vector<Tick>& instants) {
  const auto next = std::upper_bound(instants.begin(), instants.end(), now_);
  if (next == instants.end() || *next > until_) return false;
  go_to(*next);
  return true;
}

bool TimeControl::go_to_previous(const std::vector<Tick>& instants) {
  const auto next = std::lower_bound(instants.begin(), instants.end(), now_);
  if (next == instants.begin() || *(next - 1) < from_) return false;
  go_to(*(next - 1));
  return true;
}

void TimeControl::loop(Tick from, Tick until) {
  if (until < from) std::swap(from, until);
  loop_ = {std::max(from, from_), until};
}

void TimeControl::add_bookmark(std::string name) {
  const Bookmark mark{now_, std::move(name)};
  const auto at = std::lower_bound(bookmarks_.begin(), bookmarks_.end(), mark, by_tick);
  if (at != bookmarks_.end() && at->tick == now_) {
    at->name = mark.name;
  } else {
    bookmarks_.insert(at, mark);
  }
}

void TimeControl::rename_bookmark(std::size_t index, std::string name) {
  if (index < bookmarks_.size()) bookmarks_[index].name = std::move(name);
}

void TimeControl::set_bookmarks(std::vector<Bookmark> bookmarks) {
  std::stable_sort(bookmarks.begin(), bookmarks.end(), by_tick);
  bookmarks_ = std::move(bookmarks);
}

void TimeControl::remove_bookmark(std::size_t index) {
  if (index < bookmarks_.size()) bookmarks_.erase(bookmarks_.begin() + static_cast<std::ptrdiff_t>(index));
}

void TimeControl::advance(double seconds) {
  if (!playing_ || !(seconds > 0)) return;
  // Whole ticks, the rest kept: any number of frames a second comes to the same instant.
  const double ticks = seconds * speed_ * static_cast<double>(second) + rest_;
  const double whole = std::floor(std::min(ticks, static_cast<double>(365 * day)));
  rest_ = std::min(ticks - whole, 1.0);
  Tick next = now_ + static_cast<Tick>(whole);
  if (loop_ && loop_->second > loop_->first && next >= loop_->second && now_ <= loop_->second)
    next = loop_->first + (next - loop_->second) % (loop_->second - loop_->first);
  now_ = std::clamp(next, from_, until_);
  if (next < until_) return;
  rest_ = 0;
  if (!growing_ && !loop_) playing_ = false;
}

}  // namespace crossflow::viz
