#include <cmath>

#include <nlohmann/json.hpp>

#include "analysis/comparison.hpp"
#include "analysis/study_json_parts.hpp"

namespace crossflow {
namespace {

using Json = nlohmann::ordered_json;

const char* verdict(MeasureUnit unit, const Estimate& difference) {
  if (is_no_difference(unit, difference)) return "no_difference";
  return cannot_be_told_apart(difference) ? "cannot_be_told_apart" : "differs";
}

Json change_json(MeasureUnit unit, const Change& change) {
  Json out = json_of(change.difference);
  if (!change.difference) return out;
  out["verdict"] = verdict(unit, *change.difference);
  const auto& ratio = change.variance_ratio;
  out["variance_ratio"] = ratio && std::isfinite(*ratio) ? Json(*ratio) : Json(nullptr);
  out["same_every_day"] = is_no_difference(unit, *change.difference) || (ratio && std::isinf(*ratio));
  return out;
}

}  // namespace

Json json_of(const Comparison& c) {
  Json out = {{"crossflow_comparison", 1}};
  out["measures"] = Json::array();
  for (const MeasureRequest& request : c.measures) out["measures"].push_back(measure_json(request));
  out["compared"] = Json::array();
  for (std::size_t i = 0; i < c.compared.size(); ++i) {
    const Compared& one = c.compared[i];
    Json values = Json::object();
    for (std::size_t m = 0; m < c.measures.size(); ++m) values[c.measures[m].name] = json_of(c.values[i][m]);
    out["compared"].push_back(
        {{"name", one.name},
         {"seed", one.seed},
         {"replications", one.replications.size()},
         {"not_cleared", travellers_not_cleared(one.seen.not_cleared)},
         {"not_cleared_by_class", json_of(std::span<const ClassNotCleared>(one.seen.not_cleared))},
         {"values", std::move(values)}});
  }
  out["differences"] = Json::array();
  for (std::size_t i = 0; i < c.against.size(); ++i) {
    const Against& against = c.against[i];
    Json changes = Json::object();
    for (std::size_t m = 0; m < c.measures.size(); ++m)
      changes[c.measures[m].name] = change_json(measure_of(c.measures[m]).unit, against.changes[m]);
    out["differences"].push_back({{"name", c.compared[i + 1].name},
                                  {"from", c.compared.front().name},
                                  {"paired", against.paired},
                                  {"days", against.days},
                                  {"changes", std::move(changes)}});
  }
  return out;
}

}  // namespace crossflow
