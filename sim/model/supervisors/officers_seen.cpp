#include "sim/model/supervisors/officers_seen.hpp"

#include "sim/model/people/duty_room.hpp"

namespace crossflow {

long spare_officers(const PortControls& port, const std::string& skill) {
  return port.duty_room == nullptr ? 0 : port.duty_room->spare(skill);
}

long call_reserves(PortControls& port, std::size_t pool, long officers) {
  return port.duty_room == nullptr ? 0 : port.duty_room->call_reserves(pool, officers);
}

}  // namespace crossflow
