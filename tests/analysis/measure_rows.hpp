// Rows of single replications of `small()`, as measures look at them.
#pragma once

#include "analysis/measures.hpp"
#include "tests/analysis/small_port.hpp"

namespace crossflow {

inline constexpr std::uint8_t resident = 0, visitor = 1, arrival = 0, departure = 1, immigration = 1;

inline MeasureRequest request_of(const ResultMeasure& measure) {
  MeasureRequest request;
  request.kind = &measure;
  request.name = measure.name;
  return request;
}

/// What a measure observes in rows of one replication.
inline Observation observe(const MeasureRequest& request, const ResultRows& rows,
                           const Directory& directory = small()) {
  return measure_of(request).observe(rows, directory, *select(directory, request));
}

}  // namespace crossflow
