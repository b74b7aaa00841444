// The rows of the result tables: what the statistics of one replication come down to, and what a result file holds.
// Long, plain tables, so that pandas needs no code of ours. `from_s` is the start of a bin in seconds since the first
// midnight; times are float64 seconds, which hold every sum of microseconds exactly up to 285 years.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace crossflow {

/// One replication as a whole. Who was sent on to another port has entered and was diverted, and is generated there
/// once more: people are generated - diverted. generated = outside + entered; entered = left + diverted + gave_up +
/// balked + turned_back + left_behind + inside.
struct ReplicationRow {
  std::uint32_t replication;
  std::uint32_t branch;
  std::int64_t events;
  std::int64_t generated, outside, entered, left, diverted, gave_up, turned_back, left_behind, inside;
  std::int64_t inside_at_closing;  ///< of all ports, each at its last closing; -1 if none closed
  double last_clearance_s;         ///< the last time that immigration cleared somebody; -1 if never
  double last_check_s;             ///< the last time that a check by immigration began; -1 if never
  double end_s;
  std::int64_t balked = 0;  ///< turned away at the sight of a queue
};

/// People of a source by class.
struct FlowRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::int64_t generated, outside, entered, left, diverted, gave_up, turned_back, left_behind, inside;
  std::uint16_t port = 0;
  std::uint16_t source = 0;
  std::int64_t balked = 0;
};

/// The clock of an authority of a port for those of a source who joined in a half-hour.
struct PledgeRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction, authority;
  double from_s;
  std::int64_t joined, kept, cleared;
  double wait_s;        ///< sum over those cleared
  double beyond_s = 0;  ///< sum over all: what the clock ran beyond the pledge's limit, until cleared, gone or the end
  std::uint16_t port = 0;
  std::uint16_t source = 0;
  double longest_s = 0;  ///< of those cleared
};

/// How long the authority's clock ran: a histogram for those who joined in a half-hour. All histograms have the bins of
/// histogram.hpp; a row is one bin that somebody is in.
struct ClockRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction, authority;
  double from_s;
  double up_to_s;  ///< upper edge of the bin
  std::uint32_t count;
  std::uint16_t port = 0;
  std::uint16_t source = 0;
};

/// A station in a bin of the chosen length.
struct SeriesRow {
  std::uint32_t replication;
  std::uint16_t station;
  double from_s;
  std::int64_t joined, started, served, gave_up;
  double waiting_person_s;  ///< integral of the queue length
  std::int64_t waiting_max;
  double held_person_s;  ///< integral of those held upstream, or outside, because this place is full
  std::int64_t held_max;
  std::int64_t inside_max;           ///< of places without servers: walking, and done but not gone on
  double open_s, busy_s, blocked_s;  ///< server-seconds; open = busy + blocked + idle
  /// When each maximum was first reached; -1 of none.
  double waiting_max_at_s = -1, held_max_at_s = -1, inside_max_at_s = -1;
  /// Server-seconds while the port is in its hours; a server that is to close counts as closed already.
  double open_in_hours_s = 0, busy_in_hours_s = 0, down_in_hours_s = 0, unmanned_in_hours_s = 0,
         not_opened_in_hours_s = 0, changing_over_in_hours_s = 0;
  std::int64_t broken_off = 0;  ///< whose service was broken off
  std::int64_t balked = 0;      ///< turned away at the sight of the queue
};

/// Waits at a station: a histogram for those who joined in a half-hour and were served.
struct WaitRow {
  std::uint32_t replication;
  std::uint16_t station;
  std::uint8_t traveller_class;
  double from_s;
  double up_to_s;  ///< upper edge of the bin
  std::uint32_t count;
};

/// The same waits, exactly.
struct WaitSumRow {
  std::uint32_t replication;
  std::uint16_t station;
  std::uint8_t traveller_class;
  double from_s;
  std::int64_t count;
  double wait_s;  ///< sum
  double longest_s;
};

/// The wait ledger: waiting at a station charged to a cause, in a bin of the chosen length.
struct LedgerRow {
  std::uint32_t replication;
  std::uint16_t station;
  double from_s;
  std::uint8_t cause;   ///< LedgerCause
  std::uint16_t place;  ///< the full place at the root, for next_place_full; else 65535
  double waiting_person_s;
};

/// Work offered to a station: of those who would have come in this half-hour had they waited nowhere before, as
/// offered_work.hpp reckons it.
struct WorkRow {
  std::uint32_t replication;
  std::uint16_t station;
  double from_s;
  std::int64_t offered;        ///< came to its queue, if perhaps later; who turned away at its sight included
  std::int64_t served;         ///< of these
  double work_s;               ///< server-seconds that these took
  std::int64_t kept_away = 0;  ///< never came here, and might have: held or gave up at a place from which people do
};

/// An input drawn for a replication.
struct InputRow {
  std::uint32_t replication;
  std::string path;
  double value;
};

/// A place of a ring, each of which waits for the next and the last for the first: at the end of the run full places,
/// of which none will move again; for a time also places that wait for officers who stand at the next, see
/// stand_stills.hpp.
struct RingRow {
  std::uint32_t replication;
  std::uint16_t position;  ///< in the ring, from 0
  std::uint16_t station;
  double from_s = -1, until_s = -1;  ///< of a stand-still that waits for officers; else -1
};

/// Consignments by class and direction, from clock point to clock point.
struct ReleaseRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::int64_t arrived, presented, selected, released;
  std::int64_t unfinished;  ///< arrived, and not released
  std::int64_t lodged;      ///< of which it is known when their data was lodged
  double lodged_before_s;   ///< sum over these: before their arrival
  double to_presented_s;    ///< sum over those released: from arriving
  double to_released_s;     ///< sum over those released: from being presented
};

/// How long those that were released took from arriving: a histogram.
struct ReleaseTimeRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::uint8_t selected;  ///< 1: for a check
  double up_to_s;         ///< upper edge of the bin
  std::uint32_t count;
};

/// What checks found of one kind of contraband, by class and direction; in the row of contraband 0 (none), of all
/// kinds together.
struct RiskRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::uint8_t contraband;  ///< Contraband
  std::int64_t entities;    ///< clean and carriers
  std::int64_t clean;       ///< came and carried nothing
  std::int64_t carriers;    ///< came with contraband of this kind
  std::int64_t found;       ///< of these
  std::int64_t selected;    ///< of the carriers, or of all where contraband is 0: had at least one check
  std::int64_t searched;    ///< the same: had at least one search
  double chance_sum;        ///< sum over the clean: the chance that each had been found had it carried this kind
};

/// The checks of a station.
struct CheckRow {
  std::uint32_t replication;
  std::uint16_t station;
  std::uint8_t traveller_class;
  std::uint8_t contraband;  ///< Contraband, none for those who carried nothing
  std::int64_t checked, alarms, found;
};

/// A disruption at a port: how many of a kind of entity had to wait (in queues, held upstream, outside).
struct DisruptionRow {
  std::uint32_t replication;
  std::uint16_t disruption, port;
  std::uint8_t kind;  ///< EntityKind
  std::int64_t before, most, at_end;
  double cleared_s;  ///< from its end until it was cleared, see disruptions.hpp; -1: that never came
};

/// The way of those who went through, from door to door, where both sides clear them.
struct PassageRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  std::int64_t people;  ///< went through
  double outside_s;     ///< sum: from coming to the port to being let in
  double inside_s;      ///< sum: from there to leaving
};

/// How long they were inside: a histogram.
struct PassageTimeRow {
  std::uint32_t replication;
  std::uint8_t traveller_class, direction;
  double up_to_s;  ///< upper edge of the bin
  std::uint32_t count;
};

/// Those who wait elsewhere before they come, by booking or until they are called.
struct VirtualQueueRow {
  std::uint32_t replication;
  std::uint16_t source;
  std::uint8_t traveller_class;
  std::int64_t came;                          ///< of those who wanted to
  std::int64_t no_slot, no_show, not_called;  ///< the others
  double waited_s;                            ///< sum over those who came, elsewhere
  double early_s;                             ///< sum over those who came before the time that they wanted
};

/// How long those who came had waited elsewhere: a histogram.
struct VirtualQueueTimeRow {
  std::uint32_t replication;
  std::uint16_t source;
  std::uint8_t traveller_class;
  double up_to_s;  ///< upper edge of the bin; 0 holds those who came early
  std::uint32_t count;
};

/// Those of a class who came to another port than they meant, or were sent on from it.
struct PortChoiceRow {
  std::uint32_t replication;
  std::uint16_t from_source, to_source;
  std::uint8_t traveller_class;
  std::uint8_t reason;  ///< ChoseBecause
  std::int64_t count;
};

/// What a detector dog team did.
struct TeamRow {
  std::uint32_t replication;
  std::uint16_t team;
  std::int64_t searches, screened, alerts;
  double worked_s;  ///< searching and on patrol
  double walked_s, rested_s, on_duty_s;
  double longest_work_s;    ///< work without a rest between
  double rest_kept_s;       ///< of worked_s, with at most 30 effective minutes of work since a rest
  double most_effective_s;  ///< effective work since a rest, at its most
};

/// An officer's times on duty that begin on a date of the scenario.
struct OfficerRow {
  std::uint32_t replication;
  std::uint16_t officer;
  double on_duty_s;  ///< breaks included
  double at_post_s;  ///< finishing included
  std::int64_t breaks;
  double break_s;
  double overtime_s;      ///< on duty beyond what is rostered; of a reserve who was called the whole stay
  double rostered_s = 0;  ///< absences included
};

/// The officers of a pool in a half-hour in which one of them was on duty, or was to be: officer-seconds by what they
/// did.
struct OfficerHoursRow {
  std::uint32_t replication;
  std::uint16_t pool;
  double from_s;
  double spare_s, walking_s, changing_over_s, at_post_s, break_s, finishing_s;
  std::int64_t most_on_duty;              ///< at once, breaks included
  double rostered_s = 0, overtime_s = 0;  ///< as in OfficerRow
  std::uint8_t of_other_dates = 0;        ///< 1: of times on duty that begin on a date that is not in the scenario
  double on_duty_s() const { return spare_s + walking_s + changing_over_s + at_post_s + break_s + finishing_s; }
};

/// The officers at the posts of a station in a half-hour.
struct PostHoursRow {
  std::uint32_t replication;
  std::uint16_t station;
  double from_s;
  double at_post_s;        ///< officer-seconds, finishing included
  double changing_over_s;  ///< the same, opening a post or taking it over
};

/// An order that took effect.
struct OrderRow {
  std::uint32_t replication;
  double time_s;
  std::uint16_t supervisor;
  std::uint8_t order;  ///< Order
  std::uint16_t at;    ///< station, of a source its line outside; 65535: the whole port
  std::int32_t value;  ///< as Order says
};

/// All that is kept of one replication, or of several one after the other.
struct ResultRows {
  std::vector<ReplicationRow> replications;
  std::vector<FlowRow> flows;
  std::vector<PledgeRow> pledges;
  std::vector<ClockRow> clocks;
  std::vector<SeriesRow> series;
  std::vector<WaitRow> waits;
  std::vector<WaitSumRow> wait_sums;
  std::vector<LedgerRow> ledger;
  std::vector<WorkRow> work;
  std::vector<InputRow> inputs;
  std::vector<RingRow> rings;
  std::vector<ReleaseRow> releases;
  std::vector<ReleaseTimeRow> release_times;
  std::vector<RiskRow> risk;
  std::vector<CheckRow> checks;
  std::vector<DisruptionRow> disruptions;
  std::vector<PassageRow> passages;
  std::vector<PassageTimeRow> passage_times;
  std::vector<VirtualQueueRow> virtual_queues;
  std::vector<VirtualQueueTimeRow> virtual_queue_times;
  std::vector<PortChoiceRow> port_choices;
  std::vector<TeamRow> teams;
  std::vector<OfficerRow> officers;
  std::vector<OfficerHoursRow> officer_hours;
  std::vector<PostHoursRow> post_hours;
  std::vector<OrderRow> orders;
};

enum class LedgerCause : std::uint8_t {
  all_in_use = 0,
  closed_by_hours = 1,
  device_down = 2,
  no_officer = 3,
  not_opened = 4,
  changing_over = 5,
  next_place_full = 6,
};
inline constexpr int ledger_causes = 7;

/// "all in use", "closed by hours", ...: the words of the design's ledger.
const char* text_of(LedgerCause cause);

}  // namespace crossflow
