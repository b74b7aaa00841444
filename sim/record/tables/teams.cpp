#include "sim/record/tables/teams.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<TeamRow> TeamRow::layout() {
  auto l = results<TeamRow>("teams", "what each detector dog team did");
  l.column("team", &TeamRow::team, row_of("teams"))
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
}

}  // namespace crossflow
