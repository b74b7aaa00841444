#include "viz/app/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>

namespace crossflow::viz {
namespace {

constexpr Colour rgb(std::uint32_t hex, std::uint32_t alpha = 255) {
  return IM_COL32(hex >> 16 & 255U, hex >> 8 & 255U, hex & 255U, alpha);
}

constexpr Theme light{
    .dark = false,
    .background = rgb(0xE9EDF1),
    .floor = rgb(0xF6F8FA),
    .station = rgb(0xFFFFFF),
    .station_edge = rgb(0x9AA7B4),
    .text = rgb(0x17212B),
    .faint_text = rgb(0x556473),
    .grid = rgb(0xDFE5EB),
    .accent = rgb(0x0B66A8),
    .pledge = rgb(0xB3470A),
    .band = rgb(0x0B66A8, 46),
    .selection = rgb(0xC2185B),
    .shade = rgb(0x17212B, 30),
    .idle = rgb(0xC9E7DB),
    .busy = rgb(0x0E8A67),
    .blocked = rgb(0xD9630B),
    .closed = rgb(0xD3D9DF),
    .down = rgb(0x3A3F45),
    .no_officer = rgb(0xF2E08A),
    .not_opened = rgb(0xEEF1F4),
    .changing_over = rgb(0xB9D9F0),
};

constexpr Theme dark_theme{
    .dark = true,
    .background = rgb(0x10161C),
    .floor = rgb(0x161E26),
    .station = rgb(0x202B35),
    .station_edge = rgb(0x5B6B7A),
    .text = rgb(0xF0F4F8),
    .faint_text = rgb(0xA3B1BF),
    .grid = rgb(0x222D37),
    .accent = rgb(0x56B4E9),
    .pledge = rgb(0xF08A3C),
    .band = rgb(0x56B4E9, 52),
    .selection = rgb(0xFF7FB8),
    .shade = rgb(0x000000, 96),
    .idle = rgb(0x1F4D40),
    .busy = rgb(0x22B58A),
    .blocked = rgb(0xE8792B),
    .closed = rgb(0x36414C),
    .down = rgb(0xC3CBD3),
    .no_officer = rgb(0x7A6A1C),
    .not_opened = rgb(0x27323C),
    .changing_over = rgb(0x2B5875),
};

const Theme* in_use = &light;

// Chosen by greatest least distance in CIELAB, to all kinds of sight: from one another, and from what servers look
// like.
constexpr std::array<Colour, class_shades> classes_light = {rgb(0x3FA7E0), rgb(0xB02038), rgb(0xCC79A7), rgb(0x68142C),
                                                            rgb(0x688C08), rgb(0x502C08), rgb(0xBC2C74), rgb(0x086868),
                                                            rgb(0xEC8C50), rgb(0x5C0874), rgb(0x442C50), rgb(0xB0A480),
                                                            rgb(0xA4685C), rgb(0x685C08), rgb(0x0072B2), rgb(0x8080EC)};
constexpr std::array<Colour, class_shades> classes_dark = {rgb(0x8AD0F7), rgb(0xC84444), rgb(0xE39AC4), rgb(0xBC50B0),
                                                           rgb(0x8C9814), rgb(0xD4A498), rgb(0x80F8EC), rgb(0xBCEC80),
                                                           rgb(0xF8BC50), rgb(0x6868D4), rgb(0x8C8C68), rgb(0xF8E0B0),
                                                           rgb(0xE08C5C), rgb(0xE05C8C), rgb(0x3D9BD9), rgb(0x08988C)};

// The first is the nearer to the text.
constexpr std::array<Colour, 4> directions_light = {rgb(0x42566A), rgb(0x8FA6BC), rgb(0x66788A), rgb(0xB9C7D4)};
constexpr std::array<Colour, 4> directions_dark = {rgb(0xC9D6E2), rgb(0x7C93A9), rgb(0xA3B4C4), rgb(0x5D7186)};

struct Stop {
  float r, g, b;
};
// After "cividis", which is the same to all kinds of sight; turned round on the light ground so that long waits stand
// out from either.
constexpr std::array<Stop, 6> waits_dark = {
    {{58, 92, 142}, {98, 112, 140}, {132, 134, 130}, {170, 157, 116}, {212, 186, 84}, {255, 233, 69}}};
constexpr std::array<Stop, 6> waits_light = {
    {{126, 190, 226}, {232, 196, 92}, {222, 150, 62}, {196, 96, 44}, {150, 44, 38}, {88, 8, 34}}};

void style_widgets(const Theme& t) {
  ImGuiStyle& style = ImGui::GetStyle();
  t.dark ? ImGui::StyleColorsDark(&style) : ImGui::StyleColorsLight(&style);
  const auto set = [&style](ImGuiCol slot, Colour colour, float alpha = 1) {
    style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(colour);
    style.Colors[slot].w *= alpha;
  };
  set(ImGuiCol_Text, t.text);
  set(ImGuiCol_TextDisabled, t.faint_text);
  set(ImGuiCol_WindowBg, t.floor);
  set(ImGuiCol_ChildBg, t.floor, 0);
  set(ImGuiCol_PopupBg, t.station);
  set(ImGuiCol_Border, t.station_edge, 0.45F);
  set(ImGuiCol_TitleBg, t.background);
  set(ImGuiCol_TitleBgActive, t.background);
  set(ImGuiCol_TitleBgCollapsed, t.background);
  set(ImGuiCol_MenuBarBg, t.background);
  set(ImGuiCol_FrameBg, t.station_edge, 0.22F);
  set(ImGuiCol_FrameBgHovered, t.accent, 0.25F);
  set(ImGuiCol_FrameBgActive, t.accent, 0.4F);
  set(ImGuiCol_Button, t.station_edge, 0.3F);
  set(ImGuiCol_ButtonHovered, t.accent, 0.4F);
  set(ImGuiCol_ButtonActive, t.accent, 0.7F);
  set(ImGuiCol_Header, t.accent, 0.22F);
  set(ImGuiCol_HeaderHovered, t.accent, 0.35F);
  set(ImGuiCol_HeaderActive, t.accent, 0.5F);
  set(ImGuiCol_CheckMark, t.accent);
  set(ImGuiCol_SliderGrab, t.accent, 0.8F);
  set(ImGuiCol_SliderGrabActive, t.accent);
  set(ImGuiCol_Separator, t.station_edge, 0.4F);
  set(ImGuiCol_SeparatorHovered, t.accent, 0.6F);
  set(ImGuiCol_SeparatorActive, t.accent);
  set(ImGuiCol_ScrollbarBg, t.background, 0.4F);
  set(ImGuiCol_ScrollbarGrab, t.station_edge, 0.6F);
  set(ImGuiCol_ScrollbarGrabHovered, t.station_edge);
  set(ImGuiCol_ScrollbarGrabActive, t.accent);
  set(ImGuiCol_TableHeaderBg, t.background);
  set(ImGuiCol_TableBorderStrong, t.station_edge, 0.6F);
  set(ImGuiCol_TableBorderLight, t.station_edge, 0.3F);
  set(ImGuiCol_TableRowBgAlt, t.text, 0.03F);
  set(ImGuiCol_TextSelectedBg, t.accent, 0.35F);
  set(ImGuiCol_NavHighlight, t.accent);
  set(ImGuiCol_ModalWindowDimBg, t.background, 0.7F);
  set(ImGuiCol_Tab, t.background);
  set(ImGuiCol_TabHovered, t.accent, 0.4F);
  set(ImGuiCol_TabActive, t.accent, 0.3F);
  set(ImGuiCol_TabUnfocused, t.background);
  set(ImGuiCol_TabUnfocusedActive, t.accent, 0.18F);
  set(ImGuiCol_ResizeGrip, t.station_edge, 0.3F);
}

}  // namespace

const Theme& theme() {
  return *in_use;
}

void use_theme(bool dark) {
  in_use = dark ? &dark_theme : &light;
  if (ImGui::GetCurrentContext() != nullptr) style_widgets(*in_use);
}

Colour class_colour(std::size_t shade) {
  return (in_use->dark ? classes_dark : classes_light)[shade % class_shades];
}

Colour wait_colour(std::uint8_t level) {
  const auto& stops = in_use->dark ? waits_dark : waits_light;
  const float at = static_cast<float>(level) / 255 * static_cast<float>(stops.size() - 1);
  const std::size_t low = std::min(static_cast<std::size_t>(at), stops.size() - 2);
  const float part = at - static_cast<float>(low);
  const auto mixed = [part](float a, float b) { return static_cast<std::uint32_t>(std::lround(a + (b - a) * part)); };
  const Stop &a = stops[low], &b = stops[low + 1];
  return IM_COL32(mixed(a.r, b.r), mixed(a.g, b.g), mixed(a.b, b.b), 255);
}

Colour pledge_colour(std::uint8_t state) {
  const bool dark = in_use->dark;
  switch (state) {
    case 1:
      return dark ? rgb(0x3D9BD9) : rgb(0x0072B2);
    case 2:
      return dark ? rgb(0xF2B233) : rgb(0xE69F00);
    case 3:
      return dark ? rgb(0xFF6A4D) : rgb(0xC43A00);
    default:
      return dark ? rgb(0x7F8C99) : rgb(0x9AA5B0);
  }
}

Colour run_colour(std::size_t run) {
  const bool dark = in_use->dark;
  return run == 0 ? (dark ? rgb(0x3D9BD9) : rgb(0x0072B2)) : (dark ? rgb(0xF0773A) : rgb(0xD55E00));
}

Colour direction_colour(std::size_t direction) {
  return (in_use->dark ? directions_dark : directions_light)[direction % directions_light.size()];
}

}  // namespace crossflow::viz
