#include "cli/run.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include "analysis/precision.hpp"
#include "analysis/requirement_csv.hpp"
#include "analysis/summary.hpp"
#include "analysis/summary_json.hpp"
#include "analysis/text_table.hpp"
#include "analysis/words.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/show.hpp"
#include "sim/base/interrupts.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/model/directory.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

// Of this process and its workers, reading and writing included.
double processor_seconds() {
  double sum = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    for (const timeval& t : {usage.ru_utime, usage.ru_stime})
      sum += static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  }
  return sum;
}

std::string speed_text(const ResultRows& rows, double seconds, Language language) {
  std::int64_t events = 0;
  for (const ReplicationRow& r : rows.of<ReplicationRow>()) events += r.events;
  const std::size_t n = rows.of<ReplicationRow>().size();
  const std::string each =
      n > 1 ? say_in(language, ", {:.2f} s a replication", seconds / static_cast<double>(n)) : std::string();
  return say_in(language, "Simulated {} events in {:.2f} s of processor time: {:.1f} million a second{}.",
                count_text(events), seconds, static_cast<double>(events) / seconds / 1e6, each) +
         "\n";
}

// "0.5%", "0.5 points" or "0.5 point" is 0.005.
double share_of(const std::string& text) {
  double points = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), points);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const bool known = unit == "%" || unit == " %" || unit == " points" || unit == " point";
  if (error != std::errc() || !known || !(points > 0) || points > 50)
    throw InputError({"--ci-width", 0, 0}, "'" + text + "' is no width of an interval",
                     "half of it, in points of the share kept, such as 0.5% or '0.5 points'");
  return points / 100;
}

void set_replications(RunOptions& options) {
  Experiment& e = options.experiment;
  e.replications = options.replications.value_or(1);
  if (!options.only) return;
  if (options.replications && *options.only >= *options.replications)
    throw InputError({"--only", 0, 0},
                     fmt::format("there is no replication {} among {}", *options.only, e.replications),
                     fmt::format("a number from 0 to {}", e.replications - 1));
  if (e.drawn_inputs && !options.replications)
    throw InputError({"--only", 0, 0}, "drawn inputs depend on how many replications share the draws",
                     "-R as in the run that it is one of");
  e.drawn_of = e.replications;
  e.first = *options.only;
  e.replications = 1;
}

// When to stop before all replications are done.
std::optional<double> set_precision(RunOptions& options) {
  if (options.ci_width.empty()) return std::nullopt;
  const double half_width = share_of(options.ci_width);
  Experiment& e = options.experiment;
  if (options.only || !options.replications || e.replications < PrecisionRule::fewest)
    throw InputError({"--ci-width", 0, 0}, "it is not said how many replications there may be at most",
                     fmt::format("-R with {} or more", PrecisionRule::fewest));
  if (e.drawn_inputs)
    throw InputError({"--ci-width", 0, 0},
                     "drawn inputs cover their ranges evenly only when all of -R are simulated, so a run with them "
                     "cannot stop before",
                     "one of --ci-width and --inputs drawn");
  const Draft draft = load_checked(e.scenario, e.load);
  const auto rule = std::make_shared<PrecisionRule>(make_directory(draft.scenario()), half_width);
  if (!rule->has_pledges())
    throw InputError({"--ci-width", 0, 0}, "no class of this scenario has a pledge, whose interval it looks at",
                     "-R alone");
  e.enough = [rule](const ResultRows& one) { return rule->add(one); };
  return half_width;
}

std::string default_output(const RunOptions& options) {
  const std::string name = std::filesystem::path(options.experiment.scenario).stem().string();
  return options.only ? fmt::format("{}-replication-{:04}.h5", name, *options.only) : name + ".h5";
}

nlohmann::ordered_json precision_json(const Summary& summary, double half_width, std::uint32_t at_most) {
  const auto widest = widest_interval(summary);
  return {{"asked_half_width", half_width},
          {"widest_half_width", widest ? nlohmann::ordered_json(widest->half_width) : nullptr},
          {"reached", widest && widest->half_width <= half_width},
          {"replications_at_most", at_most}};
}

}  // namespace

void run_and_show(RunOptions options) {
  const double before = processor_seconds();  // a shell that became this program has used some
  Experiment& experiment = options.experiment;
  experiment.seed = seed_of(options.seed);
  check_sections(options.page);
  set_replications(options);
  const auto half_width = set_precision(options);
  if (experiment.output.empty()) experiment.output = default_output(options);
  if (!options.requirement.empty())
    check_csv(options.requirement, {experiment.scenario, experiment.output}, requirement_header);

  ProgressLine line(experiment.replications, options.quiet);
  experiment.notice = [&line](const std::string& text) { line.note(text); };
  const RunOutcome outcome =
      run(experiment, options.at_once.value_or(processors()), [&line](std::uint32_t finished) { line.show(finished); });
  line.clear();
  if (outcome.interrupted.empty()) say_if_interrupted(fmt::format("the results are whole, in '{}'", experiment.output));
  if (outcome.in_file > 0 && (!options.quiet || options.json || !options.requirement.empty())) {
    const ResultReader reader(experiment.output);
    const ResultRows rows = reader.short_rows();
    Summary summary = summarise(reader, rows);
    summary.replications_asked = reader.replications_asked();
    if (!options.requirement.empty()) write_table(options.requirement, requirement_csv(reader.directory(), summary));
    if (options.json) {
      auto json = json_of_result(reader, summary);
      if (half_width) json["ci_width"] = precision_json(summary, *half_width, experiment.replications);
      say("{}\n", json.dump(2));
    } else if (!options.quiet) {
      print_page(reader.directory(), summary, options.page);
      say("\n");
      if (half_width && outcome.interrupted.empty())
        say("{}", precision_text(reader.directory(), summary, options.page, *half_width, experiment.replications));
      print_foot(reader.info(), options.page);
      say("{}\n", say_in(options.page.language, "Results: {}", experiment.output));
      if (outcome.from_before > 0) {
        say("{}\n",
            say_in(options.page.language, "{} of the replications were there from before.", outcome.from_before));
      } else {
        say("{}", speed_text(rows, processor_seconds() - before, options.page.language));
      }
    }
  }
  if (!outcome.interrupted.empty()) throw Interrupted(outcome.interrupted);
}

}  // namespace crossflow
