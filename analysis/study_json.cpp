#include "analysis/study_json.hpp"

#include <nlohmann/json.hpp>

#include "analysis/study_json_parts.hpp"

namespace crossflow {

using Json = nlohmann::ordered_json;

Json json_of(const std::optional<Estimate>& estimate) {
  if (!estimate) return nullptr;
  Json interval = nullptr;
  if (estimate->interval) interval = {{"low", estimate->interval->low}, {"high", estimate->interval->high}};
  return {{"value", estimate->value}, {"interval_95", interval}};
}

Json conditions_json(std::span<const MeasureCondition> conditions, std::span<const MeasureRequest> measures) {
  Json out = Json::array();
  for (const MeasureCondition& condition : conditions)
    out.push_back({{"measure", measures[condition.measure].name},
                   {condition.at_least ? "at_least" : "at_most", condition.bound}});
  return out;
}

Json json_of(std::span<const ClassNotCleared> not_cleared) {
  Json out = Json::array();
  for (const ClassNotCleared& one : not_cleared)
    out.push_back({{"class", one.traveller_class},
                   {"direction", one.direction},
                   {"people", one.people.sum()},
                   {"outside", one.people.outside},
                   {"inside", one.people.inside},
                   {"turned_back", one.people.turned_back},
                   {"outside_overnight", one.people.overnight}});
  return out;
}

namespace {

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

}  // namespace

Json measure_json(const MeasureRequest& request) {
  return {{"name", request.name},
          {"measure", request.kind->name},
          {"unit", unit_name(measure_of(request).unit)},
          {"station", or_null(request.station)},
          {"class", or_null(request.traveller_class)},
          {"direction", or_null(request.direction)},
          {"source", or_null(request.source)},
          {"in_a_group", request.in_group ? Json(*request.in_group) : Json(nullptr)},
          {"day", !request.day              ? Json(nullptr)
                  : request.day->number > 0 ? Json(request.day->number)
                                            : Json(date_text(request.day->date))},
          {"from", request.from ? Json(clock_text(*request.from)) : Json(nullptr)},
          {"until", request.until ? Json(clock_text(*request.until)) : Json(nullptr)},
          {"pool", or_null(request.pool)},
          {"skill", or_null(request.skill)},
          {"percentile", request.percentile ? Json(*request.percentile) : Json(nullptr)},
          {"over", request.kind->times ? Json(request.typical_day ? "typical day" : "all days") : Json(nullptr)}};
}

namespace {

Json values_json(const StudyDesign& design, const Estimates& estimates) {
  Json out = Json::object();
  for (std::size_t m = 0; m < estimates.size(); ++m) out[design.measures[m].name] = json_of(estimates[m]);
  return out;
}

Json levels_json(const StudyDesign& design, std::size_t variant) {
  const std::vector<std::size_t> levels = design.levels_of(variant);
  Json out = Json::object();
  for (std::size_t a = 0; a < levels.size(); ++a) out[design.axes[a].name] = design.axes[a].levels[levels[a]];
  return out;
}

const char* text_of(Choice choice) {
  switch (choice) {
    case Choice::one:
      return "one";
    case Choice::untold:
      return "cannot_be_told_apart";
    case Choice::depends:
      return "depends";
    case Choice::none:
      break;
  }
  return "none_meets_the_conditions";
}

Json choice_json(const StudyDesign& design, const StudyChoice& choice) {
  const StudyDecision& decide = *design.decide;
  Json at = Json::object();
  for (std::size_t a = 0; a < design.axes.size(); ++a)
    if (a != decide.between && a != decide.whatever) at[design.axes[a].name] = design.axes[a].levels[choice.at[a]];
  const std::vector<std::string>& names = design.axes[decide.between].levels;
  Json best = Json::array();
  for (std::size_t w = 0; w < choice.under.size(); ++w) {
    Json levels = Json::array(), meets = Json::object();
    for (const std::size_t l : choice.under[w].best) levels.push_back(names[l]);
    for (std::size_t l = 0; l < names.size(); ++l) {
      meets[names[l]] = Json::array();
      for (const Meets one : choice.under[w].meets[l]) meets[names[l]].push_back(meets_key(one));
    }
    best.push_back({{"under", decide.whatever ? Json(design.axes[*decide.whatever].levels[w]) : Json(nullptr)},
                    {"levels", std::move(levels)},
                    {"meets", std::move(meets)}});
  }
  return {{"at", std::move(at)}, {"choice", text_of(choice.choice)}, {"best", std::move(best)}};
}

}  // namespace

Json json_of(const StudyDesign& design, const StudyAnswer& answer) {
  Json out = {{"crossflow_study", 1},
              {"title", {{"en", design.title.en}, {"zh", design.title.zh}}},
              {"replications", answer.replications},
              {"seed", answer.seed}};
  out["axes"] = Json::array();
  for (const StudyAxis& axis : design.axes) out["axes"].push_back({{"name", axis.name}, {"levels", axis.levels}});
  out["measures"] = Json::array();
  for (const MeasureRequest& request : design.measures) out["measures"].push_back(measure_json(request));
  out["variants"] = Json::array();
  for (std::size_t v = 0; v < answer.values.size(); ++v)
    out["variants"].push_back(
        {{"levels", levels_json(design, v)},
         {"not_cleared", travellers_not_cleared(answer.not_cleared[v])},
         {"not_cleared_by_class", json_of(std::span<const ClassNotCleared>(answer.not_cleared[v]))},
         {"values", values_json(design, answer.values[v])}});
  out["differences"] = Json::array();
  for (const StudyDifference& d : answer.differences)
    out["differences"].push_back({{"axis", design.axes[d.axis].name},
                                  {"from", levels_json(design, d.from)},
                                  {"to", levels_json(design, d.to)},
                                  {"changes", values_json(design, d.changes)}});
  out["decide"] = nullptr;
  if (design.decide) {
    const StudyDecision& decide = *design.decide;
    out["decide"] = {{"between", design.axes[decide.between].name},
                     {"by", design.measures[decide.by].name},
                     {"best", decide.most ? "most" : "least"},
                     {"whatever", decide.whatever ? Json(design.axes[*decide.whatever].name) : Json(nullptr)},
                     {"where", conditions_json(decide.where, design.measures)},
                     {"choices", Json::array()}};
    for (const StudyChoice& choice : answer.choices) out["decide"]["choices"].push_back(choice_json(design, choice));
  }
  return out;
}

}  // namespace crossflow
