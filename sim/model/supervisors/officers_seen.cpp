#include "sim/model/supervisors/officers_seen.hpp"

#include "sim/model/people/contra_flow.hpp"
#include "sim/model/people/duty_room.hpp"

namespace crossflow {

long spare_officers(const PortControls& port, const std::string& skill) {
  return port.duty_room == nullptr ? 0 : port.duty_room->spare(skill);
}

long call_reserves(PortControls& port, std::size_t pool, long officers) {
  CROSSFLOW_CHECK(port.duty_room != nullptr, "reserves of a port without pools");
  return port.duty_room->call_reserves(pool, officers);
}

long desks_facing(const PortControls& port, std::size_t group, std::size_t station) {
  CROSSFLOW_CHECK(port.contra_flows != nullptr, "desks of a port where none can turn");
  return port.contra_flows->facing(group, station);
}

void face_desks(PortControls& port, std::size_t group, std::size_t station, long desks) {
  CROSSFLOW_CHECK(port.contra_flows != nullptr, "desks of a port where none can turn");
  port.contra_flows->face(group, station, desks);
}

}  // namespace crossflow
