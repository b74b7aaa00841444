// All that the front page of a result says, as plain numbers: computed from the rows of one or many replications, then
// written as text or JSON. Stations, classes and directions are indices into the directory.
//
// A "day" is a calendar day of one replication; whoever comes after the last midnight belongs to the last day.
// Intervals are over replications (see stats.hpp); the days of one replication count as days of their own only in the
// share of days.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/histogram.hpp"
#include "analysis/staffing.hpp"
#include "analysis/stats.hpp"
#include "analysis/waits.hpp"
#include "sim/base/tick.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

class ResultReader;

/// The people of one half-hour, over all replications.
struct HalfHour {
  Tick from = 0;
  Tally people;
};

/// A time that people take: of a typical day (the mean over days of each day's figure) and of all travellers (pooled).
struct TimeTaken {
  Estimate typical_day_s;
  double all_travellers_s = 0;
};

/// People who were not served because of the port: one count, with four parts.
struct NotServed {
  std::int64_t outside = 0;      ///< before a door when the simulation ended
  std::int64_t inside = 0;       ///< still inside then
  std::int64_t turned_back = 0;  ///< sent away, at closing or at shut doors
  std::int64_t overnight = 0;    ///< outside when an earlier date ended with the port closed: not served on that date
  std::int64_t sum() const { return outside + inside + turned_back + overnight; }
  NotServed& operator+=(const NotServed& other) {
    outside += other.outside;
    inside += other.inside;
    turned_back += other.turned_back;
    overnight += other.overnight;
    return *this;
  }
};

/// A pledge on one of several dates, over all replications.
struct PledgeDay {
  Verdict verdict = Verdict::nobody;
  Tally people;
  std::optional<Estimate> share;           ///< none if nobody joined
  std::int64_t came = 0, not_cleared = 0;  ///< on this day, over all replications
  std::optional<HalfHour> worst;
};

/// One class in one direction: what immigration promised it and what it got. Everyone who joined counts towards the
/// pledge; the times are of those who were cleared. A class to which something was promised is listed even if people of
/// it came but none of them joined a queue of immigration: nobody then, and no figures.
struct PledgeSummary {
  std::uint8_t traveller_class = 0;
  std::uint8_t direction = 0;
  double promised = 0;  ///< share; 0: no pledge, then there is a limit of 0 and no verdict
  Tick limit = 0;
  Verdict verdict = Verdict::no_pledge;
  Tally people;
  NotServed not_cleared;             ///< over all replications; whoever never joined is not in `people`
  int not_cleared_replications = 0;  ///< in which there was anybody such
  std::int64_t cleared = 0;
  std::optional<Estimate> share;  ///< of all people; none if nobody joined or nothing was promised
  Tally days;                     ///< days that kept the pledge, of days on which somebody joined or was not cleared
  std::optional<Estimate> share_of_days;
  std::optional<HalfHour> worst;  ///< the half-hour with the lowest share, the earliest of equals
  std::vector<PledgeDay> by_day;  ///< of several dates; empty of one, and where nothing was promised
  std::optional<TimeTaken> mean;
  std::optional<TimeTaken> percentile_95;  ///< upper edges of bins: so many took no longer
  WaitHistogram times;                     ///< of all who were cleared, over all replications
  Estimate beyond_s;  ///< person-seconds that clocks ran beyond the limit: mean of a replication, all days together
};

/// Where people ended up, summed over replications. generated = outside + entered; entered = all that follows.
struct PeopleSummary {
  std::int64_t generated = 0, outside = 0, entered = 0, left = 0, diverted = 0, gave_up = 0, balked = 0,
               turned_back = 0, left_behind = 0, inside = 0;

  bool balanced() const {
    return generated == outside + entered &&
           entered == left + diverted + gave_up + balked + turned_back + left_behind + inside;
  }
};

struct FlowSummary {
  std::uint8_t traveller_class = 0;
  std::uint8_t direction = 0;
  PeopleSummary people;
  NotServed not_cleared;
};

/// The most people at once in a queue or a hall.
struct Peak {
  std::int64_t most = 0;  ///< of all days
  Tick at = 0;            ///< when that was first reached
  double daily_most = 0;  ///< mean over days of each day's most
};

/// What lets only so many through at a time, where all of it is in use.
enum class Limit : std::uint8_t {
  servers,
  maximum_flow,  ///< at a source's door
  headway,       ///< at the end of a road
};

/// Waiting charged to one cause; the place is the full one where the cause is next_place_full, else no_station.
struct Charge {
  LedgerCause cause = LedgerCause::all_in_use;
  Limit limit = Limit::servers;  ///< of all_in_use
  std::uint16_t place = 0;
  double person_s = 0;  ///< over all replications
};

struct QueueSummary {
  std::uint16_t station = 0;
  Peak queue;
  Peak held;                    ///< upstream, because this place was full
  double held_person_s = 0;     ///< over all replications; in no queue, and so in no charge
  double waited_person_s = 0;   ///< over all replications
  std::vector<Charge> charges;  ///< the largest first; they add up to waited_person_s
};

struct HallSummary {
  std::uint16_t station = 0;
  Peak inside;
  std::optional<double> m2_per_person;  ///< at the most crowded; none where the area is not given or nobody came
};

/// More people can hardly stand on a square metre; what says otherwise is a fault of the port or of the scenario.
inline constexpr double most_on_a_m2 = 4;

/// An area with more people on it than can stand there.
struct CrowdedSummary {
  std::uint16_t station = 0;
  Peak people;            ///< there: inside it, or in its queue
  std::int64_t room = 0;  ///< that can stand there
  int replications = 0;   ///< in how many it was so
};

/// A time of day, over the replications in which it occurred.
struct LastTime {
  Tick latest = 0;
  Tick median = 0;
};

struct ClosingSummary {
  std::optional<LastTime> last_check;      ///< the last check by immigration that began
  std::optional<LastTime> last_clearance;  ///< the last time that immigration cleared somebody
  std::optional<double> inside_mean;       ///< people inside at closing; none if no port closed
  std::int64_t inside_most = 0;
};

/// Who was never served, people, vehicles and goods together: still there when a simulation ended, stuck for good as
/// far as it tells, or turned back.
struct NotCleared {
  int replications = 0;                  ///< in how many there was anybody such
  NotServed people;                      ///< over all replications
  std::int64_t most = 0;                 ///< of one replication
  Tick latest_end = 0;                   ///< of those replications
  std::optional<std::uint16_t> station;  ///< where most of them were in the last bin, as near as its maxima tell
  std::vector<std::uint16_t> ring;  ///< of the first replication that had one: full places that wait for each other
};

/// What a station's servers must carry in a half-hour: the work that falls into it if nobody waits, here or anywhere
/// before, so that of a job of two hours a quarter falls into each of four half-hours, and whoever came late because he
/// was held upstream counts when he would have come. Who was not served counts with the station's mean service. None of
/// it is known of a station that served nobody at all.
struct RequirementRow {
  Tick from = 0;
  std::optional<double> load;       ///< servers' worth of work: mean over replications
  std::optional<double> busy_load;  ///< 90th percentile over replications; the load itself of one
  std::optional<int> needed;        ///< at the mean load; at least 1 if anybody came or waited, and no more than there
                                    ///< were people to be served on the day with the most of them
  std::optional<int> busy_needed;   ///< at the busy load: enough on nine days of ten
  std::optional<double> open;       ///< servers open on average, while the simulation went on; none if it did not
  bool at_least = false;  ///< people were held upstream because this place was full, or never came because they were
                          ///< held or gave up before: with more servers more may come
};

/// How many servers a station would need in each half-hour so that few wait longer than its limit, by Erlang's C
/// formula at the half-hour's load. The limit is the strictest pledge of all classes where the station is
/// immigration's, and 5 minutes for 95% elsewhere.
///
/// Stations that are not rated are left out. It is a first answer, and neglects: the
/// queue carried over from one half-hour to the next, and the ebb and flow inside one; that people come in groups,
/// coachloads and trains; that service is not exponential (it is steadier, so somewhat fewer may do); separate lines,
/// and servers that fail or take breaks; the service itself, where the pledge's clock runs to its end; other
/// stations that the same limit has to cover; and that people choose other ways when queues are shorter. The simulation
/// has all of these: try the numbers in it.
struct RequirementSummary {
  std::uint16_t station = 0;
  std::uint32_t installed = 0;
  Tick limit = 0;
  double share = 0;
  std::optional<double> mean_service_s;  ///< server-seconds a person, moving up included; none if nobody was served
  /// Half-hours in which somebody came or waited, or in which those from before need half a server; in order.
  std::vector<RequirementRow> rows;
  std::vector<std::pair<Tick, double>> open;  ///< servers open in every half-hour that lasted, as in the rows
};

/// Consignments of a class in a direction, over all replications, from clock point to clock point (see
/// sim/record/releases.hpp). Times are means of those released, but for the quantiles, which are the upper edges of
/// bins.
struct ReleaseSummary {
  std::uint8_t traveller_class = 0;
  std::uint8_t direction = 0;
  std::int64_t arrived = 0, presented = 0, selected = 0, released = 0, unfinished = 0, lodged = 0;
  std::optional<double> lodged_before_s;            ///< before arriving
  std::optional<double> to_presented_s;             ///< from arriving
  std::optional<double> to_released_s;              ///< from being presented
  std::optional<double> median_s, percentile_95_s;  ///< from arriving to being released
  std::optional<double> selected_median_s;          ///< the same, of those selected for a check
};

/// A class in a direction, over all replications: who was picked for checks.
struct CheckedSummary {
  std::uint8_t traveller_class = 0, direction = 0;
  std::int64_t entities = 0, selected = 0, searched = 0;  ///< selected: had a check; searched: had a search
};

/// Contraband of one kind, of a class (over all directions), of a class in a direction, or of all classes.
struct FindingSummary {
  std::uint8_t traveller_class = 0, direction = 0;
  Contraband contraband = Contraband::none;
  double expected = 0;              ///< carriers of a replication, by their prevalence
  std::int64_t carriers = 0;        ///< that came in all replications
  std::int64_t found = 0;           ///< of these
  std::optional<Estimate> chance;   ///< that a carrier is found, by conditional Monte Carlo
  std::optional<Estimate> counted;  ///< found / carriers
};

/// The checks of a station, over all replications.
struct CheckSummary {
  std::uint16_t station = 0;
  bool search = false;
  std::int64_t checked = 0, alarms = 0, false_alarms = 0, found = 0;
};

struct RiskSummary {
  std::vector<CheckedSummary> checked;                 ///< by class, then direction
  std::vector<FindingSummary> by_direction, by_class;  ///< by class (then direction), then kind
  std::vector<FindingSummary> all;                     ///< by kind, over all classes, as they carry it
  std::vector<CheckSummary> checks;                    ///< in the directory's order
};

/// A disruption at one port: how many had to wait, of one kind of entity; means over replications.
struct DisruptionSummary {
  std::uint16_t disruption = 0, port = 0;
  EntityKind kind = EntityKind::traveller;
  Estimate before, most, at_end;
  int replications = 0;
  int cleared = 0;                    ///< in how many the backlog was cleared
  std::optional<Estimate> cleared_s;  ///< after its end, of those
};

/// A time that travellers took at one authority, or from door to door; over all replications, of those who were done.
struct SideTime {
  std::int64_t people = 0;
  std::optional<double> mean_s;
  std::optional<double> percentile_95_s;  ///< upper edge of the bin
};

/// The way of travellers in one direction through the checks of both sides.
struct SidesSummary {
  std::uint8_t direction = 0;
  std::vector<std::pair<std::size_t, SideTime>> authorities;  ///< row of the directory's; from queue to clearance
  SideTime inside;                                            ///< from door to door
  std::optional<double> outside_mean_s;                       ///< before the door
};

/// Those of a source who waited elsewhere before they came, over all replications.
struct VirtualQueueSummary {
  std::uint16_t source = 0;
  std::int64_t came = 0, no_slot = 0, no_show = 0, not_called = 0;
  std::optional<double> waited_mean_s, early_mean_s;  ///< of those who came
  std::optional<double> waited_95_s;
  std::int64_t wanted() const { return came + no_slot + no_show + not_called; }
};

/// Travellers of one of several ports in a direction, over all replications.
struct PortSummary {
  std::uint16_t port = 0;
  std::uint8_t direction = 0;
  PeopleSummary people;
  std::int64_t from_elsewhere = 0;  ///< of those who came: meant another port, or were sent on from it
  std::int64_t to_elsewhere = 0;    ///< meant this port or stood outside of it, and crossed at another one
  Tally promised;                   ///< of classes with a pledge: whose clock started, and who was in time
  std::optional<double> mean_s;     ///< from queue to clearance, of all who were cleared
};

/// Travellers who came to one port and meant another, over all replications.
struct PortMove {
  std::uint16_t from = 0, to = 0;
  std::uint8_t direction = 0;
  std::array<std::int64_t, chose_because> people{};  ///< by ChoseBecause
  std::int64_t sum() const { return people[0] + people[1] + people[2]; }
};

/// A detector dog team, over all replications; sums, but for the longest.
struct TeamSummary {
  std::uint16_t team = 0;
  std::int64_t searches = 0, screened = 0, alerts = 0;
  double worked_s = 0, walked_s = 0, rested_s = 0, on_duty_s = 0, rest_kept_s = 0;
  double longest_work_s = 0;  ///< without a rest between
};

/// Of ports that never close, where the empty beginning may show in the figures.
struct StartUpSummary {
  double waiting = 0;             ///< at midnight, when the next day begins: mean over days and replications
  std::optional<Tick> suggested;  ///< so much to leave out, by MSER-5; none: the days are too few to tell
};

struct Summary {
  int replications = 0;
  std::optional<std::uint32_t> replications_asked;  ///< of a run that was interrupted before it had them all
  int days = 1;      ///< of each replication, without those that the warm-up leaves out whole
  Tick warm_up = 0;  ///< left out at the beginning, of all that has a time: not of people, goods, risk and dogs
  std::optional<StartUpSummary> start_up;
  int inputs_drawn = 0;                ///< inputs that were drawn once a replication; 0: all as the scenario says
  std::vector<PledgeSummary> pledges;  ///< by direction, then class
  std::vector<FlowSummary> flows;      ///< by direction, then class
  PeopleSummary people;                ///< travellers alone
  PeopleSummary vehicles, consignments;
  std::optional<NotCleared> not_cleared;  ///< none if everybody was gone at the end
  std::vector<WaitsSummary> waits;        ///< by half-hour
  std::vector<QueueSummary> queues;       ///< stations with a queue or with waiting, in the directory's order
  std::vector<Charge> charges;            ///< of all stations together, the largest first
  std::vector<HallSummary> halls;         ///< stations that are areas
  std::vector<CrowdedSummary> crowded;    ///< the fullest first
  ClosingSummary closing;
  std::vector<TeamSummary> teams;                   ///< detector dog teams, in the directory's order
  RiskSummary risk;                                 ///< empty where nobody carries contraband and nothing is checked
  std::vector<ReleaseSummary> releases;             ///< by direction, then class; empty where there are no consignments
  std::vector<DisruptionSummary> disruptions;       ///< by disruption, port, kind
  std::vector<SidesSummary> sides;                  ///< by direction; empty where there is one side
  std::vector<VirtualQueueSummary> virtual_queues;  ///< by source; empty where nobody waits elsewhere
  std::vector<RequirementSummary> requirements;     ///< stations with servers to which somebody came
  std::vector<StaffNeed> staff_needs;               ///< by port, direction (all directions last), what
  std::vector<PoolSummary> pools;                   ///< in the directory's order; empty where there are no officers
  std::vector<StandStill> stand_stills;             ///< people who wait for officers who wait for people
  std::int64_t broken_off = 0;                      ///< services, over all replications
  std::vector<PoolSummary> skills;                  ///< by name; empty where each skill is one pool's
  std::vector<OrdersSummary> orders;                ///< by supervisor
  std::vector<PortSummary> ports;                   ///< by port, then direction; empty where there is only one port
  std::vector<PortMove> moves;                      ///< by from, to and direction

  double waited_person_s() const {
    double sum = 0;
    for (const Charge& c : charges) sum += c.person_s;
    return sum;
  }
};

/// `rows` must be of at least one replication, of one branch, and of this directory.
Summary summarise(const Directory& directory, const ResultRows& rows);

/// The same of a result file, of which no more than a piece of a long table is held at a time. `rows`: its short
/// tables. `also` is told each row of the series, those that the warm-up leaves out too.
Summary summarise(const ResultReader& reader, const ResultRows& rows,
                  const std::function<void(const SeriesRow&)>& also = {});

}  // namespace crossflow
