// Outages: times during which services take longer, such as when a computer system is down and officers write by hand.
#pragma once

#include <memory>
#include <vector>

#include "sim/base/tick.hpp"
#include "sim/scenario/record.hpp"

namespace crossflow {

struct Outage {
  Tick from = 0;  ///< times of the day
  Tick until = 0;
  double pace = 1;  ///< a factor on the time of services that begin while it lasts
  bool every_day = false;
};

std::shared_ptr<const Record<Outage>> outage_keys();

/// The factor on a service that begins at `now`, of all outages of a station together.
double outage_factor(const std::vector<Outage>& outages, Tick now, int days);

}  // namespace crossflow
