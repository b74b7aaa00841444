// A table of facts about the selected one: a word on the left, what it is on the right.
#pragma once

#include <string>

namespace crossflow::viz {

/// To be ended with ImGui::EndTable if it is true.
bool begin_facts();
/// Begins a row; what is drawn next stands on its right side.
void fact(const char* word);
void fact(const char* word, const std::string& is);

}  // namespace crossflow::viz
