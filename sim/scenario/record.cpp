#include "sim/scenario/record.hpp"

#include <nlohmann/json.hpp>

#include "sim/base/check.hpp"

namespace crossflow {

RecordBase::Field& RecordBase::add(std::string name, std::shared_ptr<const TypeBase> type, std::string help) {
  CROSSFLOW_CHECK(type != nullptr, "a key needs a type");
  fields_.emplace_back();
  fields_.back().name = std::move(name);
  fields_.back().type = std::move(type);
  fields_.back().help = std::move(help);
  return fields_.back();
}

RecordBase::Field& RecordBase::add_default(std::string name, std::shared_ptr<const TypeBase> type,
                                           std::string default_text, std::string help) {
  Field& field = add(std::move(name), std::move(type), std::move(help));
  Problems problems;
  Value value = parse_yaml(default_text, "the default of '" + field.name + "'", problems);
  CROSSFLOW_CHECK(problems.empty(), "a default must be YAML");
  field.default_value = value.is_null() ? Value::text("") : std::move(value);
  field.default_text = std::move(default_text);
  return field;
}

std::vector<std::string> RecordBase::key_names() const {
  std::vector<std::string> names;
  for (const auto& field : fields_) {
    if (field.included == nullptr) {
      names.push_back(field.name);
    } else {
      const auto inner = field.included->key_names();
      names.insert(names.end(), inner.begin(), inner.end());
    }
  }
  return names;
}

nlohmann::json RecordBase::map_schema() const {
  nlohmann::json properties = nlohmann::json::object();
  nlohmann::json needed = nlohmann::json::array();
  for (const auto& field : fields_) {
    if (field.included != nullptr) {
      const nlohmann::json inner = field.included->map_schema();
      properties.update(inner.at("properties"));
      for (const auto& one : inner.value("required", nlohmann::json::array())) needed.push_back(one);
      continue;
    }
    nlohmann::json one = field.type->schema();
    // Draft 7 ignores what stands beside a reference.
    if (one.contains("$ref")) one = {{"allOf", {one}}};
    one["description"] = field.help;
    if (!field.default_text.empty()) one["default"] = field.default_text;
    properties[field.name] = std::move(one);
    if (field.required) needed.push_back(field.name);
  }
  nlohmann::json map = {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!needed.empty()) map["required"] = std::move(needed);
  return map;
}

void RecordBase::write_record_schema(nlohmann::json& out) const {
  out = schema();
}

nlohmann::json RecordBase::schema() const {
  nlohmann::json map = map_schema();
  map["title"] = name_;
  if (short_expected_.empty()) return map;
  const nlohmann::json brief = {{"type", {"string", "number", "boolean", "array"}}, {"description", short_expected_}};
  return {{"anyOf", {brief, map}}};
}

std::vector<KeyHelp> RecordBase::help() const {
  std::vector<KeyHelp> lines;
  for (const auto& field : fields_) {
    if (field.included != nullptr) {
      const auto inner = field.included->help();
      lines.insert(lines.end(), inner.begin(), inner.end());
      continue;
    }
    const std::string details = field.type->details();
    const std::string help = details.empty() ? field.help : field.help + " " + details;
    lines.push_back({field.name, field.type->expected(), field.default_text, help, field.required});
    if (const KeysBase* record = field.type->record()) {
      for (KeyHelp inner : record->help()) {
        inner.name = field.name + "." + inner.name;
        lines.push_back(std::move(inner));
      }
    }
  }
  return lines;
}

std::string RecordBase::expected_text() const {
  std::vector<std::string> needed;
  for (const auto& field : fields_) {
    if (field.required) needed.push_back("'" + field.name + "'");
  }
  std::string map = "a map of keys";
  if (!needed.empty()) map += " with " + listed(needed, " and ");
  return short_expected_.empty() ? map : short_expected_ + ", or " + map;
}

const Value* RecordBase::given(const Value& map, std::size_t field, Reader& reader, bool& good) const {
  const Field& one = fields_[field];
  const Value* value = map.find(one.name);
  if (value == nullptr && one.required) {
    good = false;
    if (!reader.was_meant(one.name)) {
      reader.problem(map, with_article(name_) + " needs the key '" + one.name + "'", one.type->expected());
    }
  } else if (value != nullptr && value->is_null()) {
    good = reader.problem(*value, "'" + one.name + "' has no value", one.type->expected());
    value = nullptr;
  }
  return value;
}

bool RecordBase::not_a_map(const Value& value, Reader& reader) const {
  return reader.refuse(value, expected_text());
}

bool RecordBase::unknown_keys(const Value& map, Reader& reader) const {
  return refuse_unknown_keys(map, key_names(), with_article(name_), reader);
}

void RecordBase::default_read(bool good, const std::string& key) {
  CROSSFLOW_CHECK(good, ("a default must be readable: " + key).c_str());
}

}  // namespace crossflow
