// What must hold in every run, worked out from its log in the plainest way.
#pragma once

#include "tests/model/run_text.hpp"

namespace crossflow::test {

/// Fails the test unless: time never runs backwards; nobody is lost; the queue integral of each station equals the sum
/// of single waits; the ledger adds up to it in each bin; open server time is busy, blocked and idle time;
/// everybody goes from station to station by links of the directory.
void check_run(const Replay& run);

}  // namespace crossflow::test
