#include "analysis/erlang.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace crossflow {
namespace {

// The usual traffic table (ITU-D, Teletraffic Engineering Handbook, and any other): loads that lose 1% of calls.
TEST(ErlangB, TrafficTable) {
  EXPECT_NEAR(erlang_b(0.0101, 1), 0.01, 1e-5);
  EXPECT_NEAR(erlang_b(4.461, 10), 0.01, 2e-5);
  EXPECT_NEAR(erlang_b(12.03, 20), 0.01, 2e-5);
  EXPECT_NEAR(erlang_b(37.90, 50), 0.01, 2e-5);
  EXPECT_NEAR(erlang_b(84.06, 100), 0.01, 2e-5);
}

// Adan and Resing, Queueing Systems (2015), table 5.1: probability of waiting at load 0.9 a server.
TEST(ErlangC, AdanAndResing) {
  EXPECT_NEAR(erlang_c(0.9, 1), 0.90, 0.005);
  EXPECT_NEAR(erlang_c(1.8, 2), 0.85, 0.005);
  EXPECT_NEAR(erlang_c(4.5, 5), 0.76, 0.005);
  EXPECT_NEAR(erlang_c(9, 10), 0.67, 0.005);
  EXPECT_NEAR(erlang_c(18, 20), 0.55, 0.005);
}

// One server waits with probability rho, two with 2 rho^2 / (1 + rho).
TEST(ErlangC, ClosedForms) {
  for (const double rho : {0.1, 0.5, 0.99}) {
    EXPECT_NEAR(erlang_c(rho, 1), rho, 1e-12);
    EXPECT_NEAR(erlang_c(2 * rho, 2), 2 * rho * rho / (1 + rho), 1e-12);
  }
  EXPECT_EQ(erlang_c(0, 3), 0);
  EXPECT_EQ(erlang_c(3, 3), 1);
  EXPECT_EQ(erlang_c(5, 3), 1);
}

// Halfin and Whitt (1981): 1 / (1 + beta Phi(beta) / phi(beta)), beta = (1 - rho) sqrt(n), here sqrt 2; right to about
// 1/sqrt(n) of itself.
TEST(ErlangC, ThousandsOfServers) {
  const double beta = std::sqrt(2.0);
  const double below = 0.5 * std::erfc(-beta / std::sqrt(2.0));
  const double density = std::exp(-beta * beta / 2) / std::sqrt(2 * std::acos(-1.0));
  EXPECT_NEAR(erlang_c(4900, 5000), 1 / (1 + beta * below / density), 0.1 / std::sqrt(5000.0));
  EXPECT_GT(erlang_c(99'900, 100'000), 0);
  EXPECT_EQ(erlang_b(1, 5000), 0);  // less than a double can hold, and no accident
}

// The worked example of call centres: 100 calls in half an hour of 3 minutes each, 14 agents: 17.4% wait, 88.8% are
// answered within 20 s; 13 agents would not make 80%.
TEST(ErlangC, CallCentreExample) {
  EXPECT_NEAR(erlang_c(10, 14), 0.174, 0.0005);
  EXPECT_NEAR(1 - waiting_longer_than(20, 10, 14, 180), 0.888, 0.0005);
  EXPECT_EQ(servers_needed(10, 180, 20, 0.8), 14);
}

TEST(ServersNeeded, MoreThanTheLoadAndJustEnough) {
  EXPECT_EQ(servers_needed(0, 30, 900, 0.98), 0);
  EXPECT_EQ(servers_needed(0.01, 30, 900, 0.98), 1);
  for (const double load : {0.3, 1.0, 4.5, 17.0, 420.25}) {
    const int n = servers_needed(load, 30, 60, 0.95);
    EXPECT_GT(n, load);
    EXPECT_LE(waiting_longer_than(60, load, n, 30), 0.05);
    if (n - 1 > load) {
      EXPECT_GT(waiting_longer_than(60, load, n - 1, 30), 0.05);
    }
  }
}

// A promise to everybody is sized for 99.99%: M/M/1 at half load waits longer than t with 0.5 exp(-0.5 t).
TEST(ServersNeeded, PromiseToAll) {
  EXPECT_EQ(servers_needed(0.5, 1, 2 * std::log(5000.0) + 0.01, 1), 1);
  EXPECT_EQ(servers_needed(0.5, 1, 2 * std::log(5000.0) - 0.01, 1), 2);
}

}  // namespace
}  // namespace crossflow
