#include "tests/scenario/test_kinds.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include <unistd.h>

#include "sim/scenario/record.hpp"

namespace crossflow::testing {
namespace {

std::shared_ptr<const KeysBase> counter_record() {
  auto queue = std::make_shared<Record<QueueKeys>>("queue", "Where travellers wait.");
  queue->key("space", &QueueKeys::space, types::whole(0, 100'000, "persons"), "100 persons", "How many it holds.")
      .key("shape", &QueueKeys::single,
           types::one_of<bool>({{"single", true, "one for all servers"}, {"per server", false, "one for each server"}}),
           "single", "How it is laid out.")
      .optional("first", &QueueKeys::first, types::list_of(types::class_name()), "Classes that go first.");
  auto made = std::make_shared<Record<CounterKeys>>("counter", "Desks with officers.");
  made->required("servers", &CounterKeys::servers, types::whole(1, 500), "Desks installed.")
      .required("service", &CounterKeys::service, types::by_class(types::distribution(Measure::duration)),
                "The time that one traveller takes.")
      .optional("queue", &CounterKeys::queue, queue, "The queue before it.")
      .optional("open", &CounterKeys::open, types::schedule(types::whole(0, 500)), "Desks open, over the day.")
      .optional("fails to", &CounterKeys::fails_to, types::station_name(), "Where those go whom it cannot clear.")
      .check([](const CounterKeys& keys, const Value& at, Reader& reader) {
        for (const auto& [from, number] : keys.open) {
          if (number <= keys.servers) continue;
          reader.problem(*at.find("open"), "more desks are open than there are",
                         "at most " + std::to_string(keys.servers));
          return;
        }
      });
  return made;
}

std::shared_ptr<const KeysBase> hall_record() {
  auto made = std::make_shared<Record<HallKeys>>("hall", "A floor to walk over.");
  made->key("area", &HallKeys::area, types::area(), "500 m2", "Its floor.")
      .key("walk", &HallKeys::walk, types::distribution(Measure::duration), "1 min", "The time to cross it.");
  return made;
}

std::shared_ptr<const KeysBase> total_record() {
  auto made = std::make_shared<Record<TotalKeys>>("total", "Exactly so many people.");
  made->required("people", &TotalKeys::people, types::class_totals(), "Persons of each class.")
      .required("profile", &TotalKeys::profile, types::by_class(types::profile()), "When they come.");
  return made;
}

std::shared_ptr<const KeysBase> rate_record() {
  auto made = std::make_shared<Record<RateKeys>>("rate", "People that come at random.");
  made->required("mean", &RateKeys::mean, types::schedule(types::rate("persons")), "How many come.")
      .scalar([](const Value& value, Reader& reader,
                 RateKeys& out) { return types::schedule(types::rate("persons"))->read(value, reader, out.mean); },
              "a rate such as 600 persons/h");
  return made;
}

template <class K>
const K* made(const std::string& name, const std::string& help, std::shared_ptr<const KeysBase> keys) {
  static std::vector<std::unique_ptr<K>> kept;
  kept.push_back(std::make_unique<K>());
  kept.back()->name = name;
  kept.back()->help = help;
  kept.back()->keys = std::move(keys);
  return kept.back().get();
}

template <class T>
const T& named(const std::vector<T>& all, const std::string& name) {
  return *std::find_if(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
}

}  // namespace

const Kinds& test_kinds() {
  static const Kinds kinds = {{made<StationKind>("counter", "Desks with officers.", counter_record()),
                               made<StationKind>("hall", "A floor to walk over.", hall_record())},
                              {made<SourceKind>("rate", "People that come at random.", rate_record()),
                               made<SourceKind>("total", "Exactly so many people.", total_record())}};
  return kinds;
}

const CounterKeys& counter_keys(const Scenario& scenario, const std::string& station) {
  return *static_cast<const CounterKeys*>(named(scenario.ports[0].stations, station).keys.get());
}
const HallKeys& hall_keys(const Scenario& scenario, const std::string& station) {
  return *static_cast<const HallKeys*>(named(scenario.ports[0].stations, station).keys.get());
}
const TotalKeys& total_keys(const Scenario& scenario, const std::string& source) {
  return *static_cast<const TotalKeys*>(named(scenario.ports[0].sources, source).keys.get());
}
const RateKeys& rate_keys(const Scenario& scenario, const std::string& source) {
  return *static_cast<const RateKeys*>(named(scenario.ports[0].sources, source).keys.get());
}

std::string good_scenario() {
  return R"(crossflow: 1
title: A small port
date: 2024-10-20
port: {name: lake, hours: "07:00-22:00"}
classes:
  resident: {label: {en: Residents, zh: 居民}, pledge: 98% within 15 min}
  visitor: {}
demand:
  walkers:
    rate: 600 persons/h
    direction: arrival
    route: in
stations:
  desks:
    kind: counter
    authority: immigration
    servers: 4
    service: {resident: {lognormal: {mean: 16 s, cv: 50%}}, otherwise: 30 s}
    queue: {space: 200 persons}
  hall: {kind: hall}
routes:
  in: [hall, desks, leave]
)";
}

Folder::Folder() {
  static int count = 0;
  path_ = (std::filesystem::temp_directory_path() /
           ("crossflow-scenario-" + std::to_string(getpid()) + "-" + std::to_string(++count)))
              .string();
  std::filesystem::create_directories(path_);
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}
std::string Folder::write(const std::string& name, const std::string& text) const {
  const std::filesystem::path file = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}
std::string Folder::without_path(std::string text) const {
  for (std::size_t at = 0; (at = text.find(path_ + "/")) != std::string::npos;) text.erase(at, path_.size() + 1);
  return text;
}

std::string problems_of(const std::string& yaml, const LoadOptions& options) {
  const Folder folder;
  try {
    load_scenario(folder.write("s.yaml", yaml), test_kinds(), options);
  } catch (const InputError& error) {
    return folder.without_path(error.what());
  }
  return {};
}

Scenario scenario_of(const std::string& yaml, const LoadOptions& options) {
  const Folder folder;
  return load_scenario(folder.write("s.yaml", yaml), test_kinds(), options);
}

}  // namespace crossflow::testing
