// Kiosk lanes: vehicles line up in lanes of so many metres, each before a kiosk of its own.
#include <algorithm>
#include <set>

#include "sim/model/extents.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/service_bank.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

/// Lanes that two stations have in common, and which the plans of both give to one of them at a time.
struct Reversible {
  std::size_t with = 0;
  long lanes = 1;
};

std::shared_ptr<const Record<Reversible>> reversible_keys() {
  auto r = std::make_shared<Record<Reversible>>("reversible lanes", "Lanes that another station has at other times.");
  r->required("with", &Reversible::with, types::station_name(), "The other kiosk lanes.")
      .required("lanes", &Reversible::lanes, types::whole(1, 50'000), "How many lanes of both stations are the same.");
  return r;
}

constexpr double least_length = 3;  // metres

struct KioskKeys {
  ServiceKeys service;
  std::optional<Reversible> reversible;
  std::optional<double> length;
  double gap = 0;
  Tick move_up = 0;
};

class KioskLanes : public ServiceBank {
 public:
  KioskLanes(const KioskKeys& keys, const std::string& task, const Station& station, const Build& build)
      : ServiceBank(keys.service, task, station, build) {
    LaneRules lanes;
    if (keys.length) lanes.length = std::lround(*keys.length * millimetres_in_metre);
    lanes.extents = extents(build.scenario(), keys.gap);
    lanes.move_up = keys.move_up;
    set_lanes(std::move(lanes));
  }
};

struct Kiosks : BankKind {
  Kiosks() {
    name = "kiosk-lanes";
    help =
        "Lanes with a kiosk each, where vehicles are checked with all aboard. A vehicle takes the shortest lane that "
        "has "
        "room; where none has, it is held where it comes from. Authority unless given: immigration.";
    shape = Shape::lane;
    unit = EntityKind::vehicle;
    authority = "immigration";
    server_word = "kiosk";
    server_kind = ServerKind::kiosk;
    auto r = std::make_shared<Record<KioskKeys>>(name, help);
    r->include(&KioskKeys::service, std::shared_ptr<const Record<ServiceKeys>>(service_keys(name, help, unit)))
        .optional("length", &KioskKeys::length, types::length(),
                  "Of a lane, up to its kiosk. All vehicles in it take room, the one at the kiosk included. Without it "
                  "lanes have no end.")
        .key("gap", &KioskKeys::gap, types::length(), "2 m", "From a vehicle in the lane to the next.")
        .key("move up", &KioskKeys::move_up, types::duration(0, hour), "10 s",
             "What the next in the lane takes to come up to the kiosk. The service itself excludes it; who finds the "
             "kiosk free drives up to it at once.")
        .optional(
            "reversible", &KioskKeys::reversible, std::static_pointer_cast<const Type<Reversible>>(reversible_keys()),
            "Lanes that another station has at other times: the plans ('open') of both are checked, so that no lane "
            "is open in both directions.")
        .check([](const KioskKeys& read, const Value& value, Reader& reader) {
          const QueueKeys& queue = read.service.bank.queue;
          if (queue.space)
            reader.problem(*value.find("queue"), "lanes for vehicles with a space in persons", "the length of a lane");
          if (read.length && *read.length < least_length)
            reader.problem(*value.find("length"), "a lane too short for any vehicle", "a length from 3 m");
        });
    keys = r;
  }
  static const KioskKeys& keys_of(const Station& s) { return *static_cast<const KioskKeys*>(s.keys.get()); }
  const BankKeys& bank(const Station& station) const override { return keys_of(station).service.bank; }
  std::optional<double> mean_service(const Station& station, std::size_t entity_class, bool grouped) const override {
    const auto mean = crossflow::mean_service(keys_of(station).service, entity_class, grouped);
    return mean ? std::optional(*mean + to_seconds(keys_of(station).move_up)) : mean;
  }
  std::string task(const Station& station) const override {
    const std::string own = keys_of(station).service.task.value_or("vehicle check");
    const std::string by = authority_of(station);
    return by.empty() ? own : own + " by " + by;
  }
  void validate(const Port& port, const Station& station, Problems& problems) const override {
    const std::optional<Reversible>& shared = keys_of(station).reversible;
    if (!shared) return;
    const Station& other = port.stations[shared->with];
    if (other.kind != this || &other == &station) {
      problems.add(station.place, "lanes of '" + station.name + "' are shared with '" + other.name + "'",
                   "another station of kind kiosk-lanes");
      return;
    }
    const BankKeys& mine = bank(station);
    const BankKeys& others = bank(other);
    if (shared->lanes > std::min(mine.servers, others.servers)) {
      problems.add(station.place, "'" + station.name + "' shares more lanes than both stations have",
                   "at most " + std::to_string(std::min(mine.servers, others.servers)));
      return;
    }
    const long in_all = mine.servers + others.servers - shared->lanes;
    std::set<Tick> times{0};
    const Schedule<long> plans[] = {plan(station), plan(other)};
    for (const Schedule<long>& each : plans)
      for (const auto& [from, n] : each) times.insert(from);
    for (const Tick t : times) {
      const long open = plans[0].empty() ? mine.servers : value_at(plans[0], t);
      const long open_there = plans[1].empty() ? others.servers : value_at(plans[1], t);
      if (open + open_there <= in_all) continue;
      problems.add(station.place,
                   "from " + clock_text(t) + " on " + std::to_string(open) + " lanes of '" + station.name + "' and " +
                       std::to_string(open_there) + " of '" + other.name + "' are open, but " +
                       std::to_string(shared->lanes) + " of them are the same",
                   "plans ('open') with at most " + std::to_string(in_all) + " together");
      return;
    }
  }
  long shared_servers(const Port& port, const Station& station) const override {
    long lanes = keys_of(station).reversible ? keys_of(station).reversible->lanes : 0;
    for (const Station& other : port.stations)
      if (other.kind == this && keys_of(other).reversible &&
          &port.stations[keys_of(other).reversible->with] == &station)
        lanes = std::max(lanes, keys_of(other).reversible->lanes);
    return lanes;
  }
  bool serves(const Station& station, std::size_t entity_class) const override {
    return keys_of(station).service.service.find(entity_class, false) != nullptr;
  }
  void describe(const Station& station, StationEntry& entry) const override {
    BankKind::describe(station, entry);
    entry.line_per_server = true;
    entry.move_up = keys_of(station).move_up;
  }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<KioskLanes>(keys_of(station), task(station), station, build);
  }
};

}  // namespace

const ModelStationKind& kiosk_lanes_kind() {
  static const Kiosks kind;
  return kind;
}

}  // namespace crossflow
