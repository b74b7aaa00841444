// Processes that work off the pieces of one or several experiments, handed out as processes come free.
#pragma once

#include <vector>

#include "sim/experiment/job.hpp"

namespace crossflow {

/// Works off all that the jobs have to do, `at_once` pieces at a time: the first job's replications before the
/// second's, but nobody waits for the last of the first. Jobs are prepared shortly before their turn. Asked to end by
/// Ctrl-C, or when a file cannot be written, it ends what is under way and stops all jobs; `together`: also when any
/// job has failed. A second Ctrl-C ends the merging too.
void work_off(std::vector<Job>& jobs, int at_once, const Progress& progress, bool together);

}  // namespace crossflow
