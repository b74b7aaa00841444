// The descriptions of what stands at the top of a scenario and in a port.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/kinds.hpp"
#include "sim/scenario/network_keys.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/risk_keys.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {

/// A map from names to classes, stations, sources, routes.
TypePtr<std::vector<TravellerClass>> classes_type();
TypePtr<std::vector<Station>> stations_type(const Kinds& kinds);
TypePtr<std::vector<Source>> demand_type(const Kinds& kinds);
TypePtr<std::vector<Route>> routes_type();
TypePtr<std::vector<Disruption>> disruptions_type(const Kinds& kinds);

/// The steps of a route: a list, or a single step. The schema refers to a definition named "steps".
TypePtr<std::vector<Step>> steps_type();
nlohmann::json steps_definition();

/// Problems for a list of steps that does not end in `leave` on every path, or goes on after it.
bool steps_end(const std::vector<Step>& steps, const Value& at, Reader& reader);

/// What every class has, every station has whatever its kind, every source, and every row of a choice.
std::shared_ptr<const Record<TravellerClass>> class_record();
std::shared_ptr<const Record<Station>> station_record(const Kinds& kinds);
std::shared_ptr<const Record<Source>> source_record();
const KeysBase& row_keys();
/// What every disruption has, beside its effects.
const KeysBase& disruption_keys();

/// The keys under `port`.
std::shared_ptr<const Record<Port>> port_head();
/// The keys of one of several ports.
std::shared_ptr<const Record<Port>> port_record(const Kinds& kinds);

struct Results {
  Tick bin = 15 * minute;
  Tick warm_up = 0;
};

/// All keys of a scenario.
struct Document {
  long version = 1;
  Label title;
  Date date;
  long days = 1;
  std::vector<TravellerClass> classes;
  Port port;  ///< the only one, where the scenario has no `ports`
  std::vector<Port> ports;
  Prevalences contraband;
  std::vector<TargetingProfile> targeting;
  std::vector<Disruption> disruptions;
  std::optional<NetworkKeys> network;
  Results results;
  Weather weather;
  DogRules dogs;
  std::string extends;   ///< followed before anything is read
  std::string calendar;  ///< likewise
  std::string note;
  std::string source;
};
std::shared_ptr<const Record<Document>> document_record(const Kinds& kinds);

/// A scenario has one port at its top, or several under `ports`.
void check_form(const Value& root, Reader& reader);

/// Collects the names that a port's map gives to stations and routes.
void know_port(const Value& port, Reader& reader);
/// Collects what must be known before anything is read: names, directions, the date.
void know_document(const Value& root, Reader& reader);

}  // namespace crossflow
