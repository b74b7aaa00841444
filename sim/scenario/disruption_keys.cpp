// Disruptions: the keys that all have, and beside them one or more effects.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/named_type.hpp"
#include "sim/scenario/port_keys.hpp"

namespace crossflow {
namespace {

/// As written; `from` and `until` of a Disruption count from the first midnight.
struct DisruptionKeys {
  Label label;
  long day = 1;
  Tick from = 0;
  std::optional<Tick> until, lasts;
  std::vector<std::string> ports;
};

std::shared_ptr<const Record<DisruptionKeys>> disruption_record() {
  auto made = std::make_shared<Record<DisruptionKeys>>(
      "disruption", "Something that goes wrong, or is unusual, for a time: a failure, a closure, a crowd.");
  made->optional("label", &DisruptionKeys::label, types::label(), "Its name for readers; its own name unless given.")
      .key("day", &DisruptionKeys::day, types::whole(1, 366), "1", "On which of the scenario's days it begins.")
      .required("from", &DisruptionKeys::from, types::clock(day), "When it begins on that day.")
      .optional("until", &DisruptionKeys::until, types::clock(),
                "When it is over; after 24:00 is on the next day. Either this or 'lasts'.")
      .optional("lasts", &DisruptionKeys::lasts, types::duration(second, 366 * day), "How long it goes on.")
      .optional("ports", &DisruptionKeys::ports, types::list_of(types::name(), 1),
                "Where it is, by name; all ports unless given.")
      .check([](const DisruptionKeys& read, const Value& value, Reader& reader) {
        if (read.until.has_value() == read.lasts.has_value()) {
          reader.problem(value,
                         read.until ? "a disruption with both 'until' and 'lasts'"
                                    : "a disruption that does not say when it is over",
                         read.until ? "one of them" : "'until' or 'lasts'");
        } else if (read.until && *read.until <= read.from) {
          reader.problem(*value.find("until"), "the disruption ends before it begins",
                         "a later time, such as 25:00 for one hour after midnight");
        }
        if (read.day > reader.days)
          reader.problem(*value.find("day"),
                         "day " + std::to_string(read.day) + " of a scenario of " + std::to_string(reader.days) +
                             (reader.days == 1 ? " day" : " days"),
                         "one of its days");
      });
  return made;
}

class DisruptionType final : public Type<Disruption> {
 public:
  explicit DisruptionType(const Kinds& kinds) : common_(disruption_record()), effects_(kinds.effects) {
    for (const auto* kind : effects_) effect_names_.push_back(kind->name);
  }

  bool read(const Value& value, Reader& reader, Disruption& out) const override {
    if (!value.is_map()) return reader.refuse(value, *this);
    auto known = common_->key_names();
    known.insert(known.end(), effect_names_.begin(), effect_names_.end());
    bool good = refuse_unknown_keys(value, known, "a disruption", reader);
    DisruptionKeys keys;
    if (common_->read_fields(&value, reader, keys)) {
      out.label = keys.label;
      out.from = (keys.day - 1) * day + keys.from;
      out.until = keys.lasts ? out.from + *keys.lasts : (keys.day - 1) * day + *keys.until;
      out.ports = keys.ports;
    } else {
      good = false;
    }
    for (const auto* kind : effects_) {
      const Value* found = value.find(kind->name);
      if (found == nullptr) continue;
      const Reader::Scope scope(reader, kind->name);
      out.effects.push_back({found->place, kind, kind->keys->read(*found, reader)});
      good = good && out.effects.back().keys != nullptr;
    }
    if (!good || !out.effects.empty()) return good;
    std::vector<std::string> quoted;
    for (const std::string& name : effect_names_) quoted.push_back("'" + name + "'");
    return reader.problem(value, "the disruption '" + out.name + "' does nothing",
                          "one or more of the keys " + listed(quoted, ", "));
  }

  void write_schema(nlohmann::json& out) const override {
    nlohmann::json map = common_->map_schema();
    nlohmann::json any = nlohmann::json::array();
    for (const auto* kind : effects_) {
      map["properties"][kind->name] = kind->keys->schema();
      map["properties"][kind->name]["description"] = kind->help;
      any.push_back({{"required", {kind->name}}});
    }
    if (!any.empty()) map["anyOf"] = any;
    out = map;
  }
  std::string expected() const override { return "a disruption with 'from', 'until' or 'lasts', and what it does"; }

 private:
  std::shared_ptr<const Record<DisruptionKeys>> common_;
  std::vector<const EffectKind*> effects_;
  std::vector<std::string> effect_names_;
};

}  // namespace

const KeysBase& disruption_keys() {
  static const auto record = disruption_record();
  return *record;
}

TypePtr<std::vector<Disruption>> disruptions_type(const Kinds& kinds) {
  return std::make_shared<NamedType<Disruption>>(std::make_shared<DisruptionType>(kinds), "disruption");
}

}  // namespace crossflow
