// What the numbers in a log mean. Every result file and every stream opens with one, so a viewer needs nothing else.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/authority.hpp"
#include "sim/base/contraband.hpp"
#include "sim/base/entity_kind.hpp"
#include "sim/base/label.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// How a viewer draws a station; the kinds of station themselves are none of its business.
enum class Shape : std::uint8_t { bank = 0, lane = 1, area = 2, path = 3, bay = 4, outside = 5 };

/// What a station looks for contraband with.
enum class CheckKind : std::uint8_t {
  none = 0,
  alarm = 1,   ///< raises alarms
  search = 2,  ///< finds what it detects
};

/// What a server is, for whoever counts how many are needed; not what it is called.
enum class ServerKind : std::uint8_t {
  none = 0,    ///< of which nobody installs or rosters more: doors, buses, dog teams
  desk = 1,    ///< an officer at a desk, a table or a screen
  kiosk = 2,   ///< a lane's kiosk with an officer in it
  device = 3,  ///< works by itself, or officers see to several: gates, machines
  bay = 4,     ///< a place; how many work there is not told
};

/// Whether officers work at such servers unless posts say otherwise, and whether they are devices.
inline bool has_officer(ServerKind kind) {
  return kind == ServerKind::desk || kind == ServerKind::kiosk;
}
inline bool is_device(ServerKind kind) {
  return kind == ServerKind::kiosk || kind == ServerKind::device;
}

struct PortEntry {
  std::string name;
  Label label;
  Tick open = 0;
  Tick close = day;
};

/// A station, or the outside line of a source (shape `outside`, kind "source", one server: the door).
struct StationEntry {
  std::string name;  ///< full: "port/station"
  Label label;
  std::uint16_t port = 0;
  std::string kind;  ///< as in the scenario: "e-channel"
  Shape shape = Shape::area;
  EntityKind unit = EntityKind::traveller;  ///< what is counted here: others that are here are not
  bool rated =
      true;  ///< servers needed can be told from the work that comes (not so: buses, bays that wait for people)
  bool inspects = false;        ///< who comes here has been selected for a check
  std::int16_t authority = -1;  ///< index into authorities; -1: none
  bool joint = false;           ///< customs clears here too, at one stop with immigration
  std::uint8_t also = 0;        ///< others that clear here too, at one stop: bit n is row n of authorities
  std::int16_t direction = -1;  ///< index into directions, where all who can come here go the same way; -1: mixed
  std::uint32_t servers = 0;    ///< installed; 0 where there are none (halls)
  bool line_per_server = false;
  std::int64_t space = -1;  ///< persons that may wait (bank) or be inside (area); -1: unlimited
  double area_m2 = 0;       ///< 0: not given
  std::string server_word;  ///< what one server is called: "officer", "gate", "machine"; empty where there are none
  double x = 0, y = 0, width = 0, height = 0;  ///< metres; width 0: not placed
  CheckKind checks = CheckKind::none;
  std::string post_skill = {};      ///< what its posts need officers for; empty: its servers need nobody
  std::uint16_t post_officers = 0;  ///< that each post needs
  std::uint16_t post_servers = 0;   ///< that depend on each post
  ServerKind server_kind = ServerKind::none;
  Tick move_up = 0;  ///< what a server is taken for ahead of each service while others wait: the next comes up to it
};

struct ClassEntry {
  std::string name;
  Label label;
  double pledge_share = 0;  ///< 0: no pledge
  Tick pledge_limit = 0;
  bool pledge_ends_called = false;
  EntityKind kind = EntityKind::traveller;
  double length = 0;  ///< of a vehicle, metres from bumper to bumper; 0: not known
};

struct SourceEntry {
  std::string name;           ///< full: "port/source"
  std::uint16_t station = 0;  ///< its outside line
  std::uint8_t direction = 0;
  bool groups = false;      ///< its travellers come in tour groups
  std::string option = {};  ///< "booking" or "call": they wait elsewhere before they come; empty: they do not
};

/// The share of a class that carries contraband of a kind; only where it is above 0.
struct PrevalenceEntry {
  std::uint8_t traveller_class = 0;
  Contraband contraband = Contraband::none;
  double share = 0;
};

/// Something that goes wrong, or is unusual, for a time.
struct DisruptionEntry {
  std::string name;
  Label label;
  Tick from = 0;
  Tick until = 0;
  std::string effects;  ///< "servers down, manual fallback"
  std::string idle;     ///< what of it finds nothing to act on in this scenario, and where; empty: it all does
};

/// A detector dog team.
struct TeamEntry {
  std::string name;  ///< full: "port/team"
  Label label;
  std::uint16_t port = 0;
  std::string scents;  ///< "drugs, tobacco"
};

/// Officers with the same skills.
struct PoolEntry {
  std::string name;  ///< full: "port/pool"
  Label label;
  std::uint16_t port = 0;
  std::string skills;  ///< "customs, immigration"
};

inline bool has_skill(const PoolEntry& pool, const std::string& skill) {
  return (", " + pool.skills + ", ").find(", " + skill + ", ") != std::string::npos;
}

/// An officer, who may be absent on any day.
struct OfficerEntry {
  std::string name;  ///< full: "port/pool/shift/07"
  std::uint16_t pool = 0;
  Tick stay = 0;  ///< of a reserve: for how long it comes when called; 0: one of the roster
};

/// A time on duty as rostered, whether the officer is absent on that day or not.
struct DutyEntry {
  std::uint16_t officer = 0;
  std::int32_t day =
      0;          ///< of the scenario, on which it begins; -1: the evening before; from Directory::days on: after
  Tick from = 0;  ///< not before 00:00 of the first date
  Tick until = 0;
};

/// Somebody may come from one station directly to another.
struct LinkEntry {
  std::uint16_t from = 0;  ///< index into stations; the outside line of a source: by its door
  std::uint16_t to = 0;
  friend auto operator<=>(const LinkEntry&, const LinkEntry&) = default;
};

/// Somebody who gives orders.
struct SupervisorEntry {
  std::string name;  ///< full: "port/supervisor"
  Label label;
  std::uint16_t port = 0;
  std::string policy;
};

struct Directory {
  Label title;
  Date date;
  int days = 1;
  Tick bin = 15 * minute;  ///< of series
  Tick warm_up = 0;        ///< at the beginning, to be left out of what rows say by time
  std::vector<PortEntry> ports;
  std::vector<StationEntry> stations;  ///< index: Event::station
  std::vector<SourceEntry> sources;
  std::vector<ClassEntry> classes;
  std::vector<std::string> directions;
  std::vector<std::string> authorities;
  std::vector<PrevalenceEntry> prevalences;
  std::vector<DisruptionEntry> disruptions;  ///< index: Event::value of their events
  std::vector<TeamEntry> teams;              ///< index: Event::server of a team's event
  std::vector<PoolEntry> pools;              ///< port by port
  std::vector<OfficerEntry> officers;        ///< index: Event::server of an officer's event
  std::vector<DutyEntry> duties;             ///< in order of officer and time; none in an older file
  std::vector<SupervisorEntry> supervisors;  ///< index: Event::server of an order
  std::vector<LinkEntry> links;              ///< sorted, each once; none in an older file
};

/// The authority whose clearance the pledge of a class is about.
inline constexpr const char* pledge_authority = "immigration";
/// The authority that releases goods.
inline constexpr const char* release_authority = "customs";

/// Whether authorities of both sides, or of the other one alone, clear people here.
inline bool has_other_side(const Directory& directory) {
  return std::any_of(directory.authorities.begin(), directory.authorities.end(), [](const std::string& name) {
    const Authority* known = find_authority(name);
    return known != nullptr && known->mainland;
  });
}

}  // namespace crossflow
