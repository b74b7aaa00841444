#include "sim/model/dogs/condition.hpp"

#include <algorithm>
#include <iterator>

#include "sim/base/check.hpp"

namespace crossflow {
namespace {

constexpr ByHeat work_in_heat = {1.0, 1.5, 2.0};
constexpr ByHeat detection_in_heat = {1.0, 0.9, 0.8};
constexpr ByHeat search_time_in_heat = {1.0, 1.1, 1.2};

std::size_t index_of(Heat heat) {
  return static_cast<std::size_t>(heat);
}

DogEvidence preset_of(Evidence preset) {
  if (preset == Evidence::thirty_minutes)
    return {{{0, 0.95}, {5, 1.0}, {30, 1.0}, {60, 0.9}, {120, 0.7}},
            {{0, 1.0}, {30, 1.0}, {60, 1.1}, {120, 1.3}},
            1.0,
            work_in_heat,
            detection_in_heat,
            search_time_in_heat};
  return {{{0, 0.95}, {5, 1.0}, {120, 1.0}, {180, 0.9}},
          {{0, 1.0}, {120, 1.0}, {180, 1.1}},
          3.0,
          work_in_heat,
          detection_in_heat,
          search_time_in_heat};
}

}  // namespace

DogEvidence evidence_of(Evidence preset, const ConditionKeys& keys) {
  DogEvidence out = preset_of(preset);
  if (keys.detection) out.detection = *keys.detection;
  if (keys.search_time) out.search_time = *keys.search_time;
  if (keys.recovery) out.recovery = *keys.recovery;
  if (keys.work) out.work = *keys.work;
  if (keys.heat_detection) out.heat_detection = *keys.heat_detection;
  if (keys.heat_search_time) out.heat_search_time = *keys.heat_search_time;
  return out;
}

double factor_at(const FactorTable& table, double minutes) {
  const auto above = std::upper_bound(table.begin(), table.end(), minutes,
                                      [](double value, const auto& row) { return value < row.first; });
  if (above == table.begin()) return table.front().second;
  if (above == table.end()) return table.back().second;
  const auto below = std::prev(above);
  return below->second + (minutes - below->first) / (above->first - below->first) * (above->second - below->second);
}

void DogCondition::from_now(Tick now, double rate) {
  CROSSFLOW_CHECK(now >= course_.back().from, "a dog's condition has no way back");
  course_.push_back({now, effective_minutes(now), rate});
}

void DogCondition::works(Tick now, Heat heat, double own_rate) {
  from_now(now, evidence_.work[index_of(heat)] * own_rate);
}

void DogCondition::rests(Tick now) {
  from_now(now, -evidence_.recovery);
}

void DogCondition::stands(Tick now) {
  from_now(now, 0);
}

double DogCondition::effective_minutes(Tick at) const {
  auto after = std::upper_bound(course_.begin(), course_.end(), at,
                                [](Tick tick, const Stretch& stretch) { return tick < stretch.from; });
  if (after == course_.begin()) ++after;  // before the first midnight it had rested
  const Stretch& stretch = *std::prev(after);
  const double minutes = to_seconds(std::max<Tick>(0, at - stretch.from)) / 60;
  return std::max(0.0, stretch.minutes + minutes * stretch.rate);
}

double DogCondition::detection(Tick now, Heat heat) const {
  return factor_at(evidence_.detection, effective_minutes(now)) * evidence_.heat_detection[index_of(heat)];
}

double DogCondition::search_time(Tick now, Heat heat) const {
  return factor_at(evidence_.search_time, effective_minutes(now)) * evidence_.heat_search_time[index_of(heat)];
}

}  // namespace crossflow
