// Bays at which vehicles wait for a detector dog team: a team that is called walks there, and searches one after the
// other while somebody waits.
#include <limits>

#include "sim/model/bank_keys.hpp"
#include "sim/model/dogs/dog_teams.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/service_bank.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct DogSearchKeys {
  QueueKeys queue;
  std::optional<long> bays;
  ByClass<Distribution> search;
  DogTarget target = DogTarget::vehicles;
  Tick longest_wait = hour;
  std::optional<std::string> task;
};

std::size_t index_in_port(const Station& station, const Build& build) {
  return static_cast<std::size_t>(&station - build.scenario().ports[build.port].stations.data());
}

BankKeys bank_keys_of(const DogSearchKeys& keys, std::size_t teams) {
  BankKeys out;
  out.servers = static_cast<long>(teams);
  out.queue = keys.queue;
  out.queue.patience.emplace().otherwise = Distribution::constant(to_seconds(keys.longest_wait));
  out.paces.emplace(teams, 1.0);  // so that each search is asked how long it takes: dogs differ from hour to hour
  return out;
}

/// Its servers are the teams that it may call: one is open while it is there and searches.
class DogBays : public KeyedBank, public DogPost {
 public:
  DogBays(const DogSearchKeys& keys, const std::string& task, const Station& station, const Build& build)
      : KeyedBank(bank_keys_of(keys, build.dogs()->on_call_at(index_in_port(station, build)).size()), station, build),
        index_(index_in_port(station, build)),
        dogs_(*build.dogs()),
        teams_(dogs_.on_call_at(index_)),
        bays_(keys.bays.value_or(std::numeric_limits<long>::max())),
        target_(keys.target),
        search_(keys.search, classes_that_count({&keys.search}, station, build)),
        draws_(build.draws(task)),
        check_draws_(build.draws("check of " + task)),
        risk_(build.risk()) {
    dogs_.add_post(index_, *this);
  }

  void enter(Slot slot) override {
    KeyedBank::enter(slot);
    dogs_.call(index_);
  }

  void due(Slot slot) override {
    const Entity& e = flow().entity(slot);
    if (e.phase == Entity::Phase::waiting) {
      go_on_without(slot);
      return;
    }
    DogActor& team = *teams_[e.server];
    risk_.check(slot, id(), e.server, team.chance(target_), EntityKind::vehicle, check_draws_, team.index() + 1);
    team.ends_search();
    if (waiting() == 0 || !team.goes_on()) set_server(e.server, ServerState::no_officer);
    KeyedBank::due(slot);
  }

  void released(std::uint16_t server, std::uint16_t persons) override {
    if (server == no_server) return;  // it had no team
    DogActor& team = *teams_[server];
    if (team.is_at(index_) && !team.goes_on()) set_server(server, ServerState::no_officer);  // the vehicle was held
    KeyedBank::released(server, persons);
    if (in_use(server) || !team.is_at(index_)) return;
    set_server(server, ServerState::no_officer);
    team.done();
    dogs_.call(index_);
  }

  std::int64_t calls() const override { return waiting() - about_to_take(); }
  long bays() const override { return bays_; }
  void team_comes(std::uint16_t server) override { set_server(server, ServerState::open); }

  void team_is_away(std::uint16_t server) override { set_server(server, ServerState::no_officer); }

 protected:
  double need(const Entity& e) override { return search_.or_nothing(e, draws_.uniform(e)); }
  Tick service_time(double need, std::uint16_t server) override {
    return ticks_from_seconds(need * teams_[server]->begins_search());
  }

 private:
  // Waited so long in vain: goes on by its route, unsearched.
  void go_on_without(Slot slot) {
    take_out(slot);
    Entity& leader = flow().entity(slot);
    leader.phase = Entity::Phase::held;
    leader.server = no_server;
    leader.failed = true;
    leader.failed_at = id();
    for (Slot s = slot; s != no_slot; s = flow().entity(s).companion)
      flow().emit(EventKind::started, s, id(), no_server, leader.persons);
    for (Slot s = slot; s != no_slot; s = flow().entity(s).companion)
      flow().emit(EventKind::ended, s, id(), no_server, 0, static_cast<std::uint8_t>(Outcome::failed));
    flow().go_on(slot);
    room_again();
  }

  std::size_t index_;
  DogTeams& dogs_;
  std::vector<DogActor*> teams_;  // by server
  long bays_;
  DogTarget target_;
  SamplerByClass search_;
  Draws draws_;
  Draws check_draws_;
  Risk& risk_;
};

struct DogSearch : ModelStationKind {
  DogSearch() {
    name = "dog-search";
    help =
        "Bays at which a vehicle waits for a detector dog team. It calls the nearest free team that is on call here, "
        "which walks there, and searches one vehicle after the other while some wait. Its servers are these teams: "
        "waiting for one to come is charged to 'no officer'. An alert is an alarm, which the route can ask about. "
        "Authority unless given: customs.";
    shape = Shape::bay;
    unit = EntityKind::vehicle;
    authority = "customs";
    inspects = true;
    rated = false;  // teams are not there all the time
    server_word = "dog team";
    auto r = std::make_shared<Record<DogSearchKeys>>(name, help);
    r->required("search", &DogSearchKeys::search, types::by_class(types::distribution(Measure::duration)),
                "How long a rested dog takes for one vehicle in mild weather, for all or by class. Who is aboard adds "
                "nothing, unless a time is given for his class by name.")
        .key("target", &DogSearchKeys::target,
             types::one_of<DogTarget>({{"vehicles", DogTarget::vehicles, "cars and coaches"},
                                       {"cargo", DogTarget::cargo, "lorries with their goods"}}),
             "vehicles", "What is searched: which of the dogs' shares of detection hold here.")
        .optional("bays", &DogSearchKeys::bays, types::whole(1, 1'000),
                  "Teams that have room to search at the same time. As many as come, unless given.")
        .optional("queue", &DogSearchKeys::queue, std::static_pointer_cast<const Type<QueueKeys>>(queue_keys()),
                  "Where vehicles wait: 'space' and 'first' alone.")
        .key("longest wait", &DogSearchKeys::longest_wait, types::duration(minute, day), "1 h",
             "Who has waited so long for a team goes on by its route without a search, as one who failed here: a row "
             "with 'failed at' can send it to officers. So nobody stays when no team comes any more.")
        .optional("task", &DogSearchKeys::task, types::text(),
                  "What is done here. Stations with one task draw the same need for the same vehicle.")
        .check([](const DogSearchKeys& read, const Value& value, Reader& reader) {
          if (read.queue.patience || read.queue.balking || read.queue.jockeying ||
              read.queue.shape == QueueKeys::ShapeOf::per_server)
            reader.problem(*value.find("queue"), "vehicles wait for dogs in one line, and for the longest wait",
                           "'space' and 'first' alone");
        });
    keys = r;
  }
  static const DogSearchKeys& keys_of(const Station& s) { return *static_cast<const DogSearchKeys*>(s.keys.get()); }
  bool has_bank() const override { return true; }
  bool may_fail(const Station&) const override { return true; }
  bool serves(const Station& station, std::size_t entity_class) const override {
    return keys_of(station).search.find(entity_class, false) != nullptr;
  }
  std::string task(const Station& station) const override { return keys_of(station).task.value_or("dog search"); }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<DogBays>(keys_of(station), task(station), station, build);
  }
  // How many teams are its servers, the directory asks the port.
  void describe(const Station& station, StationEntry& entry) const override {
    entry.space = keys_of(station).queue.space.value_or(-1);
  }
  void validate(const Port& port, const Station& station, Problems& problems) const override {
    const auto index = static_cast<std::size_t>(&station - port.stations.data());
    if (teams_on_call(port, index) == 0)
      problems.add(station.place, "no dog team is on call at '" + station.name + "'",
                   "a team under 'dog teams' that names it in 'on call at'");
    if (station.hours)
      problems.add(station.place, "'" + station.name + "' has hours, while dog teams come when they are on duty",
                   "the key 'on duty' of the teams");
  }
};

}  // namespace

const ModelStationKind& dog_search_kind() {
  static const DogSearch kind;
  return kind;
}

}  // namespace crossflow
