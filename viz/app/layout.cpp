#include "viz/app/layout.hpp"

#include <algorithm>
#include <cstring>
#include <map>

#include <imgui.h>

#include "viz/app/theme.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"

namespace crossflow::viz {
namespace {

constexpr ImGuiWindowFlags fixed = ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoCollapse |
                                   ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoSavedSettings |
                                   ImGuiWindowFlags_NoBringToFrontOnFocus |
                                   ImGuiWindowFlags_NoFocusOnAppearing |  // which would end what the mouse drags
                                   ImGuiWindowFlags_NoBackground;         // the frame begins with their colour
constexpr float gap = 5;                                                  // between panels; where it can be dragged

bool say_words = false;  // of the frame that is being drawn

void begin(const char* id, ImVec2 at, ImVec2 size, ImGuiWindowFlags more = 0) {
  ImGui::SetNextWindowPos(at);
  ImGui::SetNextWindowSize(size);
  ImGui::Begin(id, nullptr, fixed | more);
  if (say_words) ImGui::LogToTTY();  // until its end
}

/// The story of nobody gives way to the overview of all.
bool shown(const Session& session, const Panel& panel) {
  const auto& open = session.settings.open;
  if (panel.dock == Dock::right && !open.contains(panel.id)) return false;
  const bool of_nobody = session.selected.what == Subject::What::none && std::string(panel.id) == "story";
  return panel.wanted(session) && !(of_nobody && open.contains("overview"));
}

/// A strip between two parts that can be dragged; by how much it was.
float splitter(const char* id, ImVec2 at, ImVec2 size, bool upright) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  begin(id, at, size, ImGuiWindowFlags_NoScrollbar);
  ImGui::InvisibleButton("drag", size);
  float by = 0;
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + size.x, at.y + size.y}, theme().background);
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
    ImGui::SetMouseCursor(upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + size.x, at.y + size.y}, theme().accent, 2);
  }
  if (ImGui::IsItemActive()) by = upright ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y;
  ImGui::End();
  ImGui::PopStyleVar(3);
  return by;
}

/// A button that stays down while `on`.
bool switch_button(const char* words, bool on, const char* tip) {
  if (on) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_HeaderActive));
  const bool pressed = ImGui::SmallButton(words);
  if (on) ImGui::PopStyleColor();
  if (tip != nullptr && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", tip);
  return pressed;
}

/// Which day is shown, and at the right what can be switched on and off.
void draw_top(Session& session, float width, float height) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(8, 4));
  begin("top", {0, 0}, {width, height}, ImGuiWindowFlags_NoScrollbar);
  ImGui::GetBackgroundDrawList()->AddRectFilled({0, height}, {width, height + gap}, theme().background);
  const ImGuiStyle& style = ImGui::GetStyle();
  const auto button_width = [&](const char* words) {
    return ImGui::CalcTextSize(words).x + 2 * style.FramePadding.x + style.ItemSpacing.x;
  };
  float buttons = 0;
  const char* look = text(session.settings.dark ? Word::light_button : Word::dark_button);
  for (const Panel& panel : all_panels())
    if (panel.dock == Dock::right && panel.wanted(session)) buttons += button_width(text(panel.title));
  buttons += button_width(look) + button_width(text(Word::language_button)) + button_width(text(Word::help)) + 8;

  const std::string title = title_line(session);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushClipRect(at, {width - buttons - 12, height}, true);
  ImGui::TextUnformatted(shortened(title, width - buttons - 12 - at.x).c_str());
  ImGui::PopClipRect();
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", title.c_str());
  ImGui::SameLine(width - buttons);
  int number = 0;
  for (const Panel& panel : all_panels()) {
    ++number;
    if (panel.dock != Dock::right || !panel.wanted(session)) continue;
    const std::string tip = "F" + std::to_string(number);
    if (switch_button(text(panel.title), session.settings.open.contains(panel.id), tip.c_str()))
      toggle_panel(session, panel.id);
    ImGui::SameLine();
  }
  if (switch_button(look, false, text(Word::dark_tip))) session.settings.dark = !session.settings.dark;
  ImGui::SameLine();
  if (switch_button(text(Word::language_button), false, text(Word::language_tip)))
    session.settings.language = session.settings.language == Language::en ? Language::zh : Language::en;
  ImGui::SameLine();
  if (switch_button(text(Word::help), session.settings.show_help, "H"))
    session.settings.show_help = !session.settings.show_help;
  ImGui::End();
  ImGui::PopStyleVar();
}

/// Panels of the right column, one below the other. Who needs less than an equal share leaves the rest to the others.
void draw_right(Session& session, ImVec2 at, ImVec2 size) {
  static std::map<std::string, float> wanted;  // heights, as of the last frame
  std::vector<const Panel*> open;
  for (const Panel& panel : all_panels())
    if (panel.dock == Dock::right && shown(session, panel)) open.push_back(&panel);
  std::vector<const Panel*> by_need = open;
  std::stable_sort(by_need.begin(), by_need.end(),
                   [](const Panel* a, const Panel* b) { return wanted[a->id] < wanted[b->id]; });
  std::map<const Panel*, float> heights;
  float rest = size.y - gap * static_cast<float>(open.empty() ? 0 : open.size() - 1);
  for (std::size_t i = 0; i < by_need.size(); ++i) {
    const float share = rest / static_cast<float>(by_need.size() - i);
    const float need = wanted.contains(by_need[i]->id) ? wanted[by_need[i]->id] : share;
    heights[by_need[i]] = i + 1 == by_need.size() ? rest : std::min(need, share);
    rest -= heights[by_need[i]];
  }
  float y = at.y;
  for (const Panel* panel : open) {
    begin(panel->id, {at.x, y}, {size.x, heights[panel]});
    const float top = ImGui::GetCursorPosY();
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(theme().accent), "%s", text(panel->title));
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - ImGui::GetFontSize());
    ImGui::PushID(panel->id);
    if (ImGui::SmallButton("x")) session.settings.open.erase(panel->id);
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", text(Word::close));
    ImGui::PopID();
    ImGui::Separator();
    ImGui::BeginChild("content");
    panel->draw(session);
    // Room that a panel fills by itself (charts) is no need; what it scrolls is.
    const float content = ImGui::GetCursorPosY();
    ImGui::EndChild();
    wanted[panel->id] = top + ImGui::GetFrameHeightWithSpacing() + content + ImGui::GetStyle().WindowPadding.y;
    ImGui::End();
    y += heights[panel] + gap;
    if (y < at.y + size.y)
      ImGui::GetBackgroundDrawList()->AddRectFilled({at.x, y - gap}, {at.x + size.x, y}, theme().background);
  }
}

void draw_in(Session& session, Dock dock, ImVec2 at, ImVec2 size) {
  for (const Panel& panel : all_panels()) {
    if (panel.dock != dock || !shown(session, panel)) continue;
    begin(panel.id, at, size, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    panel.draw(session);
    ImGui::End();
    return;
  }
}

void draw_popups(Session& session) {
  for (const Panel& panel : all_panels())
    if (panel.dock == Dock::popup && panel.wanted(session)) panel.draw(session);
}

}  // namespace

void draw_all(Session& session, bool aloud) {
  say_words = aloud;
  session.follow_time();
  Settings& settings = session.settings;
  const ImVec2 all = ImGui::GetIO().DisplaySize;
  const float scale = ImGui::GetFontSize() / 17;
  const float top = ImGui::GetTextLineHeightWithSpacing() + 8;
  const bool column = std::any_of(all_panels().begin(), all_panels().end(),
                                  [&](const Panel& p) { return p.dock == Dock::right && shown(session, p); });
  settings.bottom = std::clamp(settings.bottom, 120.0F, std::max(120.0F, all.y / scale / 2));
  settings.right = std::clamp(settings.right, 0.15F, 0.7F);
  const float bottom = settings.bottom * scale;
  const float right = column ? std::max(settings.right * all.x, std::min(300 * scale, all.x / 2)) : 0;
  const float middle = all.y - top - bottom - 2 * gap;
  const float floor_width = all.x - right - (column ? gap : 0);

  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  if (session.presenting) {
    draw_in(session, Dock::centre, {0, 0}, all);
    ImGui::PopStyleVar(2);
    draw_popups(session);
    say_words = false;
    return;
  }
  draw_top(session, all.x, top);
  draw_in(session, Dock::centre, {0, top + gap}, {floor_width, middle});
  if (column) {
    draw_right(session, {floor_width + gap, top + gap}, {right, middle});
    const float by = splitter("between", {floor_width, top + gap}, {gap, middle}, true);
    if (by != 0) settings.right = (right - by) / all.x;
  }
  draw_in(session, Dock::bottom, {0, all.y - bottom}, {all.x, bottom});
  settings.bottom -= splitter("above time", {0, all.y - bottom - gap}, {all.x, gap}, false) / scale;
  ImGui::PopStyleVar(2);
  draw_popups(session);
  say_words = false;
}

bool toggle_panel(Session& session, const std::string& id) {
  for (const Panel& panel : all_panels()) {
    if (panel.id != id) continue;
    if (panel.dock == Dock::right && session.settings.open.erase(id) == 0) session.settings.open.insert(id);
    if (id == "help") session.settings.show_help = !session.settings.show_help;
    return true;
  }
  return false;
}

}  // namespace crossflow::viz
