// The types of value that only detector dogs have: a rest policy, a table of factors, a place.
#include "sim/scenario/dog_types.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/compound_types.hpp"
#include "sim/scenario/quantity.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

class RestType final : public Type<Rest> {
 public:
  explicit RestType(std::vector<const RestPolicyKind*> kinds) : kinds_(std::move(kinds)) {}
  bool read(const Value& value, Reader& reader, Rest& out) const override {
    const Value* policy = value.is_map() ? value.find("policy") : &value;
    if (policy == nullptr || !policy->is_scalar()) return reader.refuse(value, *this);
    const auto found =
        std::find_if(kinds_.begin(), kinds_.end(), [&](const auto* kind) { return kind->name == policy->scalar; });
    if (found == kinds_.end())
      return reader.problem(*policy, "there is no rest policy " + describe(*policy), listed(names()),
                            nearest_word(policy->scalar, names()));
    out.kind = *found;
    Value keys = value;
    keys.kind = Value::Kind::map;
    std::erase_if(keys.entries, [](const auto& entry) { return entry.key == "policy"; });
    out.keys = out.kind->keys->read(keys, reader);
    return out.keys != nullptr;
  }
  void write_schema(nlohmann::json& out) const override {
    nlohmann::json maps = nlohmann::json::array({{{"enum", names()}}});
    for (const auto* kind : kinds_) {
      nlohmann::json map = kind->keys->schema();
      map["properties"]["policy"] = {{"const", kind->name}, {"description", kind->help}};
      map["required"].push_back("policy");
      maps.push_back(map);
    }
    out = {{"anyOf", maps}};
  }
  std::string expected() const override {
    return "a rest policy such as clock, or {policy: clock, work: 30 min, rest: 30 min}";
  }
  std::string details() const override {
    std::string out;
    for (const auto* kind : kinds_) out += (out.empty() ? "" : " ") + kind->name + ": " + kind->help;
    return out;
  }

 private:
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto* kind : kinds_) out.push_back(kind->name);
    return out;
  }
  std::vector<const RestPolicyKind*> kinds_;
};

class FactorTableType final : public Type<FactorTable> {
 public:
  bool read(const Value& value, Reader& reader, FactorTable& out) const override {
    out.clear();
    if (!value.is_map() || value.entries.empty()) return reader.refuse(value, *this);
    bool good = true;
    for (const auto& entry : value.entries) {
      const auto minutes = parse_amount(rules::duration(0, day), entry.key);
      if (!minutes) {
        reader.problems().add(entry.place, "'" + entry.key + "' is no time of work", "a duration such as 30 min");
        good = false;
        continue;
      }
      const Reader::Scope scope(reader, entry.key);
      double factor = 1;
      good = types::factor()->read(entry.value, reader, factor) && good;
      out.emplace_back(minutes->value / 60, factor);
    }
    std::sort(out.begin(), out.end());
    const auto same =
        std::adjacent_find(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
    return same == out.end() ? good : reader.problem(value, "one time stands twice in " + reader.subject());
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", types::factor()->schema()}};
  }
  std::string expected() const override {
    return R"(factors by effective minutes of work, such as {"30 min": 100%, "60 min": 90%})";
  }
};

class SpotType final : public Type<Spot> {
 public:
  bool read(const Value& value, Reader& reader, Spot& out) const override {
    out = {};
    if (value.is_scalar()) return types::station_name()->read(value, reader, out.station.emplace());
    if (!value.is_list() || value.items.size() != 2) return reader.refuse(value, *this);
    const auto x = read_quantity(rules::length(), value.items[0], reader);
    const auto y = read_quantity(rules::length(), value.items[1], reader);
    if (!x || !y) return false;
    out.x = *x;
    out.y = *y;
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"anyOf",
            {{{"type", "string"}},
             {{"type", "array"}, {"items", types::length()->schema()}, {"minItems", 2}, {"maxItems", 2}}}}};
  }
  std::string expected() const override { return "a station of the port, or a point such as [40 m, 22 m]"; }
};

}  // namespace

TypePtr<Rest> rest_type(const Kinds& kinds) {
  return std::make_shared<RestType>(kinds.rest_policies);
}
TypePtr<FactorTable> factor_table_type() {
  return std::make_shared<FactorTableType>();
}
TypePtr<Spot> spot_type() {
  return std::make_shared<SpotType>();
}

TypePtr<Heat> heat_type() {
  return types::one_of<Heat>({{"mild", Heat::mild, "no strain; so it is indoors"},
                              {"warm", Heat::warm, "warm and humid, or hot and dry"},
                              {"hot humid", Heat::hot_humid, "a summer's day, over 28 °C"}});
}

TypePtr<Contraband> scent_type() {
  std::vector<std::tuple<std::string, Contraband, std::string>> words;
  for (std::size_t i = 0; i < contraband_kinds; ++i) words.emplace_back(contraband_words[i + 1], contraband_at(i), "");
  return types::one_of<Contraband>(std::move(words));
}

}  // namespace crossflow
