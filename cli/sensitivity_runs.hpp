// The runs of `crossflow sensitivity`, and what they say: each figure that has a range at either end of it, on the same
// days as all others, and all of them drawn together.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/measure.hpp"
#include "analysis/not_cleared.hpp"
#include "cli/output.hpp"
#include "cli/sensitivity.hpp"
#include "cli/warned.hpp"
#include "sim/experiment/run_all.hpp"

namespace crossflow {

/// A figure with a range.
struct MovedFigure {
  Figure figure;
  std::string name;  ///< that a planner can read
};

/// The figure at one end of its range, all else as written.
struct AtEnd {
  std::optional<Estimate> difference;  ///< to what is written, on the same days
  bool is_none = false;                ///< on no day, so far as readers are shown
  bool told = false;                   ///< it is some, so far as can be told
};

/// What a figure does to a measure.
struct FigureEffect {
  AtEnd low, high;
  bool does_nothing() const { return low.is_none && high.is_none; }
  double swing = 0;  ///< from the least to the most of low end, as written and high end; of what can be told
  std::optional<Estimate> first_order{}, rank_coefficient{};  ///< of all drawn together
};

/// What a measure hangs on.
struct MeasureHangs {
  std::optional<Estimate> as_written;
  std::vector<FigureEffect> figures;     ///< in the order of the scenario
  std::map<Mark, double> swing_by_mark;  ///< shares of all swing; empty: there is none
  /// Of days with all figures drawn together: the mean, and between what nine in ten lie.
  std::optional<Estimate> drawn;
  Interval nine_in_ten;
  std::optional<double> ranks_explained;

  std::vector<std::size_t> by_swing() const;  ///< those with some, the largest first
};

/// People who were never served, of whom measures may know nothing.
struct LeftOver {
  std::string where;  ///< "as written", "Arrival counters: servers at 6"
  std::vector<ClassNotCleared> people;
  std::uint32_t replications = 0;
};

class SensitivityRuns {
 public:
  /// Reads and checks all; throws an InputError.
  explicit SensitivityRuns(const SensitivityOptions& options);

  /// Simulates, and works out what it says.
  void run();

  const Scenario& scenario() const { return scenario_; }
  const std::vector<MeasureRequest>& measures() const { return measures_; }
  MeasureUnit unit_of(std::size_t measure) const { return measure_of(measures_[measure]).unit; }
  const std::vector<MovedFigure>& figures() const { return figures_; }
  const std::vector<MeasureHangs>& hangs() const { return hangs_; }  ///< by measure
  std::uint32_t replications() const { return options_.replications; }
  std::uint32_t drawn() const { return drawn_; }  ///< days with all figures drawn together
  /// Figures that are marked as assumptions and have no range.
  std::size_t assumptions_left() const { return assumptions_left_; }
  const std::vector<LeftOver>& left_over() const { return left_over_; }
  const std::vector<Warned>& warnings() const { return warnings_; }

 private:
  using Seen = std::vector<std::vector<Observation>>;  // by measure and replication

  struct Piece {
    NamedExperiment named;
    Seen* seen;
  };

  void check_ends(const Draft& draft) const;
  Experiment experiment() const;
  Piece at_end(std::size_t figure, double number, Seen& seen) const;
  void simulate(std::vector<Piece>& pieces);
  void observe_and_remove(const Piece& piece);
  MeasureHangs hangs_of(std::size_t measure) const;
  void add_drawn(std::size_t measure, MeasureHangs& hangs) const;

  const SensitivityOptions& options_;
  std::uint64_t seed_;
  Scenario scenario_;
  std::vector<MovedFigure> figures_;
  std::vector<MeasureRequest> measures_;
  std::uint32_t drawn_ = 0;
  std::size_t assumptions_left_ = 0;
  Folder folder_;
  Seen as_written_, all_drawn_;
  std::vector<Seen> low_, high_;
  std::vector<std::vector<double>> inputs_;  // drawn, by figure and replication
  std::vector<MeasureHangs> hangs_;
  std::vector<LeftOver> left_over_;
  std::vector<Warned> warnings_;
};

}  // namespace crossflow
