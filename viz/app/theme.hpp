// Colours, light and dark, told apart by colour-blind eyes too, and text that can be read at a distance.
#pragma once

#include <cstddef>
#include <cstdint>

namespace crossflow::viz {

using Colour = std::uint32_t;  ///< as ImGui packs it: IM_COL32

struct Theme {
  bool dark = false;
  Colour background, floor, station, station_edge, text, faint_text, grid, accent, pledge, band, selection, shade;
  Colour idle, busy, blocked, closed, down, no_officer, not_opened, changing_over;
};
const Theme& theme();       ///< the one in use
void use_theme(bool dark);  ///< also sets ImGui's style, if there is a context

inline constexpr std::size_t class_shades = 16;
/// As class_shade says; none is like what a server looks like in any state.
Colour class_colour(std::size_t shade);
Colour wait_colour(std::uint8_t level);    ///< 0-255: from cool to hot, monotone in lightness
Colour pledge_colour(std::uint8_t state);  ///< as Dot::colour says it
Colour run_colour(std::size_t run);        ///< of A and of B
Colour direction_colour(std::size_t direction);

}  // namespace crossflow::viz
