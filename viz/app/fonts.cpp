#include "viz/app/fonts.hpp"

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include <imgui.h>

#include "sim/record/words.hpp"
#include "viz/app/words.hpp"

namespace crossflow::viz {
namespace {

constexpr int traditional_chinese = 3;  // of the fonts in the file

std::string font_file() {
  if (const char* given = std::getenv("CROSSFLOW_FONT")) return given;
  return "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
}

void add(std::string& all, const Label& label) {
  all += label.en;
  all += label.zh;
}

}  // namespace

std::string all_text(const std::vector<const Directory*>& directories) {
  std::string all =
      "0123456789年月日時分秒米人輛名個位號節排第一二三四五六七八九十百千萬：，。、；（）「」！？～–—·×≥≤→←↑↓±…²›△▲▼●○■"
      "□";
  // What one server is called, people's states, and directions, which panels put together themselves.
  all += "櫃位機器檢查亭掃描車位巴士搜查犬隊入境離境北行南行領犬員關員主管更休息工作中前往";
  for (int word = 0; word < static_cast<int>(Word::count); ++word) all += text(static_cast<Word>(word), Language::zh);
  all +=
#define W(name, en, zh) zh
#include "viz/app/words_days.inc"
#undef W
      ;
  for (const Enumeration& states : enumerations())
    for (const EnumerationRow& row : states.rows) add(all, row.label);
  for (const Directory* directory : directories) {
    add(all, directory->title);
    for (const auto& entry : directory->ports) add(all, entry.label);
    for (const auto& entry : directory->stations) add(all, entry.label);
    for (const auto& entry : directory->classes) add(all, entry.label);
    for (const auto& entry : directory->disruptions) add(all, entry.label);
    for (const auto& entry : directory->teams) add(all, entry.label);
    for (const auto& entry : directory->pools) add(all, entry.label);
    for (const auto& entry : directory->supervisors) add(all, entry.label);
  }
  return all;
}

ImFont* large_font() {
  const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  return atlas.Fonts.Size > 1 ? atlas.Fonts[1] : ImGui::GetFont();
}

ImFont* small_font() {
  const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  return atlas.Fonts.Size > 2 ? atlas.Fonts[2] : ImGui::GetFont();
}

bool load_fonts(float pixels, const std::string& characters) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  const std::string file = font_file();
  ImFont* font = nullptr;
  static ImVector<ImWchar> ranges;  // ImGui reads them later, when it draws the atlas
  if (std::filesystem::is_regular_file(file)) {
    ImFontGlyphRangesBuilder builder;
    builder.AddRanges(atlas.GetGlyphRangesDefault());
    builder.AddText(characters.c_str());
    ranges.clear();
    builder.BuildRanges(&ranges);
    ImFontConfig config;
    config.FontNo = traditional_chinese;
    config.OversampleH = 2;
    font = atlas.AddFontFromFileTTF(file.c_str(), pixels, &config, ranges.Data);
    static constexpr std::array<ImWchar, 3> figures{'0', ':', 0};
    atlas.AddFontFromFileTTF(file.c_str(), 2 * pixels, &config, figures.data());
    atlas.AddFontFromFileTTF(file.c_str(), std::round(0.86F * pixels), &config, ranges.Data);
  }
  if (font == nullptr) {
    ImFontConfig config;
    config.SizePixels = pixels;
    atlas.AddFontDefault(&config);
  }
  atlas.Build();
  return font != nullptr;
}

}  // namespace crossflow::viz
