#include "viz/app/pictures.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"

namespace crossflow::viz {
namespace {

constexpr int frames_to_settle = 40;  // sizes of panels, and what they read in pieces

}  // namespace

void check_picture(const std::string& path) {
  if (!path.ends_with(".png")) throw InputError({path}, "this is no name for a picture", "a name that ends in .png");
  const There there = what_is_at(path);
  if (there != There::nothing && there != There::file)
    throw InputError({path}, "this is no ordinary file", "a new name, or an older picture");
  if (there == There::file && !is_our_png(path))
    throw InputError({path}, "this file exists and is no picture of this program", "a new name, or an older picture");
}

namespace {

/// "000123.png".
bool is_frame(const std::string& name) {
  return name.size() >= 10 && name.ends_with(".png") && name.find_first_not_of("0123456789") == name.size() - 4;
}

/// Frames of an earlier film. An InputError if anything else has the name of one.
std::vector<std::string> older_frames(const std::string& folder) {
  std::vector<std::string> older;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (!is_frame(entry.path().filename().string())) continue;
    check_picture(entry.path().string());
    older.push_back(entry.path().string());
  }
  return older;
}

}  // namespace

void check_frames(const std::string& folder) {
  const There there = what_is_at(folder);
  if (there != There::nothing && there != There::folder)
    throw InputError({folder}, "this is no folder", "a folder for the pictures");
  older_frames(folder);
}

void take_screenshot(Window& window, Session& session, const ViewOptions& options) {
  go_to(session, options.screenshot[0]);
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
  go_to(session, options.frames[1]);
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
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw RunError("cannot make the folder " + folder + ": " + error.message());
  for (const std::string& older : older_frames(folder)) std::filesystem::remove(older, error);
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
