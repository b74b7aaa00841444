#include "sim/experiment/replicate.hpp"

#include "sim/base/interrupts.hpp"
#include "sim/experiment/job.hpp"
#include "sim/experiment/workers.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/simulation.hpp"
#include "sim/model/warnings.hpp"

namespace crossflow {

Draft load_checked(const std::string& scenario, const LoadOptions& options) {
  Draft draft = Draft::read(scenario, options, all_kinds());
  if (Problems problems = validate(draft.scenario()); !problems.empty()) throw InputError(std::move(problems));
  return draft;
}

std::vector<std::string> warnings_of(const Draft& draft, const Scenario& scenario) {
  std::vector<std::string> out;
  for (const Problem& warning : draft.warnings().items()) out.push_back(warning.text());
  const Problems of_model = warnings(scenario);
  for (const Problem& warning : of_model.items()) out.push_back(warning.text());
  return out;
}

RunOutcome run(const Experiment& experiment, int at_once, const Progress& progress) {
  std::vector<Job> jobs;
  jobs.emplace_back(experiment);
  {
    const Interrupts interrupts;  // from before its folder is made: who is asked to end takes that away again
    jobs.front().prepare();
    work_off(jobs, at_once, progress, false);
  }
  return jobs.front().outcome();
}

}  // namespace crossflow
