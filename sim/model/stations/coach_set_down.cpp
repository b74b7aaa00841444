// Where coaches set their people down: bays in which they get off with their luggage one after the other. Each goes on
// by himself when he is off, the coach when all are.
#include <algorithm>
#include <vector>

#include "sim/model/bank_keys.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/one_instant.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct SetDownKeys {
  BankKeys bank;
  ByClass<Distribution> alight;
  long doors = 1;
};

/// To the bank a coach's service is nothing: when it is due the coach has just taken its bay, and its party parts. Then
/// each of them is due once more, when his time has come; the bay is free when the last has gone on.
class SetDown : public KeyedBank {
 public:
  SetDown(const SetDownKeys& keys, const std::string& task, const Station& station, const Build& build)
      : KeyedBank(keys.bank, station, build),
        alight_(keys.alight, build.scenario().classes.size()),
        doors_(static_cast<double>(keys.doors)),
        draws_(build.draws(task)),
        order_(build.draws("place among those who get off")),
        getting_off_(static_cast<std::size_t>(keys.bank.servers), 0) {
    for (const TravellerClass& c : build.scenario().classes) kinds_.push_back(c.kind);
  }

  void due(Slot slot) override {
    const Entity& e = flow().entity(slot);
    if (e.phase == Entity::Phase::waiting) return KeyedBank::due(slot);
    std::uint16_t& left = getting_off_[e.server];
    if (left == 0) return begin(slot);
    if (kinds_[e.traveller_class] == EntityKind::vehicle && still_serving(slot)) return;
    --left;
    end_service(slot);
    flow().go_on(slot);
  }

 protected:
  double need(const Entity& /*entity*/) override { return 0; }

 private:
  bool gets_off(const Entity& e) const { return kinds_[e.traveller_class] == EntityKind::traveller; }

  void begin(Slot leader) {
    const std::vector<Slot> party = flow().separate(leader);
    Entity& first = flow().entity(leader);
    first.checked = true;  // it must not be sent back from people who wait for it
    const std::uint16_t server = first.server;
    getting_off_[server] = static_cast<std::uint16_t>(party.size());
    std::vector<Slot> people, rest;
    for (const Slot s : party) (gets_off(flow().entity(s)) ? people : rest).push_back(s);
    Tick off = flow().now();
    for (const Slot s : in_drawn_order(people)) {
      const Entity& e = flow().entity(s);
      off += service_time(alight_(e, draws_.uniform(e)) / doors_, server);
      flow().schedule(s, off);
    }
    for (const Slot s : rest) flow().schedule(s, off);  // the coach itself and goods
  }

  std::vector<Slot> in_drawn_order(const std::vector<Slot>& people) {
    std::vector<std::uint8_t> classes;
    std::vector<std::uint32_t> draws;
    for (const Slot s : people) {
      classes.push_back(flow().entity(s).traveller_class);
      draws.push_back(order_.bits(flow().entity(s)));
    }
    const std::vector<std::uint32_t> places = places_of_one_instant(classes, draws);
    std::vector<std::pair<std::uint32_t, Slot>> order;
    for (std::size_t i = 0; i < people.size(); ++i) order.emplace_back(places[i], people[i]);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Slot> out;
    for (const auto& [place, slot] : order) out.push_back(slot);
    return out;
  }

  SamplerByClass alight_;
  double doors_;
  Draws draws_, order_;
  std::vector<EntityKind> kinds_;           // by class
  std::vector<std::uint16_t> getting_off_;  // by bay: of those who came, who is not off; the coach too
};

struct CoachSetDown : BankKind {
  CoachSetDown() {
    name = "coach-set-down";
    help =
        "Bays where coaches, or cars, set their people down. Each goes on by himself as soon as he is off, the vehicle "
        "when all are: a choice with classes sends them their ways. The bay is free when all have gone on. Authority "
        "unless given: none.";
    shape = Shape::bay;
    unit = EntityKind::vehicle;
    server_word = "bay";
    server_kind = ServerKind::bay;
    sets_down = true;
    auto r = std::make_shared<Record<SetDownKeys>>(name, help);
    r->include(&SetDownKeys::bank, bank_keys())
        .key("alight", &SetDownKeys::alight, types::by_class(types::distribution(Measure::duration), Cover::all), "3 s",
             "How long one person takes to get off with luggage, for all or by class. They get off one after the "
             "other, in an order that is drawn.")
        .key("doors", &SetDownKeys::doors, types::whole(1, 10), "1",
             "Doors at which they get off: with two it takes half the time.");
    keys = r;
  }
  static const SetDownKeys& keys_of(const Station& s) { return *static_cast<const SetDownKeys*>(s.keys.get()); }
  const BankKeys& bank(const Station& station) const override { return keys_of(station).bank; }
  std::string task(const Station&) const override { return "getting off"; }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<SetDown>(keys_of(station), task(station), station, build);
  }
};

}  // namespace

const ModelStationKind& coach_set_down_kind() {
  static const CoachSetDown kind;
  return kind;
}

}  // namespace crossflow
