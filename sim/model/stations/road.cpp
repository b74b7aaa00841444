// Roads: lanes in which vehicles follow one another, so that the first one who cannot go on holds up all behind it.
#include <algorithm>
#include <deque>

#include "sim/model/extents.hpp"
#include "sim/model/kinds.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

constexpr double least_length = 1;  // metres

struct RoadKeys {
  long lanes = 1;
  double length = 0;
  double speed = 0;
  double gap = 0;
  Tick headway = 0;
};

/// A vehicle takes the lane with most room. It is there ("started") from its entering, and done ("ended") when it would
/// be at the end of the road if nobody were before it. From then on it waits for its turn: it leaves as the first of
/// its lane, not sooner than a headway after the one before, and only into a place that has room.
class Road : public Node {
 public:
  Road(const RoadKeys& keys, const Build& build)
      : length_(std::lround(keys.length * millimetres_in_metre)),
        travel_(ticks_from_seconds(keys.length / keys.speed)),
        headway_(keys.headway),
        extents_(extents(build.scenario(), keys.gap)),
        lanes_(static_cast<std::size_t>(keys.lanes)) {}

  bool admits(const Entity& e) const override { return fits(e, roomiest()); }

  void enter(Slot slot) override {
    EntityPool& pool = flow().pool();
    const std::size_t number = roomiest();
    Lane& lane = lanes_[number];
    lane.used += extents_[pool[slot].traveller_class];
    lane.vehicles.push_back({slot, false});
    for (Slot s = slot; s != no_slot; s = pool[s].companion) {
      pool[s].phase = Entity::Phase::serving;
      pool[s].server = static_cast<std::uint16_t>(number);
      flow().emit(EventKind::started, s, id(), no_server, static_cast<std::int32_t>(number));
    }
    flow().schedule(slot, flow().now() + travel_);
  }

  void due(Slot slot) override {
    EntityPool& pool = flow().pool();
    Lane& lane = lanes_[pool[slot].server];
    if (pool[slot].phase == Entity::Phase::serving) {
      pool[slot].phase = Entity::Phase::held;
      for (Slot s = slot; s != no_slot; s = pool[s].companion) flow().emit(EventKind::ended, s, id());
      // All drive at one speed, so it is the first of those still driving.
      const auto mine =
          std::find_if(lane.vehicles.begin(), lane.vehicles.end(), [](const Vehicle& v) { return !v.done; });
      mine->done = true;
      if (mine != lane.vehicles.begin()) {
        const NodeId held_up_by = pool[std::prev(mine)->slot].target;
        if (held_up_by != no_node) flow().note_blocked(slot, held_up_by);
      }
    }
    if (lane.vehicles.front().slot != slot) return;
    if (flow().now() < lane.next_exit) {
      flow().schedule(slot, lane.next_exit);
    } else {
      lane.leaving = extents_[pool[slot].traveller_class];
      lane.leaving_persons = pool[slot].persons;
      flow().go_on(slot);
      hold_up_all_behind(lane, slot);
    }
  }

  void released(std::uint16_t server, std::uint16_t persons) override {
    Lane& lane = lanes_[server];
    lane.leaving_persons = static_cast<std::uint16_t>(lane.leaving_persons - persons);
    if (lane.leaving_persons > 0) return;
    lane.used -= lane.leaving;
    lane.vehicles.pop_front();
    lane.next_exit = flow().now() + headway_;
    if (!lane.vehicles.empty() && lane.vehicles.front().done)
      flow().schedule(lane.vehicles.front().slot, lane.next_exit);
    room_again();
  }

 private:
  struct Vehicle {
    Slot slot;
    bool done;
  };
  struct Lane {
    std::deque<Vehicle> vehicles;
    std::int64_t used = 0;     // millimetres
    std::int32_t leaving = 0;  // millimetres of the first, which goes on
    std::uint16_t leaving_persons = 0;
    Tick next_exit = 0;
  };

  // If the first of a lane could not go on: those who are done wait for the same place.
  void hold_up_all_behind(const Lane& lane, Slot first) {
    if (lane.vehicles.empty() || lane.vehicles.front().slot != first) return;
    const Entity& e = flow().entity(first);
    if (e.phase != Entity::Phase::blocked) return;
    for (const Vehicle& v : lane.vehicles)
      if (v.done) flow().note_blocked(v.slot, e.target);
  }

  // Even the longest vehicle fits into an empty lane.
  bool fits(const Entity& e, std::size_t lane) const {
    return lanes_[lane].used == 0 || lanes_[lane].used + extents_[e.traveller_class] <= length_;
  }
  std::size_t roomiest() const {
    const auto least =
        std::min_element(lanes_.begin(), lanes_.end(), [](const Lane& a, const Lane& b) { return a.used < b.used; });
    return static_cast<std::size_t>(least - lanes_.begin());
  }

  std::int64_t length_;
  Tick travel_, headway_;
  std::vector<std::int32_t> extents_;
  std::vector<Lane> lanes_;
};

struct RoadKind : ModelStationKind {
  RoadKind() {
    name = "road";
    help =
        "A road on which vehicles follow one another: a vehicle that cannot go on holds up all behind it in its lane. "
        "Authority unless given: none.";
    shape = Shape::lane;
    unit = EntityKind::vehicle;

    auto r = std::make_shared<Record<RoadKeys>>(name, help);
    r->key("lanes", &RoadKeys::lanes, types::whole(1, 1000), "1",
           "Lanes side by side; vehicles take the one with most room.")
        .required("length", &RoadKeys::length, types::length(),
                  "From end to end. A full road holds vehicles where they come from.")
        .key("speed", &RoadKeys::speed, types::speed(), "30 km/h", "On an empty road.")
        .key("gap", &RoadKeys::gap, types::length(), "2 m", "From a standing vehicle to the next.")
        .key("headway", &RoadKeys::headway, types::duration(0, hour), "2 s",
             "At least so long between two vehicles that leave a lane: 2 s is 1,800 vehicles an hour.");
    r->check([](const RoadKeys& read, const Value& value, Reader& reader) {
      if (read.length < least_length)
        reader.problem(*value.find("length"), "a road too short for any vehicle", "a length from 1 m");
    });
    keys = r;
  }
  static const RoadKeys& keys_of(const Station& s) { return *static_cast<const RoadKeys*>(s.keys.get()); }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<Road>(keys_of(station), build);
  }
  void describe(const Station&, StationEntry&) const override {}
  std::string task(const Station& station) const override { return "drive on " + station.name; }
};

}  // namespace

const ModelStationKind& road_kind() {
  static const RoadKind kind;
  return kind;
}

}  // namespace crossflow
