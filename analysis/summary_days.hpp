// Several dates, one by one: which were kept, and which was the worst.
#pragma once

#include <cstddef>
#include <optional>

#include "analysis/summary.hpp"

namespace crossflow {

/// Of a day of a summary, from 0 on: those that the warm-up leaves out are none.
Date date_of(const Directory& directory, const Summary& summary, std::size_t day);

/// "Monday".
const char* weekday_name(Date date);

/// Whether that was not what was promised: not cleared or not kept.
bool is_broken(Verdict verdict);

/// Of all pledges on a day together: what is worst of not cleared, not kept, cannot tell and kept.
Verdict verdict_of_day(const Summary& summary, std::size_t day);

/// Of the days on which a pledge was broken the one with the most who were not cleared, then the lowest share; the
/// earliest of equals. If it was broken on none, the same of those of which it cannot be told. None: it was kept on
/// all.
std::optional<std::size_t> worst_day(const PledgeSummary& pledge);

}  // namespace crossflow
