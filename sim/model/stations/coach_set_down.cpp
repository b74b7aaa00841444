// Where coaches set their people down: bays in which all get off with their luggage, and from which the coach and each
// of its people go on by themselves.
#include <vector>

#include "sim/model/bank_keys.hpp"
#include "sim/model/kinds.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct SetDownKeys {
  BankKeys bank;
  ByClass<Distribution> alight;
  long doors = 1;
};

class SetDown : public KeyedBank {
 public:
  SetDown(const SetDownKeys& keys, const std::string& task, const Station& station, const Build& build)
      : KeyedBank(keys.bank, station, build),
        alight_(keys.alight, build.scenario().classes.size()),
        doors_(static_cast<double>(keys.doors)),
        draws_(build.draws(task)) {
    for (const TravellerClass& c : build.scenario().classes) gets_off_.push_back(c.kind == EntityKind::traveller);
  }

  void due(Slot slot) override {
    Entity& leader = flow().entity(slot);
    if (leader.phase == Entity::Phase::waiting) {
      KeyedBank::due(slot);
      return;
    }
    if (still_serving(slot)) return;
    end_service(slot);
    leader.checked = true;  // it must not be sent back from people who wait for it
    flow().go_on_singly(slot);
  }

 protected:
  // The bay is taken for the sum over all who come in it; the coach itself and goods take no time.
  double need(const Entity& e) override {
    return gets_off_[e.traveller_class] ? alight_(e, draws_.uniform(e)) / doors_ : 0;
  }

 private:
  SamplerByClass alight_;
  double doors_;
  Draws draws_;
  std::vector<bool> gets_off_;  // by class
};

struct CoachSetDown : BankKind {
  CoachSetDown() {
    name = "coach-set-down";
    help =
        "Bays where coaches, or cars, set their people down. When all have got off, the vehicle and each of its people "
        "go on by themselves: a choice with classes sends them their ways. Authority unless given: none.";
    shape = Shape::bay;
    unit = EntityKind::vehicle;
    server_word = "bay";
    server_kind = ServerKind::bay;
    sets_down = true;
    auto r = std::make_shared<Record<SetDownKeys>>(name, help);
    r->include(&SetDownKeys::bank, bank_keys())
        .key(
            "alight", &SetDownKeys::alight, types::by_class(types::distribution(Measure::duration), Cover::all), "3 s",
            "How long one person takes to get off with luggage, for all or by class. They get off one after the other.")
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
