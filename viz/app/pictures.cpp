#include "viz/app/pictures.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"

namespace crossflow::viz {
namespace {

constexpr int frames_to_settle = 40;  // sizes of panels, and what they read in pieces

/// Of a live run: lets it go on to an instant, and waits for it.
void reach(Session& session, Tick tick) {
  for (Run& run : session.runs) {
    if (run.live == nullptr) continue;
    run.live->grant(tick);
    run.live->wait_until(tick);
  }
  session.advance(0);
}

/// What was typed, of a run that may not have come to it yet.
void go_there(Session& session, const std::string& when) {
  if (session.runs.front().live != nullptr) {
    TimeControl asked;
    asked.set_range(0, 10 * day, false);
    const bool is_time = asked.go_to(when);
    reach(session, is_time ? asked.now() : 10 * day);
  }
  go_to(session, when);
}

}  // namespace

void check_picture(const std::string& path) {
  if (!path.ends_with(".png")) throw InputError({path}, "this is no name for a picture", "a name that ends in .png");
  if (begins_otherwise(path, "\x89PNG"))
    throw InputError({path}, "this file exists and is no picture", "a new name, or an older picture");
}

void take_screenshot(Window& window, Session& session, const ViewOptions& options) {
  go_there(session, options.screenshot[0]);
  session.time.pause();
  session.settle();
  for (int i = 0; i < frames_to_settle; ++i) {
    session.advance(0);
    draw_frame(window, session);
  }
  write_png(window.picture(), options.screenshot[1]);
}

void take_frames(Window& window, Session& session, const ViewOptions& options) {
  const std::string& folder = options.frames[2];
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw RunError("cannot make the folder " + folder + ": " + error.message());
  go_there(session, options.frames[1]);
  const Tick until = session.time.now();
  go_to(session, options.frames[0]);
  if (session.time.now() > until)
    throw InputError({"--frames"}, "it begins at " + options.frames[0] + ", after it ends at " + options.frames[1]);
  session.settle();
  session.time.pause();
  for (int i = 0; i < frames_to_settle; ++i) {
    session.advance(0);
    draw_frame(window, session);
  }
  const auto step = static_cast<Tick>(options.speed / options.fps * static_cast<double>(second));
  int number = 0;
  for (Tick tick = session.time.now(); tick <= until; tick += step) {
    session.time.go_to(tick);
    session.advance(0);
    draw_frame(window, session);
    write_png(window.picture(), fmt::format("{}/{:06}.png", folder, number++));
  }
}

}  // namespace crossflow::viz
