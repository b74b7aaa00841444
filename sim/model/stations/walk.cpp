// Halls, corridors and the customs green channel: walking time by distance and speed, and room for so many persons.

#include <algorithm>

#include "sim/model/kinds.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct WalkWay {
  double distance = 0;
  std::optional<Distribution> speed;
};

struct WalkStationKeys {
  WalkWay walk;
  std::optional<double> area;
  std::optional<long> space;
};

Distribution usual_speed() {
  return Distribution::normal(1.25, 0.2, 0.3);
}

class WalkNode : public Node {
 public:
  WalkNode(const WalkStationKeys& keys, const std::string& task, const Build& build)
      : distance_(keys.walk.distance),
        speed_(keys.walk.speed.value_or(usual_speed())),
        space_(keys.space.value_or(-1)),
        draws_(build.draws(task)) {
    set_always_admits(space_ < 0);
  }

  bool admits(const Entity& e) const override { return space_ < 0 || inside_ + e.persons <= space_ || inside_ == 0; }

  void enter(Slot slot) override {
    EntityPool& pool = flow().pool();
    Entity& leader = pool[slot];
    leader.phase = Entity::Phase::serving;
    leader.server = no_server;
    inside_ += leader.persons;
    Tick time = 0;  // a party walks at the pace of its slowest
    for (Slot s = slot; s != no_slot; s = pool[s].companion) {
      pool[s].ordinal = leader.ordinal;
      time = std::max(time, ticks_from_seconds(distance_ / speed_(draws_.uniform(pool[s]))));
      flow().emit(EventKind::started, s, id());
    }
    flow().schedule(slot, flow().now() + time);
  }

  void due(Slot slot) override {
    EntityPool& pool = flow().pool();
    pool[slot].phase = Entity::Phase::held;
    for (Slot s = slot; s != no_slot; s = pool[s].companion) flow().emit(EventKind::ended, s, id());
    flow().go_on(slot);
  }

  void released(std::uint16_t /*server*/, std::uint16_t persons) override {
    inside_ -= persons;
    room_again();
  }

 private:
  double distance_;
  Sampler speed_;
  std::int64_t space_;
  Draws draws_;
  std::int64_t inside_ = 0;
};

std::shared_ptr<const Record<WalkWay>> way_keys() {
  auto r = std::make_shared<Record<WalkWay>>("walk", "The way through, and how fast people go.");
  r->required("distance", &WalkWay::distance, types::length(), "Metres from end to end.")
      .optional("speed", &WalkWay::speed, types::distribution(Measure::speed),
                "Speed of a person. Unless said otherwise: normal, mean 1.25 m/s, cv 20%.")
      .check([](const WalkWay& read, const Value& value, Reader& reader) {
        if (read.distance > to_seconds(day) * read.speed.value_or(usual_speed()).mean())
          reader.problem(value, "the way takes more than a day on average", "a walk of at most 24 h");
      });
  return r;
}

struct WalkKind : ModelStationKind {
  WalkKind(std::string kind, std::string about, Shape drawn_as, std::string by) {
    name = std::move(kind);
    help = std::move(about);
    shape = drawn_as;
    authority = std::move(by);
    auto r = std::make_shared<Record<WalkStationKeys>>(name, help);
    r->required("walk", &WalkStationKeys::walk, std::static_pointer_cast<const Type<WalkWay>>(way_keys()),
                "The way through.")
        .optional("area", &WalkStationKeys::area, types::area(), "Floor area, for the crowding that results show.")
        .optional("space", &WalkStationKeys::space, types::whole(1, 1'000'000, "persons"),
                  "Persons that may be inside; when it is full, people are held where they come from.");
    keys = r;
  }
  static const WalkStationKeys& keys_of(const Station& s) { return *static_cast<const WalkStationKeys*>(s.keys.get()); }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<WalkNode>(keys_of(station), task(station), build);
  }
  void describe(const Station& station, StationEntry& entry) const override {
    entry.area_m2 = keys_of(station).area.value_or(0);
    entry.space = keys_of(station).space.value_or(-1);
  }
  std::string task(const Station& station) const override { return "walk at " + station.name; }
};

}  // namespace

const ModelStationKind& hall_kind() {
  static const WalkKind kind("hall", "A hall that people walk through. Authority unless given: none.", Shape::area, "");
  return kind;
}
const ModelStationKind& corridor_kind() {
  static const WalkKind kind("corridor",
                             "A corridor, footbridge or ramp that people walk along. Authority unless given: none.",
                             Shape::path, "");
  return kind;
}
const ModelStationKind& green_channel_kind() {
  static const WalkKind kind(
      "green-channel",
      "The customs channel for those with nothing to declare: a way through. Authority unless given: customs.",
      Shape::path, "customs");
  return kind;
}

}  // namespace crossflow
