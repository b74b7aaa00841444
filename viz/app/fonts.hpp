// One font for both languages: Noto Sans CJK. Only the characters that the screen can show are drawn into the atlas, so
// that starting stays quick.
#pragma once

#include <string>
#include <vector>

#include "sim/record/directory.hpp"

struct ImFont;

namespace crossflow::viz {

/// All text that these directories and our own words can put on the screen.
std::string all_text(const std::vector<const Directory*>& directories);

/// Puts the font at this size in pixels into ImGui's atlas. Without the file of the font (package fonts-noto-cjk)
/// ImGui's own small one is used, which has no Chinese; false then.
bool load_fonts(float pixels, const std::string& characters);

/// Twice as large, for the clock: figures and what is in dates alone.
ImFont* large_font();
/// A little smaller, for words on the floor.
ImFont* small_font();

}  // namespace crossflow::viz
