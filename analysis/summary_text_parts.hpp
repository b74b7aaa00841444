// The blocks that the front page is put together from; for analysis/ alone. Each is empty if there is nothing to say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "analysis/summary_text.hpp"

namespace crossflow {

/// In at most `width` characters; with the port's name ahead where there are several ports, which is cut first.
std::string station_label(const Directory& directory, std::uint16_t station, std::size_t width = 26);
std::string class_label(const Directory& directory, std::uint8_t traveller_class, std::uint8_t direction);
std::string direction_label(const Directory& directory, int direction);

/// With many ports the page shows details only where they matter: the files have all.
inline bool many_ports(const Directory& directory) {
  return directory.ports.size() > 2;
}

/// Of all waiting: what is less is left out there.
inline constexpr double little_waiting = 0.005;

/// One day or many: only then is there an interval.
inline bool several(const Summary& summary) {
  return summary.replications > 1;
}

std::string verdicts_text(const Directory& directory, const Summary& summary);
std::string not_cleared_text(const Directory& directory, const Summary& summary);
std::string times_text(const Directory& directory, const Summary& summary);
std::string people_text(const Directory& directory, const Summary& summary);
std::string network_text(const Directory& directory, const Summary& summary);
std::string queues_text(const Directory& directory, const Summary& summary);
std::string halls_text(const Directory& directory, const Summary& summary);
std::string releases_text(const Directory& directory, const Summary& summary);
std::string teams_text(const Directory& directory, const Summary& summary);
std::string risk_text(const Directory& directory, const Summary& summary);
std::string disruptions_text(const Directory& directory, const Summary& summary);
std::string minutes_lost_text(const Directory& directory, const Summary& summary);
std::string sides_text(const Directory& directory, const Summary& summary);
std::string virtual_queues_text(const Directory& directory, const Summary& summary);
std::string closing_text(const Summary& summary);
std::string officers_text(const Directory& directory, const Summary& summary);
std::string orders_text(const Directory& directory, const Summary& summary);
std::string staff_needs_text(const Directory& directory, const Summary& summary);
/// "Needed for 95% to wait 5 min at most, ..."
std::string standards_text(const Directory& directory, const Summary& summary);
std::string requirements_text(const Directory& directory, const Summary& summary);

}  // namespace crossflow
