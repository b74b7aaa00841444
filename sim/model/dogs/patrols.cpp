#include "sim/model/dogs/patrols.hpp"

#include <algorithm>

#include "sim/model/dogs/dog_teams.hpp"

namespace crossflow {
namespace {

std::size_t index_in_port(const Station& station, const Build& build) {
  return static_cast<std::size_t>(&station - build.scenario().ports[build.port].stations.data());
}

}  // namespace

bool DogPatrols::come_to(const Station& station, const Build& build) {
  return build.dogs() != nullptr && build.dogs()->patrols_at(index_in_port(station, build)) != nullptr;
}

DogPatrols::DogPatrols(const Station& station, const Build& build)
    : dogs_(*build.dogs()), station_(index_in_port(station, build)), unit_(kind_of(station).unit), risk_(build.risk()) {
  // Several dogs may pass along one queue, and each has luck of its own.
  for (const DogTeam& team : build.scenario().ports[build.port].dog_teams)
    draws_.push_back(build.draws("dog " + team.name + " on patrol at " + station.name));
}

void DogPatrols::screen(Slot leader, NodeId station, FlowPlane& flow, bool keeps_alarm) {
  const std::vector<DogActor*>& here = *dogs_.patrols_at(station_);
  if (here.empty()) return;
  Entity& e = flow.entity(leader);
  bool alarm = keeps_alarm && e.alarm != 0;
  bool any = false;
  for (DogActor* team : here) {
    if (!team->screens(unit_ == EntityKind::vehicle ? std::uint16_t{1} : e.persons)) continue;
    any = true;
    const auto target = unit_ == EntityKind::vehicle ? DogTarget::vehicles : DogTarget::persons;
    alarm = risk_.check(leader, station, e.server, team->chance(target), unit_, draws_[team->number()],
                        team->index() + 1) ||
            alarm;
  }
  if (!any) return;
  for (Slot s = leader; s != no_slot; s = flow.entity(s).companion) flow.entity(s).alarm = alarm ? 1 : 0;
}

}  // namespace crossflow
