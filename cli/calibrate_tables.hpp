// The tables from which `crossflow calibrate` learns: bulletins, people by day, opening hours.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "analysis/calibrate/hours.hpp"
#include "sim/base/problem.hpp"
#include "sim/scenario/calendar.hpp"
#include "sim/scenario/csv.hpp"

namespace crossflow {

/// A table with its columns by name, and all that is wrong with it.
class CheckedTable {
 public:
  /// Throws an InputError where no table can be read. `names` of a column: any one of them may head it.
  CheckedTable(const std::string& file, const std::vector<std::vector<std::string>>& needed);

  std::size_t rows() const { return table_->rows.size(); }
  const std::string& cell(std::size_t row, std::size_t column) const { return table_->cell(row, at_[column]); }
  Place place(std::size_t row, std::size_t column) const { return table_->place(row, at_[column]); }
  void problem(std::size_t row, std::size_t column, const std::string& is, const std::string& expected,
               const std::string& nearest = {});

  // Each adds a problem at the cell and returns what is harmless if the cell holds none.
  Date date(std::size_t row, std::size_t column);
  double number(std::size_t row, std::size_t column, double least, double most, const std::string& expected);
  /// Which of a few words.
  std::size_t word(std::size_t row, std::size_t column, const std::vector<std::string>& words);
  /// A clock time as half-hours of the day; `otherwise` where the cell is empty.
  int half_hour(std::size_t row, std::size_t column, int otherwise);

  /// Throws what was gathered.
  void check() const;

 private:
  std::unique_ptr<Table> table_;
  std::vector<std::size_t> at_;
  Problems problems_;
};

/// People of a day by class.
using PeopleByClass = std::array<double, hour_classes.size()>;

/// Daily counts by control point and direction.
struct DailyPeople {
  std::map<std::tuple<Date, std::string, std::size_t>, PeopleByClass> people;
  std::set<std::string> control_points;
};
DailyPeople read_daily(const std::string& file);
/// Throws an InputError where the table has no such control point.
void check_port(const DailyPeople& daily, const std::string& file, const std::string& port);

/// Of control points of the table of people by day.
std::map<std::string, OpenHalfHours> read_opening(const std::string& file, const DailyPeople& daily);

std::vector<Bulletin> read_bulletins(const std::string& file, const DailyPeople& daily, const Calendar& calendar);

}  // namespace crossflow
