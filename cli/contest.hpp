// The contest of `crossflow select`: candidates are simulated, and put out, until the best is told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "analysis/conditions.hpp"
#include "analysis/not_cleared.hpp"
#include "analysis/select_best.hpp"
#include "cli/output.hpp"
#include "cli/select.hpp"

namespace crossflow {

/// What is asked: the measure to go by, then those of the conditions.
struct ContestRules {
  std::vector<MeasureRequest> measures;
  std::vector<MeasureCondition> where;
  double indifference = 0;
  double confidence = 0;
  bool most = true;
};

class Contest {
 public:
  /// Days at first, and then at a time. After each of these looks the conditions are judged; how many days are
  /// simulated at once is no matter to the rest, which looks at days one by one.
  static constexpr std::uint32_t first_stage = 20, batch = 10;

  Contest(const SelectOptions& options, std::vector<Variant> variants, ContestRules rules);

  void run();
  std::string text() const;
  nlohmann::ordered_json json() const;

 private:
  // What was seen of one candidate.
  struct Seen {
    std::vector<std::vector<Observation>> of_measures;  // by measure and day
    std::vector<std::optional<double>> values;          // of each day, of the measure to go by
    std::vector<ClassNotCleared> not_cleared;           // on all days simulated
    std::uint32_t days = 0;                             // simulated
    std::uint32_t looked_at = 0;                        // the conditions were judged by so many
    std::vector<Meets> meets;                           // by condition
  };

  SelectionRules selection_rules() const;
  void replay();
  void simulate_until(std::uint32_t days);
  void judge_conditions(Seen& seen) const;
  bool ruled_out(std::size_t v) const { return all_of(seen_[v].meets) == Meets::no; }
  std::uint32_t days_of(std::size_t v) const;
  double value(std::size_t v, std::uint32_t n) const;
  double mean(std::size_t v, std::uint32_t days) const;
  std::string status(std::size_t v) const;
  std::string answer_text() const;
  std::string names_of(bool admitted) const;
  std::vector<ConditionsMet> conditions_met() const;

  const SelectOptions& options_;
  std::vector<Variant> variants_;
  ContestRules rules_;
  std::uint64_t seed_;
  Folder folder_;
  std::optional<SelectBest> best_;  // of the days seen so far
  std::vector<Seen> seen_;
  std::uint32_t simulated_ = 0;
};

}  // namespace crossflow
