#include "analysis/erlang.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"

namespace crossflow {

namespace {

double waiting_from_blocking(double blocking, double load, int servers) {
  if (load >= servers) return 1;
  return blocking / (1 - load / servers * (1 - blocking));
}

double tail(double waiting, double wait, double load, int servers, double mean_service) {
  if (load >= servers) return 1;
  return waiting * std::exp(-(servers - load) * wait / mean_service);
}

double one_more_server(double blocking, double load, int servers) {
  return load * blocking / (servers + load * blocking);
}

}  // namespace

double erlang_b(double load, int servers) {
  CROSSFLOW_CHECK(load >= 0 && servers >= 0, "a load and its servers cannot be negative");
  double blocking = 1;
  for (int n = 1; n <= servers; ++n) blocking = one_more_server(blocking, load, n);
  return blocking;
}

double erlang_c(double load, int servers) {
  return waiting_from_blocking(erlang_b(load, servers), load, servers);
}

double waiting_longer_than(double wait, double load, int servers, double mean_service) {
  CROSSFLOW_CHECK(wait >= 0 && mean_service > 0, "a wait cannot be negative, nor a service take no time");
  return tail(erlang_c(load, servers), wait, load, servers, mean_service);
}

int servers_needed(double load, double mean_service, double limit, double share) {
  CROSSFLOW_CHECK(load >= 0 && limit >= 0 && share <= 1, "a load and a limit cannot be negative, nor a share above 1");
  if (load <= 0) return 0;
  CROSSFLOW_CHECK(mean_service > 0, "a load comes of a service that takes time");
  const double allowed = 1 - std::min(share, 0.9999);
  double blocking = 1;
  for (int n = 1;; ++n) {
    blocking = one_more_server(blocking, load, n);
    if (n > load && tail(waiting_from_blocking(blocking, load, n), limit, load, n, mean_service) <= allowed) return n;
  }
}

}  // namespace crossflow
