// Erlang's formulas: how many servers a steady stream needs. Exact for arrivals at random and exponential service.
// `load` is in erlangs: the servers that would be busy on average if there were always one free.
#pragma once

namespace crossflow {

/// Erlang B: the probability that all `servers` are busy when nobody waits. By the recursion in the number of servers,
/// which neither overflows nor loses digits; thousands of servers cost microseconds.
double erlang_b(double load, int servers);

/// Erlang C: the probability of having to wait. 1 if the servers cannot carry the load.
double erlang_c(double load, int servers);

/// The probability of waiting longer than `wait` in M/M/c, first come first served; same unit as `mean_service`.
double waiting_longer_than(double wait, double load, int servers, double mean_service);

/// The fewest servers with which at most 1 - `share` wait longer than `limit`: more than the load in every case, hence
/// never fewer than it rounded up; 0 for no load. No finite number serves everybody in time, so a share above 99.99% is
/// taken as that.
int servers_needed(double load, double mean_service, double limit, double share);

}  // namespace crossflow
