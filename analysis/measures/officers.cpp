// What a roster costs, and how much supervisors order.
#include <algorithm>

#include "analysis/measures.hpp"

namespace crossflow {
namespace {

std::string without_officers(const Directory& directory, const Selection&) {
  return directory.officers.empty() ? "there are no officers" : "";
}

std::string without_roster(const Directory& directory, const Selection& selection) {
  const bool older = directory.duties.empty() && std::all_of(directory.officers.begin(), directory.officers.end(),
                                                             [](const OfficerEntry& o) { return o.stay == 0; });
  return older && !directory.officers.empty() ? "the result does not say what was rostered"
                                              : without_officers(directory, selection);
}

// Of times on duty that begin on a date of the scenario, a day; of a day or a part of it what falls into it.
template <double (*of)(const OfficerHoursRow&)>
Observation sum_of(const ResultRows& rows, const Directory& directory, const Selection& selection) {
  Observation out{0, static_cast<double>(selection.days_of(directory)), {}};
  for (const OfficerHoursRow& r : rows.of<OfficerHoursRow>())
    if (r.of_other_dates == 0 && selection.takes_pool(r.pool) && selection.day_of(directory, r.from_s))
      out.sum += of(r) / 3600;
  return out;
}

double rostered(const OfficerHoursRow& r) {
  return r.rostered_s;
}
double paid(const OfficerHoursRow& r) {
  return r.rostered_s + r.overtime_s;
}
double at_post(const OfficerHoursRow& r) {
  return r.at_post_s + r.finishing_s;
}
double overtime(const OfficerHoursRow& r) {
  return r.overtime_s;
}

ResultMeasure hours(const char* name, const char* help, decltype(ResultMeasure::observe) observe,
                    decltype(ResultMeasure::refuses) refuses) {
  return {{.name = name, .help = help, .officers = true, .when = When::half_hours},
          MeasureUnit::count,
          Together::mean,
          observe,
          refuses};
}

}  // namespace

const ResultMeasure& rostered_hours_measure() {
  static const ResultMeasure measure =
      hours("rostered hours",
            "Hours that officers are on duty by the roster, breaks and absences included, a day: of times on duty that "
            "begin on a date of the scenario, whenever the simulation ends.",
            sum_of<rostered>, without_roster);
  return measure;
}

const ResultMeasure& officer_hours_measure() {
  static const ResultMeasure measure =
      hours("officer hours", "Rostered hours and overtime together, a day: what officers cost.", sum_of<paid>,
            without_roster);
  return measure;
}

const ResultMeasure& officer_hours_at_post_measure() {
  static const ResultMeasure measure = hours(
      "officer hours at post", "Hours that officers were at posts, a day, in the times on duty of rostered hours.",
      sum_of<at_post>, without_officers);
  return measure;
}

const ResultMeasure& overtime_measure() {
  static const ResultMeasure measure =
      hours("overtime",
            "Hours that officers were on duty beyond what is rostered, a day; of reserves who were called their whole "
            "stay.",
            sum_of<overtime>, without_officers);
  return measure;
}

const ResultMeasure& orders_measure() {
  static const ResultMeasure measure{
      {.name = "orders",
       .help = "Orders of supervisors that took effect, a day; 0 where there are none.",
       .when = When::half_hours},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out{0, static_cast<double>(selection.days_of(directory)), {}};
        for (const OrderRow& r : rows.of<OrderRow>()) out.sum += selection.day_of(directory, r.time_s) ? 1 : 0;
        return out;
      },
      nullptr};
  return measure;
}

}  // namespace crossflow
