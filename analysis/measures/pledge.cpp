#include <algorithm>

#include "analysis/measures.hpp"
#include "analysis/summary_parts.hpp"

namespace crossflow {
namespace {

bool promised(const Directory& directory, const Selection& selection, std::uint8_t traveller_class) {
  return (!selection.traveller_class || *selection.traveller_class == traveller_class) &&
         directory.classes[traveller_class].pledge_share > 0;
}

std::string without_pledge(const Directory& directory, const Selection& selection) {
  for (std::size_t c = 0; c < directory.classes.size(); ++c)
    if (promised(directory, selection, static_cast<std::uint8_t>(c))) return "";
  return selection.traveller_class
             ? "nothing is promised to the class '" + directory.classes[*selection.traveller_class].name + "'"
             : "nothing is promised to any class";
}

}  // namespace

const ResultMeasure& kept_measure() {
  static const ResultMeasure measure{
      {.name = "kept",
       .help = "The share of people to whom the pledge was kept, of all who joined immigration's first queue; unless a "
               "class is given, of all that have a pledge.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .sources = true,
       .when = When::half_hours},
      MeasureUnit::share,
      Together::share,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out;
        for (const PledgeRow& r : rows.of<PledgeRow>()) {
          if (r.authority != pledge_authority_index(directory) || !promised(directory, selection, r.traveller_class) ||
              !selection.takes_row(r) || !selection.day_of(directory, r.from_s))
            continue;
          out.sum += static_cast<double>(r.kept);
          out.of += static_cast<double>(r.joined);
        }
        return out;
      },
      without_pledge,
      Usual::by_class_and_direction};
  return measure;
}

const ResultMeasure& minutes_beyond_measure() {
  static const ResultMeasure measure{
      {.name = "minutes beyond the pledge",
       .help = "Person-minutes a day by which clearance took longer than what was promised to the class: how many were "
               "late, and how late. Who was never cleared counts until he left or the simulation ended.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .sources = true,
       .when = When::half_hours},
      MeasureUnit::minutes,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out{0, static_cast<double>(selection.days_of(directory)), {}};
        for (const PledgeRow& r : rows.of<PledgeRow>())
          if (r.authority == pledge_authority_index(directory) && promised(directory, selection, r.traveller_class) &&
              selection.takes_row(r) && selection.day_of(directory, r.from_s))
            out.sum += r.beyond_s / 60;
        return out;
      },
      without_pledge};
  return measure;
}

}  // namespace crossflow
