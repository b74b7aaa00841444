// Measures: what can be asked of a result, one number with its interval. A new one is a file in analysis/measures, a
// line and a row in measures.hpp and measures.cpp, and a test.
//
// A measure looks at one replication at a time and says what it observed there. How the observations of many
// replications are put together, and how two variants of the same days are compared, is written once, here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/histogram.hpp"
#include "analysis/stats.hpp"
#include "sim/base/study_design.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

enum class MeasureUnit : std::uint8_t { seconds, share, count, minutes, time_of_day };

/// Whether a comparison shows a measure unless others are named.
enum class Usual : std::uint8_t { no, yes, by_class_and_direction };

/// How observations are put together.
enum class Together : std::uint8_t {
  mean,   ///< the mean over replications of each one's sum / of
  ratio,  ///< the ratio of the sums of `sum` and `of`
  share,  ///< the same of whole counts, `sum` being some of those in `of`
  times   ///< as the request says: mean or percentile, of all days or of a typical day
};

/// Times that were taken on one day. Percentiles come from the histogram, means from the exact sum, never from bins.
struct DayTimes {
  WaitHistogram histogram;
  double sum_s = 0;

  void add_sum(double of_some_s, double longest_s) {
    sum_s += of_some_s;
    histogram.note_longest(longest_s);
  }
};

/// What one replication says. Of `times` only `days` counts, of the others only the two numbers.
struct Observation {
  double sum = 0;
  double of = 0;  ///< 0: this replication says nothing
  std::vector<DayTimes> days;
};

/// A request with its names looked up.
struct Selection {
  std::optional<std::uint16_t> station{};
  std::optional<std::uint8_t> traveller_class{}, direction{};
  std::optional<std::size_t> day{};      ///< of all of the directory's, from 0; none: all
  Tick from = 0, until = never;          ///< of each day
  Tick limit = never;                    ///< a length of time
  std::vector<std::uint16_t> pools{};    ///< of officers; empty: all
  std::vector<std::uint16_t> sources{};  ///< of people; empty: all

  bool takes(std::uint8_t of_class, std::uint8_t of_direction) const {
    return (!traveller_class || *traveller_class == of_class) && (!direction || *direction == of_direction);
  }
  /// The day, among those that are asked for, to which what began at `from_s` belongs; none: it is not asked for.
  std::optional<std::size_t> day_of(const Directory& directory, double from_s) const;
  /// How many days are asked for, without those that the warm-up leaves out whole.
  std::size_t days_of(const Directory& directory) const;
  /// Of a row of people by class and direction, and by source.
  template <class Row>
  bool takes_row(const Row& row) const {
    return takes(row.traveller_class, row.direction) &&
           (sources.empty() || std::find(sources.begin(), sources.end(), row.source) != sources.end());
  }
  bool takes_pool(std::uint16_t pool) const {
    return pools.empty() || std::find(pools.begin(), pools.end(), pool) != pools.end();
  }
};

struct ResultMeasure : MeasureKind {
  MeasureUnit unit = MeasureUnit::count;
  Together together = Together::mean;
  /// `rows` are of one replication.
  Observation (*observe)(const ResultRows& rows, const Directory&, const Selection&) = nullptr;
  /// Why it cannot be asked of what is selected, such as "'hall' has no servers"; empty if it can. May be null. To be
  /// called by `refusal`.
  std::string (*refuses)(const Directory&, const Selection&) = nullptr;
  Usual usual = Usual::no;
};

/// The measure that a request asks for.
const ResultMeasure& measure_of(const MeasureRequest& request);

/// The names and the day of a request in a directory; nothing if one of them is not there.
std::optional<Selection> select(const Directory& directory, const MeasureRequest& request);

/// Why a measure cannot be asked of what is selected; empty if it can.
std::string refusal(const ResultMeasure& measure, const Directory& directory, const Selection& selection);

/// What no directory of a study can answer: names that none of them knows, and what the measure refuses in all.
void check_requests(std::span<const MeasureRequest> requests, std::span<const Directory> directories,
                    Problems& problems);

/// Observations of one request, by replication, put together. None where nobody was observed.
std::optional<Estimate> estimate(const MeasureRequest& request, std::span<const Observation> observations,
                                 double confidence = usual_confidence);

/// By how much `b` is more than `a`, replication by replication on the same days: they must be as many. Most of what
/// chance does is the same in both, so the interval is narrower than those of `a` and `b` are.
std::optional<Estimate> difference(const MeasureRequest& request, std::span<const Observation> a,
                                   std::span<const Observation> b, double confidence = usual_confidence);

/// What each replication says by itself; none of it where nobody was observed. A percentile or mean is of its days.
std::vector<std::optional<double>> values(const MeasureRequest& request, std::span<const Observation> observations);

/// What each replication does to the figure of all: its value where that is a mean of values, else the pseudo-value of
/// the jackknife. Empty if the figure is none without some replication.
std::vector<std::optional<double>> contributions(const MeasureRequest& request,
                                                 std::span<const Observation> observations);

/// Whether the interval of a difference holds zero, or there is none.
bool cannot_be_told_apart(const Estimate& difference);

/// Whether it is nothing on every day, so far as readers are shown: neither the difference nor its interval reaches
/// half of the last digit that is written (0.05 s, 0.005 points of a share, 0.05 of a count).
bool is_no_difference(MeasureUnit unit, const Estimate& difference);

/// The day, from 0, to which what began at `from_s` belongs; whoever came after the last midnight belongs to the last.
/// Days that the warm-up leaves out whole are none.
std::size_t day_of(const Directory& directory, double from_s);
std::size_t days_of(const Directory& directory);
/// With those that the warm-up leaves out: for what is counted over the whole of a replication.
std::size_t whole_days_of(const Directory& directory);

/// "12 min 30 s", "98.2%", "1,204", "22:02".
std::string measure_text(MeasureUnit unit, double value);
/// "± 40 s"; where the two sides differ, "-36 s +44 s", "-2.3 +0.1%". Empty without an interval.
std::string half_width_text(MeasureUnit unit, const Estimate& estimate);
/// "+2.1 ± 0.4 points", "-40 s ± 12 s"; "no difference" where it is nothing on every day.
std::string difference_text(MeasureUnit unit, const Estimate& difference);

/// "s", "share", "count", "min".
const char* unit_name(MeasureUnit unit);

}  // namespace crossflow
