// What `crossflow sensitivity` says to programs: JSON and a table.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/csv.hpp"
#include "analysis/study_json_parts.hpp"
#include "cli/figure_names.hpp"
#include "cli/sensitivity_text.hpp"
#include "sim/scenario/figure.hpp"

namespace crossflow {
namespace {

nlohmann::ordered_json json_of_end(const AtEnd& end) {
  nlohmann::ordered_json out = json_of(end.difference);
  if (end.difference) out["told"] = end.told;
  return out;
}

std::string cells(const std::optional<Estimate>& estimate) {
  if (!estimate) return ",,";
  return estimate->interval
             ? fmt::format("{:.6g},{:.6g},{:.6g}", estimate->value, estimate->interval->low, estimate->interval->high)
             : fmt::format("{:.6g},,", estimate->value);
}

}  // namespace

nlohmann::ordered_json json_of(const SensitivityRuns& runs) {
  nlohmann::ordered_json out{{"crossflow_sensitivity", 1},
                             {"title", runs.scenario().title.en},
                             {"replications", runs.replications()},
                             {"drawn", runs.drawn()},
                             {"assumptions_without_range", runs.assumptions_left()}};
  out["figures"] = nlohmann::ordered_json::array();
  for (const auto& [figure, name] : runs.figures())
    out["figures"].push_back({{"name", name},
                              {"path", figure.path},
                              {"mark", text_of(figure.mark)},
                              {"as_written", figure.central},
                              {"low", figure_text(figure, figure.range->first)},
                              {"high", figure_text(figure, figure.range->second)}});
  out["measures"] = nlohmann::ordered_json::array();
  for (std::size_t m = 0; m < runs.measures().size(); ++m) {
    const MeasureHangs& hangs = runs.hangs()[m];
    nlohmann::ordered_json one = measure_json(runs.measures()[m]);
    one["as_written"] = json_of(hangs.as_written);
    one["swing_by_mark"] = nlohmann::ordered_json::object();
    for (const Mark mark : marks_by_swing(hangs))
      one["swing_by_mark"][mark == Mark::none ? "none" : text_of(mark)] = hangs.swing_by_mark.at(mark);
    if (hangs.drawn)
      one["drawn_together"] = {
          {"mean", json_of(hangs.drawn)},
          {"nine_in_ten", {{"low", hangs.nine_in_ten.low}, {"high", hangs.nine_in_ten.high}}},
          {"ranks_explained",
           hangs.ranks_explained ? nlohmann::ordered_json(*hangs.ranks_explained) : nlohmann::ordered_json()}};
    one["figures"] = nlohmann::ordered_json::array();
    for (std::size_t f = 0; f < hangs.figures.size(); ++f) {
      const FigureEffect& effect = hangs.figures[f];
      nlohmann::ordered_json row{{"path", runs.figures()[f].figure.path},
                                 {"at_low", json_of_end(effect.low)},
                                 {"at_high", json_of_end(effect.high)},
                                 {"swing", effect.swing}};
      if (hangs.drawn) {
        row["rank_coefficient"] = json_of(effect.rank_coefficient);
        row["first_order"] = json_of(effect.first_order);
      }
      one["figures"].push_back(std::move(row));
    }
    out["measures"].push_back(std::move(one));
  }
  out["not_cleared"] = nlohmann::ordered_json::array();
  for (const LeftOver& one : runs.left_over())
    out["not_cleared"].push_back(
        {{"where", one.where}, {"replications", one.replications}, {"people", json_of(one.people)}});
  out["warnings"] = warnings_of_all(runs.warnings());
  return out;
}

std::string tornado_csv(const SensitivityRuns& runs) {
  std::string out(tornado_header);
  for (std::size_t m = 0; m < runs.measures().size(); ++m)
    for (std::size_t f = 0; f < runs.figures().size(); ++f) {
      const auto& [figure, name] = runs.figures()[f];
      const FigureEffect& effect = runs.hangs()[m].figures[f];
      out += fmt::format("{},{},{},{},{},{},{},{},{},{},{:.6g},{},{}\n", csv_cell(name), csv_cell(figure.path),
                         text_of(figure.mark), csv_cell(figure.central),
                         csv_cell(figure_text(figure, figure.range->first)),
                         csv_cell(figure_text(figure, figure.range->second)), csv_cell(runs.measures()[m].name),
                         unit_name(runs.unit_of(m)), cells(effect.low.difference), cells(effect.high.difference),
                         effect.swing, cells(effect.rank_coefficient), cells(effect.first_order));
    }
  return out;
}

}  // namespace crossflow
