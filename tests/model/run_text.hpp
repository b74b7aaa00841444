// Runs a scenario that a test writes down, and brings back its whole log.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {
class Simulation;
}

namespace crossflow::test {

/// What one replication did.
struct Replay {
  Directory directory;
  std::vector<Event> events;
  ResultRows rows;
  Tick end = -1;

  /// The sentences with these verbs (see story.hpp), times in seconds. Travellers of the first source are a, b, c, ...,
  /// of the second A, B, C, ... by their numbers; whom a disruption brings, 0+, 1+, ...
  /// What follows in an empty port until midnight, as officers go home, is left out where the port never closes.
  std::string told(const std::set<std::string>& verbs) const;
  /// When the last thing happened to somebody, or of a disruption.
  Tick over() const;
  /// How many events of a kind there are at a station ("desk", without the port's name), or of all stations.
  std::size_t count(EventKind kind, const std::string& station = "") const;
  std::uint16_t station(const std::string& name) const;
  const ReplicationRow& all() const { return rows.of<ReplicationRow>().at(0); }
};

/// Files that stand beside the scenario, by name.
using Files = std::map<std::string, std::string>;

/// Loads the text, runs one replication in a process of its own and checks what must hold in every run: what the
/// statistics say of waiting is what the log says, and the ledger adds up to it.
/// `prepare` may do something with the simulation before it runs.
Replay run_text(const std::string& yaml, const Files& files = {}, std::uint64_t seed = 1,
                const std::function<void(Simulation&)>& prepare = {});

/// A port of which a test names only what matters to it: recorded people, local ones and visitors, who take one way.
struct Small {
  std::string stations;             ///< indented by two
  std::string way;                  ///< "[desk, leave]"
  std::vector<std::string> people;  ///< "5 local" or "5 visitor 3": comes at 5 s, a party of 3
  std::string source = {};          ///< more keys of the source: ", maximum flow: 1 persons/s"
  std::string port = {};            ///< more keys of the port: ", hours: \"00:01-00:02\""
  std::string demand = {};          ///< more sources, indented by two
  std::string routes = {};          ///< more routes, indented by two
  std::string head = {};            ///< more keys of the scenario

  std::string yaml() const;
  Files files() const;
  Replay run(std::uint64_t seed = 1) const { return run_text(yaml(), files(), seed); }
};

/// The seconds of waiting that a cause was charged.
double charged(const Replay& run, LedgerCause cause);

/// A CSV of recorded people, each "5 local" or "5 visitor 3".
std::string recorded(const std::vector<std::string>& people);

/// Everybody's arrival and the lengths of all services, by who it is and what is done: what must not depend on who else
/// comes and on how the port is run.
struct Need {
  Tick arrival = -1;
  std::vector<std::pair<std::string, Tick>> services;  ///< station, length; in order
  friend bool operator==(const Need&, const Need&) = default;
};
/// Key: source, class, number.
using Needs = std::map<std::tuple<std::string, std::string, std::int32_t>, Need>;
Needs needs_of(const Replay& run);

}  // namespace crossflow::test
