// What somebody has picked to look at closer.
#pragma once

#include <cstdint>

namespace crossflow::viz {

struct Subject {
  enum class What : std::uint8_t { none, entity, station, server, officer, team };
  What what = What::none;
  std::uint32_t index = 0;   ///< of an entity: its row; of a server: its station
  std::uint16_t server = 0;  ///< of a server
  bool operator==(const Subject&) const = default;
};

}  // namespace crossflow::viz
