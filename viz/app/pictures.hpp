// Pictures without a hand at the mouse: one of an instant, or many for a video.
#pragma once

#include "viz/app/options.hpp"
#include "viz/app/window.hpp"

namespace crossflow::viz {

/// Draws one frame of the session.
void draw_frame(Window& window, Session& session);

/// An InputError unless a picture may be written there: a name that ends in .png, and no file that is none.
void check_picture(const std::string& path);
void take_screenshot(Window& window, Session& session, const ViewOptions& options);
void take_frames(Window& window, Session& session, const ViewOptions& options);

}  // namespace crossflow::viz
