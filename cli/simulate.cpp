#include "cli/simulate.hpp"

#include <fmt/format.h>

#include "cli/progress.hpp"
#include "sim/base/interrupts.hpp"

namespace crossflow {

void simulate_all(std::vector<NamedExperiment>& experiments, const Folder& folder, const Simulating& how) {
  std::uint32_t all = 0;  // of these experiments
  for (const NamedExperiment& one : experiments) all += one.experiment.replications;
  ProgressLine line(how.before + all + how.after, how.quiet);
  for (NamedExperiment& one : experiments)
    one.experiment.notice = [&line, &one](const std::string& text) { line.note(one.name + ": " + text); };
  try {
    run_all(experiments, how.at_once, [&](std::uint32_t finished) { line.show(how.before + finished); });
  } catch (const NotAll& stopped) {
    const std::string kept = !folder.kept() ? "nothing is kept; the same command begins anew"
                             : stopped.kept == 0
                                 ? "no replication was finished; the same command begins anew"
                                 : fmt::format("{} of {} replications are finished and kept in '{}'; {}", stopped.kept,
                                               all, folder.name(), how.go_on);
    const std::string text = fmt::format("{}; {}", stopped.what(), kept);
    line.clear();
    if (stopped.interrupted) throw Interrupted(text);
    throw RunError(text);
  }
  say_if_interrupted(folder.kept() ? fmt::format("all results are in '{}'", folder.name())
                                   : "nothing is kept; the same command begins anew");
}

}  // namespace crossflow
