// A mixed integer programme and its solver, COIN-OR's CBC. All of the solver is in a library of its own that lies
// beside the program and is loaded by who solves something, so that nobody else pays for it.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace crossflow {

inline constexpr double unlimited = std::numeric_limits<double>::infinity();

/// The least of a sum over columns, within the bounds of columns and rows.
struct Programme {
  struct Column {
    double cost = 0;
    double low = 0, high = unlimited;
    bool whole = false;
  };
  struct Row {
    double low = -unlimited, high = unlimited;
    std::vector<std::pair<int, double>> terms;  ///< columns and their factors
  };

  std::vector<Column> columns;
  std::vector<Row> rows;
  /// The search ends after so many nodes, and when it is so near the bound (a share of the sum). Never by the clock, so
  /// that the same programme has the same answer on every machine.
  int nodes = 400;
  double gap = 1e-6;

  int add(Column column) {
    columns.push_back(column);
    return static_cast<int>(columns.size()) - 1;
  }
};

struct Solution {
  bool found = false;
  bool impossible = false;     ///< proven: nothing is within the bounds
  std::vector<double> values;  ///< by column; whole ones are whole
  double sum = 0;
  double bound = 0;  ///< no solution has a smaller sum
};

/// Throws a RunError if the solver cannot be loaded.
Solution solve(const Programme& programme);

}  // namespace crossflow
