// Where people get on their coach again: bays, and a platform on which they wait until their coach stands in one.
#include <algorithm>
#include <map>
#include <vector>

#include "sim/kernel/bank.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/party.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct PickUpKeys {
  long servers = 1;
  ByClass<Distribution> board;
  Tick grace = 0;
};

/// Coaches queue for bays as in any bank; their people are on the platform, which has room for all, and are nobody's
/// service until the coach takes them along. To the bank a coach's service is nothing: when it is due the coach has
/// just taken its bay, and it is due a second time when it leaves.
class PickUp : public Bank {
 public:
  PickUp(const PickUpKeys& keys, const std::string& task, const Build& build)
      : Bank(static_cast<std::uint32_t>(keys.servers), rules()),
        board_(keys.board, build.scenario().classes.size()),
        grace_(keys.grace),
        draws_(build.draws(task)),
        bays_(static_cast<std::size_t>(keys.servers)) {
    for (const TravellerClass& c : build.scenario().classes) is_vehicle_.push_back(c.kind == EntityKind::vehicle);
  }

  void enter(Slot slot) override {
    if (is_vehicle_[flow().entity(slot).traveller_class]) {
      Bank::enter(slot);
      return;
    }
    const Entity leader = flow().entity(slot);
    for (Slot s = slot; s != no_slot;) {
      Entity& e = flow().entity(s);
      const Slot following = e.companion;
      e.companion = no_slot;
      e.persons = 1;
      e.node = id();
      e.server = no_server;
      e.step = leader.step;
      e.ordinal = leader.ordinal;
      come_back(s);
      s = following;
    }
  }

  void due(Slot slot) override {
    const Entity& e = flow().entity(slot);
    if (!is_vehicle_[e.traveller_class]) {
      pass_by(slot);
    } else if (bays_[e.server].coach != slot) {
      take_bay(slot);
    } else {
      depart(slot);
    }
  }

  void released(std::uint16_t server, std::uint16_t persons) override {
    if (server == no_server) return;
    Bay& bay = bays_[server];
    bay.leaving = static_cast<std::uint16_t>(bay.leaving - persons);
    if (bay.leaving == 0) Bank::released(server, bay.came);
  }

 protected:
  double need(const Entity& /*entity*/) override { return 0; }

 private:
  struct Bay {
    Slot coach = no_slot;       // that waits for its people here
    std::uint16_t came = 0;     // it and those who came in it
    std::uint16_t leaving = 0;  // it and those who leave in it, of whom some have not gone on
  };
  /// A coach in its bay, or not yet here; and those of its people who are here.
  struct Party {
    Slot coach = no_slot;
    Tick latest = 0;    // when it leaves without those who are not back
    Tick on_board = 0;  // when all who are back have boarded
    std::vector<Slot> back;
  };

  static QueueRules rules() {
    QueueRules rules;
    rules.parties_count_one = true;
    return rules;
  }

  void come_back(Slot slot) {
    Entity& e = flow().entity(slot);
    const PartyKey key = party_of(e);
    if (const auto late = left_behind_.find(key); late != left_behind_.end()) {
      if (--late->second == 0) left_behind_.erase(late);
      flow().leave_queue(slot, Leaving::left_behind);
      return;
    }
    e.phase = Entity::Phase::serving;
    flow().emit(EventKind::started, slot, id());
    if (e.vehicle_party == 0) {
      flow().schedule(slot, flow().now());
      return;
    }
    Party& party = parties_[key];
    party.back.push_back(slot);
    if (party.coach == no_slot) return;
    board(party, slot);
    plan_departure(party);
  }

  // Who came in no vehicle waits for none.
  void pass_by(Slot slot) {
    flow().entity(slot).phase = Entity::Phase::held;
    flow().emit(EventKind::ended, slot, id());
    flow().go_on(slot);
  }

  void take_bay(Slot coach) {
    EntityPool& pool = flow().pool();
    Entity& e = pool[coach];
    bays_[e.server] = {coach, e.persons, 0};
    Party& party = parties_[party_of(e)];
    party.coach = coach;
    party.latest = flow().now() + grace_;
    party.on_board = flow().now();
    for (const Slot s : party.back) board(party, s);
    for (Slot s = e.companion; s != no_slot; s = pool[s].companion) {  // they never got off
      pool[s].server = e.server;
      party.back.push_back(s);
    }
    plan_departure(party);
  }

  // One after the other, in the order of coming.
  void board(Party& party, Slot slot) {
    const Entity& e = flow().entity(slot);
    party.on_board = std::max(party.on_board, flow().now()) + ticks_from_seconds(board_(e, draws_.uniform(e)));
  }

  void plan_departure(const Party& party) {
    const bool complete = party.back.size() + 1 == flow().entity(party.coach).party_size;
    flow().schedule(party.coach, complete ? party.on_board : std::max(party.on_board, party.latest));
  }

  void depart(Slot coach) {
    EntityPool& pool = flow().pool();
    Entity& e = pool[coach];
    auto party = parties_.extract(party_of(e));
    std::vector<Slot>& back = party.mapped().back;
    std::sort(back.begin(), back.end(),
              [&pool](Slot a, Slot b) { return pool[a].party_offset < pool[b].party_offset; });
    e.phase = Entity::Phase::held;
    e.failed = false;
    e.persons = static_cast<std::uint16_t>(1 + back.size());
    flow().emit(EventKind::ended, coach, id(), e.server);
    Slot last = coach;
    for (const Slot s : back) {
      flow().emit(EventKind::ended, s, id(), pool[s].server);
      pool[last].companion = s;
      last = s;
    }
    pool[last].companion = no_slot;
    if (e.persons < e.party_size) left_behind_[party.key()] = static_cast<std::uint16_t>(e.party_size - e.persons);
    bays_[e.server].coach = no_slot;
    bays_[e.server].leaving = e.persons;
    flow().go_on(coach);
  }

  SamplerByClass board_;
  Tick grace_;
  Draws draws_;
  std::vector<bool> is_vehicle_;  // by class
  std::vector<Bay> bays_;
  std::map<PartyKey, Party> parties_;
  // How many may still come after their coach has gone. Stays for the few coaches one of whose people left the port
  // elsewhere.
  std::map<PartyKey, std::uint16_t> left_behind_;
};

struct CoachPickUp : ModelStationKind {
  CoachPickUp() {
    name = "coach-pick-up";
    help =
        "Bays where people get on the coach, or car, that they came in. It leaves with all of them, or after the grace "
        "with those who are back; who comes later is left behind. Authority unless given: none.";
    shape = Shape::bay;
    unit = EntityKind::vehicle;
    server_word = "bay";
    rated = false;
    picks_up = true;
    auto r = std::make_shared<Record<PickUpKeys>>(name, help);
    r->key("servers", &PickUpKeys::servers, types::whole(1, 50'000), "1", "Bays.")
        .key("board", &PickUpKeys::board, types::by_class(types::distribution(Measure::duration), Cover::all), "4 s",
             "How long one person takes to get on, for all or by class. They get on one after the other.")
        .key("grace", &PickUpKeys::grace, types::duration(0, day), "30 min",
             "How long a coach stays in its bay for those who are not back. It never leaves while somebody is getting "
             "on.");
    keys = r;
  }
  static const PickUpKeys& keys_of(const Station& s) { return *static_cast<const PickUpKeys*>(s.keys.get()); }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<PickUp>(keys_of(station), task(station), build);
  }
  void describe(const Station& station, StationEntry& entry) const override {
    entry.servers = static_cast<std::uint32_t>(keys_of(station).servers);
  }
  std::string task(const Station&) const override { return "getting on"; }
};

}  // namespace

const ModelStationKind& coach_pick_up_kind() {
  static const CoachPickUp kind;
  return kind;
}

}  // namespace crossflow
