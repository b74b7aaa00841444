// What customs would find and miss, of all kinds of contraband, each in the share in which a class carries it.
#include "analysis/measures.hpp"

namespace crossflow {
namespace {

double prevalence(const Directory& directory, const RiskRow& row) {
  for (const PrevalenceEntry& p : directory.prevalences)
    if (p.traveller_class == row.traveller_class && static_cast<std::uint8_t>(p.contraband) == row.contraband)
      return p.share;
  return 0;
}

std::string without_contraband(const Directory& directory, const Selection& selection) {
  for (const PrevalenceEntry& p : directory.prevalences)
    if (!selection.traveller_class || *selection.traveller_class == p.traveller_class) return "";
  return selection.traveller_class
             ? "nobody of the class '" + directory.classes[*selection.traveller_class].name + "' carries contraband"
             : "nobody carries contraband";
}

}  // namespace

const ResultMeasure& chance_of_finding_measure() {
  static const ResultMeasure measure{
      {.name = "chance of finding",
       .help = "The chance that one who carries contraband is found, over all kinds in the shares in which they are "
               "carried, from what happens to those who carry nothing.",
       .traveller_class = Asks::may,
       .direction = Asks::may},
      MeasureUnit::share,
      Together::ratio,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out;
        for (const RiskRow& r : rows.of<RiskRow>()) {
          if (r.contraband == 0 || !selection.takes(r.traveller_class, r.direction)) continue;
          const double share = prevalence(directory, r);
          out.sum += share * r.chance_sum;
          out.of += share * static_cast<double>(r.clean);
        }
        return out;
      },
      without_contraband};
  return measure;
}

const ResultMeasure& missed_measure() {
  static const ResultMeasure measure{
      {.name = "missed",
       .help = "Those who carry contraband and are not found, a day: how many carry it as the scenario says, times the "
               "chance that they are not found.",
       .traveller_class = Asks::may,
       .direction = Asks::may},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out{0, static_cast<double>(whole_days_of(directory)), {}};
        for (const RiskRow& r : rows.of<RiskRow>()) {
          if (r.contraband == 0 || r.clean == 0 || !selection.takes(r.traveller_class, r.direction)) continue;
          const double carriers = prevalence(directory, r) * static_cast<double>(r.clean + r.carriers);
          out.sum += carriers * (1 - r.chance_sum / static_cast<double>(r.clean));
        }
        return out;
      },
      without_contraband};
  return measure;
}

}  // namespace crossflow
