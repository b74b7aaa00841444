// `crossflow calibrate`: scenarios' tables from what was observed.
#pragma once

#include <string>

namespace crossflow {

struct CalibrateHoursOptions {
  std::string bulletins;
  std::string daily;     ///< people by day, control point, direction and class
  std::string holidays;  ///< which kind of day a date is
  std::string opening;   ///< hours of control points; empty: all are open around the clock
  std::string port;      ///< whose profiles to write
  std::string output;    ///< empty: print the fit alone
  bool quiet = false;
};

/// Throws an InputError or a RunError.
void calibrate_hours(const CalibrateHoursOptions& options);

}  // namespace crossflow
