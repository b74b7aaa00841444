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
  bool force = false;    ///< write over what is there, if it is ours
  bool quiet = false;
};

/// Throws an InputError or a RunError.
void calibrate_hours(const CalibrateHoursOptions& options);

struct CalibrateDemandOptions {
  std::string daily;      ///< people by day, control point, direction and class
  std::string holidays;   ///< which kind of day a date is
  std::string port;       ///< whose days to foretell
  std::string since;      ///< the first date to fit to; empty: the table's first
  std::string test_from;  ///< the first date to leave out for the test; empty: the last half-year is
  std::string from, to;   ///< dates to foretell; empty: the year after the table's last date
  std::string arriving = "arriving", departing = "departing";  ///< sources of the scenario
  std::string output;                                          ///< an overlay; empty: print the test alone
  bool force = false;                                          ///< write over what is there, if it is ours
  bool quiet = false;
};

/// Throws an InputError or a RunError.
void calibrate_demand(const CalibrateDemandOptions& options);

}  // namespace crossflow
