// Pictures without a hand at the mouse: one of an instant, or many for a video.
#pragma once

#include "viz/app/options.hpp"
#include "viz/app/window.hpp"

namespace crossflow::viz {

/// Draws one frame of the session.
void draw_frame(Window& window, Session& session);

/// An InputError unless a picture may be written there: a name that ends in .png, and no file but an older one of ours.
void check_picture(const std::string& path);
/// The same for the pictures of a film. Those of an earlier one in the folder give way, so that two are not mixed.
void check_frames(const std::string& folder);
void take_screenshot(Window& window, Session& session, const ViewOptions& options);
void take_frames(Window& window, Session& session, const ViewOptions& options);

}  // namespace crossflow::viz
