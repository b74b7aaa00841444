#include <algorithm>
#include <array>
#include <set>

#include <imgui.h>

#include "viz/panels/floor_signs.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"

namespace crossflow::viz {
namespace {

// Signs one below the other, in two columns where there is room.
template <class Draw>
void in_columns(const char* id, Draw draw) {
  const int columns = ImGui::GetContentRegionAvail().x > ImGui::GetFontSize() * 18 ? 2 : 1;
  if (!ImGui::BeginTable(id, columns)) return;
  draw();
  ImGui::EndTable();
}

// A sign of this size, and after it words; in a table.
template <class Draw>
void sign(const std::string& words, Draw draw) {
  ImGui::TableNextColumn();
  const float height = ImGui::GetTextLineHeight();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw(*ImGui::GetWindowDrawList(), at, ImVec2{at.x + height * 1.3F, at.y + height});
  ImGui::Dummy({height * 1.3F, height});
  ImGui::SameLine();
  ImGui::TextUnformatted(words.c_str());
}

void dot(const std::string& words, Colour colour, bool vehicle) {
  sign(words, [&](ImDrawList& draw, ImVec2 a, ImVec2 b) {
    const ImVec2 middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
    const float r = (b.y - a.y) * 0.3F;
    if (vehicle) {
      draw.AddRectFilled({a.x, middle.y - r}, {b.x, middle.y + r}, colour, 3);
    } else {
      draw.AddCircleFilled(middle, r, colour);
    }
  });
}

/// Every class of either run once.
void classes(const Session& session) {
  std::set<std::string> told;
  for (const Run& run : session.runs) {
    const auto& of = run.recording->directory().classes;
    for (std::size_t c = 0; c < of.size(); ++c)
      if (told.insert(of[c].name).second)
        dot(text(of[c].label).empty() ? of[c].name : text(of[c].label), class_colour(run.class_shades[c]),
            of[c].kind == EntityKind::vehicle);
  }
}

void colours(Session& session) {
  Settings& settings = session.settings;
  constexpr std::array<std::pair<ColourBy, Word>, 3> modes{{{ColourBy::traveller_class, Word::colour_class},
                                                            {ColourBy::wait, Word::colour_wait},
                                                            {ColourBy::pledge, Word::colour_pledge}}};
  for (const auto& [mode, word] : modes) {
    if (ImGui::RadioButton(text(word), settings.colour_by == mode)) settings.colour_by = mode;
    if (mode != ColourBy::pledge) ImGui::SameLine();
  }
  ImGui::Spacing();
  if (settings.colour_by == ColourBy::traveller_class) {
    in_columns("classes", [&] { classes(session); });
  } else if (settings.colour_by == ColourBy::wait) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = std::min(ImGui::GetContentRegionAvail().x, 260.0F), height = ImGui::GetTextLineHeight();
    for (int i = 0; i < 64; ++i) {
      const float x = at.x + width * static_cast<float>(i) / 64;
      ImGui::GetWindowDrawList()->AddRectFilled({x, at.y}, {x + width / 64 + 1, at.y + height},
                                                wait_colour(static_cast<std::uint8_t>(i * 4)));
    }
    ImGui::Dummy({width, height});
    ImGui::TextUnformatted("0");
    const std::string most = duration(30 * minute);
    ImGui::SameLine(std::max(20.0F, width - ImGui::CalcTextSize(most.c_str()).x));
    ImGui::TextUnformatted(most.c_str());
  } else {
    constexpr std::array<Word, 4> words{Word::pledge_none, Word::pledge_in_time, Word::pledge_soon_missed,
                                        Word::pledge_was_missed};
    in_columns("pledges", [&] {
      for (std::size_t i = 0; i < words.size(); ++i)
        dot(text(words[i]), pledge_colour(static_cast<std::uint8_t>(i)), false);
    });
  }
}

}  // namespace

void draw_legend(Session& session) {
  if (session.runs.empty()) return;
  colours(session);
  ImGui::Separator();
  in_columns("servers", [] {
    for (const ServerLook look :
         {ServerLook::idle, ServerLook::busy, ServerLook::blocked, ServerLook::closed, ServerLook::down,
          ServerLook::no_officer, ServerLook::not_opened, ServerLook::changing_over})
      sign(look_text(look), [&](ImDrawList& draw, ImVec2 a, ImVec2 b) {
        draw_server(draw, {a.x, a.y + 2}, {b.x, b.y - 2}, look);
      });
  });
  const auto any = [&](auto has) {
    return std::any_of(session.runs.begin(), session.runs.end(),
                       [&](const Run& run) { return has(run.recording->directory()); });
  };
  const auto middle = [](ImVec2 a, ImVec2 b) { return ImVec2{(a.x + b.x) / 2, (a.y + b.y) / 2}; };
  if (any([](const Directory& d) { return !d.officers.empty(); })) {
    ImGui::Separator();
    in_columns("officers", [&] {
      for (const OfficerState state : {OfficerState::at_post, OfficerState::on_break})
        sign(std::string(text(Word::officer)) + ": " + text(state),
             [&](ImDrawList& draw, ImVec2 a, ImVec2 b) { draw_officer(draw, middle(a, b), b.y - a.y, state); });
    });
  }
  if (any([](const Directory& d) { return !d.teams.empty(); })) {
    ImGui::Separator();
    in_columns("teams", [&] {
      for (const TeamState state : {TeamState::searching, TeamState::walking, TeamState::on_patrol, TeamState::resting})
        sign(std::string(text(Word::dog_team)) + ": " + text(state),
             [&](ImDrawList& draw, ImVec2 a, ImVec2 b) { draw_team(draw, middle(a, b), b.y - a.y, state); });
    });
  }
}

}  // namespace crossflow::viz
