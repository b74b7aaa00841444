#include "sim/experiment/replicate.hpp"

#include "sim/experiment/job.hpp"
#include "sim/experiment/workers.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/simulation.hpp"

namespace crossflow {

Draft load_checked(const std::string& scenario, const LoadOptions& options) {
  Draft draft = Draft::read(scenario, options, all_kinds());
  if (Problems problems = validate(draft.scenario()); !problems.empty()) throw InputError(std::move(problems));
  return draft;
}

RunOutcome run(const Experiment& experiment, int at_once, const Progress& progress) {
  std::vector<Job> jobs;
  jobs.emplace_back(experiment);
  jobs.front().prepare();
  work_off(jobs, at_once, progress, false);
  return jobs.front().outcome();
}

}  // namespace crossflow
