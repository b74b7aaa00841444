#include <iterator>

#include <imgui.h>

#include "viz/panels/panels.hpp"

namespace crossflow::viz {
namespace {

struct Key {
  const char* keys;
  Word what;
};
constexpr Key keys[] = {
    {"Space", Word::key_play},     {"Left, Right", Word::key_minute},
    {", .", Word::key_speed},      {"Home, End", Word::key_ends},
    {"N, B", Word::key_breach},    {"I", Word::key_incident},
    {"M", Word::key_bookmark},     {"[ ]", Word::key_loop},
    {"Up, Down", Word::key_zoom},  {"PgUp, PgDn", Word::key_pan},
    {"0", Word::key_all},          {"R", Word::key_range},
    {"F", Word::key_follow},       {"/", Word::key_search},
    {"1, 2, 3", Word::key_colour}, {"D, L", Word::key_look},
    {"+, -", Word::key_size},      {"F1 - F10", Word::key_panels},
    {"F11", Word::key_present},    {"H", Word::key_help},
    {"Esc", Word::key_escape},
};

}  // namespace

void draw_help(Session& session) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float em = ImGui::GetFontSize();
  // Two keys beside each other where there is room: the page is to be seen as a whole.
  const int across = screen.x > 60 * em ? 2 : 1;
  ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize({em * (across == 2 ? 58 : 38), 0});
  ImGui::SetNextWindowSizeConstraints({0, 0}, {screen.x, screen.y - em});
  const std::string name = std::string(text(Word::help)) + "###help";
  if (ImGui::Begin(name.c_str(), &session.settings.show_help,
                   ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings)) {
    if (ImGui::BeginTable("keys", 2 * across, ImGuiTableFlags_BordersInnerH)) {
      for (int i = 0; i < across; ++i) {
        ImGui::TableSetupColumn(i == 0 ? "key" : "key beside", ImGuiTableColumnFlags_WidthFixed, em * 6);
        ImGui::TableSetupColumn(i == 0 ? "what" : "what beside");
      }
      const std::size_t rows =
          (std::size(keys) + static_cast<std::size_t>(across) - 1) / static_cast<std::size_t>(across);
      for (std::size_t row = 0; row < rows; ++row) {
        ImGui::TableNextRow();
        for (std::size_t i = row; i < std::size(keys); i += rows) {
          ImGui::TableNextColumn();
          ImGui::TextUnformatted(keys[i].keys);
          ImGui::TableNextColumn();
          ImGui::TextWrapped("%s", text(keys[i].what));
        }
      }
      ImGui::EndTable();
    }
    ImGui::Spacing();
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text(Word::help_mouse));
    ImGui::TextUnformatted(text(Word::help_time));
    ImGui::TextUnformatted(text(Word::help_ledger));
    ImGui::TextUnformatted(text(Word::days_one_is_an_anecdote));
    ImGui::PopTextWrapPos();
  }
  ImGui::End();
}

}  // namespace crossflow::viz
