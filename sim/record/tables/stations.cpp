#include "sim/record/tables/stations.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<SeriesRow> SeriesRow::layout() {
  auto l = results<SeriesRow>("series", "each station in each bin; attribute bin_us of /directory is its length");
  add_station(l);
  l.column("from_s", &SeriesRow::from_s, bin(), bin_start)
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
      .column("waiting_max_at_s", &SeriesRow::waiting_max_at_s, instant().none(-1, "never"), reached)
      .column("held_max_at_s", &SeriesRow::held_max_at_s, instant().none(-1, "never"), reached)
      .column("inside_max_at_s", &SeriesRow::inside_max_at_s, instant().none(-1, "never"), reached)
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
}

Layout<WaitRow> WaitRow::layout() {
  auto l = results<WaitRow>("waits", "histogram of waits of those served; bins with nobody are left out");
  add_station(l);
  add_class(l);
  l.column("from_s", &WaitRow::from_s, half_hour_start(), half_hour_of_joining);
  add_up_to(l);
  l.column("count", &WaitRow::count, "persons", "persons in the bin");
  return l;
}

Layout<WaitSumRow> WaitSumRow::layout() {
  auto l = results<WaitSumRow>("wait_sums", "waits of those served, exactly");
  add_station(l);
  add_class(l);
  l.column("from_s", &WaitSumRow::from_s, half_hour_start(), half_hour_of_joining)
      .column("count", &WaitSumRow::count, "persons", "waits: who was broken off has waited again")
      .column("wait_s", &WaitSumRow::wait_s, "person-s", "sum of the waits")
      .column("longest_s", &WaitSumRow::longest_s, "s", "the longest wait");
  return l;
}

Layout<LedgerRow> LedgerRow::layout() {
  auto l = results<LedgerRow>("ledger", "waiting at a station charged to a cause");
  add_station(l);
  l.column("from_s", &LedgerRow::from_s, bin(), bin_start)
      .column("cause", &LedgerRow::cause, number_in("ledger_causes"))
      .column("place", &LedgerRow::place, row_of("stations").none(65535, "none"), "the full place at the root")
      .column("waiting_person_s", &LedgerRow::waiting_person_s, "person-s", "waiting charged");
  return l;
}

}  // namespace crossflow
