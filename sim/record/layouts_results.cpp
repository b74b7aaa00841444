#include "sim/record/layouts.hpp"

namespace crossflow::h5 {
namespace {

template <class Row>
Layout<Row> results(const char* table, const char* description) {
  Layout<Row> layout(table, description);
  layout.column("replication", &Row::replication, "1", "number of the replication");
  return layout;
}

template <class Row>
void add_class(Layout<Row>& layout) {
  layout.column("traveller_class", &Row::traveller_class, "index", "row of /directory/classes");
}

template <class Row>
void add_direction(Layout<Row>& layout) {
  layout.column("direction", &Row::direction, "index", "row of /directory/directions");
}

template <class Row>
void add_port(Layout<Row>& layout) {
  layout.column("port", &Row::port, "index", "row of /directory/ports");
}

template <class Row>
void add_station(Layout<Row>& layout) {
  layout.column("station", &Row::station, "index", "row of /directory/stations");
}

template <class Row>
void add_source(Layout<Row>& layout) {
  layout.column("source", &Row::source, "index", "row of /directory/sources");
}

template <class Row>
void add_up_to(Layout<Row>& layout) {
  layout.column(
      "up_to_s", &Row::up_to_s, "s",
      "upper edge of the bin: as long at most; above the edge before it, which is 0.1 s less until 2 min, 1 s "
      "until 4 h, and then a hundredth of itself");
}

template <class Row>
void add_flow(Layout<Row>& layout) {
  layout.column("generated", &Row::generated, "persons", "came to the port: outside + entered")
      .column("outside", &Row::outside, "persons", "still outside at the end")
      .column("entered", &Row::entered, "persons",
              "let in: left + diverted + gave_up + balked + turned_back + left_behind + inside")
      .column("left", &Row::left, "persons", "went through")
      .column("diverted", &Row::diverted, "persons", "sent to another port")
      .column("gave_up", &Row::gave_up, "persons", "lost patience in a queue")
      .column("balked", &Row::balked, "persons", "turned away at the sight of a queue")
      .column("turned_back", &Row::turned_back, "persons", "sent back at closing")
      .column("left_behind", &Row::left_behind, "persons", "came after their coach had gone")
      .column("inside", &Row::inside, "persons", "still inside at the end");
}

constexpr const char* half_hour_start = "start of the half-hour of joining, since the first midnight";
constexpr const char* reached = "when that many were first there, since the first midnight; -1: never";
constexpr const char* bin_start = "start of the bin, since the first midnight";

}  // namespace

template <>
const Layout<ReplicationRow>& result_layout() {
  static const Layout<ReplicationRow> layout = [] {
    auto l = results<ReplicationRow>("replications", "each replication as a whole");
    l.column("branch", &ReplicationRow::branch, "1", "number of the future; 0: the original")
        .column("events", &ReplicationRow::events, "1", "events in its log");
    add_flow(l);
    l.column("inside_at_closing", &ReplicationRow::inside_at_closing, "persons",
             "inside when their port closed for the last time; -1: none closed")
        .column("last_clearance_s", &ReplicationRow::last_clearance_s, "s",
                "when immigration last cleared somebody, since the first midnight; -1: never")
        .column("last_check_s", &ReplicationRow::last_check_s, "s",
                "when a check by immigration last began, since the first midnight; -1: never")
        .column("end_s", &ReplicationRow::end_s, "s", "end of the run, since the first midnight");
    return l;
  }();
  return layout;
}

template <>
const Layout<FlowRow>& result_layout() {
  static const Layout<FlowRow> layout = [] {
    auto l = results<FlowRow>("flows", "people of a source by class");
    add_class(l);
    add_direction(l);
    add_flow(l);
    add_port(l);
    add_source(l);
    return l;
  }();
  return layout;
}

template <>
const Layout<DateRow>& result_layout() {
  static const Layout<DateRow> layout = [] {
    auto l = results<DateRow>("dates",
                              "people of a source by class and date; whoever came after the last midnight belongs "
                              "to the last date");
    add_class(l);
    add_direction(l);
    add_source(l);
    l.column("date", &DateRow::date, "1", "of the scenario's dates, from 0")
        .column("came", &DateRow::came, "persons", "came to the port on it")
        .column("turned_back", &DateRow::turned_back, "persons", "were sent back on it")
        .column("left_outside", &DateRow::left_outside, "persons",
                "stood outside when it ended with the port closed; of the last date when the run ended")
        .column("left_inside", &DateRow::left_inside, "persons",
                "of the last date: still inside at the end of the run");
    return l;
  }();
  return layout;
}

template <>
const Layout<PledgeRow>& result_layout() {
  static const Layout<PledgeRow> layout = [] {
    auto l = results<PledgeRow>("pledges", "an authority's clock, for those whose clock started in a half-hour");
    add_class(l);
    add_direction(l);
    l.column("authority", &PledgeRow::authority, "index", "row of /directory/authorities")
        .column("from_s", &PledgeRow::from_s, "s", half_hour_start)
        .column("joined", &PledgeRow::joined, "persons", "clocks started")
        .column("kept", &PledgeRow::kept, "persons", "of these, dealt with within the time of the pledge")
        .column("cleared", &PledgeRow::cleared, "persons", "of these, cleared at all")
        .column("wait_s", &PledgeRow::wait_s, "person-s", "sum of the clocks of those cleared")
        .column("beyond_s", &PledgeRow::beyond_s, "person-s",
                "sum over all: what the clock ran beyond the pledge's limit, until cleared, gone or the end")
        .column("longest_s", &PledgeRow::longest_s, "s", "the longest clock of those cleared");
    add_port(l);
    add_source(l);
    return l;
  }();
  return layout;
}

template <>
const Layout<ClockRow>& result_layout() {
  static const Layout<ClockRow> layout = [] {
    auto l =
        results<ClockRow>("clocks", "histogram of how long an authority's clock ran; bins with nobody are left out");
    add_class(l);
    add_direction(l);
    l.column("authority", &ClockRow::authority, "index", "row of /directory/authorities")
        .column("from_s", &ClockRow::from_s, "s", half_hour_start);
    add_up_to(l);
    l.column("count", &ClockRow::count, "persons", "persons in the bin");
    add_port(l);
    add_source(l);
    return l;
  }();
  return layout;
}

template <>
const Layout<SeriesRow>& result_layout() {
  static const Layout<SeriesRow> layout = [] {
    auto l = results<SeriesRow>("series", "each station in each bin; attribute bin_us of /directory is its length");
    add_station(l);
    l.column("from_s", &SeriesRow::from_s, "s", bin_start)
        .column("joined", &SeriesRow::joined, "persons", "joined the queue")
        .column("started", &SeriesRow::started, "persons", "began service or walk")
        .column("served", &SeriesRow::served, "persons", "ended service or walk")
        .column("gave_up", &SeriesRow::gave_up, "persons", "gave up in the queue")
        .column("balked", &SeriesRow::balked, "persons", "turned away at the sight of the queue")
        .column("waiting_person_s", &SeriesRow::waiting_person_s, "person-s", "integral of the queue length")
        .column("waiting_max", &SeriesRow::waiting_max, "persons", "longest queue")
        .column("held_person_s", &SeriesRow::held_person_s, "person-s",
                "integral of those who cannot go on because this place is full")
        .column("held_max", &SeriesRow::held_max, "persons", "most of those at one time")
        .column("inside_max", &SeriesRow::inside_max, "persons",
                "of places without servers: most walking, or done and not gone on, at one time")
        .column("open_s", &SeriesRow::open_s, "server-s", "servers open: busy, blocked or idle")
        .column("busy_s", &SeriesRow::busy_s, "server-s", "servers with somebody in service")
        .column("blocked_s", &SeriesRow::blocked_s, "server-s", "servers whose somebody cannot go on")
        .column("waiting_max_at_s", &SeriesRow::waiting_max_at_s, "s", reached)
        .column("held_max_at_s", &SeriesRow::held_max_at_s, "s", reached)
        .column("inside_max_at_s", &SeriesRow::inside_max_at_s, "s", reached)
        .column("open_in_hours_s", &SeriesRow::open_in_hours_s, "server-s",
                "servers open while the port is in its hours; from here on one that is to close counts as closed")
        .column("busy_in_hours_s", &SeriesRow::busy_in_hours_s, "server-s", "of these, with somebody in service")
        .column("down_in_hours_s", &SeriesRow::down_in_hours_s, "server-s", "device down in the port's hours")
        .column("unmanned_in_hours_s", &SeriesRow::unmanned_in_hours_s, "server-s", "no officer, in the port's hours")
        .column("not_opened_in_hours_s", &SeriesRow::not_opened_in_hours_s, "server-s",
                "not opened by plan, in the port's hours")
        .column("changing_over_in_hours_s", &SeriesRow::changing_over_in_hours_s, "server-s",
                "changing over, in the port's hours")
        .column("broken_off", &SeriesRow::broken_off, "persons", "whose service was broken off; they are served again");
    return l;
  }();
  return layout;
}

template <>
const Layout<WaitRow>& result_layout() {
  static const Layout<WaitRow> layout = [] {
    auto l = results<WaitRow>("waits", "histogram of waits of those served; bins with nobody are left out");
    add_station(l);
    add_class(l);
    l.column("from_s", &WaitRow::from_s, "s", half_hour_start);
    add_up_to(l);
    l.column("count", &WaitRow::count, "persons", "persons in the bin");
    return l;
  }();
  return layout;
}

template <>
const Layout<WaitSumRow>& result_layout() {
  static const Layout<WaitSumRow> layout = [] {
    auto l = results<WaitSumRow>("wait_sums", "waits of those served, exactly");
    add_station(l);
    add_class(l);
    l.column("from_s", &WaitSumRow::from_s, "s", half_hour_start)
        .column("count", &WaitSumRow::count, "persons", "waits: who was broken off has waited again")
        .column("wait_s", &WaitSumRow::wait_s, "person-s", "sum of the waits")
        .column("longest_s", &WaitSumRow::longest_s, "s", "the longest wait");
    return l;
  }();
  return layout;
}

template <>
const Layout<LedgerRow>& result_layout() {
  static const Layout<LedgerRow> layout = [] {
    auto l = results<LedgerRow>("ledger", "waiting at a station charged to a cause");
    add_station(l);
    l.column("from_s", &LedgerRow::from_s, "s", bin_start)
        .column("cause", &LedgerRow::cause, "index", "number in /directory/ledger_causes")
        .column("place", &LedgerRow::place, "index",
                "row of /directory/stations: the full place at the root; 65535: none")
        .column("waiting_person_s", &LedgerRow::waiting_person_s, "person-s", "waiting charged");
    return l;
  }();
  return layout;
}

template <>
const Layout<WorkRow>& result_layout() {
  static const Layout<WorkRow> layout = [] {
    auto l = results<WorkRow>("work", "work offered to a station in a half-hour");
    add_station(l);
    l.column("from_s", &WorkRow::from_s, "s", half_hour_start)
        .column("offered", &WorkRow::offered, "persons",
                "would have come in the half-hour had they waited nowhere before")
        .column("served", &WorkRow::served, "persons", "of these, served")
        .column("work_s", &WorkRow::work_s, "server-s", "server time that these took")
        .column("kept_away", &WorkRow::kept_away, "persons",
                "might have come in it, but were held or gave up before, and never came");
    return l;
  }();
  return layout;
}

template <>
const Layout<InputRow>& result_layout() {
  static const Layout<InputRow> layout = [] {
    auto l = results<InputRow>("inputs", "inputs drawn for a replication");
    l.column("path", &InputRow::path, "", "where in the scenario")
        .column("value", &InputRow::value, "as in the scenario", "the value drawn");
    return l;
  }();
  return layout;
}

template <>
const Layout<RingRow>& result_layout() {
  static const Layout<RingRow> layout = [] {
    auto l = results<RingRow>("rings", "rings of places that wait for each other, in which nothing moves");
    l.column("position", &RingRow::position, "1",
             "in the ring, from 0; each place waits for the next, the last for the first")
        .column("station", &RingRow::station, "index", "row of stations")
        .column("from_s", &RingRow::from_s, "s",
                "of a stand-still of places that wait for officers: from when; -1: full places at the end")
        .column("until_s", &RingRow::until_s, "s", "the same, until when");
    return l;
  }();
  return layout;
}

template <>
const Layout<ReleaseRow>& result_layout() {
  static const Layout<ReleaseRow> layout = [] {
    auto l =
        results<ReleaseRow>("releases", "consignments from clock point to clock point, as in a Time Release Study");
    l.column("traveller_class", &ReleaseRow::traveller_class, "index", "row of classes")
        .column("direction", &ReleaseRow::direction, "index", "row of directions")
        .column("arrived", &ReleaseRow::arrived, "consignments", "came to the port")
        .column("presented", &ReleaseRow::presented, "consignments", "joined customs' first queue")
        .column("selected", &ReleaseRow::selected, "consignments", "came to a station that inspects")
        .column("released", &ReleaseRow::released, "consignments", "cleared by customs, and gone")
        .column("unfinished", &ReleaseRow::unfinished, "consignments", "arrived, and not released")
        .column("lodged", &ReleaseRow::lodged, "consignments", "of which it is known when their data was lodged")
        .column("lodged_before_s", &ReleaseRow::lodged_before_s, "s", "sum over these: before their arrival")
        .column("to_presented_s", &ReleaseRow::to_presented_s, "s", "sum over those released: from arriving")
        .column("to_released_s", &ReleaseRow::to_released_s, "s", "sum over those released: from being presented");
    return l;
  }();
  return layout;
}

template <>
const Layout<ReleaseTimeRow>& result_layout() {
  static const Layout<ReleaseTimeRow> layout = [] {
    auto l = results<ReleaseTimeRow>("release_times", "time from arriving to being released, of consignments");
    l.column("traveller_class", &ReleaseTimeRow::traveller_class, "index", "row of classes")
        .column("direction", &ReleaseTimeRow::direction, "index", "row of directions")
        .column("selected", &ReleaseTimeRow::selected, "1", "1: selected for a check");
    add_up_to(l);
    l.column("count", &ReleaseTimeRow::count, "consignments", "released in this bin");
    return l;
  }();
  return layout;
}

template <>
const Layout<RiskRow>& result_layout() {
  static const Layout<RiskRow> layout = [] {
    auto l = results<RiskRow>("risk", "what checks found and missed, by class, direction and kind of contraband");
    add_class(l);
    add_direction(l);
    l.column("contraband", &RiskRow::contraband, "index", "number in /directory/contraband; 0: all kinds together")
        .column("entities", &RiskRow::entities, "entities", "came: clean + carriers")
        .column("clean", &RiskRow::clean, "entities", "carried nothing")
        .column("carriers", &RiskRow::carriers, "entities", "carried contraband of this kind")
        .column("found", &RiskRow::found, "entities", "of the carriers, found")
        .column("selected", &RiskRow::selected, "entities",
                "of the carriers, or of all where contraband is 0: had at least one check")
        .column("searched", &RiskRow::searched, "entities", "the same: had at least one search")
        .column("chance_sum", &RiskRow::chance_sum, "1",
                "sum over the clean; over clean it is the probability that a carrier of this kind is found");
    return l;
  }();
  return layout;
}

template <>
const Layout<CheckRow>& result_layout() {
  static const Layout<CheckRow> layout = [] {
    auto l = results<CheckRow>("checks", "the checks of each station");
    add_station(l);
    add_class(l);
    l.column("contraband", &CheckRow::contraband, "index",
             "number in /directory/contraband: what those checked carried; 0: nothing")
        .column("checked", &CheckRow::checked, "entities", "were checked")
        .column("alarms", &CheckRow::alarms, "entities", "of these, raised an alarm, or were found with something")
        .column("found", &CheckRow::found, "entities", "of these, were found with something");
    return l;
  }();
  return layout;
}

template <>
const Layout<DisruptionRow>& result_layout() {
  static const Layout<DisruptionRow> layout = [] {
    auto l = results<DisruptionRow>("disruptions", "who had to wait because of a disruption, or beside it, at a port");
    l.column("disruption", &DisruptionRow::disruption, "index", "row of /directory/disruptions")
        .column("port", &DisruptionRow::port, "index", "row of /directory/ports")
        .column("kind", &DisruptionRow::kind, "index", "number in /directory/entity_kinds: who is counted")
        .column("before", &DisruptionRow::before, "1", "in queues, held up or outside when it began")
        .column("most", &DisruptionRow::most, "1", "most at one time from then until they were cleared")
        .column("at_end", &DisruptionRow::at_end, "1", "when it ended")
        .column("cleared_s", &DisruptionRow::cleared_s, "s",
                "from its end until for 5 min no more than before, or than a twentieth of the most; -1: never");
    return l;
  }();
  return layout;
}

template <>
const Layout<PassageRow>& result_layout() {
  static const Layout<PassageRow> layout = [] {
    auto l = results<PassageRow>("passages", "the way through both sides' checks, of those who went through");
    add_class(l);
    add_direction(l);
    l.column("people", &PassageRow::people, "persons", "went through")
        .column("outside_s", &PassageRow::outside_s, "person-s", "sum: from coming to the port to being let in")
        .column("inside_s", &PassageRow::inside_s, "person-s", "sum: from door to door inside");
    return l;
  }();
  return layout;
}

template <>
const Layout<PassageTimeRow>& result_layout() {
  static const Layout<PassageTimeRow> layout = [] {
    auto l = results<PassageTimeRow>("passage_times", "histogram of the time from door to door inside");
    add_class(l);
    add_direction(l);
    add_up_to(l);
    l.column("count", &PassageTimeRow::count, "persons", "persons in the bin");
    return l;
  }();
  return layout;
}

template <>
const Layout<VirtualQueueRow>& result_layout() {
  static const Layout<VirtualQueueRow> layout = [] {
    auto l = results<VirtualQueueRow>("virtual_queues", "those who wait elsewhere before they come, by source");
    l.column("source", &VirtualQueueRow::source, "index", "row of /directory/sources");
    add_class(l);
    l.column("came", &VirtualQueueRow::came, "persons", "came; part of generated in flows")
        .column("no_slot", &VirtualQueueRow::no_slot, "persons", "found no slot and did not come")
        .column("no_show", &VirtualQueueRow::no_show, "persons", "had a slot and did not come")
        .column("not_called", &VirtualQueueRow::not_called, "persons", "still waited elsewhere at the end")
        .column("waited_s", &VirtualQueueRow::waited_s, "person-s",
                "sum over those who came: until called, or from the time wanted to coming")
        .column("early_s", &VirtualQueueRow::early_s, "person-s", "sum over those who came before the time wanted");
    return l;
  }();
  return layout;
}

template <>
const Layout<VirtualQueueTimeRow>& result_layout() {
  static const Layout<VirtualQueueTimeRow> layout = [] {
    auto l = results<VirtualQueueTimeRow>("virtual_queue_times", "histogram of the time waited elsewhere");
    l.column("source", &VirtualQueueTimeRow::source, "index", "row of /directory/sources");
    add_class(l);
    add_up_to(l);
    l.column("count", &VirtualQueueTimeRow::count, "persons", "persons in the bin; who came early counts as 0");
    return l;
  }();
  return layout;
}

template <>
const Layout<PortChoiceRow>& result_layout() {
  static const Layout<PortChoiceRow> layout = [] {
    auto l = results<PortChoiceRow>("port_choices", "those who came to another port than they meant");
    l.column("from_source", &PortChoiceRow::from_source, "index", "row of sources: where they would have come, or were")
        .column("to_source", &PortChoiceRow::to_source, "index", "row of sources: where they came instead")
        .column("traveller_class", &PortChoiceRow::traveller_class, "index", "row of classes")
        .column("reason", &PortChoiceRow::reason, "1", "number in chose_because")
        .column("count", &PortChoiceRow::count, "persons", "how many, those aboard vehicles included");
    return l;
  }();
  return layout;
}

template <>
const Layout<TeamRow>& result_layout() {
  static const Layout<TeamRow> layout = [] {
    auto l = results<TeamRow>("teams", "what each detector dog team did");
    l.column("team", &TeamRow::team, "index", "row of /directory/teams")
        .column("searches", &TeamRow::searches, "1", "vehicles searched on call")
        .column("screened", &TeamRow::screened, "entities", "screened on patrol")
        .column("alerts", &TeamRow::alerts, "entities", "alerted at, on call and on patrol")
        .column("worked_s", &TeamRow::worked_s, "s", "searching and on patrol")
        .column("walked_s", &TeamRow::walked_s, "s", "walking")
        .column("rested_s", &TeamRow::rested_s, "s", "at its kennel while on duty, also standing by for calls")
        .column("on_duty_s", &TeamRow::on_duty_s, "s", "on duty, and home after it")
        .column("longest_work_s", &TeamRow::longest_work_s, "s", "most work without a rest between")
        .column("rest_kept_s", &TeamRow::rest_kept_s, "s",
                "of worked_s, with at most 30 effective minutes of work since a rest")
        .column("most_effective_s", &TeamRow::most_effective_s, "s", "effective work since a rest, at its most");
    return l;
  }();
  return layout;
}

template <>
const Layout<OfficerRow>& result_layout() {
  static const Layout<OfficerRow> layout = [] {
    auto l = results<OfficerRow>("officers", "each officer, in times on duty that begin on a date of the scenario");
    l.column("officer", &OfficerRow::officer, "index", "row of /directory/officers")
        .column("on_duty_s", &OfficerRow::on_duty_s, "s", "on duty, breaks included")
        .column("at_post_s", &OfficerRow::at_post_s, "s", "at posts, finishing there included")
        .column("breaks", &OfficerRow::breaks, "1", "breaks begun")
        .column("break_s", &OfficerRow::break_s, "s", "on breaks")
        .column("overtime_s", &OfficerRow::overtime_s, "s",
                "on duty beyond what is rostered; of a reserve who was called the whole stay")
        .column("rostered_s", &OfficerRow::rostered_s, "s", "as rostered, absences included");
    return l;
  }();
  return layout;
}

template <>
const Layout<OfficerHoursRow>& result_layout() {
  static const Layout<OfficerHoursRow> layout = [] {
    auto l = results<OfficerHoursRow>("officer_hours", "what the officers of a pool did in a half-hour");
    l.column("pool", &OfficerHoursRow::pool, "index", "row of /directory/pools")
        .column("from_s", &OfficerHoursRow::from_s, "s", "start of the half-hour, since the first midnight")
        .column("spare_s", &OfficerHoursRow::spare_s, "officer-s", "on duty without a post")
        .column("walking_s", &OfficerHoursRow::walking_s, "officer-s", "on the way to a post")
        .column("changing_over_s", &OfficerHoursRow::changing_over_s, "officer-s", "opening a post, or taking it over")
        .column("at_post_s", &OfficerHoursRow::at_post_s, "officer-s", "at a post")
        .column("break_s", &OfficerHoursRow::break_s, "officer-s", "on a break")
        .column("finishing_s", &OfficerHoursRow::finishing_s, "officer-s", "at a post, but due elsewhere")
        .column("most_on_duty", &OfficerHoursRow::most_on_duty, "officers", "most on duty at once, breaks included")
        .column("rostered_s", &OfficerHoursRow::rostered_s, "officer-s", "as rostered, absences included")
        .column("overtime_s", &OfficerHoursRow::overtime_s, "officer-s",
                "on duty beyond what is rostered; of reserves who were called the whole stay")
        .column("of_other_dates", &OfficerHoursRow::of_other_dates, "1",
                "1: of times on duty that begin on a date that is not in the scenario");
    return l;
  }();
  return layout;
}

template <>
const Layout<PostHoursRow>& result_layout() {
  static const Layout<PostHoursRow> layout = [] {
    auto l = results<PostHoursRow>("post_hours", "officers at the posts of a station in a half-hour");
    l.column("station", &PostHoursRow::station, "index", "row of /directory/stations")
        .column("from_s", &PostHoursRow::from_s, "s", "start of the half-hour, since the first midnight")
        .column("at_post_s", &PostHoursRow::at_post_s, "officer-s", "at its posts, finishing there included")
        .column("changing_over_s", &PostHoursRow::changing_over_s, "officer-s", "opening them, or taking them over");
    return l;
  }();
  return layout;
}

template <>
const Layout<OrderRow>& result_layout() {
  static const Layout<OrderRow> layout = [] {
    auto l = results<OrderRow>("orders", "orders of supervisors, when they took effect");
    l.column("time_s", &OrderRow::time_s, "s", "when, since the first midnight")
        .column("supervisor", &OrderRow::supervisor, "index", "row of /directory/supervisors")
        .column("order", &OrderRow::order, "index", "number in /directory/orders")
        .column("station", &OrderRow::at, "index", "row of /directory/stations; 65535: the whole port")
        .column("value", &OrderRow::value, "1",
                "open_servers: servers; face: desks; call_reserves: officers; extend_hours: minutes in all");
    return l;
  }();
  return layout;
}

}  // namespace crossflow::h5
