// Statistics over replications: what many simulated days say about all days, and how surely. A replication is one
// independent day (or span of days), and the unit of every interval here: people of one day stood in the same queues,
// so counting each of them as a witness of its own would promise far too much.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace crossflow {

struct Interval {
  double low = 0;
  double high = 0;
};

/// A figure and, where there are at least two replications, its interval.
struct Estimate {
  double value = 0;
  std::optional<Interval> interval;
};

inline constexpr double usual_confidence = 0.95;

/// Student's interval of a mean. `values` must not be empty; one value has no interval.
Estimate mean_estimate(std::span<const double> values, double confidence = usual_confidence);

/// Wilson's score interval (1927) of a share: `successes` of `n` > 0 days. It stays within 0 to 1 and is sensible for
/// few days and for shares near either end.
Estimate wilson_estimate(std::int64_t successes, std::int64_t n, double confidence = usual_confidence);

/// The people of one replication: how many joined, and how many of them got what is counted.
struct Tally {
  std::int64_t kept = 0;
  std::int64_t joined = 0;
};

/// The share of all people: the sum of those kept over the sum of those who joined, so that a crowded day weighs more
/// than a quiet one. Replications that nobody joined say nothing and are left out; if nobody joined at all there is no
/// estimate.
///
/// Interval: the delete-one-replication jackknife of the angle asin(sqrt(share not kept)), with Student's t on n - 1
/// degrees of freedom, its lean corrected by Hall's cubic (P. Hall, J. R. Statist. Soc. B 54, 1992, 221-228) from the
/// skewness of the jackknife's pseudo-values. The correction matters: few bad days make most of the people who were not
/// kept; a sample without them looks better and surer than it is, and a plain jackknife (on the logit scale too) then
/// says "kept" wrongly up to three times as often as it should. Measured: of 95% intervals over 30 days, 92 to 95% hold
/// the truth where days differ by degrees, and 89 to 91% where a few bad days make nearly all the failures; over 10
/// days as few as 83 and 63%. So run 30 replications at least, and 100 where the share lies near the promise.
///
/// Where every replication is at 100% (or every one at 0%) days did not differ and there is no error to go by. Then the
/// bound is the one that a single failure, on the most crowded day, would have given: Haldane's and Anscombe's way out
/// for log-odds of no failures (a fraction of a failure is added), with a whole person. So perfect days are never
/// judged worse than nearly perfect ones. What no interval can tell is a kind of bad day too rare to have occurred
/// among n: Wilson's interval of the share of days, shown beside it, says how much room is left for such days.
std::optional<Estimate> share_estimate(std::span<const Tally> replications, double confidence = usual_confidence);

/// Two sums of one replication, of which the ratio matters.
struct Part {
  double sum = 0;
  double of = 0;
};

/// The ratio of the sums over all replications, none of them negative: as share_estimate, but of sums that need not
/// count anything. Interval: Student's, of the delete-one-replication jackknife's pseudo-values; none where all sums
/// are 0, since how rare something is cannot be told before it was seen. No estimate where `of` is 0 in all.
std::optional<Estimate> ratio_estimate(std::span<const Part> replications, double confidence = usual_confidence);

enum class Verdict : std::uint8_t {
  no_pledge,         ///< nothing was promised
  nobody,            ///< nobody came to whom it was promised
  not_cleared,       ///< somebody to whom it was promised was never served, so that no share of others can tell
  kept,              ///< the one-sided 95% lower bound reaches the promised share
  not_kept,          ///< the one-sided 95% upper bound does not
  cannot_tell,       ///< neither: more replications are needed
  one_day_kept,      ///< one replication, no interval: that day kept it
  one_day_not_kept,  ///< one replication, no interval: that day did not
};

/// "kept", "not kept", "cannot tell yet", "kept that day", ...
const char* text_of(Verdict verdict);

/// The verdict on a promised share of people. The two one-sided 95% bounds are the ends of the two-sided 90% interval
/// of `share_estimate`. A promised share of 0 is no pledge. `all_cleared` is false if anybody to whom it was promised
/// was never served: he need not be in any tally, so that not even a share of 100% says that the pledge was kept.
Verdict pledge_verdict(std::span<const Tally> replications, double promised, bool all_cleared = true);

/// Whether `kept` of `joined` reach the promised share, with no accident of rounding: 49 of 50 reach 98%.
bool reaches(Tally tally, double promised);

/// The value of rank ceil(q n) among n sorted values (type 1 of Hyndman and Fan): always one of the values. q in (0,
/// 1].
double quantile_of(std::vector<double> values, double q);

/// The middle value, or the mean of the two middle ones.
double median_of(std::vector<double> values);

}  // namespace crossflow
