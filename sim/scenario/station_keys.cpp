// Stations and sources: the keys that all have, and beside them those of the kind.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/named_type.hpp"
#include "sim/scenario/port_keys.hpp"

namespace crossflow {
namespace {

std::string quoted_names(const std::vector<std::string>& names) {
  return "'" + listed(names, "' or '") + "'";
}

/// The entries of a map whose keys are among some names.
Value only(const Value& map, const std::vector<std::string>& names) {
  Value out = map;
  std::erase_if(out.entries,
                [&](const auto& entry) { return std::find(names.begin(), names.end(), entry.key) == names.end(); });
  return out;
}

class StationType final : public Type<Station> {
 public:
  explicit StationType(const Kinds& kinds) : common_(station_record(kinds)), kinds_(kinds) {}

  bool read(const Value& value, Reader& reader, Station& out) const override {
    if (!value.is_map()) return reader.refuse(value, *this);
    if (value.find("kind") == nullptr) return no_kind(value, reader, out.name);
    const auto common_keys = common_->key_names();
    const bool common_good = common_->read_fields(&value, reader, out);
    if (out.kind == nullptr) return false;
    const auto kind_keys = out.kind->keys->key_names();
    auto known = common_keys;
    known.insert(known.end(), kind_keys.begin(), kind_keys.end());
    const bool all_known = refuse_unknown_keys(value, known, with_article(out.kind->name), reader);
    out.keys = out.kind->keys->read(only(value, kind_keys), reader);
    return common_good && all_known && out.keys != nullptr;
  }

  void write_schema(nlohmann::json& out) const override {
    const nlohmann::json common = common_->map_schema();
    nlohmann::json by_kind = nlohmann::json::array();
    for (const auto* kind : kinds_.stations) {
      nlohmann::json map = common;
      nlohmann::json keys = kind->keys->schema();
      if (keys.contains("anyOf")) keys = keys["anyOf"][1];  // the map, not the short form
      map["properties"].update(keys["properties"]);
      map["properties"]["kind"] = {{"const", kind->name}, {"description", kind->help}};
      for (const auto& key : keys.value("required", nlohmann::json::array())) map["required"].push_back(key);
      const nlohmann::json is_kind = {{"properties", {{"kind", {{"const", kind->name}}}}}, {"required", {"kind"}}};
      by_kind.push_back({{"if", is_kind}, {"then", map}});
    }
    out = {{"type", "object"},
           {"required", {"kind"}},
           {"properties", {{"kind", common.at("properties").at("kind")}}},
           {"allOf", by_kind}};
  }
  std::string expected() const override { return "a station such as {kind: " + kinds_.stations.at(0)->name + ", ...}"; }

 private:
  bool no_kind(const Value& value, Reader& reader, const std::string& name) const {
    for (const auto& entry : value.entries) {
      if (nearest_word(entry.key, {"kind"}).empty()) continue;
      reader.problems().add(entry.place, "unknown key '" + entry.key + "' of a station", {}, "kind");
      return false;
    }
    auto others = reader.names.stations;
    std::erase(others, name);
    const std::string other = nearest_word(name, others);
    std::vector<std::string> kinds;
    for (const auto* kind : kinds_.stations) kinds.push_back("'" + kind->name + "'");
    if (other.empty()) {
      return reader.problem(value, "the station '" + name + "' needs the key 'kind'", listed(kinds));
    }
    return reader.problem(value, "there is no station '" + name + "' yet, and a new one needs the key 'kind'",
                          listed(kinds), other);
  }

  std::shared_ptr<const Record<Station>> common_;
  Kinds kinds_;
};

class SourceType final : public Type<Source> {
 public:
  explicit SourceType(const Kinds& kinds) : common_(source_record()), kinds_(kinds) {
    for (const auto* kind : kinds.sources) kind_names_.push_back(kind->name);
    for (const auto* option : kinds.source_options) option_names_.push_back(option->name);
  }

  bool read(const Value& value, Reader& reader, Source& out) const override {
    if (!value.is_map()) return reader.refuse(value, *this);
    auto known = common_->key_names();
    known.insert(known.end(), kind_names_.begin(), kind_names_.end());
    known.insert(known.end(), option_names_.begin(), option_names_.end());
    bool good = refuse_unknown_keys(value, known, "a source", reader);
    for (const auto* kind : kinds_.sources) {
      if (value.find(kind->name) == nullptr) continue;
      if (out.kind != nullptr) {
        return reader.problem(
            value, "the source '" + out.name + "' has both '" + out.kind->name + "' and '" + kind->name + "'",
            "one of them");
      }
      out.kind = kind;
    }
    if (out.kind == nullptr && good) {
      good = reader.problem(value, "the source '" + out.name + "' does not say how many come",
                            "one of the keys " + quoted_names(kind_names_));
    }
    good = common_->read_fields(&value, reader, out) && good;
    good = read_option(value, reader, out) && good;
    if (out.kind == nullptr) return false;
    const Value& keys = *value.find(out.kind->name);
    const Reader::Scope scope(reader, out.kind->name);
    out.keys = out.kind->keys->read(keys, reader);
    return good && out.keys != nullptr;
  }

  void write_schema(nlohmann::json& out) const override {
    nlohmann::json map = common_->map_schema();
    nlohmann::json one = nlohmann::json::array();
    for (const auto* kind : kinds_.sources) {
      map["properties"][kind->name] = kind->keys->schema();
      map["properties"][kind->name]["description"] = kind->help;
      one.push_back({{"required", {kind->name}}});
    }
    for (const auto* option : kinds_.source_options) {
      map["properties"][option->name] = option->keys->schema();
      map["properties"][option->name]["description"] = option->help;
    }
    map["oneOf"] = one;
    out = map;
  }
  std::string expected() const override {
    return "a source with 'route' and one of the keys " + quoted_names(kind_names_);
  }

 private:
  bool read_option(const Value& value, Reader& reader, Source& out) const {
    for (const auto* option : kinds_.source_options) {
      const Value* keys = value.find(option->name);
      if (keys == nullptr || keys->is_null()) continue;
      if (out.option != nullptr) {
        return reader.problem(
            *keys, "the source '" + out.name + "' has both '" + out.option->name + "' and '" + option->name + "'",
            "one of them");
      }
      out.option = option;
      const Reader::Scope scope(reader, option->name);
      out.option_keys = option->keys->read(*keys, reader);
      if (out.option_keys == nullptr) return false;
    }
    return true;
  }

  std::shared_ptr<const Record<Source>> common_;
  Kinds kinds_;
  std::vector<std::string> kind_names_, option_names_;
};

struct Growth {
  double per_year = 0;
  long from = 0;
};

std::shared_ptr<const Record<Growth>> growth_record() {
  auto made = std::make_shared<Record<Growth>>("growth", "By how much more come from year to year.");
  made->required("per year", &Growth::per_year, types::percent(-0.5, 1), "How much more, such as 3%.")
      .required("from", &Growth::from, types::whole(1900, 2200),
                "The year whose people are as written: in the year after it that much more come.");
  return made;
}

/// Sources by their names, and beside them by how much more come of all of them.
class DemandType final : public Type<std::vector<Source>> {
 public:
  explicit DemandType(const Kinds& kinds)
      : sources_(std::make_shared<SourceType>(kinds), "source", {scale_key, growth_key}), growth_(growth_record()) {}

  bool read(const Value& value, Reader& reader, std::vector<Source>& out) const override {
    DemandScale scale;
    bool good = true;
    if (const Value* factor = value.find(scale_key)) {
      const Reader::Scope scope(reader, scale_key);
      good = factor_->read(*factor, reader, scale.factor);
    }
    if (const Value* growth = value.find(growth_key)) {
      const Reader::Scope scope(reader, growth_key);
      Growth read;
      good = growth_->read(*growth, reader, read) && good;
      scale.growth = read.per_year;
      scale.from = static_cast<int>(read.from);
    }
    Value sources = value;
    std::erase_if(sources.entries, [](const auto& entry) { return entry.key == scale_key || entry.key == growth_key; });
    good = sources_.read(sources, reader, out) && good;
    for (Source& source : out) source.scale = scale;
    return good;
  }
  void write_schema(nlohmann::json& out) const override {
    out = sources_.schema();
    // A pattern holds for the keys of `properties` too.
    const nlohmann::json source = out["patternProperties"].front();
    out["patternProperties"] = {{"^(?!(scale|growth)$)[^/]+$", source}};
    out["properties"] = {{scale_key, factor_->schema()}, {growth_key, growth_->schema()}};
    out["properties"][scale_key]["description"] = "A factor on the people and vehicles of all sources.";
    out["properties"][growth_key]["description"] = growth_->about();
  }
  std::string expected() const override { return sources_.expected(); }
  std::string details() const override {
    return "Beside the sources may stand `scale`, a factor on the people and vehicles of all of them, such as 116%, "
           "and "
           "`growth`, such as {per year: 3%, from: 2024}.";
  }

 private:
  static constexpr const char* scale_key = "scale";
  static constexpr const char* growth_key = "growth";
  NamedType<Source> sources_;
  TypePtr<double> factor_ = types::percent(0.01, 100);
  std::shared_ptr<const Record<Growth>> growth_;
};

}  // namespace

std::shared_ptr<const Record<Station>> station_record(const Kinds& kinds) {
  std::vector<std::tuple<std::string, const StationKind*, std::string>> words;
  for (const auto* kind : kinds.stations) words.emplace_back(kind->name, kind, "");
  auto made = std::make_shared<Record<Station>>("station", "Where something is done to travellers.");
  made->required("kind", &Station::kind, types::one_of<const StationKind*>(std::move(words)), "What the station is.")
      .optional("label", &Station::label, types::label(), "Its name for readers; its own name unless given.")
      .optional(
          "authority", &Station::authority, types::authority(),
          "Whose station it is; a pledge's clock runs until that authority has cleared a traveller. Unless given, "
          "what the kind says.")
      .optional("hours", &Station::hours, types::hours(), "When it is open, where that is less than the port.")
      .optional("place", &Station::floor, types::floor_place(), "Where it stands on the floor, from the upper left.")
      .optional("indoors", &Station::indoors, types::yes_no(),
                "Whether it is air-conditioned, so that the heat outdoors does not tire a dog that works here. Unless "
                "given: where people are served it is, where vehicles are it is not.");
  return made;
}

std::shared_ptr<const Record<Source>> source_record() {
  auto made = std::make_shared<Record<Source>>("source", "Where travellers come from.");
  made->required("route", &Source::route, types::route_name(), "The route that they take.")
      .optional("label", &Source::label, types::label(), "Its name for readers; its own name unless given.")
      .optional("direction", &Source::direction, types::name(),
                "Which way they go, such as arrival; needed as soon as another source has one.")
      .optional("party", &Source::party, types::party(), "How many travel with each other; each alone unless given.")
      .optional("carries", &Source::carries, types::carries(),
                "Of vehicles: who and what is aboard. They move as one until a station sets them down.")
      .optional("maximum flow", &Source::maximum_flow, types::rate("persons"),
                "Lets in no more than this; the rest wait outside and are counted.");
  return made;
}

TypePtr<std::vector<Station>> stations_type(const Kinds& kinds) {
  return std::make_shared<NamedType<Station>>(std::make_shared<StationType>(kinds), "station",
                                              std::vector<std::string>{"leave"});
}

TypePtr<std::vector<Source>> demand_type(const Kinds& kinds) {
  return std::make_shared<DemandType>(kinds);
}

}  // namespace crossflow
