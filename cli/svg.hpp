// Pieces of the pictures that commands draw.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crossflow {

/// A picture that begins like this is ours, and may take the place of an older one; else it must be a new file.
void check_chart(const std::string& file, std::string_view begins, const std::vector<std::string>& inputs);

/// The element <svg> with a white ground; `</svg>` ends it.
std::string svg_begins(double width, double height);

std::string svg_escaped(const std::string& text);

/// `more`: other attributes; class="title" is bold.
std::string svg_text(double x, double y, const std::string& text, const std::string& more = "");

}  // namespace crossflow
