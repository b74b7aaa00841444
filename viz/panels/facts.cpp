#include "viz/panels/facts.hpp"

#include <imgui.h>

#include "viz/app/theme.hpp"

namespace crossflow::viz {

bool begin_facts() {
  if (!ImGui::BeginTable("facts", 2, ImGuiTableFlags_SizingFixedFit)) return false;
  ImGui::TableSetupColumn("what");
  ImGui::TableSetupColumn("is", ImGuiTableColumnFlags_WidthStretch);
  return true;
}

void fact(const char* word) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(theme().faint_text), "%s", word);
  ImGui::TableNextColumn();
}

void fact(const char* word, const std::string& is) {
  fact(word);
  ImGui::TextWrapped("%s", is.c_str());
}

}  // namespace crossflow::viz
