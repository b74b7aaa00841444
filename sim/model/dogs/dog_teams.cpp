#include "sim/model/dogs/dog_teams.hpp"

#include <algorithm>

#include "sim/model/bank_keys.hpp"
#include "sim/model/kinds.hpp"

namespace crossflow {

DogTeams::DogTeams(const Build& build, FlowPlane& flow, std::uint16_t first) : flow_(flow) {
  const Port& port = build.scenario().ports[build.port];
  posts_.resize(port.stations.size());
  patrols_.resize(port.stations.size());
  for (const DogTeam& team : port.dog_teams) {
    teams_.push_back(
        std::make_unique<DogActor>(team, static_cast<std::uint16_t>(first + teams_.size()), build, flow, *this));
    for (const Patrol& patrol : team.patrols)
      if (!patrols_[patrol.at]) patrols_[patrol.at] = std::make_unique<std::vector<DogActor*>>();
  }
}

std::vector<DogActor*> DogTeams::on_call_at(std::size_t station) {
  std::vector<DogActor*> out;
  for (const auto& team : teams_)
    if (team->server_at(station)) out.push_back(team.get());
  return out;
}

void DogTeams::add_post(std::size_t station, DogPost& post) {
  posts_[station] = &post;
  const auto teams = on_call_at(station);
  for (std::size_t s = 0; s < teams.size(); ++s) teams[s]->set_server(station, static_cast<std::uint16_t>(s));
}

bool DogTeams::calls(std::size_t station) const {
  std::int64_t coming = 0;
  std::int64_t there = 0;
  for (const auto& team : teams_) {
    coming += team->comes_to(station);
    there += team->is_at(station);
  }
  return posts_[station]->calls() > coming && there + coming < posts_[station]->bays();
}

void DogTeams::call(std::size_t station) {
  while (calls(station)) {
    DogActor* nearest = nullptr;
    for (const auto& team : teams_)
      if (team->answers(station) && (nearest == nullptr || team->walk_to(station) < nearest->walk_to(station)))
        nearest = team.get();
    if (nearest == nullptr) return;
    nearest->called_to(station);
  }
}

std::optional<std::size_t> DogTeams::nearest_call(const DogActor& team) const {
  std::optional<std::size_t> nearest;
  for (std::size_t s = 0; s < posts_.size(); ++s)
    if (posts_[s] != nullptr && team.answers(s) && calls(s) && (!nearest || team.walk_to(s) < team.walk_to(*nearest)))
      nearest = s;
  return nearest;
}

const std::vector<DogActor*>* DogTeams::patrols_at(std::size_t station) const {
  return patrols_[station].get();
}

void DogTeams::set_patrol(std::size_t station, DogActor& team, bool on) {
  std::vector<DogActor*>& there = *patrols_[station];
  std::erase(there, &team);
  if (!on) return;
  there.push_back(&team);
  std::sort(there.begin(), there.end(), [](const auto* a, const auto* b) { return a->index() < b->index(); });
}

void DogTeams::add_actors(ControlPlane& control) {
  for (const auto& team : teams_)
    control.add("dog team " + team->name(), [&team = *team](Actor& self) { team.run(self); });
}

std::size_t teams_on_call(const Port& port, std::size_t station) {
  return static_cast<std::size_t>(std::count_if(port.dog_teams.begin(), port.dog_teams.end(), [&](const auto& team) {
    return std::find(team.on_call.begin(), team.on_call.end(), station) != team.on_call.end();
  }));
}

void note_dogs(const Port& port, std::size_t station, StationEntry& entry) {
  const std::size_t called = teams_on_call(port, station);
  if (called > 0) entry.servers = static_cast<std::uint32_t>(called);
  const bool patrolled = std::any_of(port.dog_teams.begin(), port.dog_teams.end(), [&](const DogTeam& team) {
    return std::any_of(team.patrols.begin(), team.patrols.end(),
                       [&](const Patrol& patrol) { return patrol.at == station; });
  });
  if ((called > 0 || patrolled) && entry.checks == CheckKind::none) entry.checks = CheckKind::alarm;
}

void check_dog_teams(const Port& port, Problems& problems) {
  const auto needs_place = [&](const DogTeam& team, std::size_t station) {
    if (!port.stations[station].floor)
      problems.add(team.place,
                   "the dog team '" + team.name + "' walks to '" + port.stations[station].name +
                       "', of which nobody knows where it is",
                   "the station's key 'place'");
  };
  for (const DogTeam& team : port.dog_teams) {
    if (team.kennel.station) needs_place(team, *team.kennel.station);
    for (const std::size_t at : team.on_call) {
      needs_place(team, at);
      if (&kind_of(port.stations[at]) != &dog_search_kind())
        problems.add(
            team.place,
            "the dog team '" + team.name + "' is on call at '" + port.stations[at].name + "', which calls no dogs",
            "a station of kind dog-search");
    }
    for (const Patrol& patrol : team.patrols) {
      needs_place(team, patrol.at);
      if (dynamic_cast<const BankKind*>(&kind_of(port.stations[patrol.at])) == nullptr)
        problems.add(team.place,
                     "the dog team '" + team.name + "' patrols at '" + port.stations[patrol.at].name +
                         "', where there is no queue to walk along",
                     "a station with servers and a queue");
    }
  }
}

}  // namespace crossflow
