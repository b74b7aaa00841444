// Screening of those who are served at a station while a dog team is on patrol there. It belongs to the flow plane: no
// actor wakes for a person.
#pragma once

#include "sim/model/risk.hpp"

namespace crossflow {

class DogTeams;

class DogPatrols {
 public:
  DogPatrols(const Station& station, const Build& build);

  /// Whether a team ever patrols at the station.
  static bool come_to(const Station& station, const Build& build);
  /// A party has been served. Each team that is here and done with those before screens it, on its own. `keeps_alarm`:
  /// an alarm that the station's own check has just raised stays raised.
  void screen(Slot leader, NodeId station, FlowPlane& flow, bool keeps_alarm);

 private:
  DogTeams& dogs_;
  std::size_t station_;
  EntityKind unit_;
  std::vector<Draws> draws_;  // by team of the port
  Risk& risk_;
};

}  // namespace crossflow
