#include "viz/app/class_shade.hpp"

#include <cstdint>
#include <map>
#include <set>

#include "viz/app/theme.hpp"

namespace crossflow::viz {
namespace {

// FNV-1a. It begins with a number for which the classes of each scenario of ours all want shades of their own.
std::size_t wanted_shade(const std::string& name) {
  std::uint32_t hash = 2166136261U ^ 351U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return (hash ^ hash >> 15U) % class_shades;
}

}  // namespace

std::vector<std::vector<std::size_t>> shades_of(const std::vector<const Directory*>& directories) {
  std::map<std::string, std::size_t> by_name;
  std::set<std::size_t> taken;
  std::vector<std::vector<std::size_t>> shades;
  for (const Directory* directory : directories) {
    auto& of_classes = shades.emplace_back();
    for (const ClassEntry& entry : directory->classes) {
      const auto [known, is_new] = by_name.emplace(entry.name, wanted_shade(entry.name));
      if (is_new) {
        if (taken.size() == class_shades) taken.clear();  // from here on they repeat
        while (!taken.insert(known->second).second) known->second = (known->second + 1) % class_shades;
      }
      of_classes.push_back(known->second);
    }
  }
  return shades;
}

}  // namespace crossflow::viz
