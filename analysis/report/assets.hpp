// The parts of the page that are not C++, put into the program as it is built.
#pragma once

#include <string_view>

namespace crossflow::report_assets {

extern const std::string_view style;   ///< report.css
extern const std::string_view words;   ///< words.js: all texts of the page, in both languages
extern const std::string_view script;  ///< report.js
extern const std::string_view charts;  ///< Chart.js, as Debian has it

}  // namespace crossflow::report_assets
