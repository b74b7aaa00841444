#include "sim/record/tables/officers.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<OfficerRow> OfficerRow::layout() {
  auto l = results<OfficerRow>("officers", "each officer, in times on duty that begin on a date of the scenario");
  l.column("officer", &OfficerRow::officer, row_of("officers"))
      .column("on_duty_s", &OfficerRow::on_duty_s, "s", "on duty, breaks included")
      .column("at_post_s", &OfficerRow::at_post_s, "s", "at posts, finishing there included")
      .column("breaks", &OfficerRow::breaks, "1", "breaks begun")
      .column("break_s", &OfficerRow::break_s, "s", "on breaks")
      .column("overtime_s", &OfficerRow::overtime_s, "s",
              "on duty beyond what is rostered; of a reserve who was called the whole stay")
      .column("rostered_s", &OfficerRow::rostered_s, "s", "as rostered, absences included");
  return l;
}

Layout<OfficerHoursRow> OfficerHoursRow::layout() {
  auto l = results<OfficerHoursRow>("officer_hours", "what the officers of a pool did in a half-hour");
  l.column("pool", &OfficerHoursRow::pool, row_of("pools"))
      .column("from_s", &OfficerHoursRow::from_s, half_hour_start(), "start of the half-hour, since the first midnight")
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
      .column("of_other_dates", &OfficerHoursRow::of_other_dates, yes_no(),
              "1: of times on duty that begin on a date that is not in the scenario");
  return l;
}

Layout<PostHoursRow> PostHoursRow::layout() {
  auto l = results<PostHoursRow>("post_hours", "officers at the posts of a station in a half-hour");
  l.column("station", &PostHoursRow::station, row_of("stations"))
      .column("from_s", &PostHoursRow::from_s, half_hour_start(), "start of the half-hour, since the first midnight")
      .column("at_post_s", &PostHoursRow::at_post_s, "officer-s", "at its posts, finishing there included")
      .column("changing_over_s", &PostHoursRow::changing_over_s, "officer-s", "opening them, or taking them over");
  return l;
}

Layout<OrderRow> OrderRow::layout() {
  auto l = results<OrderRow>("orders", "orders of supervisors, when they took effect");
  l.column("time_s", &OrderRow::time_s, instant().values(1'000'000), "when, since the first midnight")
      .column("supervisor", &OrderRow::supervisor, row_of("supervisors"))
      .column("order", &OrderRow::order, number_in("orders"))
      .column("station", &OrderRow::at, row_of("stations").none(65535, "the whole port"))
      .column("value", &OrderRow::value, Meaning("1").from(-1),
              "open_servers: servers; face: desks; call_reserves: officers; extend_hours: minutes in all");
  return l;
}

}  // namespace crossflow
