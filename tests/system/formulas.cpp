#include "tests/system/formulas.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace crossflow::theory {

Steady birth_and_death(const std::function<double(std::size_t)>& birth, const std::function<double(std::size_t)>& death,
                       std::size_t servers) {
  std::vector<double> weight{1.0};
  double sum = 1.0;
  for (std::size_t n = 1;; ++n) {
    const double growth = birth(n - 1) / death(n);
    const double next = weight.back() * growth;
    // What is still to come is at most a geometric series once the growth falls.
    if (growth <= 0 || (growth < 1 && next / (1 - growth) < 1e-15 * sum)) break;
    weight.push_back(next);
    sum += next;
  }
  Steady out;
  for (std::size_t n = 0; n < weight.size(); ++n) {
    const double share = weight[n] / sum;
    out.share.push_back(share);
    if (n >= servers) {
      out.wait_at_all += share;
      out.mean_waiting += static_cast<double>(n - servers) * share;
    }
  }
  return out;
}

namespace {

std::function<double(std::size_t)> service_of(double mean_service, std::size_t servers) {
  return [=](std::size_t n) { return static_cast<double>(std::min(n, servers)) / mean_service; };
}

}  // namespace

Steady mmc(double arrivals, double mean_service, std::size_t servers) {
  return birth_and_death([=](std::size_t) { return arrivals; }, service_of(mean_service, servers), servers);
}

Steady mmck(double arrivals, double mean_service, std::size_t servers, std::size_t places) {
  return birth_and_death([=](std::size_t n) { return n < places ? arrivals : 0.0; }, service_of(mean_service, servers),
                         servers);
}

Steady erlang_a(double arrivals, double mean_service, std::size_t servers, double mean_patience) {
  const auto served = service_of(mean_service, servers);
  return birth_and_death(
      [=](std::size_t) { return arrivals; },
      [=](std::size_t n) { return served(n) + static_cast<double>(n > servers ? n - servers : 0) / mean_patience; },
      servers);
}

double mmc_waits_longer(double t, double arrivals, double mean_service, std::size_t servers) {
  return mmc(arrivals, mean_service, servers).wait_at_all *
         std::exp(-(static_cast<double>(servers) / mean_service - arrivals) * t);
}

double mg1_mean_wait(double arrivals, double mean_service, double cv) {
  const double load = arrivals * mean_service;
  return load * mean_service * (1 + cv * cv) / (2 * (1 - load));
}

std::vector<double> priority_waits(const std::vector<PriorityClass>& classes) {
  double rest_of_service = 0;
  for (const PriorityClass& c : classes)
    rest_of_service += c.arrivals * c.mean_service * c.mean_service * (1 + c.cv * c.cv) / 2;
  std::vector<double> out;
  double before = 0;  // load of the classes that go first
  for (const PriorityClass& c : classes) {
    const double until = before + c.arrivals * c.mean_service;
    out.push_back(rest_of_service / ((1 - before) * (1 - until)));
    before = until;
  }
  return out;
}

std::vector<double> priority_waits(const std::vector<double>& arrivals, double mean_service, std::size_t servers) {
  const double all = std::accumulate(arrivals.begin(), arrivals.end(), 0.0);
  const double one = mean_service / static_cast<double>(servers);  // between departures while all are in use
  std::vector<double> out;
  double before = 0;
  for (const double rate : arrivals) {
    const double until = before + rate * one;
    out.push_back(mmc(all, mean_service, servers).wait_at_all * one / ((1 - before) * (1 - until)));
    before = until;
  }
  return out;
}

namespace {

// d share / dt, and last the number waiting, whose integral is wanted.
void derivative(const std::vector<double>& share, double arrivals, double mean_service, std::size_t servers,
                std::vector<double>& out) {
  const std::size_t most = share.size() - 2;
  const auto deaths = [&](std::size_t n) { return static_cast<double>(std::min(n, servers)) / mean_service; };
  out.back() = 0;
  for (std::size_t n = 0; n <= most; ++n) {
    const double births = n < most ? arrivals : 0;
    out[n] = -(births + deaths(n)) * share[n];
    if (n > 0) out[n] += arrivals * share[n - 1];
    if (n < most) out[n] += deaths(n + 1) * share[n + 1];
    if (n > servers) out.back() += static_cast<double>(n - servers) * share[n];
  }
}

}  // namespace

std::vector<double> mean_waiting_by_period(const std::vector<double>& arrivals, double period, double mean_service,
                                           std::size_t servers, std::size_t most, std::size_t steps) {
  std::vector<double> now(most + 2);
  now[0] = 1;
  std::vector<double> at(now.size()), k1(now.size()), k2(now.size()), k3(now.size()), k4(now.size());
  const double step = period / static_cast<double>(steps);
  const auto moved = [&](const std::vector<double>& by, double time) -> const std::vector<double>& {
    for (std::size_t i = 0; i < now.size(); ++i) at[i] = now[i] + time * by[i];
    return at;
  };
  std::vector<double> out;
  for (const double rate : arrivals) {
    now.back() = 0;
    for (std::size_t s = 0; s < steps; ++s) {
      derivative(now, rate, mean_service, servers, k1);
      derivative(moved(k1, step / 2), rate, mean_service, servers, k2);
      derivative(moved(k2, step / 2), rate, mean_service, servers, k3);
      derivative(moved(k3, step), rate, mean_service, servers, k4);
      for (std::size_t i = 0; i < now.size(); ++i) now[i] += step / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    out.push_back(now.back() / period);
  }
  return out;
}

std::vector<double> mean_waits_from_empty(double arrivals, double mean_service, std::size_t servers,
                                          std::size_t customers) {
  const auto deaths = [&](std::size_t n) { return static_cast<double>(std::min(n, servers)) / mean_service; };
  std::vector<double> seen(customers + 1);  // by the customer that comes: the chance of so many inside
  seen[0] = 1;
  std::vector<double> out;
  for (std::size_t k = 0; k < customers; ++k) {
    double wait = 0;
    for (std::size_t n = servers; n <= k; ++n)
      wait += seen[n] * static_cast<double>(n - servers + 1) * mean_service / static_cast<double>(servers);
    out.push_back(wait);
    std::vector<double> next(customers + 1);
    double passing = 0;  // the chance of passing through the state before the next one comes
    for (std::size_t n = k + 1;; --n) {
      if (n > 0) passing += seen[n - 1];
      const double stays = arrivals / (arrivals + deaths(n));
      if (n < next.size()) next[n] = passing * stays;
      passing *= 1 - stays;
      if (n == 0) break;
    }
    seen = std::move(next);
  }
  return out;
}

}  // namespace crossflow::theory
