// How people choose among the ports of a scenario. Indices as everywhere: of ports, of the sources of a port, of
// classes.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/problem.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// Sources whose people can go through one another's port: all go the same way and come as the same kind of entity.
struct CrossingStream {
  std::string name;
  Place place;
  std::vector<std::pair<std::size_t, std::size_t>> sources;  ///< (port, source); of a port's, the first takes in others
};

struct Network {
  static constexpr std::size_t bands = 3;  ///< normal, busy, very busy

  Tick every = 15 * minute;                    ///< waits are published so often, in bands
  std::vector<double> looks;                   ///< by class: the share of those who look at what is published
  Tick worth_it = 0;                           ///< who looks changes only if this much is to be gained
  std::vector<bool> resident;                  ///< by class: reads the waits of residents, not of visitors
  std::array<Tick, bands> residents_expect{};  ///< what is expected of a band
  std::array<Tick, bands> visitors_expect{};
  std::vector<CrossingStream> streams;  ///< in the order of the file
  /// From the port that one meant to cross at to another: the extra time from door to door; none: no way.
  std::vector<std::vector<std::optional<Tick>>> detour;
};

}  // namespace crossflow
