// The table of measures: a new one is a file in analysis/measures, a line here and a row in measures.cpp.
#pragma once

#include <vector>

#include "analysis/measure.hpp"

namespace crossflow {

const ResultMeasure& waiting_measure();
const ResultMeasure& clearance_time_measure();
const ResultMeasure& kept_measure();
const ResultMeasure& minutes_beyond_measure();
const ResultMeasure& longest_queue_measure();
const ResultMeasure& throughput_measure();
const ResultMeasure& utilisation_measure();
const ResultMeasure& release_time_measure();
const ResultMeasure& selected_measure();
const ResultMeasure& not_cleared_measure();
const ResultMeasure& last_clearance_measure();
const ResultMeasure& share_of_the_day_measure();
const ResultMeasure& days_over_measure();
const ResultMeasure& busiest_hour_measure();
const ResultMeasure& chance_of_finding_measure();
const ResultMeasure& missed_measure();
const ResultMeasure& dog_searches_measure();
const ResultMeasure& rest_kept_measure();
const ResultMeasure& rostered_hours_measure();
const ResultMeasure& officer_hours_measure();
const ResultMeasure& officer_hours_at_post_measure();
const ResultMeasure& overtime_measure();
const ResultMeasure& orders_measure();

/// All of them, for the reader of studies, its JSON Schema and its reference page.
const std::vector<const MeasureKind*>& all_measures();

}  // namespace crossflow
