// Everything that is drawn on the floor at an instant, in metres, and none of how: no ImGui here.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/floor/floor_plan.hpp"
#include "viz/replay/overview.hpp"

namespace crossflow::viz {

enum class ColourBy : std::uint8_t { traveller_class, wait, pledge };

/// One traveller, vehicle or consignment.
struct Dot {
  Point at;
  float length = 0.5F, width = 0.5F;  ///< metres; a traveller is round
  bool vehicle = false;
  std::uint32_t entity = no_entity;
  std::uint16_t load = 0;   ///< people in a vehicle
  std::uint8_t colour = 0;  ///< of a class: its row; of a wait: 0-255 of the scale; of the pledge: 0 none, 1 in time, 2
                            ///< about to be missed, 3 missed
  Phase phase = Phase::waiting;
};

/// People too many, or too small on the screen, to be drawn one by one: a filled part of a queue.
struct Crowd {
  struct Part {
    std::uint8_t colour = 0;  ///< as of a dot; waits and no others are rounded to an eighth of the scale
    std::int32_t people = 0;
  };
  Rect area;
  std::int32_t people = 0;
  std::vector<Part> parts;  ///< in order of colour
};

/// Where a wait lies on the scale of colours, whose end is half an hour.
std::uint8_t wait_level(Tick waited);

enum class ServerLook : std::uint8_t { idle, busy, blocked, closed, down, no_officer, not_opened, changing_over };
/// Of a port that is shut a server without work is closed.
ServerLook look_of(const ServerStatus& server, bool port_is_shut);
struct ServerGlyph {
  Rect box;
  std::uint16_t station = 0, server = 0;
  ServerLook look = ServerLook::idle;
};
struct OfficerGlyph {
  Point at;
  std::uint16_t officer = 0;
  OfficerState state = OfficerState::off_duty;
};
struct TeamGlyph {
  Point at;
  std::uint16_t team = 0;
  TeamState state = TeamState::off_duty;
};

/// A port that lets nobody in.
struct ClosedPort {
  std::uint16_t port = 0;
  Tick opens = never;  ///< again; never: not that day
};

struct Scene {
  std::vector<ClosedPort> closed;
  std::vector<Dot> dots;
  std::vector<Crowd> crowds;
  std::vector<ServerGlyph> servers;
  std::vector<OfficerGlyph> officers;
  std::vector<TeamGlyph> teams;
  void clear();
};

struct SceneOptions {
  Rect visible;               ///< metres; what lies outside is left out
  float pixels_a_metre = 10;  ///< decides between dots and crowds
  ColourBy colour_by = ColourBy::traveller_class;
  std::size_t most_dots = 20'000;
};

/// Of one recording, whose plan must outlive it. Cheapest while time goes on.
class SceneBuilder {
 public:
  SceneBuilder(const Recording& recording, const FloorPlan& plan);
  /// Fills `scene` for the state at `now`.
  void build(const PortState& state, const Overview& overview, Tick now, const SceneOptions& options, Scene& scene);

 private:
  void gather(const PortState& state, Tick now);
  /// That a vehicle may take, in metres.
  struct Room {
    float length = 1000, width = 1000;
  };
  void add(std::uint32_t entity, Point at, const SceneOptions& options, Scene& scene) {
    add(entity, at, options, scene, Room{});
  }
  void add(std::uint32_t entity, Point at, const SceneOptions& options, Scene& scene, Room room);
  void add_queue(const std::vector<std::uint32_t>& line, const Rect& area, bool in_file, const SceneOptions& options,
                 Scene& scene);
  void add_station(std::uint16_t station, const Overview& overview, const SceneOptions& options, Scene& scene);
  void add_road(const Rect& box, double mean_s, const SceneOptions& options, Scene& scene);
  void add_people_on_duty(const SceneOptions& options, Scene& scene);

  const Recording& recording_;
  const FloorPlan& plan_;
  const PortState* state_ = nullptr;  // while building
  Tick gathered_at_ = 0;
  std::size_t first_alive_ = 0;
  // Reused from frame to frame.
  std::vector<std::vector<std::uint32_t>> at_;     // by station
  std::vector<std::vector<std::uint32_t>> lines_;  // of one station
  std::vector<std::uint16_t> at_server_, load_;
  std::vector<char> shut_;  // by port
};

/// Where the `place`-th of a single queue stands (0 is next to be served): a snake through `area`, `spacing` metres
/// apart in rows as far apart; beyond what the area holds they stand closer.
Point place_in_snake(const Rect& area, std::size_t place, std::size_t people, float spacing, bool upright);

}  // namespace crossflow::viz
