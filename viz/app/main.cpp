// The program `crossflow-view`.
#include <chrono>
#include <cmath>
#include <exception>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <imgui.h>

#include "sim/base/edge.hpp"
#include "sim/base/module.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/say.hpp"
#include "viz/app/bookmarks.hpp"
#include "viz/app/fonts.hpp"
#include "viz/app/layout.hpp"
#include "viz/app/options.hpp"
#include "viz/app/pace.hpp"
#include "viz/app/pictures.hpp"
#include "viz/app/settings.hpp"
#include "viz/app/teller.hpp"
#include "viz/app/theme.hpp"
#include "viz/app/window.hpp"
#include "viz/panels/panels.hpp"

namespace crossflow::viz {
namespace {

constexpr float text_size = 17;

struct Context {
  Context() { ImGui::CreateContext(); }
  ~Context() { ImGui::DestroyContext(); }
};

std::string simulator() {
  return beside_program("crossflow");
}

/// Fonts, theme and language as the settings say; once they change.
void obey_settings(Window& window, const Session& session) {
  static float loaded = 0;
  const float larger = session.presenting ? 1.5F : 1;
  const float pixels = std::round(text_size * session.settings.scale * window.scale() * larger);
  if (pixels != loaded) {
    std::vector<const Directory*> directories;
    for (const Run& run : session.runs) directories.push_back(&run.recording->directory());
    load_fonts(pixels, all_text(directories));
    if (loaded != 0) window.fonts_changed();
    loaded = pixels;
    ImGui::GetStyle() = ImGuiStyle();
    ImGui::GetStyle().ScaleAllSizes(pixels / text_size);
  }
  use_theme(session.settings.dark);
  set_language(session.settings.language);
}

/// Only what is wrong, until it is closed.
void show_trouble(const ViewOptions& options, const std::string& what) {
  const Context context;
  ImGui::GetIO().IniFilename = nullptr;
  Session session;
  if (!options.fresh) read_settings(settings_path(), session.settings);
  session.trouble = what;
  Window window(options.width, options.height, false);
  while (window.open() && !session.trouble.empty()) {
    obey_settings(window, session);
    window.wait(0.1);
    window.begin_frame();
    draw_trouble(session);
    window.end_frame(theme().background);
  }
}

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Bookmarks are kept as soon as they change, for `file`, if there is one to keep them for.
void watch(Window& window, Session& session, const std::string& file, bool tell) {
  Teller teller;
  std::vector<Bookmark> kept = session.time.bookmarks();
  Pace pace;
  double turned_at = seconds_now();
  while (window.open()) {
    window.wait(pace.rest(session, window.seen(), seconds_now()));
    const double now = seconds_now();
    const bool changed = session.advance(now - std::exchange(turned_at, now));
    const bool touched = window.touched();
    if (!window.seen() || !pace.draws(touched, changed, ImGui::GetIO().WantTextInput, now)) continue;
    obey_settings(window, session);
    window.set_title(title_line(session) + " - Crossflow");
    window.begin_frame();
    obey_keys(session, window.take_presses());
    tell ? teller.draw(session) : draw_all(session);
    window.end_frame(theme().floor);
    if (file.empty() || session.time.bookmarks() == kept) continue;
    kept = session.time.bookmarks();
    write_bookmarks(bookmarks_path(), file, kept);
  }
}

int view(const ViewOptions& options) {
  if (!options.screenshot.empty()) check_picture(options.screenshot[1]);
  if (!options.frames.empty()) check_frames(options.frames[2]);
  Session session = open_session(options, simulator());
  const bool remembers = !options.fresh && !options.pictures();
  if (remembers) read_settings(settings_path(), session.settings);
  const std::string file = remembers ? session.runs.front().path : std::string();
  if (remembers) session.time.set_bookmarks(read_bookmarks(bookmarks_path(), file));
  apply(options, session);
  if (!options.at.empty()) go_to(session, options.at);

  const Context context;
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().ConfigInputTextCursorBlink = !options.pictures();
  Window window(options.width, options.height, options.pictures());
  if (!options.screenshot.empty()) take_screenshot(window, session, options);
  if (!options.frames.empty()) take_frames(window, session, options);
  if (options.pictures()) return succeeded;
  watch(window, session, file, options.tell);
  if (remembers) write_settings(settings_path(), session.settings);
  return succeeded;
}

}  // namespace

void draw_frame(Window& window, Session& session) {
  obey_settings(window, session);
  window.begin_frame();
  draw_all(session);
  window.end_frame(theme().floor);
}

}  // namespace crossflow::viz

int main(int argc, char** argv) {
  using namespace crossflow;
  return at_the_edge("crossflow-view", [argc, argv] {
    viz::ViewOptions options;
    try {
      if (const auto status = viz::read_command_line(argc, argv, options)) return *status;
      return viz::view(options);
    } catch (const InputError& e) {
      say_on_error(e.problems().text() + "\n");
      try {
        if (!options.pictures()) viz::show_trouble(options, e.problems().text());
      } catch (const std::exception&) {
        // No screen: it has been said already.
      }
      return input_is_wrong;
    }
  });
}
