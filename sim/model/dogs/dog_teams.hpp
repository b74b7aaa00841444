// The dog teams of one port, and who of them answers which call.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/kernel/control_plane.hpp"
#include "sim/model/dogs/dog_actor.hpp"
#include "sim/model/station_kind.hpp"

namespace crossflow {

/// A station at which vehicles wait for dog teams; its servers are the teams that it may call.
class DogPost {
 public:
  virtual ~DogPost() = default;
  /// Vehicles that wait for a team.
  virtual std::int64_t calls() const = 0;
  /// The most teams that have room to work here at a time.
  virtual long bays() const = 0;
  /// A team is there, and takes who waits.
  virtual void team_comes(std::uint16_t server) = 0;
  /// As the run begins.
  virtual void team_is_away(std::uint16_t server) = 0;
};

/// Whoever calls gets the nearest free team on call there, the first by name of equals; a team that becomes free
/// answers the nearest call. A call brings one team; so as many are under way as vehicles wait, no more than there are
/// bays.
class DogTeams {
 public:
  /// For the port at which `build` is; `first` is the number of its first team in the directory.
  DogTeams(const Build& build, FlowPlane& flow, std::uint16_t first);

  /// The teams that `station` may call, in the order of its servers.
  std::vector<DogActor*> on_call_at(std::size_t station);
  void add_post(std::size_t station, DogPost& post);
  /// Somebody waits at the station: calls teams for him, as far as there are free ones.
  void call(std::size_t station);
  /// The nearest call that the team may answer.
  std::optional<std::size_t> nearest_call(const DogActor& team) const;
  DogPost& post(std::size_t station) { return *posts_[station]; }

  /// Teams on patrol at the station just now, by name; or null if none ever comes.
  const std::vector<DogActor*>* patrols_at(std::size_t station) const;
  void set_patrol(std::size_t station, DogActor& team, bool on);

  void add_actors(ControlPlane& control);
  /// By its number among those of the port.
  DogActor& team(std::size_t number) { return *teams_[number]; }

 private:
  /// Whether the station has use for one more team.
  bool calls(std::size_t station) const;

  FlowPlane& flow_;
  std::vector<std::unique_ptr<DogActor>> teams_;
  std::vector<DogPost*> posts_;                                   // by station; null: no dog-search
  std::vector<std::unique_ptr<std::vector<DogActor*>>> patrols_;  // by station; null: never
};

/// The teams of a port that may be called to a station.
std::size_t teams_on_call(const Port& port, std::size_t station);
/// Of a station's entry, what the dog teams of its port have to do with it: how many are its servers, that it checks.
void note_dogs(const Port& port, std::size_t station, StationEntry& entry);
/// Adds what is wrong with the dog teams of a port.
void check_dog_teams(const Port& port, Problems& problems);

}  // namespace crossflow
