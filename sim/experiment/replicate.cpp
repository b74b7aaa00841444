#include "sim/experiment/replicate.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/model/directory.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/simulation.hpp"
#include "sim/record/result_file.hpp"
#include "sim/record/statistics.hpp"
#include "sim/record/trace_writer.hpp"

namespace crossflow {
namespace {

// The replication under way, for whoever interrupts the program: 0 if there is none.
volatile std::sig_atomic_t child_process = 0;
volatile std::sig_atomic_t interrupted = 0;

void on_interrupt(int) {
  interrupted = 1;
  if (child_process > 0) kill(static_cast<pid_t>(child_process), SIGKILL);
}

// While it lives, Ctrl-C and a polite kill end the replication under way; the rest is cleared up as for any failure.
class InterruptGuard {
 public:
  InterruptGuard() {
    interrupted = 0;
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    sigaction(SIGINT, &action, &before_int_);
    sigaction(SIGTERM, &action, &before_term_);
  }
  ~InterruptGuard() {
    sigaction(SIGINT, &before_int_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
  }
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  struct sigaction before_int_ {
  }, before_term_{};
};

const char* text_of(Mark mark) {
  switch (mark) {
    case Mark::none:
      return "";
    case Mark::observed:
      return "observed";
    case Mark::design:
      return "design";
    case Mark::pledge:
      return "pledge";
    case Mark::assumption:
      return "assumption";
    case Mark::adjusted:
      return "adjusted";
    case Mark::calibrated:
      return "calibrated";
  }
  return "";
}

FileInfo file_info(const Scenario& scenario, const Experiment& experiment) {
  FileInfo info;
  info.title = scenario.title.en;
  info.resolved = scenario.resolved;
  for (const SourceText& text : scenario.texts) info.originals.push_back({text.file, text.text});
  for (const TableUse& table : scenario.tables) info.tables.push_back({table.file, table.rows});
  for (const Figure& f : scenario.figures) {
    FigureEntry entry{f.path, f.text, f.central, text_of(f.mark), f.source, f.note};
    if (f.range) std::tie(entry.low, entry.high) = *f.range;
    info.figures.push_back(std::move(entry));
  }
  info.overrides = experiment.load.sets;
  info.seed = experiment.seed;
  return info;
}

RunInfo run_info(const Experiment& experiment, std::chrono::system_clock::time_point started) {
  RunInfo info;
  info.started_at = fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(started)));
  info.wall_s = std::chrono::duration<double>(std::chrono::system_clock::now() - started).count();
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) == 0) info.host = host.data();
  info.command = experiment.command;
  info.version = creator;
  info.compiler = "g++ " __VERSION__;
  return info;
}

void run_one(const Experiment& experiment, const Draft& draft, const Scenario& as_written, std::uint32_t replication,
             const std::string& path) {
  const auto started = std::chrono::system_clock::now();
  ResultRows rows;
  std::vector<DrawnInput> inputs;
  if (experiment.drawn_inputs) {
    inputs = draw_inputs(as_written.figures, experiment.seed, replication, experiment.replications);
    for (const DrawnInput& input : inputs) rows.inputs.push_back({replication, input.path, input.number});
  }
  std::optional<Scenario> drawn;
  if (!inputs.empty()) {
    drawn = draft.scenario_with(inputs);
    if (Problems problems = validate(*drawn); !problems.empty()) throw InputError(std::move(problems));
  }
  const Scenario& scenario = drawn ? *drawn : as_written;

  Simulation simulation(scenario, {experiment.seed, replication, 0});
  Statistics statistics(simulation.directory());
  simulation.add_sink(statistics);
  ResultWriter writer(path, make_directory(as_written), file_info(as_written, experiment));
  std::unique_ptr<TraceWriter> trace;
  if (experiment.trace) {
    trace = std::make_unique<TraceWriter>(writer, simulation.directory(), replication);
    simulation.add_sink(*trace);
  }
  simulation.run();
  statistics.add_rows(replication, 0, rows);
  writer.append(rows);
  writer.finish(run_info(experiment, started));
}

std::string read_all(int descriptor) {
  std::string out;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t n = read(descriptor, buffer.data(), buffer.size());
    if (n > 0) out.append(buffer.data(), static_cast<std::size_t>(n));
    if (n == 0 || (n < 0 && errno != EINTR)) return out;
  }
}

// Runs a replication in a child. What goes wrong there comes back as text through a pipe.
void run_apart(const Experiment& experiment, const Draft& draft, const Scenario& as_written, std::uint32_t replication,
               const std::string& path) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw RunError(std::string("cannot make a pipe: ") + std::strerror(errno));
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) {
    close(ends[0]);
    close(ends[1]);
    throw RunError(std::string("cannot start a process: ") + std::strerror(errno));
  }
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing goes on behind the back of a program that is gone
    std::signal(SIGINT, SIG_IGN);      // the parent is asked too, and ends this process
    std::signal(SIGTERM, SIG_DFL);
    close(ends[0]);
    int status = 0;
    std::string failure;
    try {
      run_one(experiment, draft, as_written, replication, path);
    } catch (const std::exception& e) {
      failure = e.what();
      status = 3;
    }
    if (!failure.empty() && write(ends[1], failure.data(), failure.size()) < 0) status = 3;
    _exit(status);  // no exit handlers: they belong to the parent
  }
  child_process = child;
  if (interrupted != 0) kill(child, SIGKILL);
  close(ends[1]);
  const std::string failure = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  child_process = 0;
  if (WIFSIGNALED(status)) std::remove((path + ".part").c_str());  // else it has cleared up itself
  if (interrupted != 0) throw RunError("interrupted; no results were written");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  const std::string which = fmt::format("replication {} (seed {})", replication, experiment.seed);
  if (!failure.empty()) throw RunError(which + " failed: " + failure);
  if (WIFSIGNALED(status))
    throw RunError(
        fmt::format("{} was stopped by signal {} ({})", which, WTERMSIG(status), strsignal(WTERMSIG(status))));
  throw RunError(fmt::format("{} ended with code {}", which, WEXITSTATUS(status)));
}

class Parts {
 public:
  explicit Parts(std::string output) : output_(std::move(output)) {}
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    for (const std::string& path : paths_) std::remove(path.c_str());
  }
  const std::string& add(std::uint32_t replication) {
    return paths_.emplace_back(fmt::format("{}.{}.replication-{:04}", output_, getpid(), replication));
  }
  const std::vector<std::string>& paths() const { return paths_; }

 private:
  std::string output_;
  std::vector<std::string> paths_;
};

}  // namespace

Draft load_checked(const std::string& scenario, const LoadOptions& options) {
  Draft draft = Draft::read(scenario, options, all_kinds());
  if (Problems problems = validate(draft.scenario()); !problems.empty()) throw InputError(std::move(problems));
  return draft;
}

void check_output(const Experiment& experiment, const Scenario& scenario) {
  namespace fs = std::filesystem;
  const std::string& output = experiment.output;
  check_output_path(output);
  std::error_code none;
  if (!fs::exists(output, none)) return;
  std::vector<std::string> inputs{experiment.scenario};
  inputs.insert(inputs.end(), experiment.load.overlays.begin(), experiment.load.overlays.end());
  for (const SourceText& text : scenario.texts) inputs.push_back(text.file);
  for (const TableUse& table : scenario.tables) inputs.push_back(table.file);
  for (const std::string& input : inputs)
    if (fs::equivalent(output, input, none))
      throw InputError({output, 0, 0}, "the scenario is read from this file", "another name for the results");
  std::array<char, 8> first{};
  std::ifstream file(output, std::ios::binary);
  file.read(first.data(), first.size());
  if (fs::file_size(output, none) > 0 && std::string(first.data(), first.size()) != "\x89HDF\r\n\x1a\n")
    throw InputError({output, 0, 0}, "this file exists and is no result file", "a new name, or an older result");
}

void run(const Experiment& experiment, const Progress& progress) {
  const auto started = std::chrono::system_clock::now();
  const Draft draft = load_checked(experiment.scenario, experiment.load);
  const Scenario scenario = draft.scenario();
  check_output(experiment, scenario);
  const InterruptGuard guard;
  if (experiment.replications == 1) {
    run_apart(experiment, draft, scenario, experiment.first, experiment.output);
    progress(1);
    return;
  }
  Parts parts(experiment.output);
  for (std::uint32_t r = 0; r < experiment.replications; ++r) {
    const std::uint32_t replication = experiment.first + r;
    run_apart(experiment, draft, scenario, replication, parts.add(replication));
    progress(r + 1);
  }
  ResultWriter writer(experiment.output, make_directory(scenario), file_info(scenario, experiment));
  for (const std::string& path : parts.paths()) writer.append_part(path);
  writer.finish(run_info(experiment, started));
}

}  // namespace crossflow
