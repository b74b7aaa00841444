#include "sim/scenario/port_files.hpp"

#include <algorithm>
#include <array>

#include "sim/scenario/tables.hpp"

namespace crossflow {
namespace {

/// What stands at the top of a file and not in its port, but is about the people, vehicles and dogs of the port.
const std::array<std::string, 5> shared_sections = {"classes", "contraband", "targeting", "dogs", "weather"};

std::string where(const Place& place) {
  return place.file + (place.line > 0 ? ":" + std::to_string(place.line) : "");
}

Value empty_map(const Place& place) {
  Value map;
  map.kind = Value::Kind::map;
  map.place = place;
  return map;
}

/// Takes `extends` out of a port's map; null if there is none.
Value take_extends(Value& port) {
  Value found;
  std::erase_if(port.entries, [&](auto& entry) {
    if (entry.key == "extends") found = std::move(entry.value);
    return entry.key == "extends";
  });
  return found;
}

}  // namespace

bool PortFiles::take(Value& root, const std::string& path) {
  Value* ports = root.find("ports");
  if (ports == nullptr || !ports->is_map()) return true;
  own_ = &root;
  shared_ = empty_map(ports->place);
  bool good = true;
  for (auto& port : ports->entries) {
    if (!port.value.is_map()) continue;
    const Value extends = take_extends(port.value);
    if (!extends.is_null()) good = take_port(port, extends, path) && good;
  }
  if (!shared_.entries.empty()) {
    merger_.merge(shared_, root);
    root = std::move(shared_);
  }
  return good;
}

bool PortFiles::take_port(Value::Entry& port, const Value& extends, const std::string& path) {
  if (!extends.is_scalar()) {
    problems_.add(extends.place, "'extends' is " + describe(extends), "the name of one file");
    return false;
  }
  const std::string file_path = path_beside(path, extends.scalar);
  const Value file = read_(file_path, extends.place);
  if (!file.is_map()) return false;
  const Value* head = file.find("port");
  const Value* name = head != nullptr && head->is_map() ? head->find("name") : nullptr;
  if (name == nullptr || !name->is_scalar()) {
    problems_.add(extends.place, "'" + file_path + "' has no port of its own to take", "a scenario of one port");
    return false;
  }
  if (name->scalar != port.key) {
    problems_.add(port.place, "the port of '" + file_path + "' is '" + name->scalar + "', not '" + port.key + "'",
                  "the same name, since draws hang on it", name->scalar);
    return false;
  }
  Value base = empty_map(port.value.place);
  for (const auto& entry : head->entries)
    if (entry.key != "name") base.entries.push_back(entry);
  for (const auto& entry : file.entries)
    if (std::find(port_keys_.begin(), port_keys_.end(), entry.key) != port_keys_.end()) base.entries.push_back(entry);
  merger_.merge(base, port.value);
  port.value = std::move(base);
  return take_shared(file);
}

bool PortFiles::take_shared(const Value& file) {
  bool good = true;
  // One calendar is like another: the first that is named holds, or the network's own.
  if (const Value* calendar = file.find("calendar"); calendar != nullptr && shared_.find("calendar") == nullptr)
    shared_.entries.push_back({"calendar", calendar->place, *calendar});
  for (const auto& entry : file.entries) {
    if (std::find(shared_sections.begin(), shared_sections.end(), entry.key) == shared_sections.end()) continue;
    if (!entry.value.is_map()) continue;
    Value* sum = shared_.find(entry.key);
    if (sum == nullptr) {
      shared_.entries.push_back({entry.key, entry.place, empty_map(entry.value.place)});
      sum = &shared_.entries.back().value;
    }
    // Classes are compared whole: half of one and half of another would be a third.
    good = add(*sum, own_->find(entry.key), entry.value, entry.key, entry.key != "classes") && good;
  }
  return good;
}

bool PortFiles::add(Value& sum, const Value* own, const Value& more, const std::string& what, bool deep) {
  bool good = true;
  for (const auto& entry : more.entries) {
    const Value* settled = own != nullptr && own->is_map() ? own->find(entry.key) : nullptr;
    if (settled != nullptr && !(deep && settled->is_map())) continue;
    Value* known = sum.find(entry.key);
    if (known == nullptr) {
      sum.entries.push_back(entry);
    } else if (deep && known->is_map() && entry.value.is_map()) {
      good = add(*known, settled, entry.value, what, deep) && good;
    } else if (yaml_text(*known) != yaml_text(entry.value)) {
      const std::string name =
          what == "classes" ? "the class '" + entry.key + "'" : "'" + entry.key + "' of '" + what + "'";
      problems_.add(entry.place, name + " is another one than that of " + where(known->place),
                    what == "classes"
                        ? "the same in the files of all ports, or the class under 'classes' of the network"
                        : "the same in the files of all ports, or it under '" + what + "' of the network");
      good = false;
    }
  }
  return good;
}

void PortFiles::refuse(Value& root, Problems& problems) {
  Value* ports = root.find("ports");
  if (ports == nullptr || !ports->is_map()) return;
  for (auto& port : ports->entries)
    if (const Value extends = take_extends(port.value); !extends.is_null())
      problems.add(extends.place, "an overlay cannot extend another file", "the port in the scenario itself");
}

}  // namespace crossflow
