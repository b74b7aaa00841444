// The one file that knows CBC: a library of its own, see programme.hpp.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <coin/Cbc_C_Interface.h>

#include "roster/programme.hpp"

namespace {

using crossflow::Programme;

// Columns one after the other, as CBC takes them.
struct Matrix {
  std::vector<CoinBigIndex> starts;
  std::vector<int> rows;
  std::vector<double> factors;

  explicit Matrix(const Programme& programme) {
    std::vector<std::vector<std::pair<int, double>>> of(programme.columns.size());
    for (std::size_t r = 0; r < programme.rows.size(); ++r)
      for (const auto& [column, factor] : programme.rows[r].terms)
        of[static_cast<std::size_t>(column)].emplace_back(static_cast<int>(r), factor);
    starts.push_back(0);
    for (const auto& column : of) {
      for (const auto& [row, factor] : column) {
        rows.push_back(row);
        factors.push_back(factor);
      }
      starts.push_back(static_cast<CoinBigIndex>(rows.size()));
    }
  }
};

// What is no bound is a number to CBC.
double bound(double ours) {
  return std::clamp(ours, -std::numeric_limits<double>::max(), std::numeric_limits<double>::max());
}

struct Model {
  Cbc_Model* cbc = Cbc_newModel();
  Model() = default;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  ~Model() { Cbc_deleteModel(cbc); }
};

}  // namespace

extern "C" void crossflow_solve(const Programme& programme, crossflow::Solution& out) {
  const Matrix matrix(programme);
  std::vector<double> low, high, cost, row_low, row_high;
  for (const auto& column : programme.columns) {
    low.push_back(bound(column.low));
    high.push_back(bound(column.high));
    cost.push_back(column.cost);
  }
  for (const auto& row : programme.rows) {
    row_low.push_back(bound(row.low));
    row_high.push_back(bound(row.high));
  }
  const Model model;
  Cbc_setLogLevel(model.cbc, 0);
  Cbc_loadProblem(model.cbc, static_cast<int>(low.size()), static_cast<int>(row_low.size()), matrix.starts.data(),
                  matrix.rows.data(), matrix.factors.data(), low.data(), high.data(), cost.data(), row_low.data(),
                  row_high.data());
  for (std::size_t c = 0; c < low.size(); ++c)
    if (programme.columns[c].whole) Cbc_setInteger(model.cbc, static_cast<int>(c));
  Cbc_setParameter(model.cbc, "slogLevel", "0");
  Cbc_setMaximumNodes(model.cbc, programme.nodes);
  Cbc_setAllowableFractionGap(model.cbc, programme.gap);
  Cbc_solve(model.cbc);
  out.impossible = Cbc_isProvenInfeasible(model.cbc) != 0;
  const double* best = Cbc_bestSolution(model.cbc);
  if (best == nullptr || out.impossible) return;
  out.found = true;
  out.sum = Cbc_getObjValue(model.cbc);
  out.bound = Cbc_getBestPossibleObjValue(model.cbc);
  for (std::size_t c = 0; c < low.size(); ++c)
    out.values.push_back(programme.columns[c].whole ? std::round(best[c]) : best[c]);
}
