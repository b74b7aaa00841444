#include "viz/app/settings.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"
#include "viz/panels/panels.hpp"

namespace crossflow::viz {
namespace {

void read_number(const std::string& value, float low, float high, float& to) {
  char* end = nullptr;
  const float number = std::strtof(value.c_str(), &end);
  if (end != value.c_str() && number >= low && number <= high) to = number;
}

}  // namespace

std::string settings_path() {
  if (const char* config = std::getenv("XDG_CONFIG_HOME"); config != nullptr && *config != '\0')
    return std::string(config) + "/crossflow/viewer.ini";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return std::string(home) + "/.config/crossflow/viewer.ini";
  return {};
}

void read_settings(const std::string& path, Settings& settings) {
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) continue;
    const std::string key = line.substr(0, equals), value = line.substr(equals + 1);
    if (key == "language") settings.language = value == "zh" ? Language::zh : Language::en;
    if (key == "dark") settings.dark = value == "1";
    if (key == "scale") read_number(value, 0.7F, 3, settings.scale);
    if (key == "right") read_number(value, 0.1F, 0.8F, settings.right);
    if (key == "bottom") read_number(value, 80, 1000, settings.bottom);
    if (key == "colour" && (value == "0" || value == "1" || value == "2"))
      settings.colour_by = static_cast<ColourBy>(value[0] - '0');
    if (key == "open") {
      settings.open.clear();
      std::istringstream ids(value);
      for (std::string id; ids >> id;)
        if (std::any_of(all_panels().begin(), all_panels().end(), [&](const Panel& p) { return p.id == id; }))
          settings.open.insert(id);
    }
  }
}

void write_settings(const std::string& path, const Settings& settings) {
  if (path.empty()) return;
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  std::ostringstream file;
  file << "language=" << (settings.language == Language::zh ? "zh" : "en") << "\ndark=" << settings.dark
       << "\nscale=" << settings.scale << "\nright=" << settings.right << "\nbottom=" << settings.bottom
       << "\ncolour=" << static_cast<int>(settings.colour_by) << "\nopen=";
  for (const std::string& id : settings.open) file << id << ' ';
  file << '\n';
  try {
    write_whole(path, file.str(), {});
  } catch (const RunError&) {
    // Not worth a word: the viewer works without.
  }
}

}  // namespace crossflow::viz
