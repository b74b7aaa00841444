#include "cli/warned.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/base/say.hpp"

namespace crossflow {

std::vector<std::string> warnings_of_all(const std::vector<Warned>& variants) {
  std::vector<std::string> out;
  std::vector<std::string> order;
  for (const Warned& variant : variants)
    for (const std::string& warning : variant.warnings)
      if (std::find(order.begin(), order.end(), warning) == order.end()) order.push_back(warning);
  for (const std::string& warning : order) {
    std::vector<std::string> names;
    for (const Warned& variant : variants)
      if (std::find(variant.warnings.begin(), variant.warnings.end(), warning) != variant.warnings.end())
        names.push_back(variant.name);
    std::string of;
    if (names.size() < variants.size()) {
      of = fmt::format(" (in '{}'", names.front());
      if (names.size() > 1) of += fmt::format(" and {} more", names.size() - 1);
      of += ")";
    }
    out.push_back(warning + of);
  }
  return out;
}

void say_warnings(const std::vector<Warned>& variants) {
  for (const std::string& warning : warnings_of_all(variants)) say("warning: {}\n", warning);
}

}  // namespace crossflow
