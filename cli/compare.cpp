#include "cli/compare.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/comparison.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/simulate.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/experiment/parts.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

constexpr std::uint32_t usual_replications = 20;

struct Days {
  std::uint64_t seed = 1;
  std::uint32_t replications = usual_replications;
};

// What is simulated gets the days of the first result that is there, so that it can be paired with it.
Days days_to_simulate(const CompareOptions& options, const std::vector<Variant>& variants) {
  Days days;
  for (const Variant& variant : variants) {
    if (!variant.is_result) continue;
    const ResultReader reader(variant.file);
    days = {reader.info().seed, static_cast<std::uint32_t>(reader.read<ReplicationRow>().size())};
    break;
  }
  if (!options.seed.empty()) days.seed = seed_of(options.seed);
  if (options.replications) days.replications = *options.replications;
  return days;
}

Compared observed(const std::string& name, const std::string& file, const StudyDesign& design) {
  const ResultReader reader(file);
  return compared_of(name, reader.info().seed, design, reader.directory(), reader.rows());
}

// Where nothing is simulated, what says how is no use.
void check_used(const CompareOptions& options, const std::vector<Variant>& variants) {
  if (std::any_of(variants.begin(), variants.end(), [](const Variant& v) { return !v.is_result; })) return;
  const std::pair<const char*, bool> given[] = {{"-R", options.replications.has_value()},
                                                {"--seed", !options.seed.empty()},
                                                {"--inputs drawn", options.drawn_inputs},
                                                {"-o", !options.output.empty()},
                                                {"-j", options.at_once.has_value()},
                                                {"--with", !options.variants.common.overlays.empty()},
                                                {"--set", !options.variants.common.sets.empty()}};
  Problems problems;
  for (const auto& [option, is_given] : given)
    if (is_given)
      problems.add({option}, "nothing is simulated here: all that is compared are results",
                   "scenarios, or no such option");
  if (!problems.empty()) throw InputError(std::move(problems));
}

}  // namespace

void compare(const CompareOptions& options) {
  const std::vector<Variant> variants = read_variants(options.variants);
  check_used(options, variants);
  const std::vector<Directory> directories = directories_of(variants);
  StudyDesign design;
  const bool usual = options.variants.measures.empty();
  design.measures =
      usual ? usual_requests(directories) : read_measures(options.variants.measures, "--measure", directories);
  if (!options.csv.empty()) {
    std::vector<std::string> read = options.variants.files;
    for (const Variant& variant : variants)
      read.insert(read.end(), variant.load.overlays.begin(), variant.load.overlays.end());
    check_csv(options.csv, read, comparison_header);
  }

  const Days days = days_to_simulate(options, variants);
  const Folder folder(options.output, "compare");
  const std::vector<std::string> names = file_names(variants);
  std::vector<NamedExperiment> experiments;
  std::vector<std::string> files;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    if (variants[v].is_result) {
      files.push_back(variants[v].file);
      continue;
    }
    Experiment e = experiment_of(variants[v], options.variants, days.seed);
    e.replications = days.replications;
    e.drawn_inputs = options.drawn_inputs;
    e.output = folder.file(names[v]);
    e.force = options.force;
    e.resume = has_parts(e.output);  // who compares again goes on with what is there
    check_output(e, load_checked(e.scenario, e.load).scenario());
    for (const std::string& file : options.variants.files) check_destination(e.output, {file});
    files.push_back(e.output);
    experiments.push_back({variants[v].name, std::move(e)});
  }
  simulate_all(experiments, folder,
               {options.at_once.value_or(processors()), options.quiet, "the same command goes on with them"});

  std::vector<Compared> compared;
  for (std::size_t v = 0; v < variants.size(); ++v) compared.push_back(observed(variants[v].name, files[v], design));
  const Comparison found = compare(design.measures, std::move(compared), usual);
  if (!options.csv.empty()) write_table(options.csv, csv_of(found));
  if (options.json) {
    auto json = json_of(found);
    json["warnings"] = warnings_of_all(warned(variants));
    say("{}\n", json.dump(2));
  } else if (!options.quiet) {
    say("{}", text_of(found, directories.front()));
    if (!options.output.empty())
      for (const NamedExperiment& one : experiments) say("Results of {}: {}\n", one.name, one.experiment.output);
    say_warnings(warned(variants));
  }
}

}  // namespace crossflow
