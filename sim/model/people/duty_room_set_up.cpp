// Who is on duty when, and what posts there are: before the run.
#include <algorithm>
#include <tuple>

#include "sim/model/people/duty_room.hpp"
#include "sim/model/people/roster.hpp"

namespace crossflow {

DutyRoom::DutyRoom(const Scenario& scenario, std::size_t port, const RunKey& run, std::size_t first_officer,
                   FlowPlane& flow, const std::vector<std::shared_ptr<ServerStates>>& servers, DogTeams* dogs)
    : flow_(flow), port_(scenario.ports[port]), first_officer_(first_officer), bell_(flow) {
  add_officers(scenario, port, run);
  add_posts(servers);
  if (dogs != nullptr) add_dogs(*dogs);
  std::stable_sort(posts_.begin(), posts_.end(), [](const Post& a, const Post& b) {
    return std::tie(a.keys.rank, a.index, a.station) < std::tie(b.keys.rank, b.index, b.station);
  });
  add_walks();
}

std::uint32_t DutyRoom::skill(const std::string& name) {
  const auto [known, added] = skills_.emplace(name, static_cast<std::uint32_t>(skills_.size()));
  CROSSFLOW_CHECK(known->second < 64, "more skills in a port than are counted");
  return known->second;
}

std::size_t DutyRoom::hall(const std::string& name) {
  return halls_.emplace(name, halls_.size()).first->second;
}

void DutyRoom::add_officers(const Scenario& scenario, std::size_t port, const RunKey& run) {
  for (const Officer& described : make_roster(scenario, port, run)) {
    OfficerOnDuty& officer = officers_.emplace_back();
    officer.pool = described.pool;
    for (const std::string& name : port_.pools[described.pool].skills)
      officer.skills |= std::uint64_t{1} << skill(name);
    officer.pace = described.pace;
    officer.reserve = described.reserve;
    for (const Duty& duty : described.duties)
      if (!duty.absent) officer.add({duty.from, duty.until, duty.breaks, duty.at});
  }
}

void DutyRoom::add_posts(const std::vector<std::shared_ptr<ServerStates>>& servers) {
  for (std::size_t s = 0; s < port_.stations.size(); ++s) {
    const auto* kind = dynamic_cast<const BankKind*>(&kind_of(port_.stations[s]));
    if (kind == nullptr || !kind->bank(port_.stations[s]).post) continue;
    const PostKeys& keys = *kind->bank(port_.stations[s]).post;
    ServerStates& states = *servers[s];
    auto* bank = dynamic_cast<KeyedBank*>(&states.bank());
    const auto each = static_cast<std::uint16_t>(keys.servers);
    for (std::uint16_t first = 0; first < states.servers(); first = static_cast<std::uint16_t>(first + each)) {
      Post& post = posts_.emplace_back();
      post.keys = keys;
      post.skill = skill(keys.skill);
      post.hall = hall(keys.hall);
      post.station = s;
      post.index = first / each;
      const auto last = static_cast<std::uint16_t>(std::min<long>(first + keys.servers, states.servers()));
      post.place = std::make_unique<ServersOfPost>(states, bank, first, last);
    }
    states.set_posts([this] { changed(); });
    states.bank().watch_servers(*watches_.emplace_back(std::make_unique<Watch>(*this, s)));
  }
}

void DutyRoom::add_dogs(DogTeams& dogs) {
  for (std::size_t t = 0; t < port_.dog_teams.size(); ++t) {
    if (port_.dog_teams[t].handler.empty()) continue;
    Post& post = posts_.emplace_back();
    post.skill = skill(port_.dog_teams[t].handler);
    post.keys.skill = port_.dog_teams[t].handler;
    post.hall = anywhere;
    post.station = port_.stations.size() + t;  // behind all stations: a number of its own
    DogActor& team = dogs.team(t);
    post.place = std::make_unique<DogOfPost>(team);
    team.needs_handler([this, station = post.station, &team] {
      if (!team.out()) free(station, 0);
      changed();
    });
  }
}

// Halls between which no walk is given are next to each other.
void DutyRoom::add_walks() {
  walks_.assign(halls_.size(), std::vector<Tick>(halls_.size(), 0));
  for (const OfficerWalk& walk : port_.officer_walks) {
    const auto a = halls_.find(walk.between.first);
    const auto b = halls_.find(walk.between.second);
    if (a == halls_.end() || b == halls_.end()) continue;
    walks_[a->second][b->second] = walks_[b->second][a->second] = walk.takes;
  }
}

}  // namespace crossflow
