// The program `crossflow`: the only place that prints errors and sets exit codes.
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "analysis/summary.hpp"
#include "analysis/summary_json.hpp"
#include "analysis/summary_text.hpp"
#include "analysis/text_table.hpp"
#include "sim/experiment/replicate.hpp"
#include "sim/model/effect_kind.hpp"
#include "sim/model/kinds.hpp"
#include "sim/record/result_file.hpp"
#include "sim/scenario/schema.hpp"

namespace crossflow {
namespace {

constexpr int done = 0;
constexpr int input_is_wrong = 2;
constexpr int run_failed = 3;

struct Options {
  Experiment experiment;
  std::string inputs = "as written";
  std::string seed = "1";
  bool quiet = false;
  bool json = false;
  bool reference = false;
};

std::string duration_left(double seconds) {
  return seconds < 90 ? fmt::format("{:.0f} s left", seconds) : fmt::format("{:.0f} min left", seconds / 60);
}

std::uint64_t seed_of(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size())
    throw InputError({"--seed", 0, 0}, "'" + text + "' is no seed", "a whole number from 0 to 18446744073709551615");
  return seed;
}

// One line on a terminal, overwritten as replications finish; nothing elsewhere.
class ProgressLine {
 public:
  ProgressLine(std::uint32_t all, bool quiet) : all_(all), shown_(!quiet && all > 1 && isatty(STDERR_FILENO) != 0) {}
  void operator()(std::uint32_t finished) const {
    if (!shown_) return;
    const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    fmt::print(stderr, "\r{} of {} days simulated, {}   ", finished, all_,
               duration_left(took / finished * (all_ - finished)));
    if (finished == all_) fmt::print(stderr, "\r{:60}\r", "");
    std::fflush(stderr);
  }

 private:
  std::uint32_t all_;
  bool shown_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

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

std::string speed_text(const ResultRows& rows, double seconds, std::uint32_t replications) {
  std::int64_t events = 0;
  for (const ReplicationRow& r : rows.replications) events += r.events;
  return fmt::format("Simulated {} events in {:.2f} s of processor time: {:.1f} million a second{}.\n",
                     count_text(events), seconds, static_cast<double>(events) / seconds / 1e6,
                     replications > 1 ? fmt::format(", {:.2f} s a replication", seconds / replications) : "");
}

int run_command(Options& options) {
  const double before = processor_seconds();  // a shell that became this program has used some
  Experiment& experiment = options.experiment;
  if (experiment.output.empty()) experiment.output = std::filesystem::path(experiment.scenario).stem().string() + ".h5";
  experiment.drawn_inputs = options.inputs == "drawn";
  experiment.seed = seed_of(options.seed);
  run(experiment, ProgressLine(experiment.replications, options.quiet));
  if (options.quiet && !options.json) return done;
  const ResultReader reader(experiment.output);
  const Summary summary = summarise(reader.directory(), reader.rows());
  if (options.json) {
    fmt::print("{}\n", json_of(reader.directory(), summary).dump(2));
  } else {
    fmt::print("{}\nResults: {}\n{}", text_of(reader.directory(), summary), experiment.output,
               speed_text(reader.rows(), processor_seconds() - before, experiment.replications));
  }
  return done;
}

int validate_command(const Options& options) {
  const Draft draft = load_checked(options.experiment.scenario, options.experiment.load);
  if (options.quiet) return done;
  fmt::print("{}: nothing wrong found\n", options.experiment.scenario);
  for (const DisruptionEntry& disruption : disruption_entries(draft.scenario()))
    if (!disruption.idle.empty()) fmt::print("'{}' does nothing here: {}\n", disruption.name, disruption.idle);
  return done;
}

int schema_command(const Options& options) {
  if (options.reference) {
    fmt::print("{}", reference_page(all_kinds()));
  } else {
    fmt::print("{}\n", json_schema(all_kinds()).dump(2));
  }
  return done;
}

void add_scenario(CLI::App& command, Options& options) {
  command.add_option("scenario", options.experiment.scenario, "the scenario, a YAML file")->required();
  command.add_option("--with", options.experiment.load.overlays, "a YAML file that says what differs; may be repeated")
      ->type_name("OVERLAY");
  command
      .add_option("--set", options.experiment.load.sets,
                  "sets one key, as in --set stations.counters.servers=12; may be repeated")
      ->type_name("KEY.PATH=VALUE")
      ->allow_extra_args(false);
  command.add_flag("-q,--quiet", options.quiet, "print nothing but errors");
}

int run_program(int argc, char** argv) {
  Options options;
  CLI::App app{"Crossflow simulates how people get through a border control point."};
  app.set_version_flag("--version", creator);
  app.require_subcommand(1);

  CLI::App* run_it = app.add_subcommand("run", "simulate a scenario and say how long people waited");
  add_scenario(*run_it, options);
  run_it->add_option("-o,--output", options.experiment.output,
                     "the result file; unless given, the scenario's name with .h5, here");
  run_it->add_option("--seed", options.seed, "a whole number; another seed gives other days")->capture_default_str();
  run_it->add_option("-R,--replications", options.experiment.replications, "days to simulate, each with its own luck")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  run_it->add_flag("--trace", options.experiment.trace, "keep every event in the result file, for replay");
  run_it->add_option("--inputs", options.inputs, "'drawn': draw every figure that has a range, once a replication")
      ->check(CLI::IsMember({"as written", "drawn"}))
      ->capture_default_str();
  run_it->add_flag("--json", options.json, "print the summary as JSON, described in docs/json.md");

  CLI::App* validate_it = app.add_subcommand("validate", "check a scenario and say all that is wrong with it");
  add_scenario(*validate_it, options);

  CLI::App* schema_it = app.add_subcommand("schema", "print the JSON Schema of scenarios, for editors");
  schema_it->add_flag("--reference", options.reference, "print the reference page of all keys instead");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? done : input_is_wrong;
  }
  for (int i = 0; i < argc; ++i) options.experiment.command += (i > 0 ? " " : "") + std::string(argv[i]);
  if (run_it->parsed()) return run_command(options);
  if (validate_it->parsed()) return validate_command(options);
  return schema_command(options);
}

}  // namespace
}  // namespace crossflow

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of writing, not a signal
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const int status = crossflow::run_program(argc, argv);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      fmt::print(stderr, "crossflow: cannot write to standard output\n");
      return crossflow::run_failed;
    }
    return status;
  } catch (const crossflow::InputError& e) {
    fmt::print(stderr, "{}\n", e.problems().text());
    return crossflow::input_is_wrong;
  } catch (const std::exception& e) {
    fmt::print(stderr, "crossflow: {}\n", e.what());
    return crossflow::run_failed;
  }
}
