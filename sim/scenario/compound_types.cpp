#include "sim/scenario/compound_types.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/varying_types.hpp"

namespace crossflow::compound {

const std::string in_group = "in a group";
const std::string otherwise = "otherwise";

namespace {

std::vector<std::string> first_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<std::string> out;
  for (const auto& pair : pairs) out.push_back(pair.first);
  return out;
}

std::vector<std::string> class_keys(const Reader& reader) {
  std::vector<std::string> keys = reader.names.classes;
  keys.push_back(in_group);
  keys.push_back(otherwise);
  return keys;
}

}  // namespace

void write_word_schema(nlohmann::json& out, const std::vector<std::pair<std::string, std::string>>& word_help) {
  out = {{"type", "string"}, {"enum", first_of(word_help)}};
}

std::string word_details(const std::vector<std::pair<std::string, std::string>>& word_help) {
  std::string out;
  for (const auto& [word, help] : word_help) {
    if (!help.empty()) out += (out.empty() ? "`" : "; `") + word + "`: " + help;
  }
  return out.empty() ? out : out + ".";
}

std::string word_expected(const std::vector<std::pair<std::string, std::string>>& word_help) {
  std::vector<std::string> quoted;
  for (const auto& pair : word_help) quoted.push_back("'" + pair.first + "'");
  return listed(quoted);
}

std::optional<std::size_t> read_word(const Value& value, Reader& reader,
                                     const std::vector<std::pair<std::string, std::string>>& word_help) {
  if (value.is_scalar()) {
    for (std::size_t i = 0; i < word_help.size(); ++i) {
      if (word_help[i].first == value.scalar) return i;
    }
  }
  const std::string nearest = value.is_scalar() ? nearest_word(value.scalar, first_of(word_help)) : "";
  reader.refuse(value, word_expected(word_help), nearest);
  return {};
}

void write_list_schema(nlohmann::json& out, const TypeBase& item, std::size_t least) {
  out = {{"type", "array"}, {"items", item.schema()}, {"minItems", least}};
  if (least > 1) return;
  const nlohmann::json list = out;
  out = {{"anyOf", {list, item.schema()}}};
}

std::string list_expected(const TypeBase& item, std::size_t least) {
  const std::string one = item.expected();
  return least > 1 ? "a list of at least " + std::to_string(least) + ", each " + one : one + ", or a list of such";
}

void write_map_schema(nlohmann::json& out, const TypeBase& item) {
  out = {{"type", "object"}, {"additionalProperties", item.schema()}};
}

void write_named_schema(nlohmann::json& out, const TypeBase& item) {
  out = {{"type", "object"},
         {"minProperties", 1},
         {"patternProperties", {{"^[^/]+$", item.schema()}}},
         {"additionalProperties", false}};
}

void write_schedule_schema(nlohmann::json& out, const TypeBase& item) {
  const nlohmann::json by_time = {{"type", "object"},
                                  {"minProperties", 1},
                                  {"patternProperties", {{"^[0-9]{1,2}:[0-9]{2}$", item.schema()}}},
                                  {"additionalProperties", false}};
  out = {{"anyOf", {item.schema(), by_time}}};
}

void write_class_schema(nlohmann::json& out, const TypeBase& item) {
  out = {{"anyOf", {item.schema(), {{"type", "object"}, {"additionalProperties", item.schema()}}}}};
}

std::optional<bool> keys_are_classes(const Value& map, Reader& reader, const TypeBase& item) {
  const auto classes = class_keys(reader);
  const auto is_class = [&](const std::string& key) {
    return std::find(classes.begin(), classes.end(), key) != classes.end();
  };
  std::size_t known_classes = 0;
  std::size_t own = 0;
  for (const auto& entry : map.entries) {
    if (is_class(entry.key)) {
      ++known_classes;
    } else if (item.owns(entry.key)) {
      ++own;
    }
  }
  if (known_classes == map.entries.size()) return true;
  if (known_classes == 0 && own > 0) return false;
  const Value::Entry* mixed = nullptr;
  for (const auto& entry : map.entries) {
    if (is_class(entry.key)) continue;
    if (item.owns(entry.key)) {
      if (mixed == nullptr) mixed = &entry;
      continue;
    }
    auto near = classes;
    if (known_classes == 0) {
      const auto more = item.own_keys();
      near.insert(near.end(), more.begin(), more.end());
    }
    const std::string nearest = nearest_word(entry.key, near);
    reader.problems().add(entry.place, "unknown key '" + entry.key + "' of " + reader.subject(),
                          item.expected() + ", for all or by class (" + listed(classes) + ")", nearest);
  }
  if (mixed != nullptr && known_classes > 0) {
    reader.problems().add(mixed->place, "'" + mixed->key + "' stands beside classes in " + reader.subject(),
                          "one value for all, or one for each class; 'otherwise' stands for the rest");
  }
  return {};
}

}  // namespace crossflow::compound
