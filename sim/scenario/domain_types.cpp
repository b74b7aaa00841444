// Pledges, places on the floor, and names that refer to something.
#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "sim/scenario/quantity.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

class PledgeType final : public Type<Pledge> {
 public:
  bool read(const Value& value, Reader& reader, Pledge& out) const override {
    const std::string parts = " within ";
    if (!check_spaces(value, reader, expected(), with_plain_spaces(value.scalar))) return false;
    const std::size_t at = value.scalar.find(parts);
    if (!value.is_scalar() || at == std::string::npos) return reader.refuse(value, *this);
    const std::string of = value.scalar.substr(0, at);
    const std::string time = value.scalar.substr(at + parts.size());
    const auto wrong = [&](const std::string& why) {
      return reader.problem(value, reader.subject() + " is " + describe(value) + ", and " + why, expected());
    };
    const auto share = parse_amount(rules::percent(0, 1), of);
    if (const auto any = parse_amount(rules::percent(0, 1e6), of); any && (!share || share->value <= 0))
      return wrong("'" + of + "' is no share of people: above 0%, up to 100%");
    const auto limit = parse_amount(rules::duration(second / 1000, day), time);
    if (const auto any = parse_amount(rules::duration(0, 366 * day), time); any && !limit)
      return wrong("'" + time + "' is no time within which anybody can be served: above 0, up to 24 h");
    if (!share || !limit) return reader.refuse(value, *this);
    out = {share->value, ticks_from_seconds(limit->value)};
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "string"}, {"pattern", "^[0-9.]+ *% within [0-9].*$"}};
  }
  std::string expected() const override { return "a pledge such as 98% within 15 min"; }
};

class FloorPlaceType final : public Type<FloorPlace> {
 public:
  bool read(const Value& value, Reader& reader, FloorPlace& out) const override {
    if (!value.is_map()) return reader.refuse(value, *this);
    if (!refuse_unknown_keys(value, {"at", "size"}, "a place", reader)) return false;
    const auto at = two(value, "at", reader);
    const auto size = two(value, "size", reader);
    if (!at || !size) return false;
    out = {at->first, at->second, size->first, size->second};
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    const nlohmann::json two = {
        {"type", "array"}, {"items", types::length()->schema()}, {"minItems", 2}, {"maxItems", 2}};
    out = {{"type", "object"},
           {"required", {"at", "size"}},
           {"additionalProperties", false},
           {"properties", {{"at", two}, {"size", two}}}};
  }
  std::string expected() const override { return "a place such as {at: [40 m, 22 m], size: [30 m, 8 m]}"; }

 private:
  std::optional<std::pair<double, double>> two(const Value& map, const std::string& key, Reader& reader) const {
    const Value* value = map.find(key);
    const Reader::Scope scope(reader, key);
    if (value == nullptr || !value->is_list() || value->items.size() != 2) {
      value == nullptr ? reader.refuse(map, expected()) : reader.refuse_length(*value, expected());
      return {};
    }
    const auto first = read_quantity(rules::length(), value->items[0], reader);
    const auto second_one = read_quantity(rules::length(), value->items[1], reader);
    if (!first || !second_one) return {};
    return {{*first, *second_one}};
  }
};

/// The index of a name among those that the reader knows.
class KnownNameType final : public Type<std::size_t> {
 public:
  KnownNameType(std::string what, std::vector<std::string> KnownNames::*names)
      : what_(std::move(what)), names_(names) {}
  bool read(const Value& value, Reader& reader, std::size_t& out) const override {
    if (!value.is_scalar()) return reader.refuse(value, *this);
    const auto& names = reader.names.*names_;
    if (names.empty()) return false;  // that there are none is a problem of its own
    const auto found = std::find(names.begin(), names.end(), value.scalar);
    if (found != names.end()) {
      out = static_cast<std::size_t>(found - names.begin());
      return true;
    }
    return reader.problem(value, "there is no " + what_ + " " + describe(value),
                          names.size() > 12 ? "" : "one of " + listed(names, ", "), nearest_word(value.scalar, names));
  }
  void write_schema(nlohmann::json& out) const override { out = {{"type", "string"}}; }
  std::string expected() const override { return "the name of a " + what_; }

 private:
  std::string what_;
  std::vector<std::string> KnownNames::*names_;
};

}  // namespace

namespace types {
TypePtr<Pledge> pledge() {
  return std::make_shared<PledgeType>();
}
TypePtr<FloorPlace> floor_place() {
  return std::make_shared<FloorPlaceType>();
}
TypePtr<std::size_t> class_name() {
  return std::make_shared<KnownNameType>("class", &KnownNames::classes);
}
TypePtr<std::size_t> station_name() {
  return std::make_shared<KnownNameType>("station", &KnownNames::stations);
}
TypePtr<std::size_t> route_name() {
  return std::make_shared<KnownNameType>("route", &KnownNames::routes);
}
}  // namespace types

}  // namespace crossflow
