#include <imgui.h>

#include "viz/panels/panels.hpp"

namespace crossflow::viz {

void draw_trouble(Session& session) {
  const std::string name = std::string(text(Word::trouble)) + "###trouble";
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  if (!ImGui::IsPopupOpen("###trouble")) ImGui::OpenPopup("###trouble");
  ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize({ImGui::GetFontSize() * 36, 0});
  if (!ImGui::BeginPopupModal(name.c_str(), nullptr, ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoSavedSettings))
    return;
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(session.trouble.c_str());
  ImGui::Spacing();
  if (!session.runs.empty()) ImGui::TextDisabled("%s", text(Word::trouble_stays));
  ImGui::PopTextWrapPos();
  ImGui::Spacing();
  if (ImGui::Button(text(Word::close))) {
    session.trouble.clear();
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

}  // namespace crossflow::viz
