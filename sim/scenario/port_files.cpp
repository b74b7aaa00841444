#include "sim/scenario/port_files.hpp"

#include <algorithm>

#include "sim/scenario/tables.hpp"

namespace crossflow {
namespace {

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
  own_classes_ = root.find("classes");
  classes_ = empty_map(ports->place);
  bool good = true;
  for (auto& port : ports->entries) {
    if (!port.value.is_map()) continue;
    const Value extends = take_extends(port.value);
    if (!extends.is_null()) good = take_port(port, extends, path) && good;
  }
  if (classes_.entries.empty()) return good;
  if (own_classes_ == nullptr) {
    root.entries.push_back({"classes", ports->place, std::move(classes_)});
  } else if (own_classes_->is_map()) {
    for (auto& entry : classes_.entries) own_classes_->entries.push_back(std::move(entry));
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
  return take_classes(file);
}

bool PortFiles::take_classes(const Value& file) {
  const Value* classes = file.find("classes");
  if (classes == nullptr || !classes->is_map()) return true;
  bool good = true;
  for (const auto& entry : classes->entries) {
    if (own_classes_ != nullptr && own_classes_->find(entry.key) != nullptr) continue;
    const Value* known = classes_.find(entry.key);
    if (known == nullptr) {
      classes_.entries.push_back(entry);
    } else if (yaml_text(*known) != yaml_text(entry.value)) {
      problems_.add(entry.place, "the class '" + entry.key + "' is another one than that of " + where(known->place),
                    "the same in the files of all ports, or the class under 'classes' of the network");
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
