#include "viz/app/pace.hpp"

#include <algorithm>

namespace crossflow::viz {
namespace {

constexpr double frame_s = 1.0 / 60;  // where the screen itself does not keep us from drawing more often
constexpr double blink_s = 0.4;
constexpr double listen_s = 0.1;  // for what a simulator sends, and to let time go on that nobody sees
constexpr double idle_s = 0.5;

}  // namespace

bool Pace::draws(bool touched, bool changed, bool typing, double now_s) {
  if (touched || changed) left_ = settling;
  if (left_ == 0 && !(typing && now_s - drawn_at_s_ >= blink_s)) return false;
  left_ = std::max(0, left_ - 1);
  drawn_at_s_ = now_s;
  return true;
}

double Pace::rest(const Session& session, bool seen, double now_s) const {
  const bool live = std::any_of(session.runs.begin(), session.runs.end(),
                                [](const Run& run) { return run.live != nullptr && !run.recording->complete(); });
  if (!seen) return session.time.playing() || live ? listen_s : idle_s;
  if (left_ > 0 || session.time.playing()) return std::max(0.0, drawn_at_s_ + frame_s - now_s);
  return live ? listen_s : idle_s;
}

}  // namespace crossflow::viz
