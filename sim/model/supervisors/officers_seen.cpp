#include "sim/model/supervisors/officers_seen.hpp"

// The duty room is complete with the roster that it reads; until then no port has one.
#if __has_include("sim/model/people/roster.hpp")
#include "sim/model/people/contra_flow.hpp"
#include "sim/model/people/duty_room.hpp"
#define CROSSFLOW_HAS_DUTY_ROOM 1
#endif

namespace crossflow {

long spare_officers(const PortControls& port, const std::string& skill) {
#ifdef CROSSFLOW_HAS_DUTY_ROOM
  if (port.duty_room != nullptr) return port.duty_room->spare(skill);
#endif
  CROSSFLOW_CHECK(port.duty_room == nullptr, "nobody can be asked who is spare");
  (void)skill;
  return 0;
}

long call_reserves(PortControls& port, std::size_t pool, long officers) {
#ifdef CROSSFLOW_HAS_DUTY_ROOM
  if (port.duty_room != nullptr) return port.duty_room->call_reserves(pool, officers);
#endif
  CROSSFLOW_CHECK(port.duty_room == nullptr, "reserves that nobody can call");
  (void)pool;
  (void)officers;
  return 0;
}

long desks_facing(const PortControls& port, std::size_t group, std::size_t station) {
#ifdef CROSSFLOW_HAS_DUTY_ROOM
  if (port.contra_flows != nullptr) return port.contra_flows->facing(group, station);
#endif
  CROSSFLOW_CHECK(port.contra_flows == nullptr, "desks that nobody can see");
  (void)group;
  (void)station;
  return 0;
}

void face_desks(PortControls& port, std::size_t group, std::size_t station, long desks) {
#ifdef CROSSFLOW_HAS_DUTY_ROOM
  if (port.contra_flows != nullptr) return port.contra_flows->face(group, station, desks);
#endif
  CROSSFLOW_CHECK(port.contra_flows == nullptr, "desks that nobody can turn");
  (void)group;
  (void)station;
  (void)desks;
}

}  // namespace crossflow
