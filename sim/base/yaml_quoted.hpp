// Names in YAML that the program writes.
#pragma once

#include <string>

namespace crossflow {

/// As YAML reads any name: names are the user's own, and may hold what YAML takes for something else.
inline std::string yaml_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

}  // namespace crossflow
