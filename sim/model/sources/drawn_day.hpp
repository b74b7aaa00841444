// People of a day whose number is drawn around a mean.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/model/sources/arrival_times.hpp"

namespace crossflow {

/// Whether how many come on a day is drawn: of a typical day, and of a total with a spread.
bool draws_people(const Source& source);

/// Keys of how far days differ; `hours`: those of the hour too.
std::shared_ptr<const Type<DaySpread>> day_spread_keys(bool hours);

/// The number of people of each class, before others are taken out of them.
std::vector<std::int64_t> drawn_people(const SourceBuild& build, const KnownPeople& mean, int day_index);

/// Those of one day, without those whom other sources take out. In no special order.
std::vector<Arrival> drawn_arrivals(const SourceBuild& build, const KnownPeople& mean, int day_index);

/// Problems for vehicles of which a day may have more than there are numbers for.
void check_room_for_more(const Scenario& scenario, const Source& source, const KnownPeople& mean, Problems& problems);

}  // namespace crossflow
