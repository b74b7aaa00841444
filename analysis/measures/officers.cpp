// What a roster costs, and how much supervisors order.
#include "analysis/measures.hpp"

namespace crossflow {
namespace {

std::string without_officers(const Directory& directory, const Selection&) {
  return directory.officers.empty() ? "there are no officers" : "";
}

double hours(double seconds) {
  return seconds / 3600;
}

template <double (*of)(const OfficerRow&)>
Observation sum_of(const ResultRows& rows, const Directory& directory, const Selection&) {
  Observation out{0, static_cast<double>(whole_days_of(directory)), {}};
  for (const OfficerRow& r : rows.officers) out.sum += hours(of(r));
  return out;
}

double on_duty(const OfficerRow& r) {
  return r.on_duty_s;
}
double at_post(const OfficerRow& r) {
  return r.at_post_s;
}
double overtime(const OfficerRow& r) {
  return r.overtime_s;
}

}  // namespace

const ResultMeasure& officer_hours_measure() {
  static const ResultMeasure measure{
      {.name = "officer hours",
       .help = "Hours that officers of all pools were on duty, breaks included, a day, until the simulation ended."},
      MeasureUnit::count,
      Together::mean,
      sum_of<on_duty>,
      without_officers};
  return measure;
}

const ResultMeasure& officer_hours_at_post_measure() {
  static const ResultMeasure measure{
      {.name = "officer hours at post", .help = "Hours that officers of all pools were at posts, a day."},
      MeasureUnit::count,
      Together::mean,
      sum_of<at_post>,
      without_officers};
  return measure;
}

const ResultMeasure& overtime_measure() {
  static const ResultMeasure measure{
      {.name = "overtime", .help = "Hours that officers were on duty beyond their rostered end, a day."},
      MeasureUnit::count,
      Together::mean,
      sum_of<overtime>,
      without_officers};
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
        Observation out{0, static_cast<double>(selection.day ? 1 : whole_days_of(directory)), {}};
        for (const OrderRow& r : rows.orders) out.sum += selection.day_of(directory, r.time_s) ? 1 : 0;
        return out;
      },
      nullptr};
  return measure;
}

}  // namespace crossflow
