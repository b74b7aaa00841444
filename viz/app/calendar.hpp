// Times as they are said on the screen: of several days with their dates, "Wed 2 Oct 13:40", of one without.
#pragma once

#include <string>

#include "sim/record/directory.hpp"

namespace crossflow::viz {

/// What the screen shows from now on.
void set_calendar(const Directory& directory);
bool several_days();

/// "17:40", "00:10 +1"; of several days "Wed 2 Oct 17:40", or with seconds.
std::string moment_text(Tick tick, bool with_seconds = false);
/// "17:40 - 19:10", "Wed 2 Oct 17:40 - 19:10", "Wed 2 Oct 17:40 - Thu 3 Oct 08:00".
std::string span_text(Tick from, Tick until);
/// Under an axis: "17:40", and of several days at midnight the date.
std::string axis_text(Tick tick);
/// "Wed 2 Oct", "10月2日（三）".
std::string day_text(Tick tick);
/// "Wed 2 Oct 2024", "2024年10月2日（三）".
std::string date_text(Tick tick);
/// "Tue 1 Oct - Mon 7 Oct 2024".
std::string dates_text(const Directory& directory);

}  // namespace crossflow::viz
