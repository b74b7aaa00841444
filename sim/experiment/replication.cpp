#include "sim/experiment/replication.hpp"

#include <array>
#include <memory>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include "sim/model/directory.hpp"
#include "sim/model/simulation.hpp"
#include "sim/record/result_file.hpp"
#include "sim/record/statistics.hpp"
#include "sim/record/trace_writer.hpp"
#include "sim/scenario/figure.hpp"

namespace crossflow {
namespace {

FileInfo file_info(const Draft& draft, const Scenario& scenario, const Experiment& experiment) {
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
  info.warnings = warnings_of(draft, scenario);
  info.seed = experiment.seed;
  return info;
}

RunInfo run_info(const Experiment& experiment, std::chrono::system_clock::time_point started) {
  RunInfo info;
  info.started_at = fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(started)));
  info.wall_s = std::chrono::duration<double>(std::chrono::system_clock::now() - started).count();
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) == 0) info.host = host.data();
  info.scenario = experiment.named_file();
  info.command = experiment.command;
  info.version = creator;
  info.compiler = "g++ " __VERSION__;
  return info;
}

// What lies at the output may have changed since the run began.
void check_again(const Experiment& experiment, const Scenario& scenario) {
  try {
    check_takes_no_place(experiment, scenario);
  } catch (const InputError& error) {
    throw WriteError(error.what());
  }
}

}  // namespace

void simulate(const Experiment& experiment, const Draft& draft, const Scenario& as_written, std::uint32_t replication,
              const std::string& file, bool as_part) {
  const auto started = std::chrono::system_clock::now();
  ResultRows rows;
  std::vector<DrawnInput> inputs = experiment.moved;
  if (experiment.drawn_inputs)
    inputs = draw_inputs(as_written.figures, experiment.seed, replication, experiment.drawn_for());
  for (const DrawnInput& input : inputs) rows.of<InputRow>().push_back({replication, input.path, input.number});
  std::optional<Scenario> drawn;
  if (!inputs.empty()) {
    drawn = draft.scenario_with(inputs);
    if (Problems problems = validate(*drawn); !problems.empty()) throw InputError(std::move(problems));
  }
  const Scenario& scenario = drawn ? *drawn : as_written;

  Simulation simulation(scenario, {experiment.seed, replication, 0});
  Statistics statistics(simulation.directory());
  simulation.add_sink(statistics);
  const auto writer = as_part ? std::make_unique<ResultWriter>(file)
                              : std::make_unique<ResultWriter>(file, make_directory(as_written),
                                                               file_info(draft, as_written, experiment));
  std::unique_ptr<TraceWriter> trace;
  if (experiment.trace) {
    trace = std::make_unique<TraceWriter>(*writer, simulation.directory(), replication);
    simulation.add_sink(*trace);
  }
  simulation.run();
  if (as_part) {
    statistics.add_rows(replication, 0, rows);
    writer->finish_part(rows);
  } else {
    statistics.add_rows(replication, 0, rows, [&writer](ResultRows& many) {
      writer->append(many);
      many = {};
    });
    writer->append(rows);
    check_again(experiment, as_written);
    writer->finish(run_info(experiment, started));
  }
}

void merge(const Experiment& experiment, const Draft& draft, const Scenario& scenario,
           const std::vector<std::string>& parts, std::chrono::system_clock::time_point started,
           std::optional<std::uint32_t> asked) {
  ResultWriter writer(experiment.output, make_directory(scenario), file_info(draft, scenario, experiment));
  for (const std::string& part : parts) writer.append_part(part);
  check_again(experiment, scenario);
  const RunInfo info = run_info(experiment, started);
  if (asked) {
    writer.finish_partial(info, *asked);
  } else {
    writer.finish(info);
  }
}

}  // namespace crossflow
