// The rows of a result file, replication by replication: for whatever needs one observation of each.
#pragma once

#include <vector>

#include "sim/record/rows.hpp"

namespace crossflow {

/// In the order of `rows.of<ReplicationRow>()`; tables keep their order.
std::vector<ResultRows> by_replication(const ResultRows& rows);

}  // namespace crossflow
