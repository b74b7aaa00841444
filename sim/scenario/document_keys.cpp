// The top of a scenario: its keys, classes and ports.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/scenario/distribution_type.hpp"
#include "sim/scenario/dog_keys.hpp"
#include "sim/scenario/named_type.hpp"
#include "sim/scenario/network_keys.hpp"
#include "sim/scenario/people_keys.hpp"
#include "sim/scenario/port_keys.hpp"
#include "sim/scenario/quantity.hpp"

namespace crossflow {
namespace {

constexpr long format_version = 1;

class VersionType final : public Type<long> {
 public:
  bool read(const Value& value, Reader& reader, long& out) const override {
    const auto version = value.is_scalar() ? parse_amount(rules::whole(1, 1000, ""), value.scalar) : std::nullopt;
    if (!version) return reader.refuse(value, *this);
    out = static_cast<long>(version->value);
    return out == format_version ||
           reader.problem(value, "this scenario is of format " + value.scalar + ", which is newer than this program",
                          "format 1; a newer Crossflow reads it");
  }
  void write_schema(nlohmann::json& out) const override { out = {{"const", format_version}}; }
  std::string expected() const override { return "1, the version of the format"; }
};

/// One of several ports: knows its own stations and routes while it is read.
class PortType final : public Type<Port> {
 public:
  explicit PortType(std::shared_ptr<const Record<Port>> record) : record_(std::move(record)) {}
  bool read(const Value& value, Reader& reader, Port& out) const override {
    know_port(value, reader);
    if (const Value* extends = value.find("extends"))  // files have been followed: this one came by --set
      return reader.problem(*extends, "a port cannot be taken from a file by --set", "'extends' in the scenario");
    return record_->read(value, reader, out);
  }
  /// Of a port taken from a file only what differs is said.
  void write_schema(nlohmann::json& out) const override {
    const nlohmann::json whole = record_->schema();
    nlohmann::json partial = {{"type", "object"}, {"additionalProperties", false}};
    for (const auto& [key, value] : whole["properties"].items())
      partial["properties"][key] = {{"description", value.value("description", "")}};
    out = {{"if", {{"required", {"extends"}}}}, {"then", std::move(partial)}, {"else", whole}};
  }
  std::string expected() const override { return record_->expected(); }
  const KeysBase* record() const override { return record_.get(); }

 private:
  std::shared_ptr<const Record<Port>> record_;
};

// Wrong words are found when the class is read.
EntityKind written_kind(const Value& of_class) {
  const Value* kind = of_class.is_map() ? of_class.find("kind") : nullptr;
  if (kind == nullptr || !kind->is_scalar()) return EntityKind::traveller;
  return kind->scalar == "vehicle"       ? EntityKind::vehicle
         : kind->scalar == "consignment" ? EntityKind::consignment
                                         : EntityKind::traveller;
}

std::vector<std::string> sorted_keys(const Value* map) {
  auto keys = map == nullptr ? std::vector<std::string>() : map->keys();
  std::sort(keys.begin(), keys.end());
  return keys;
}

/// Words that a class may not be called, since both may be keys of one map.
std::vector<std::string> reserved_class_names() {
  std::vector<std::string> words = distribution_families();
  words.insert(words.end(), annotated_keys().begin(), annotated_keys().end());
  words.insert(words.end(), {compound::in_group, compound::otherwise, "table", "where", "days", "columns", "column"});
  return words;
}

void add_head(Record<Port>& record) {
  record.optional("label", &Port::label, types::label(), "Its name for readers; its own name unless given.")
      .key("hours", &Port::hours, types::hours(30 * hour), "00:00-24:00", "When it is open.")
      .key("at closing", &Port::at_closing,
           types::one_of<AtClosing>(
               {{"clear those inside", AtClosing::clear_inside,
                 "those inside are cleared, the line outside is not let in"},
                {"turn back the queue", AtClosing::turn_back_queue, "who is not being served by then goes back"},
                {"extend until empty", AtClosing::extend,
                 "the doors stay open until nobody waits outside, then those inside are cleared"}}),
           "clear those inside", "What happens to people when the port closes.");
}

/// Where several ports may stand instead, the keys are asked for by check_form.
void add_body(Record<Port>& record, const Kinds& kinds, bool required) {
  const auto add = [&](const std::string& name, auto member, auto type, const std::string& help) {
    if (required) {
      record.required(name, member, type, help);
    } else {
      record.optional(name, member, type, help);
    }
  };
  add("demand", &Port::sources, demand_type(kinds), "Who comes, and when.");
  add("stations", &Port::stations, stations_type(kinds), "What stands in the port.");
  add("routes", &Port::routes, routes_type(), "The ways through the stations.");
  record.optional("dog teams", &Port::dog_teams, dog_teams_type(kinds), "Detector dog teams, each by its name.")
      .optional("officers", &Port::pools, pools_type(), "Pools of officers, each by its name.")
      .optional("officers walk", &Port::officer_walks, types::list_of<OfficerWalk>(officer_walk_record()),
                "How long officers walk between halls; no time between those of which nothing is said.")
      .optional("contra-flow", &Port::contra_flows, contra_flows_type(),
                "Desks that can face either of two stations, each group of them by its name.")
      .optional("supervisors", &Port::supervisors, supervisors_type(kinds),
                "Who looks at queues and gives orders, each by a name.");
}

}  // namespace

void check_form(const Value& map, Reader& reader) {
  const bool several = map.find("ports") != nullptr;
  const std::vector<std::string> needed = {"port", "demand", "stations", "routes"};
  for (const std::string key : {"port", "demand", "stations", "routes", "dog teams", "officers", "officers walk",
                                "contra-flow", "supervisors"}) {
    const Value* value = map.find(key);
    if (!several && std::find(needed.begin(), needed.end(), key) == needed.end()) continue;
    if (several && value != nullptr) {
      reader.problem(*value, "'" + key + "' cannot stand beside 'ports'", "it inside of a port");
    } else if (!several && value == nullptr && !reader.was_meant(key)) {
      reader.problem(map, "a scenario needs the key '" + key + "'",
                     key == "port" ? "'port', or 'ports' with several" : "");
    }
  }
}

std::shared_ptr<const Record<TravellerClass>> class_record() {
  auto made = std::make_shared<Record<TravellerClass>>("class", "A class of traveller, of vehicle, or of consignment.");
  made->optional("label", &TravellerClass::label, types::label(), "Its name for readers; its own name unless given.")
      .key("kind", &TravellerClass::kind,
           types::one_of<EntityKind>({{"traveller", EntityKind::traveller, "a person"},
                                      {"vehicle", EntityKind::vehicle, "what people and consignments travel in"},
                                      {"consignment", EntityKind::consignment, "goods that are cleared as one"}}),
           "traveller", "What it is; travellers, vehicles and consignments are counted apart.")
      .optional("length", &TravellerClass::length, types::length(), "Of a vehicle, from bumper to bumper: 1 m to 50 m.")
      .optional("pledge", &TravellerClass::pledge, types::pledge(), "The time promised, and to what share of them.")
      .key("pledge ends", &TravellerClass::pledge_end,
           types::one_of<PledgeEnd>({{"cleared", PledgeEnd::cleared, "once the authority has cleared the traveller"},
                                     {"called", PledgeEnd::called, "once its last officer or gate has called them"}}),
           "cleared", "When the pledge's clock stops.")
      .check([](const TravellerClass& read, const Value& value, Reader& reader) {
        if (read.kind == EntityKind::vehicle && !read.length)
          reader.problem(value, "a vehicle without a length", "its length, such as length: 5 m");
        if (read.kind != EntityKind::vehicle && read.length)
          reader.problem(*value.find("length"), "a length of what is no vehicle", "kind: vehicle");
        if (read.kind == EntityKind::vehicle && read.length && (*read.length < 1 || *read.length > 50))
          reader.problem(*value.find("length"), fmt::format("a vehicle of {:g} m", *read.length),
                         "a length from 1 m to 50 m");
      })
      .scalar([](const Value& value, Reader& reader,
                 TravellerClass& out) { return types::label()->read(value, reader, out.label); },
              "its label");
  return made;
}

TypePtr<std::vector<TravellerClass>> classes_type() {
  return std::make_shared<NamedType<TravellerClass>>(class_record(), "class", reserved_class_names());
}

std::shared_ptr<const Record<Port>> port_head() {
  auto made = std::make_shared<Record<Port>>("port", "The control point.");
  made->required("name", &Port::name, types::name(), "Its name. Draws hang on it, so keep it when all else changes.");
  add_head(*made);
  return made;
}

std::shared_ptr<const Record<Port>> port_record(const Kinds& kinds) {
  auto made = std::make_shared<Record<Port>>("port", "One of several control points.");
  made->optional("extends", &Port::extends, types::text(),
                 "A scenario of one port of this name, as seen from this file's folder, from which its label, hours, "
                 "demand, stations, routes and classes are taken; beside it stands what differs.");
  add_head(*made);
  add_body(*made, kinds, true);
  return made;
}

std::shared_ptr<const Record<Document>> document_record(const Kinds& kinds) {
  auto results = std::make_shared<Record<Results>>("results", "What results hold.");
  results->key("bin", &Results::bin, types::duration(minute, day), "15 min", "The length of the bins of series.")
      .key("warm-up", &Results::warm_up, types::duration(0, 60 * day), "0 min",
           "Left out at the beginning, while a port that never closes fills up from empty: waits, pledges and queues "
           "are "
           "of those who came later, people and goods are counted whole. Whole half-hours.")
      .check([](const Results& read, const Value& value, Reader& reader) {
        const Value* written = value.find("warm-up");
        if (written == nullptr) return;
        if (read.warm_up % (30 * minute) != 0)
          reader.problem(*written, "a warm-up of " + duration_text(read.warm_up), "whole half-hours, such as 6 h");
        if (read.warm_up >= reader.days * day)
          reader.problem(*written, "the warm-up leaves nothing", "less than the days that are simulated");
      });
  auto body = std::make_shared<Record<Port>>("scenario", "");
  add_body(*body, kinds, false);
  auto made = std::make_shared<Record<Document>>("scenario", "A scenario: ports and days.");
  made->required("crossflow", &Document::version, std::make_shared<VersionType>(), "The version of the format.")
      .optional("extends", &Document::extends, types::text(),
                "Another scenario, as seen from this file's folder, of which this one says only what differs.")
      .optional("title", &Document::title, types::label(),
                "What readers see first. `{date}` stands for the date, or the dates.")
      .required("date", &Document::date, types::date(), "The first day.")
      .key("days", &Document::days, types::whole(1, 366), "1", "How many days are simulated, one after the other.")
      .optional("calendar", &Document::calendar, types::text(),
                "A table of holidays and festivals, as seen from this file's folder, from which follows what kinds of "
                "day a date is: for values with 'by day'.")
      .required("classes", &Document::classes, classes_type(), "The kinds of traveller.")
      .optional("port", &Document::port, port_head(), "The control point.")
      .include(&Document::port, std::shared_ptr<const Record<Port>>(body))
      .optional("ports", &Document::ports,
                std::make_shared<NamedType<Port>>(std::make_shared<PortType>(port_record(kinds)), "port"),
                "Several control points, each by its name with its own demand, stations and routes.")
      .optional("contraband", &Document::contraband, contraband_type(),
                "What customs looks for, by kind: drugs, explosives, banknotes, firearms, tobacco, other.")
      .optional("targeting", &Document::targeting, targeting_type(),
                "Who is picked for a check: profiles by name, for rows of choices with 'targeted by'.")
      .optional("disruptions", &Document::disruptions, disruptions_type(kinds),
                "What goes wrong, or is unusual, for a time; each by its name.")
      .optional("network", &Document::network, network_record(),
                "Of several ports: how people choose where to cross. Without it each keeps to the port he means.")
      .optional("results", &Document::results, results, "What results hold.")
      .optional("weather", &Document::weather, weather_record(), "How hot it is.")
      .optional("dogs", &Document::dogs, dog_rules_record(kinds), "What holds for all detector dog teams.")
      .optional("note", &Document::note, types::text(), "Anything a reader should know.")
      .optional("source", &Document::source, types::text(), "Where the figures come from.");
  return made;
}

void know_port(const Value& port, Reader& reader) {
  reader.names.stations = sorted_keys(port.find("stations"));
  reader.names.routes = sorted_keys(port.find("routes"));
  reader.names.pools = sorted_keys(port.find("officers"));
  check_officer_walks(port, reader);
}

void know_document(const Value& root, Reader& reader) {
  reader.names.classes = sorted_keys(root.find("classes"));
  reader.names.class_kinds.clear();
  for (const std::string& name : reader.names.classes)
    reader.names.class_kinds.push_back(written_kind(*root.find("classes")->find(name)));
  std::vector<const Value*> ports = {&root};
  if (const Value* several = root.find("ports")) {
    reader.names.several_ports = true;
    for (const auto& entry : several->entries) ports.push_back(&entry.value);
  }
  std::set<std::string> directions;
  for (const Value* port : ports) {
    const Value* demand = port->find("demand");
    if (demand == nullptr) continue;
    for (const auto& source : demand->entries) {
      const Value* direction = source.value.find("direction");
      if (direction != nullptr && direction->is_scalar()) directions.insert(direction->scalar);
    }
  }
  reader.names.targeting = sorted_keys(root.find("targeting"));
  reader.names.directions.assign(directions.begin(), directions.end());
  know_port(root, reader);
  if (const Value* date = root.find("date")) parse_date(date->scalar, reader.date);
  if (const Value* days = root.find("days")) {
    if (const auto amount = parse_amount(rules::whole(1, 366, ""), days->scalar))
      reader.days = static_cast<int>(amount->value);
  }
}

}  // namespace crossflow
