#include "viz/app/teller.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <imgui.h>

#include "viz/app/layout.hpp"
#include "viz/panels/floor_places.hpp"
#include "viz/panels/names.hpp"

namespace crossflow::viz {
namespace {

constexpr int frames_to_settle = 4;  // panels know their sizes, and tables their widths

const char* kind_of(const Subject& subject) {
  switch (subject.what) {
    case Subject::What::entity:
      return "entity";
    case Subject::What::station:
      return "station";
    case Subject::What::server:
      return "server";
    case Subject::What::officer:
      return "officer";
    case Subject::What::team:
      return "team";
    case Subject::What::none:
      break;
  }
  return "nothing";
}

/// "B server 4 11: counter 12": its run, what it is there, and its name.
std::string line_of(const Session& session, const Subject& subject) {
  return fmt::format("{} {} {} {}: {}\n", session.run_of(subject).name, kind_of(subject), subject.index, subject.server,
                     name_of(session, subject));
}

}  // namespace

void Teller::draw(Session& session) {
  if (session.selected != told_ || ImGui::IsMouseReleased(ImGuiMouseButton_Left)) frames_ = 0;
  told_ = session.selected;
  if (++frames_ != frames_to_settle) return draw_all(session);
  session.settle();
  std::string words = "== " + line_of(session, told_);
  for (const Run& run : session.runs) {
    const Rect& piece = floor_seen().pieces[run.number];
    words +=
        fmt::format("floor {} {:.0f} {:.0f} {:.0f} {:.0f}\n", run.name, piece.x, piece.y, piece.width, piece.height);
  }
  for (const FloorPlace& place : places_on_floor(session))
    words += fmt::format("at {:.0f} {:.0f} {:.0f} {:.0f} {}", place.box.x, place.box.y, place.box.width,
                         place.box.height, line_of(session, place.subject));
  std::fputs(words.c_str(), stdout);
  draw_all(session, true);
  std::fputs("\n== end\n", stdout);
  std::fflush(stdout);
}

}  // namespace crossflow::viz
