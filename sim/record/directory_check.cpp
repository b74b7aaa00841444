#include "sim/record/directory_check.hpp"

#include <limits>
#include <stdexcept>

#include "sim/record/event.hpp"

namespace crossflow {
namespace {

struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void require(bool right, const char* what) {
  if (!right) throw Wrong(what);
}

// Everything in the directory that points to something else in it does so rightly.
void check(const Directory& d) {
  constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
  require(d.stations.size() < most && d.sources.size() < most && d.ports.size() < most, "the directory is too long");
  require(d.classes.size() <= 255 && d.directions.size() <= 255 && d.authorities.size() <= 8,
          "the directory is too long");
  require(d.days >= 1 && d.days <= 100'000 && d.bin >= 1, "the directory's days or bin");
  require(d.warm_up >= 0 && d.warm_up < d.days * day, "the directory's warm-up");
  std::uint64_t servers = 0;
  for (const StationEntry& s : d.stations) {
    require(s.port < d.ports.size(), "a station is at no port");
    require(s.authority >= -1 && s.authority < static_cast<int>(d.authorities.size()), "a station has no authority");
    require(s.direction >= -1 && s.direction < static_cast<int>(d.directions.size()), "a station has no direction");
    servers += s.servers;
  }
  require(servers <= 10'000'000, "the directory has too many servers");
  require(d.teams.size() < most, "the directory is too long");
  for (const TeamEntry& team : d.teams) require(team.port < d.ports.size(), "a dog team is at no port");
  require(d.pools.size() < most && d.officers.size() < most && d.supervisors.size() < most,
          "the directory is too long");
  for (const PoolEntry& pool : d.pools) require(pool.port < d.ports.size(), "a pool is at no port");
  for (const OfficerEntry& officer : d.officers) require(officer.pool < d.pools.size(), "an officer is of no pool");
  require(d.duties.size() <= 1'000'000, "the directory is too long");
  for (std::size_t i = 0; i < d.duties.size(); ++i) {
    const DutyEntry& duty = d.duties[i];
    require(duty.officer < d.officers.size() && duty.from >= 0 && duty.until > duty.from, "a time on duty of nobody");
    if (i == 0 || d.duties[i - 1].officer < duty.officer) continue;
    require(d.duties[i - 1].officer == duty.officer && d.duties[i - 1].until <= duty.from,
            "times on duty that are not in order");
  }
  for (const SupervisorEntry& s : d.supervisors) require(s.port < d.ports.size(), "a supervisor is at no port");
  for (const SourceEntry& s : d.sources) {
    require(s.station < d.stations.size(), "a source has no station");
    require(d.stations[s.station].servers >= 1, "a source has no door");
    require(s.direction < d.directions.size(), "a source has no direction");
  }
  require(d.links.size() <= 1'000'000, "the directory is too long");
  for (const LinkEntry& link : d.links)
    require(link.from < d.stations.size() && link.to < d.stations.size(), "a link leads to no station");
  for (const PrevalenceEntry& p : d.prevalences)
    require(
        p.traveller_class < d.classes.size() && p.contraband > Contraband::none && p.contraband <= Contraband::other,
        "contraband of no kind, or of no class");
}

}  // namespace

std::string wrong_with(const Directory& directory) {
  try {
    check(directory);
  } catch (const Wrong& wrong) {
    return wrong.what();
  }
  return {};
}

bool is_within(const TraceEntity& e, const Directory& d, std::size_t entities) {
  return e.source < d.sources.size() && e.traveller_class < d.classes.size() && e.direction < d.directions.size() &&
         e.party < entities && (e.carrier < entities || e.carrier == no_entity);
}

}  // namespace crossflow
