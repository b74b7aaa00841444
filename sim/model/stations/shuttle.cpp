// Shuttle buses between the port and a place beyond: seats, a fleet, and a shortest time between departures.
#include <algorithm>
#include <deque>
#include <vector>

#include "sim/model/kinds.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct ShuttleKeys {
  long buses = 1;
  long seats = 1;
  long bays = 1;
  Schedule<Tick> headway;
  Distribution cycle = Distribution::constant(0);
  ByClass<Distribution> board;
};

/// People wait in one line for the buses that stand at the bays; each bus takes one after the other. The servers are
/// the buses: one is open while it is at the port, and changing over while it is on its round.
class Shuttle : public Node {
 public:
  Shuttle(const ShuttleKeys& keys, const std::string& task, const Station& station, const Build& build)
      : seats_(static_cast<std::size_t>(keys.seats)),
        bays_(static_cast<std::size_t>(keys.bays)),
        headway_(keys.headway),
        cycle_(keys.cycle),
        rounds_(build.stream(build.scenario().ports[build.port].name + "/" + station.name, "round of a bus")),
        board_(keys.board, build.scenario().classes.size()),
        draws_(build.draws(task)),
        buses_(static_cast<std::size_t>(keys.buses)) {
    for (std::uint16_t bus = 0; bus < buses_.size(); ++bus) here_.push_back(bus);
    set_always_admits(true);
  }

  bool admits(const Entity&) const override { return true; }
  bool single_persons() const override { return true; }

  void enter(Slot slot) override {
    flow().entity(slot).phase = Entity::Phase::waiting;
    flow().emit(EventKind::joined, slot, id());
    line_.push(flow().pool(), slot);
    load();
  }

  // Somebody has boarded.
  void due(Slot slot) override {
    const std::uint16_t number = flow().entity(slot).server;
    buses_[number].boarding = false;
    if (buses_[number].aboard.size() == seats_) {
      depart(number);
    } else if (line_.empty()) {
      depart_by_headway();
    } else {
      load();
    }
  }

  void released(std::uint16_t bus, std::uint16_t persons) override {
    buses_[bus].leaving -= persons;
    if (buses_[bus].leaving == 0) begin_round(bus);
  }

  // Buses may be back, or the headway over.
  void wake() override {
    for (std::uint16_t number = 0; number < buses_.size(); ++number) {
      Bus& bus = buses_[number];
      if (bus.back > flow().now()) continue;
      bus.back = never;
      here_.push_back(number);
      set_state(number, ServerState::open);
    }
    load();
    depart_by_headway();
  }

 private:
  struct Bus {
    std::vector<Slot> aboard;  // and who is boarding, last
    bool boarding = false;
    std::size_t leaving = 0;  // persons who have departed with it and not gone on
    Tick back = never;        // from its round
    std::uint32_t rounds = 0;
  };

  // Buses at the bays, first come first loaded.
  std::size_t at_bays() const { return std::min(bays_, here_.size()); }

  void load() {
    for (std::size_t i = 0; i < at_bays() && !line_.empty(); ++i) {
      Bus& bus = buses_[here_[i]];
      if (bus.boarding || bus.leaving > 0) continue;
      const Slot slot = line_.front();
      line_.remove(flow().pool(), slot);
      Entity& e = flow().entity(slot);
      e.phase = Entity::Phase::serving;
      e.server = here_[i];
      bus.boarding = true;
      bus.aboard.push_back(slot);
      flow().emit(EventKind::started, slot, id(), e.server, static_cast<std::int32_t>(bus.aboard.size()));
      flow().schedule(slot, flow().now() + ticks_from_seconds(board_(e, draws_.uniform(e))));
    }
  }

  // A bus that is not full leaves when nobody waits to board it.
  void depart_by_headway() {
    const auto ready = [this](std::uint16_t bus) { return !buses_[bus].aboard.empty() && !buses_[bus].boarding; };
    for (;;) {
      const auto end = here_.begin() + static_cast<std::ptrdiff_t>(at_bays());
      const auto bus = std::find_if(here_.begin(), end, ready);
      if (bus == end || !line_.empty()) return;
      if (flow().now() < next_) break;
      depart(*bus);
    }
    if (wake_at_ == next_) return;
    wake_at_ = next_;
    flow().wake_node(id(), next_);
  }

  void depart(std::uint16_t number) {
    Bus& bus = buses_[number];
    const std::vector<Slot> aboard = std::exchange(bus.aboard, {});
    bus.leaving = aboard.size();
    next_ = flow().now() + value_at(headway_, flow().now() % day);
    // Whoever got on first ends last: the time of a server is charged to the last to end.
    for (auto slot = aboard.rbegin(); slot != aboard.rend(); ++slot) {
      Entity& e = flow().entity(*slot);
      e.phase = Entity::Phase::held;
      e.failed = false;
      flow().emit(EventKind::ended, *slot, id(), number);
    }
    for (const Slot slot : aboard) flow().go_on(slot);
  }

  void begin_round(std::uint16_t number) {
    Bus& bus = buses_[number];
    here_.erase(std::find(here_.begin(), here_.end(), number));
    set_state(number, ServerState::changing_over);
    bus.back = flow().now() + ticks_from_seconds(cycle_(rounds_.uniform(number, bus.rounds++)));
    flow().wake_node(id(), bus.back);
    load();
  }

  void set_state(std::uint16_t bus, ServerState state) {
    flow().emit(EventKind::server, no_entity, id(), bus, static_cast<std::int32_t>(state));
  }

  std::size_t seats_;
  std::size_t bays_;
  Schedule<Tick> headway_;
  Sampler cycle_;
  Stream rounds_;
  SamplerByClass board_;
  Draws draws_;
  std::vector<Bus> buses_;
  std::deque<std::uint16_t> here_;  // buses at the port, in the order of coming
  Fifo line_;
  Tick next_ = 0;  // departure of a bus that is not full
  Tick wake_at_ = -1;
};

struct ShuttleKind : ModelStationKind {
  ShuttleKind() {
    name = "shuttle";
    help =
        "Shuttle buses to a place beyond the port. People wait in one line; a bus leaves when it is full, or when "
        "somebody is aboard, nobody waits and the headway is over. Authority unless given: none.";
    shape = Shape::bay;
    server_word = "bus";
    rated = false;
    auto r = std::make_shared<Record<ShuttleKeys>>(name, help);
    r->required("buses", &ShuttleKeys::buses, types::whole(1, 10'000), "The fleet.")
        .required("seats", &ShuttleKeys::seats, types::whole(1, 1'000), "Seats of one bus.")
        .key("bays", &ShuttleKeys::bays, types::whole(1, 1'000), "1", "Buses that load at the same time.")
        .required("headway", &ShuttleKeys::headway, types::schedule(types::duration(0, day)),
                  "The shortest time from one departure to the next of a bus that is not full; by time of day, if it "
                  "differs. A full bus leaves at once.")
        .required("cycle", &ShuttleKeys::cycle, types::distribution(Measure::duration),
                  "How long a bus is away, from departing until it is back for the next load.")
        .key("board", &ShuttleKeys::board, types::by_class(types::distribution(Measure::duration), Cover::all), "4 s",
             "How long one person takes to get on, for all or by class. At each bay they get on one after the other.");
    keys = r;
  }
  static const ShuttleKeys& keys_of(const Station& s) { return *static_cast<const ShuttleKeys*>(s.keys.get()); }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<Shuttle>(keys_of(station), task(station), station, build);
  }
  void describe(const Station& station, StationEntry& entry) const override {
    entry.servers = static_cast<std::uint32_t>(keys_of(station).buses);
  }
  std::string task(const Station&) const override { return "getting on the shuttle"; }
};

}  // namespace

const ModelStationKind& shuttle_kind() {
  static const ShuttleKind kind;
  return kind;
}

}  // namespace crossflow
