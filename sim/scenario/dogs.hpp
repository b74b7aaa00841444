// Detector dog teams as a planner describes them: who is on duty when, where, with which scents; and what is believed
// of dogs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/contraband.hpp"
#include "sim/base/distribution.hpp"
#include "sim/base/label.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// Opening hours within a day; `close` may pass 24:00. "00:00-24:00" is round the clock.
struct Hours {
  Tick open = 0;
  Tick close = day;
  friend bool operator==(const Hours&, const Hours&) = default;
};

struct RestPolicyKind;

/// How hot it is for a dog that works.
enum class Heat : std::uint8_t { mild = 0, warm = 1, hot_humid = 2 };
inline constexpr std::size_t heats = 3;
using ByHeat = std::array<double, heats>;

/// (effective minutes of work since a rest, factor), in order; linear between, level outside.
using FactorTable = std::vector<std::pair<double, double>>;

/// The bodies of evidence on how long a dog works well.
enum class Evidence : std::uint8_t { thirty_minutes, ninety_to_120_minutes };

/// What differs from the preset of the evidence chosen.
struct ConditionKeys {
  std::optional<FactorTable> detection, search_time;
  std::optional<double> recovery;
  std::optional<ByHeat> work, heat_detection, heat_search_time;
};

/// When a team rests: a policy and its keys, whose type is known to the policy alone. Without a kind: the clock.
struct Rest {
  const RestPolicyKind* kind = nullptr;
  std::shared_ptr<const void> keys;
};

/// What is searched.
enum class DogTarget : std::uint8_t { persons = 0, vehicles = 1, cargo = 2 };
using ByTarget = std::array<double, 3>;

/// What holds for all teams of a scenario.
struct DogRules {
  Evidence evidence = Evidence::thirty_minutes;
  ConditionKeys condition;
  Rest rest;
  ByTarget detects = {0.80, 0.60, 0.75};
  ByTarget false_alarms = {0.01, 0.03, 0.03};
  Distribution differ = Distribution::lognormal(1, 0.2);  ///< a dog's own rate of tiring on a day
  double pace = 300.0 / 3600;                             ///< persons a second, of a rested dog on patrol
  double walking_speed = 1.2;                             ///< metres a second
  Tick most_work = 3 * hour;                              ///< of one time on duty
};

/// A place: that of a station of the port, or a point in metres.
struct Spot {
  std::optional<std::size_t> station;
  double x = 0, y = 0;
};

/// Walking along a station's queue: so long, and not sooner again than `every` after the last one began.
struct Patrol {
  std::size_t at = 0;  ///< station
  Tick length = 20 * minute;
  Tick every = 0;
};

struct DogTeam {
  std::string name;
  Label label;
  Place place;
  std::vector<Contraband> scents;
  Hours on_duty;  ///< every day
  Spot kennel;
  std::vector<std::size_t> on_call;  ///< stations
  std::vector<Patrol> patrols;
  std::optional<Rest> rest;  ///< in place of DogRules::rest
  std::string handler;       ///< a skill: on duty only while an officer who has it is free; empty: it has its own
};

}  // namespace crossflow
