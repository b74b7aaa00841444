// The full, immutable description of ports and days, as read from YAML: plain data, names already resolved to indices,
// units already turned into microseconds, metres and persons. What a *kind* of station or source needs beyond the
// common keys is read by that kind's own description (see kinds.hpp) and carried here untouched.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/contraband.hpp"
#include "sim/base/distribution.hpp"
#include "sim/base/entity_kind.hpp"
#include "sim/base/label.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/tick.hpp"
#include "sim/scenario/dogs.hpp"
#include "sim/scenario/network.hpp"
#include "sim/scenario/people.hpp"

namespace crossflow {

struct StationKind;
struct SourceKind;
struct EffectKind;
struct SourceOption;

/// The promised time and the share of people who are promised it: "98% within 15 min".
struct Pledge {
  double share = 0;
  Tick limit = 0;
  friend bool operator==(const Pledge&, const Pledge&) = default;
};

/// When a pledge's clock ends: once the authority has cleared the traveller, or once its last officer or gate called
/// them.
enum class PledgeEnd : std::uint8_t { cleared, called };

/// A class of traveller, of vehicle or of consignment.
struct TravellerClass {
  std::string name;
  Label label;
  EntityKind kind = EntityKind::traveller;
  std::optional<double> length;  ///< of a vehicle, metres from bumper to bumper; every vehicle has one
  std::optional<Pledge> pledge;
  PledgeEnd pledge_end = PledgeEnd::cleared;
};

/// What happens to people when the port closes. Whoever comes once the doors are closed stays outside.
enum class AtClosing : std::uint8_t {
  clear_inside,     ///< those inside are cleared; the line outside is not let in any more
  turn_back_queue,  ///< who is not yet being served goes back
  extend            ///< the doors stay open until nobody waits outside; who comes meanwhile is let in; all are cleared
};

/// A value that changes at times of the day: pairs (from, value), in order of time; a single value stands from 00:00.
/// Repeats every day of the scenario.
template <class T>
using Schedule = std::vector<std::pair<Tick, T>>;

/// What holds at a time of the day: before the first that is given, what held last the day before. Of a schedule that
/// is not empty.
template <class T>
T value_at(const Schedule<T>& schedule, Tick time_of_day) {
  const auto later = std::find_if(schedule.begin(), schedule.end(),
                                  [time_of_day](const auto& from_value) { return from_value.first > time_of_day; });
  return later == schedule.begin() ? schedule.back().second : std::prev(later)->second;
}

/// A value for each class, with one for those in a tour group that takes precedence, and one for all others.
template <class T>
struct ByClass {
  std::vector<std::optional<T>> of_class;  ///< index: class
  std::optional<T> in_group;
  std::optional<T> otherwise;

  /// What holds for a traveller, or null if nothing does.
  const T* find(std::size_t class_index, bool grouped) const {
    if (grouped && in_group) return &*in_group;
    if (class_index < of_class.size() && of_class[class_index]) return &*of_class[class_index];
    return otherwise ? &*otherwise : nullptr;
  }
};

/// Where a station stands on the floor, in metres from the port's corner; x to the right, y down.
struct FloorPlace {
  double x = 0, y = 0, width = 0, height = 0;
};

/// One station: the common keys, and those of its kind.
struct Station {
  std::string name;  ///< within its port; the full name is `port/name`
  Label label;
  Place place;  ///< in the user's file
  const StationKind* kind = nullptr;
  std::shared_ptr<const void> keys;    ///< what the kind's description read; its type is known to the kind alone
  std::vector<std::string> authority;  ///< those who clear here, in order of precedence; "none"; empty: not given
  std::optional<Hours> hours;          ///< narrower than the port's, where given
  std::optional<FloorPlace> floor;
  std::optional<bool> indoors;  ///< air-conditioned; unless given, where people are served and not where vehicles are
};

/// How the members of a party move. `together`: in one transaction wherever a station serves parties, and one decision
/// at each choice; at a station that serves single persons (an e-Channel) they part and go on one by one. `split`: each
/// alone from the start. Either way they stay tagged and can meet again at a `regroup` station.
enum class PartyMoves : std::uint8_t { together, split };

struct Party {
  std::vector<std::pair<int, double>> size_share;  ///< in order of size; shares sum to 1
  PartyMoves moves = PartyMoves::together;
};

/// What the vehicles of a source have aboard: so many, of these classes, or out of the people of another source.
struct Carried {
  std::vector<std::pair<int, double>> number_share;  ///< in order of number; shares sum to 1
  std::vector<std::pair<std::size_t, double>> mix;   ///< classes, and their shares, which sum to 1; empty: `of` says it
  std::string of;                                    ///< the source out of whose people of the day they are
  std::optional<double> share;         ///< of these people, who come so: then it says how many vehicles do
  std::optional<Distribution> lodged;  ///< of consignments: how long before arriving their data is lodged
};

/// By how much more come than a port's sources say each: a factor on all of them, and growth by year.
struct DemandScale {
  double factor = 1;
  double growth = 0;  ///< a year: 0.03
  int from = 0;       ///< the year whose people are as written
  double on(Date date) const { return factor * (growth == 0 ? 1.0 : std::pow(1 + growth, date.year - from)); }
};

/// One source of arrivals.
struct Source {
  std::string name;
  Label label;
  Place place;
  const SourceKind* kind = nullptr;
  std::shared_ptr<const void> keys;
  std::string direction;  ///< "arrival", "departure", ... ; empty only where the scenario has one direction
  std::size_t route = 0;  ///< index into the port's routes
  std::optional<Party> party;
  std::vector<Carried> carries;        ///< by vehicles: their people, their consignments
  std::optional<double> maximum_flow;  ///< persons a second let in at most; the excess waits outside
  DemandScale scale{};
  const SourceOption* option = nullptr;     ///< how they wait before they come, where they do
  std::shared_ptr<const void> option_keys;  ///< what the option's description read
};

struct Step;

/// Who a row of a choice is for. All conditions given must hold.
struct Condition {
  std::vector<std::size_t> classes;                   ///< empty: any
  std::optional<bool> in_group;                       ///< travels in a tour group
  std::optional<std::size_t> failed_at;               ///< station at which the traveller failed before
  std::optional<std::pair<std::size_t, int>> longer;  ///< (station, n): its queue holds more than n persons now
  std::optional<std::size_t> open;                    ///< a station that is open now
  std::vector<std::string> directions;                ///< empty: any
  std::optional<std::size_t> targeted_by;             ///< picked by this profile of targeting
  std::optional<bool> alarm;                          ///< whether its last check raised one

  /// Beside class, group, direction and failure: what holds of one and not of another like him, or not always.
  bool hangs_on_state() const { return longer || open || targeted_by || alarm; }

  /// Whether the condition leaves out neither the class nor the direction.
  bool may_hold(std::size_t entity_class, const std::string& direction) const {
    const auto holds = [](const auto& list, const auto& value) {
      return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    return holds(classes, entity_class) && holds(directions, direction);
  }
};

/// One row of a choice: `share` of all here who meet its condition (absent: all the rest of them) take `steps`, then go
/// on after the choice.
struct ChoiceRow {
  Place place;
  Condition condition;
  std::optional<double> share;
  std::vector<Step> steps;

  /// Whether it takes all to whom its classes and directions apply, so that none of them comes to the rows after it.
  bool takes_all() const {
    return !share && !condition.in_group && !condition.failed_at && !condition.hangs_on_state();
  }
};

/// A step of a route: visit a station, visit whichever of several has the shortest queue, choose, or leave the port.
struct Step {
  enum class Kind : std::uint8_t { visit, shortest, choose, leave };
  Kind kind = Kind::leave;
  Place place;
  std::vector<std::size_t> stations;  ///< visit: one; shortest: two or more, in order of preference
  std::vector<ChoiceRow> rows;        ///< choose
  std::string purpose;                ///< choose: its name for keyed draws
};

struct Route {
  std::string name;
  Place place;
  std::vector<Step> steps;
};

struct Port {
  std::string name;
  Label label;
  Hours hours;
  AtClosing at_closing = AtClosing::clear_inside;
  std::vector<Source> sources;     ///< in order of name, so that the order of keys in a file never matters
  std::vector<Station> stations;   ///< likewise
  std::vector<Route> routes;       ///< likewise
  std::vector<DogTeam> dog_teams;  ///< likewise
  std::vector<Pool> pools;         ///< likewise
  std::vector<OfficerWalk> officer_walks;
  std::vector<ContraFlow> contra_flows;  ///< in order of name
  std::vector<Supervisor> supervisors;   ///< likewise
  std::string extends;                   ///< of a port taken from a file: followed before anything is read
};

/// One thing that a disruption does.
struct Effect {
  Place place;
  const EffectKind* kind = nullptr;
  std::shared_ptr<const void> keys;  ///< what the kind's description read
};

/// Something that goes wrong, or is unusual, for a time. It names what it acts on by kind, authority or direction, so
/// that one description can be laid over any scenario.
struct Disruption {
  std::string name;
  Label label;
  Place place;
  Tick from = 0;  ///< since the first midnight
  Tick until = 0;
  std::vector<std::string> ports;  ///< by name; empty: all
  std::vector<Effect> effects;     ///< in order of the table of kinds
};

/// The weather outdoors.
struct Weather {
  Schedule<Heat> heat = {{Tick{0}, Heat::mild}};
};

/// How a figure was come by.
enum class Mark : std::uint8_t { none, observed, design, pledge, assumption, adjusted, calibrated };

/// A figure of the scenario about which its writer said where it comes from, or how far it may be off. Kept into
/// results.
struct Figure {
  std::string path;     ///< "stations.arrival counters.service.resident"
  Place place;          ///<
  std::string text;     ///< as written: "{lognormal: {mean: 16 s, cv: 50%}}"
  std::string central;  ///< the value that a drawn input replaces: the mean, or the figure itself: "16 s"
  bool whole = false;   ///< takes whole numbers only
  Mark mark = Mark::none;
  std::string source;
  std::string note;
  std::optional<std::pair<double, double>> range;  ///< in the unit of `central`, for --inputs drawn
};

/// One file that the scenario was read from.
struct SourceText {
  std::string file;
  std::string text;
};

/// Rows of a table that the scenario used, as CSV with its header.
struct TableUse {
  std::string file;
  std::string rows;
};

/// Points that a profile of targeting gives; who has so many, and a few at random, is picked for a check.
struct TargetingProfile {
  std::string name;
  Place place;
  double threshold = 0;
  double random = 0;            ///< the share picked of those below it
  ByClass<Distribution> score;  ///< of who carries nothing; a class without one is never picked
  ByContraband carriers{};      ///< by how much the score of those who carry contraband is higher
};

struct Scenario {
  Label title;
  Date date;
  int days = 1;
  Tick bin = 15 * minute;                                    ///< length of the bins of series in the results
  Tick warm_up = 0;                                          ///< at the beginning, left out of figures by time
  std::vector<TravellerClass> classes;                       ///< in order of name
  std::vector<std::string> directions;                       ///< in order of name; of all sources
  std::vector<Port> ports;                                   ///< in order of name
  std::array<ByClass<double>, contraband_kinds> contraband;  ///< the share that carries each kind, by class
  std::vector<TargetingProfile> targeting;                   ///< in order of name
  std::vector<Disruption> disruptions;                       ///< in order of name
  std::optional<Network> network;                            ///< where people choose among ports
  Weather weather;
  DogRules dogs;
  std::vector<Figure> figures;
  std::vector<SourceText> texts;
  std::vector<TableUse> tables;
  std::string resolved;  ///< all of it as one YAML text, with what it extends and --set applied
  /// Where values hang on the kind of day: the scenario as it is on days on which not all of them are those of the
  /// first day. It differs from this one in such values alone. `variant_of_day`: by day, 0 is this one; then that of
  /// the day after the last and of the day before the first (see on_duty_day). Empty: days are alike.
  std::vector<std::shared_ptr<const Scenario>> variants{};
  std::vector<std::size_t> variant_of_day{};
  std::vector<bool> own_days{};  ///< the days on which it is so, of one that has variants or is one; empty: all

  bool is_on(int day_index) const { return own_days.empty() || own_days[static_cast<std::size_t>(day_index)]; }

  /// As it is on a day, or on the one after the last; before the first as on that.
  const Scenario& on(int day_index) const {
    if (variants.empty()) return *this;
    const auto last = static_cast<int>(variant_of_day.size()) - 1;
    const std::size_t which = variant_of_day[static_cast<std::size_t>(std::clamp(day_index, 0, last))];
    return which == 0 ? *this : *variants[which - 1];
  }
};

}  // namespace crossflow
