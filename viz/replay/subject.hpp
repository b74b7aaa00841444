// What somebody has picked to look at closer, and in which run.
#pragma once

#include <cstdint>

namespace crossflow::viz {

struct Subject {
  enum class What : std::uint8_t { none, entity, station, server, officer, team };
  What what = What::none;
  std::uint32_t index = 0;   ///< of an entity: its row; of a server: its station
  std::uint16_t server = 0;  ///< of a server
  std::uint8_t run = 0;      ///< of those on the screen: rows are that run's, and another may number them otherwise
  bool operator==(const Subject&) const = default;
};

}  // namespace crossflow::viz
