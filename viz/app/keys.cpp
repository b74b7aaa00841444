#define GLFW_INCLUDE_NONE
#include <algorithm>

#include <GLFW/glfw3.h>
#include <imgui.h>

#include "viz/app/layout.hpp"
#include "viz/panels/marks.hpp"
#include "viz/panels/panels.hpp"
#include "viz/panels/strip.hpp"

namespace crossflow::viz {
namespace {

void obey_time(Session& session, const KeyPress& press) {
  TimeControl& time = session.time;
  const auto pressed = [&](int key, bool repeat = false) { return press.key == key && (repeat || !press.repeated); };
  const Tick step = press.shift ? second : press.ctrl ? hour : minute;
  if (pressed(GLFW_KEY_SPACE)) time.toggle();
  if (pressed(GLFW_KEY_LEFT, true)) time.step(-step);
  if (pressed(GLFW_KEY_RIGHT, true)) time.step(step);
  if (pressed(GLFW_KEY_COMMA)) time.slower();
  if (pressed(GLFW_KEY_PERIOD)) time.faster();
  if (pressed(GLFW_KEY_HOME)) time.go_to(time.from());
  if (pressed(GLFW_KEY_END)) time.go_to(time.until());
  if (pressed(GLFW_KEY_N)) go_to_mark(session, MarkKind::breach, true);
  if (pressed(GLFW_KEY_B)) go_to_mark(session, MarkKind::breach, false);
  if (pressed(GLFW_KEY_I)) go_to_mark(session, MarkKind::incident, true);
  if (pressed(GLFW_KEY_M)) time.add_bookmark(text(Word::bookmark));
  TimeAxis& axis = session.axis;
  const Tick shown = axis.until() - axis.from();
  if (pressed(GLFW_KEY_UP, true)) axis.zoom(1.5, time.now());
  if (pressed(GLFW_KEY_DOWN, true)) axis.zoom(1 / 1.5, time.now());
  if (pressed(GLFW_KEY_PAGE_UP, true)) axis.pan(-shown / 2);
  if (pressed(GLFW_KEY_PAGE_DOWN, true)) axis.pan(shown / 2);
  if (pressed(GLFW_KEY_0) || pressed(GLFW_KEY_KP_0)) axis.show_all();
  if (pressed(GLFW_KEY_R))
    axis.range() ? axis.drop() : axis.take(rounded(axis.from(), minute), rounded(axis.until(), minute));
  if (pressed(GLFW_KEY_LEFT_BRACKET)) time.looping() ? time.no_loop() : loop_from_here(time);
  if (pressed(GLFW_KEY_RIGHT_BRACKET)) loop_until_here(time);
}

void obey_look(Session& session, const KeyPress& press) {
  Settings& settings = session.settings;
  const auto pressed = [&](int key) { return press.key == key && !press.repeated; };
  if (pressed(GLFW_KEY_F)) session.follow = !session.follow;
  if (pressed(GLFW_KEY_1)) settings.colour_by = ColourBy::traveller_class;
  if (pressed(GLFW_KEY_2)) settings.colour_by = ColourBy::wait;
  if (pressed(GLFW_KEY_3)) settings.colour_by = ColourBy::pledge;
  if (pressed(GLFW_KEY_D)) settings.dark = !settings.dark;
  if (pressed(GLFW_KEY_L)) settings.language = settings.language == Language::en ? Language::zh : Language::en;
  if (pressed(GLFW_KEY_EQUAL) || pressed(GLFW_KEY_KP_ADD)) settings.scale = std::min(settings.scale * 1.1F, 3.0F);
  if (pressed(GLFW_KEY_MINUS) || pressed(GLFW_KEY_KP_SUBTRACT)) settings.scale = std::max(settings.scale / 1.1F, 0.7F);
  if (pressed(GLFW_KEY_F11)) session.presenting = !session.presenting;
  if (pressed(GLFW_KEY_H)) settings.show_help = !settings.show_help;
  if (pressed(GLFW_KEY_SLASH)) {
    settings.open.insert("search");
    session.focus_search = true;
  }
  if (pressed(GLFW_KEY_ESCAPE)) {
    if (settings.show_help)
      settings.show_help = false;
    else if (session.presenting)
      session.presenting = false;
    else if (session.selected.what == Subject::What::none)
      session.axis.drop();
    else
      session.selected = {};
  }
  int number = 0;
  for (const Panel& panel : all_panels())
    if (pressed(GLFW_KEY_F1 + number++) && panel.dock == Dock::right && panel.wanted(session))
      toggle_panel(session, panel.id);
}

}  // namespace

void obey_keys(Session& session, const std::vector<KeyPress>& presses) {
  if (ImGui::GetIO().WantTextInput) return;
  for (const KeyPress& press : presses) {
    if (!session.trouble.empty()) {
      if (press.key == GLFW_KEY_ESCAPE || press.key == GLFW_KEY_ENTER) session.trouble.clear();
      continue;
    }
    obey_time(session, press);
    obey_look(session, press);
  }
}

}  // namespace crossflow::viz
