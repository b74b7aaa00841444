// What detector dog teams do, and how rested they are.
#include "analysis/measures.hpp"

namespace crossflow {
namespace {

std::string without_teams(const Directory& directory, const Selection&) {
  return directory.teams.empty() ? "there are no dog teams" : "";
}

}  // namespace

const ResultMeasure& dog_searches_measure() {
  static const ResultMeasure measure{
      {.name = "dog searches", .help = "Vehicles that dog teams searched on call, a day."},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection&) {
        Observation out{0, static_cast<double>(whole_days_of(directory)), {}};
        for (const TeamRow& r : rows.of<TeamRow>()) out.sum += static_cast<double>(r.searches);
        return out;
      },
      without_teams};
  return measure;
}

const ResultMeasure& rest_kept_measure() {
  static const ResultMeasure measure{
      {.name = "rest kept",
       .help = "The share of dog teams' work that was done with at most 30 effective minutes of work since a rest."},
      MeasureUnit::share,
      Together::ratio,
      [](const ResultRows& rows, const Directory&, const Selection&) {
        Observation out;
        for (const TeamRow& r : rows.of<TeamRow>()) {
          out.sum += r.rest_kept_s;
          out.of += r.worked_s;
        }
        return out;
      },
      without_teams};
  return measure;
}

}  // namespace crossflow
