// The program `crossflow`: its commands and their options.
#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/measures.hpp"
#include "cli/compare.hpp"
#include "cli/export.hpp"
#include "cli/live.hpp"
#include "cli/output.hpp"
#include "cli/report.hpp"
#include "cli/run.hpp"
#include "cli/select.hpp"
#include "cli/show.hpp"
#include "cli/sweep.hpp"
#include "cli/view.hpp"
#include "sim/base/edge.hpp"
#include "sim/base/interrupts.hpp"
#include "sim/base/read_file.hpp"
#include "sim/base/say.hpp"
#include "sim/experiment/replicate.hpp"
#include "sim/model/effect_kind.hpp"
#include "sim/model/kinds.hpp"
#include "sim/record/result_file.hpp"
#include "sim/scenario/schema.hpp"
#include "sim/scenario/study.hpp"

namespace crossflow {
namespace {

struct Options {
  Experiment experiment;
  RunOptions run;
  ShowOptions show;
  ReportOptions report;
  std::string inputs = "as written";
  bool quiet = false;
  bool reference = false;
  bool study = false;
  SweepOptions sweep;
  CompareOptions compare;
  SelectOptions select;
  ExportOptions tables;
  LiveOptions live;
};

// What goes with another command.
void check_is_no_result(const std::string& file) {
  if (why_no_input(file).empty() && is_hdf5(file))
    throw InputError({file}, "this is a result, not a scenario", "'crossflow show' for results");
}

int run_command(Options& options) {
  check_is_no_result(options.experiment.scenario);
  RunOptions& run = options.run;
  run.experiment = options.experiment;
  run.experiment.drawn_inputs = options.inputs == "drawn";
  run.quiet = options.quiet;
  run_and_show(run);
  return succeeded;
}

int validate_command(const Options& options) {
  check_is_no_result(options.experiment.scenario);
  if (is_study(options.experiment.scenario)) {
    validate_study(options.experiment.scenario);
    if (!options.quiet) say("{}: nothing wrong found in the study and its variants\n", options.experiment.scenario);
    return succeeded;
  }
  const Draft draft = load_checked(options.experiment.scenario, options.experiment.load);
  if (options.quiet) return succeeded;
  say("{}: nothing wrong found\n", options.experiment.scenario);
  const Scenario scenario = draft.scenario();
  for (const std::string& warning : warnings_of(draft, scenario)) say("warning: {}\n", warning);
  for (const DisruptionEntry& disruption : disruption_entries(scenario))
    if (!disruption.idle.empty()) say("'{}' does nothing here: {}\n", disruption.name, disruption.idle);
  return succeeded;
}

int sweep_command(Options& options) {
  options.sweep.command = options.experiment.command;
  options.sweep.drawn_inputs = options.inputs == "drawn";
  sweep(options.sweep);
  return succeeded;
}

int compare_command(Options& options) {
  options.compare.variants.command = options.experiment.command;
  options.compare.drawn_inputs = options.inputs == "drawn";
  compare(options.compare);
  return succeeded;
}

int select_command(Options& options) {
  options.select.variants.command = options.experiment.command;
  select(options.select);
  return succeeded;
}

int schema_command(const Options& options) {
  if (options.study && options.reference) {
    say("{}", study_reference(all_kinds(), all_measures()));
  } else if (options.study) {
    say("{}\n", study_schema(all_kinds(), all_measures()).dump(2));
  } else if (options.reference) {
    say("{}", reference_page(all_kinds()));
  } else {
    say("{}\n", json_schema(all_kinds()).dump(2));
  }
  return succeeded;
}

// Of a file or folder to write: '-o ""' is not the default name.
CLI::Validator a_name() {
  return CLI::Validator([](const std::string& text) { return text.empty() ? "the name is empty" : ""; }, "");
}

// Of a result: what opens by its name in another program would not be what it seems.
CLI::Validator a_result_name() {
  return CLI::Validator(
      [](const std::string& text) {
        const std::string extension = std::filesystem::path(text).extension().string();
        for (const char* other : {".csv", ".txt", ".json", ".yaml", ".yml", ".png", ".xlsx"})
          if (extension == other)
            return "a result is an HDF5 file, such as " + std::filesystem::path(text).stem().string() +
                   ".h5; tables are written by '--requirement' and by 'crossflow export'";
        return std::string();
      },
      "");
}

// A command that is none is named, with the one that may be meant.
void check_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return;
  const std::string word = argv[1];
  std::vector<std::string> commands;
  for (const CLI::App* one : app.get_subcommands({})) {
    if (one->get_name() == word) return;
    if (!one->get_group().empty()) commands.push_back(one->get_name());
  }
  std::vector<std::string> words = commands;
  words.insert(words.end(), {"import", "simulate", "check", "print", "study"});  // as others say it
  static const std::map<std::string, std::string> ours = {
      {"import", "export"}, {"simulate", "run"}, {"check", "validate"}, {"print", "show"}, {"study", "sweep"}};
  std::string meant = nearest_word(word, words);
  if (const auto other = ours.find(meant); other != ours.end()) meant = other->second;
  throw InputError(Place{}, "there is no command '" + word + "'", fmt::format("one of {}", fmt::join(commands, ", ")),
                   meant);
}

void add_force(CLI::App& command, bool& force) {
  command.add_flag("--force", force, "replace a result that has more days, or is of another scenario");
}

void add_inputs_below(CLI::App& command) {
  command
      .add_option_function<std::string>(
          "--inputs-below", inputs_below,
          "read scenarios, overlays and tables from this folder alone: for those of others")
      ->type_name("FOLDER");
}

void add_sweep(CLI::App& command, Options& options) {
  SweepOptions& sweep = options.sweep;
  command.add_option("study", sweep.study, "the study, a YAML file; docs/studies.md describes it")->required();
  add_inputs_below(command);
  command
      .add_option("-R,--replications", sweep.replications,
                  "days to simulate of each variant; unless given, the study's")
      ->check(CLI::Range(1, 100'000));
  command.add_option("--seed", sweep.seed, "a whole number; unless given, the study's");
  command.add_option("--inputs", options.inputs, "'drawn': draw every figure that has a range, once a replication")
      ->check(CLI::IsMember({"as written", "drawn"}))
      ->capture_default_str();
  command
      .add_option("-j,--jobs", sweep.at_once,
                  "days to simulate at the same time; results are the same; unless given, one for each processor")
      ->check(CLI::Range(1, 256));
  command.add_flag("--resume", sweep.resume, "go on with a study that was stopped; wants -o");
  command.add_option("-o,--output", sweep.output, "keep the result file of each variant in this folder")
      ->check(a_name())
      ->type_name("FOLDER");
  add_force(command, sweep.force);
  command.add_option("--csv", sweep.csv, "write all numbers to this file")->check(a_name())->type_name("FILE");
  command.add_flag("--json", sweep.json, "print all numbers as JSON");
  command.add_flag("-q,--quiet", sweep.quiet, "print no table and no progress");
}

void add_variants(CLI::App& command, VariantOptions& variants, const std::string& files) {
  command.add_option("files", variants.files, files)->required();
  add_inputs_below(command);
  command
      .add_option("--variant", variants.variants,
                  "a variant of the first scenario: an overlay, several as in a.yaml+b.yaml, or KEY.PATH=VALUE; may be "
                  "repeated")
      ->type_name("OVERLAY")
      ->allow_extra_args(false);
  command.add_option("--with", variants.common.overlays, "an overlay that is laid over all scenarios; may be repeated")
      ->type_name("OVERLAY")
      ->allow_extra_args(false);
  command.add_option("--set", variants.common.sets, "sets one key of all scenarios; may be repeated")
      ->type_name("KEY.PATH=VALUE")
      ->allow_extra_args(false);
}

void add_compare(CLI::App& command, Options& options) {
  CompareOptions& compare = options.compare;
  add_variants(command, compare.variants, "scenarios (YAML) and result files (.h5); all are compared with the first");
  command
      .add_option("--measure", compare.variants.measures,
                  "what to compare, in the words of a study, as in \"kept, class: resident\"; may be repeated")
      ->type_name("MEASURE")
      ->allow_extra_args(false);
  command
      .add_option("-R,--replications", compare.replications,
                  "days to simulate of each; unless given, as many as the first result file has, or 20")
      ->check(CLI::Range(1, 100'000));
  command.add_option("--seed", compare.seed, "a whole number; unless given, that of the first result file, or 1");
  command.add_option("--inputs", options.inputs, "'drawn': draw every figure that has a range, once a replication")
      ->check(CLI::IsMember({"as written", "drawn"}))
      ->capture_default_str();
  command
      .add_option("-j,--jobs", compare.at_once,
                  "how many to simulate at the same time; results are the same; unless given, one for each processor")
      ->check(CLI::Range(1, 256));
  command.add_option("-o,--output", compare.output, "keep the result files of what is simulated in this folder")
      ->check(a_name())
      ->type_name("FOLDER");
  add_force(command, compare.force);
  command.add_option("--csv", compare.csv, "write all numbers to this file")->check(a_name())->type_name("FILE");
  command.add_flag("--json", compare.json, "print all numbers as JSON");
  command.add_flag("-q,--quiet", compare.quiet, "print no table and no progress");
}

void add_select(CLI::App& command, Options& options) {
  SelectOptions& select = options.select;
  add_variants(command, select.variants, "scenarios (YAML)");
  command.add_option("--by", select.by, "the measure, in the words of a study, as in \"kept, class: resident\"")
      ->type_name("MEASURE")
      ->required();
  command
      .add_option_function<std::string>(
          "--best", [&select](const std::string& word) { select.most = word == "most"; }, "'most' or 'least' is best")
      ->check(CLI::IsMember({"most", "least"}))
      ->required();
  command
      .add_option("--where", select.where,
                  "only what keeps this may be best: a measure with a bound, as in \"kept, class: resident, at least: "
                  "98%\"; may be repeated")
      ->type_name("MEASURE")
      ->allow_extra_args(false);
  command
      .add_option("--indifference", select.indifference,
                  "what difference is no matter: 0.5% (of shares, in points), 30 s, 5")
      ->required();
  command.add_option("--confidence", select.confidence, "how sure the selection is to be")->capture_default_str();
  command.add_option("-R,--replications", select.replications, "days to simulate of each at most")
      ->check(CLI::Range(20, 100'000))
      ->capture_default_str();
  command.add_option("--seed", select.seed, "a whole number; another seed gives other days")->capture_default_str();
  command
      .add_option("-j,--jobs", select.at_once,
                  "how many to simulate at the same time; results are the same; unless given, one for each processor")
      ->check(CLI::Range(1, 256));
  command.add_flag("--json", select.json, "print the selection as JSON");
  command.add_flag("-q,--quiet", select.quiet, "print nothing but errors");
}

// What is told of a result.
void add_page(CLI::App& command, PageOptions& page, bool& json) {
  CLI::Option* full = command.add_flag("--full", page.full, "print the whole page, not the first 60 lines' worth");
  CLI::Option* section =
      command
          .add_option("--section", page.sections,
                      "print this section of the page in full: " + fmt::format("{}", fmt::join(section_names(), ", ")) +
                          "; may be repeated")
          ->type_name("NAME")
          ->allow_extra_args(false);
  command
      .add_option_function<std::string>(
          "--language",
          [&page](const std::string& word) { page.language = word == "zh" ? Language::zh : Language::en; },
          "of the page: en, or zh for Traditional Chinese")
      ->check(CLI::IsMember({"en", "zh"}))
      ->default_str("en");
  command.add_flag("--json", json, "print the summary as JSON, described in docs/json.md")
      ->excludes(full)
      ->excludes(section);
}

void add_run(CLI::App& command, Options& options) {
  RunOptions& run = options.run;
  Experiment& experiment = options.experiment;
  command
      .add_option("-o,--output", experiment.output, "the result file; unless given, the scenario's name with .h5, here")
      ->check(a_name())
      ->check(a_result_name())
      ->type_name("FILE.h5");
  add_force(command, experiment.force);
  command.add_option("--seed", run.seed, "a whole number; another seed gives other days")->capture_default_str();
  command.add_option("-R,--replications", run.replications, "days to simulate, each with its own luck")
      ->check(CLI::Range(1, 100'000))
      ->default_str("1");
  command
      .add_option("-j,--jobs", run.at_once,
                  "days to simulate at the same time; results are the same; unless given, one for each processor")
      ->check(CLI::Range(1, 256));
  command.add_flag("--resume", experiment.resume, "go on with a run that was stopped; docs/replications.md");
  command.add_option("--only", run.only, "simulate this replication alone; the first is 0")
      ->check(CLI::Range(0, 99'999))
      ->type_name("NUMBER");
  command
      .add_option("--ci-width", run.ci_width,
                  "stop before -R when each interval of a share kept of a pledge is so narrow, as in --ci-width 0.5%")
      ->type_name("SHARE");
  command.add_flag("--trace", experiment.trace, "keep every event in the result file, for replay");
  command.add_option("--inputs", options.inputs, "'drawn': draw every figure that has a range, once a replication")
      ->check(CLI::IsMember({"as written", "drawn"}))
      ->capture_default_str();
  command
      .add_option("--requirement", run.requirement,
                  "write the officers and gates needed by half-hour to this CSV file; docs/requirement.md describes it")
      ->check(a_name())
      ->type_name("FILE");
  add_page(command, run.page, run.json);
}

void add_scenario(CLI::App& command, Options& options) {
  command.add_option("scenario", options.experiment.scenario, "the scenario, a YAML file")->required();
  add_inputs_below(command);
  command.add_option("--with", options.experiment.load.overlays, "a YAML file that says what differs; may be repeated")
      ->type_name("OVERLAY");
  command
      .add_option("--set", options.experiment.load.sets,
                  "sets one key, as in --set stations.counters.servers=12; may be repeated")
      ->type_name("KEY.PATH=VALUE")
      ->allow_extra_args(false);
  command.add_flag("-q,--quiet", options.quiet, "print nothing but errors");
}

void add_live(CLI::App& command, LiveOptions& live) {
  command.group("");  // for viewers, not for people: no line in the help
  command.add_option("scenario", live.scenario)->required();
  add_inputs_below(command);
  command.add_option("--with", live.load.overlays)->allow_extra_args(false);
  command.add_option("--set", live.load.sets)->allow_extra_args(false);
  command.add_option("--seed", live.seed);
  command.add_option("--socket", live.socket)->required();
}

int run_program(int argc, char** argv) {
  Options options;
  CLI::App app{"Crossflow simulates how people get through a border control point."};
  app.set_version_flag("--version", creator);
  app.require_subcommand(1);

  CLI::App* run_it = app.add_subcommand("run", "simulate a scenario and say how long people waited");
  add_scenario(*run_it, options);
  add_run(*run_it, options);

  CLI::App* show_it = app.add_subcommand("show", "print the page of a stored result again");
  show_it->add_option("result", options.show.result, "a result file of 'crossflow run'")->required();
  add_page(*show_it, options.show.page, options.show.json);

  CLI::App* validate_it =
      app.add_subcommand("validate", "check a scenario or a study and say all that is wrong with it");
  add_scenario(*validate_it, options);

  CLI::App* sweep_it = app.add_subcommand("sweep", "simulate all variants of a study and compare them");
  add_sweep(*sweep_it, options);

  CLI::App* compare_it =
      app.add_subcommand("compare", "compare results, or scenarios and their variants, on the same days");
  add_compare(*compare_it, options);

  CLI::App* select_it = app.add_subcommand("select", "find the best of several with no more days than that takes");
  add_select(*select_it, options);
  CLI::App* export_it = app.add_subcommand("export", "write a result as a workbook, or its tables as CSV files");
  export_it->add_option("result", options.tables.result, "a result file of 'crossflow run'")->required();
  CLI::Option_group* tables = export_it->add_option_group("tables", "at least one of");
  tables
      ->add_option("--requirement", options.tables.requirement,
                   "write the officers and gates needed by half-hour to this file")
      ->check(a_name())
      ->type_name("FILE");
  tables->add_option("--waits", options.tables.waits, "write how long people waited in each half-hour to this file")
      ->check(a_name())
      ->type_name("FILE");
  tables
      ->add_option("-o,--output", options.tables.workbook,
                   "write all of it as an Excel workbook: a name that ends with .xlsx")
      ->check(a_name())
      ->type_name("FILE");
  tables->add_option("--csv", options.tables.folder, "write each table that has rows as a CSV file into this folder")
      ->check(a_name())
      ->type_name("FOLDER");
  tables->add_option("--table", options.tables.tables, "this table alone, into the folder or printed; may be repeated")
      ->allow_extra_args(false)
      ->type_name("NAME");
  tables->add_flag("--list", options.tables.list, "say which tables have rows, and what they hold");
  tables->require_option(1, 0);
  export_it
      ->add_flag("--byte-order-mark", options.tables.byte_order_mark,
                 "begin the CSV files of --csv as Excel expects of UTF-8")
      ->needs("--csv");

  CLI::App* report_it = app.add_subcommand(
      "report", "write a page with charts for those who decide, of one result or of several compared");
  report_it->add_option("results", options.report.results, "result files of 'crossflow run'")->required();
  report_it->add_option("-o,--output", options.report.output, "write it to this file: .html, or .pdf by Chromium")
      ->required()
      ->check(a_name())
      ->type_name("FILE");
  report_it
      ->add_option("--language", options.report.language,
                   "of the page: en, zh for Traditional Chinese, or both with a switch")
      ->check(CLI::IsMember({"en", "zh", "both"}))
      ->capture_default_str();

  CLI::App* schema_it = app.add_subcommand("schema", "print the JSON Schema of scenarios, for editors");
  schema_it->add_flag("--reference", options.reference, "print the reference page of all keys instead");
  schema_it->add_flag("--study", options.study, "of studies, not of scenarios");

  CLI::App* live_it = app.add_subcommand("live", "simulate for a viewer that is connected by a socket");
  add_live(*live_it, options.live);

  CLI::App* view_it =
      app.add_subcommand("view", "show a result with a trace, or a run as it goes; takes what crossflow-view takes");
  view_it->prefix_command();
  view_it->set_help_flag();

  check_command(app, argc, argv);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    std::ostringstream page, complaint;
    const int status = app.exit(e, page, complaint);
    say_on_output(page.str());
    say_on_error(complaint.str());
    return status == 0 ? succeeded : input_is_wrong;
  }
  end_when_interrupted();
  say_if_interrupted("nothing was simulated");
  for (int i = 0; i < argc; ++i) options.experiment.command += (i > 0 ? " " : "") + std::string(argv[i]);
  if (view_it->parsed()) become_viewer(view_it->remaining());
  if (run_it->parsed()) return run_command(options);
  if (sweep_it->parsed()) return sweep_command(options);
  if (compare_it->parsed()) return compare_command(options);
  if (select_it->parsed()) return select_command(options);
  if (show_it->parsed()) {
    show(options.show);
    return succeeded;
  }
  if (report_it->parsed()) {
    report(options.report);
    return succeeded;
  }
  if (export_it->parsed()) {
    export_tables(options.tables);
    return succeeded;
  }
  if (live_it->parsed()) return live(options.live) ? succeeded : run_failed;
  if (validate_it->parsed()) return validate_command(options);
  return schema_command(options);
}

}  // namespace
}  // namespace crossflow

int main(int argc, char** argv) {
  return crossflow::at_the_edge("crossflow", [argc, argv] { return crossflow::run_program(argc, argv); });
}
