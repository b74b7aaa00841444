#include "sim/experiment/run_all.hpp"

#include <algorithm>

#include "sim/experiment/workers.hpp"

namespace crossflow {

void run_all(const std::vector<NamedExperiment>& experiments, int at_once, const Progress& progress) {
  std::vector<Job> jobs;
  for (const NamedExperiment& named : experiments) jobs.emplace_back(named.experiment);
  work_off(jobs, at_once, progress, true);
  const bool complete = std::all_of(jobs.begin(), jobs.end(), [](const Job& job) { return job.complete(); });
  for (Job& job : jobs)
    if (complete || job.finished() == 0) job.remove_parts();
  if (complete) return;
  std::uint32_t kept = 0;
  for (const Job& job : jobs) kept += job.kept();
  for (std::size_t i = 0; i < jobs.size(); ++i)
    if (jobs[i].failed()) throw NotAll(experiments[i].name + ": " + jobs[i].failure(), false, kept);
  throw NotAll("not all is simulated", true, kept);
}

}  // namespace crossflow
