// What queueing theory says, exactly. Written from the sources named and not from the simulator's own code: the tests
// compare the two. Rates and times in any one unit; a load is a rate of arrivals times a mean service.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace crossflow::theory {

/// A queue with arrivals at random and exponential service, seen at any time in its steady state.
struct Steady {
  std::vector<double> share;  ///< of time with so many inside
  double mean_waiting = 0;    ///< people in the queue
  double wait_at_all = 0;     ///< share of time with all servers in use
};

/// The steady state of a birth and death process with `servers`: `birth(n)` and `death(n)` are its rates with n inside.
/// L. Kleinrock, Queueing Systems I (1975), section 3.1: share(n) = share(n-1) birth(n-1) / death(n). States are taken
/// until those beyond hold less than 1e-15 of what has come, or `birth` is 0.
Steady birth_and_death(const std::function<double(std::size_t)>& birth, const std::function<double(std::size_t)>& death,
                       std::size_t servers);

/// M/M/c. Kleinrock I, section 3.5; A. K. Erlang (1917) for the probability of having to wait.
Steady mmc(double arrivals, double mean_service, std::size_t servers);

/// M/M/c/K: who comes when `places` (servers included) are taken is lost; the share lost is share.back(), since
/// arrivals at random see time averages. Kleinrock I, sections 3.6 and 3.7 for c = K and c = 1.
Steady mmck(double arrivals, double mean_service, std::size_t servers, std::size_t places);

/// M/M/c+M, Erlang-A: each who waits gives up at the rate 1/mean_patience. C. Palm (1946); O. Garnett, A. Mandelbaum,
/// M. Reiman, Manufacturing & Service Operations Management 4 (2002), 208-227. By J. D. C. Little's law the mean wait
/// of all who come is mean_waiting / arrivals, and the share that gives up is that divided by mean_patience.
Steady erlang_a(double arrivals, double mean_service, std::size_t servers, double mean_patience);

/// M/M/c: the share that waits longer than t. Kleinrock I, section 5.11 (for one server) and problem 3.10.
double mmc_waits_longer(double t, double arrivals, double mean_service, std::size_t servers);

/// M/G/1: F. Pollaczek (1930), A. Y. Khinchine (1932); Kleinrock I, (5.63).
double mg1_mean_wait(double arrivals, double mean_service, double cv);

/// A class of an M/G/1 queue, in order of priority.
struct PriorityClass {
  double arrivals, mean_service, cv;
};
/// Mean waits when nobody in service is interrupted. A. Cobham, Operations Research 2 (1954), 70-76.
std::vector<double> priority_waits(const std::vector<PriorityClass>& classes);
/// The same for several servers and one exponential service for all. Cobham (1954), second part.
std::vector<double> priority_waits(const std::vector<double>& arrivals, double mean_service, std::size_t servers);

/// M(t)/M/c from empty: the mean number waiting in each of as many periods of one length, when arrivals have a rate of
/// their own in each. A. N. Kolmogorov's forward equations (1931), integrated by the classical Runge-Kutta method in
/// `steps` steps a period with room for `most` people.
std::vector<double> mean_waiting_by_period(const std::vector<double>& arrivals, double period, double mean_service,
                                           std::size_t servers, std::size_t most, std::size_t steps);

/// M/M/c from empty: the mean wait of the first `customers`, each. By steps from one arrival to the next: with n inside
/// the next event is an arrival with probability arrivals / (arrivals + min(n, c) / mean_service), else somebody goes.
/// Exact; D. G. Kendall's embedded chain (1953).
std::vector<double> mean_waits_from_empty(double arrivals, double mean_service, std::size_t servers,
                                          std::size_t customers);

}  // namespace crossflow::theory
