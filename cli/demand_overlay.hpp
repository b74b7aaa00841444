// A forecast as an overlay that scenarios take: people by date, and how far a day may be off.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "cli/calibrate_tables.hpp"

namespace crossflow {

/// Coefficients of variation: of what all ports of a day share, of what both directions of this one share, of the rest.
struct ForecastSpread {
  double all_ports = 0, day = 0, direction = 0;
};

struct Forecast {
  struct Row {
    Date date;
    std::size_t direction = 0;
    PeopleByClass people{};
  };
  std::string port, holidays;
  std::array<std::string, 2> sources;  ///< by direction
  std::string made_of, quality;
  std::vector<Row> people;
  std::map<std::string, ForecastSpread> spread;  ///< by kind of spread
};

/// Throws an InputError where no overlay can or should be written.
void check_overlay(const std::string& file, const std::vector<std::string>& used, bool force);
/// The table that goes with it.
std::string table_beside(const std::string& overlay);
void write_overlay(const std::string& file, const Forecast& forecast);

}  // namespace crossflow
