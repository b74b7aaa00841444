// A meeting place: members of a party that parted wait here for each other and go on together.
#include <algorithm>
#include <map>
#include <vector>

#include "sim/model/aboard.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/party.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct RegroupKeys {
  Tick waits = 0;
  std::optional<double> area;
};

class MeetingPoint : public Node {
 public:
  MeetingPoint(Tick waits, const Build& build) : waits_(waits) {
    const Scenario& scenario = build.scenario();
    for (const Port& port : scenario.ports)
      for (const Source& source : port.sources) {
        aboard_.emplace_back();
        if (!source.carries.empty()) aboard_.back().emplace(SourceBuild{scenario, port, source, build.run()});
      }
  }

  bool admits(const Entity&) const override { return true; }

  void enter(Slot slot) override {
    EntityPool& pool = flow().pool();
    std::vector<Slot>& here = waiting_[party_of(pool[slot])];
    for (Slot s = slot; s != no_slot; s = pool[s].companion) {
      flow().emit(EventKind::started, s, id());
      pool[s].phase = Entity::Phase::serving;
      pool[s].node = id();
      pool[s].server = no_server;
      pool[s].step = pool[slot].step;
      pool[s].ordinal = pool[slot].ordinal;
      here.push_back(s);
    }
    const bool all = here.size() == expected(pool[slot]);
    flow().schedule(slot, all ? flow().now() : flow().now() + waits_);
  }

  void due(Slot slot) override {
    EntityPool& pool = flow().pool();
    const auto found = waiting_.find(party_of(pool[slot]));
    std::vector<Slot> members = std::move(found->second);
    waiting_.erase(found);
    std::sort(members.begin(), members.end(),
              [&pool](Slot a, Slot b) { return pool[a].party_offset < pool[b].party_offset; });
    for (std::size_t i = 0; i < members.size(); ++i) {
      Entity& e = pool[members[i]];
      flow().cancel(members[i]);
      e.phase = Entity::Phase::held;
      e.companion = i + 1 < members.size() ? members[i + 1] : no_slot;
      flow().emit(EventKind::ended, members[i], id());
    }
    Entity& leader = pool[members.front()];
    leader.persons = static_cast<std::uint16_t>(members.size());
    leader.step = pool[slot].step;
    flow().go_on(members.front());
  }

  void released(std::uint16_t /*server*/, std::uint16_t /*persons*/) override {}

 private:
  // How many of a party can come here: of those who came in a vehicle neither the vehicle nor its goods.
  std::size_t expected(const Entity& e) const {
    return e.vehicle_party == 0 ? e.party_size : static_cast<std::size_t>(aboard_[e.source]->travellers(e));
  }

  Tick waits_;
  std::vector<std::optional<Aboard>> aboard_;  // by source
  std::map<PartyKey, std::vector<Slot>> waiting_;
};

struct Regroup : ModelStationKind {
  Regroup() {
    name = "regroup";
    help =
        "A meeting place where members of a party that parted wait for each other and go on together. Authority unless "
        "given: none.";
    shape = Shape::area;
    auto r = std::make_shared<Record<RegroupKeys>>(name, help);
    r->key("waits", &RegroupKeys::waits, types::duration(0, day), "30 min",
           "How long those who are here wait for the rest of their party before they go on without it.")
        .optional("area", &RegroupKeys::area, types::area(), "Floor area, for the crowding that results show.");
    keys = r;
  }
  static const RegroupKeys& keys_of(const Station& s) { return *static_cast<const RegroupKeys*>(s.keys.get()); }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<MeetingPoint>(keys_of(station).waits, build);
  }
  void describe(const Station& station, StationEntry& entry) const override {
    entry.area_m2 = keys_of(station).area.value_or(0);
  }
  std::string task(const Station& station) const override { return "meeting at " + station.name; }
};

}  // namespace

const ModelStationKind& regroup_kind() {
  static const Regroup kind;
  return kind;
}

}  // namespace crossflow
