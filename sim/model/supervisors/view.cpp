#include "sim/model/supervisors/view.hpp"

#include <algorithm>

namespace crossflow {

Tick StationSight::wait_with(long servers) const {
  if (ahead() <= 0) return 0;
  if (servers <= 0) return day;
  if (rate <= 0) return 0;
  return ticks_from_seconds(
      std::min(static_cast<double>(ahead()) / (rate * static_cast<double>(servers)), to_seconds(day)));
}

long SupervisorView::crowd() const {
  long sum = 0;
  for (const StationSight& s : stations) sum += s.ahead();
  return sum;
}

long SupervisorView::outside() const {
  long sum = 0;
  for (const DoorSight& d : doors) sum += d.outside;
  return sum;
}

const StationSight* SupervisorView::find(std::size_t station) const {
  for (const StationSight& s : stations)
    if (s.station == station) return &s;
  return nullptr;
}

}  // namespace crossflow
