#include "cli/sweep.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/measures.hpp"
#include "analysis/study_answer.hpp"
#include "analysis/study_json.hpp"
#include "cli/amounts.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/simulate.hpp"
#include "cli/warned.hpp"
#include "sim/base/read_file.hpp"
#include "sim/base/say.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/model/directory.hpp"
#include "sim/model/kinds.hpp"
#include "sim/record/result_file.hpp"
#include "sim/scenario/study.hpp"

namespace crossflow {
namespace {

// Problems of scenarios: those of the base come from every variant, and are told once.
class VariantProblems {
 public:
  explicit VariantProblems(const Study& study) : study_(study) {}

  void add(std::size_t variant, const Problems& problems) {
    for (const Problem& problem : problems.items()) {
      auto& [kept, variants] = of_[problem.text()];
      kept = problem;
      variants.insert(variant);
    }
  }
  bool empty() const { return of_.empty(); }

  Problems all() const {
    Problems out;
    for (const auto& [text, found] : of_) {
      auto [problem, variants] = found;
      const bool here = problem.place.file == study_.file;
      if (!here && variants.size() < study_.design.variants()) {
        problem.what += " (in the variant '" + study_.design.variant_name(*variants.begin()) + "'";
        if (variants.size() > 1) problem.what += fmt::format(" and {} more", variants.size() - 1);
        problem.what += ")";
      }
      out.add(std::move(problem));
    }
    return out;
  }

 private:
  const Study& study_;
  std::map<std::string, std::pair<Problem, std::set<std::size_t>>> of_;
};

struct Checked {
  std::vector<Scenario> scenarios;
  std::vector<Directory> directories;
  std::vector<Warned> warned;
};

Checked check_variants(Study& study) {
  VariantProblems wrong(study);
  Checked out;
  for (std::size_t v = 0; v < study.design.variants(); ++v) {
    try {
      const Draft draft = load_checked(study.base, study.load_options(v));
      out.scenarios.push_back(draft.scenario());
      out.directories.push_back(make_directory(out.scenarios.back()));
      out.warned.push_back({study.design.variant_name(v), warnings_of(draft, out.scenarios.back())});
    } catch (const InputError& e) {
      wrong.add(v, e.problems());
    }
  }
  if (!wrong.empty()) throw InputError(wrong.all());
  Problems problems;
  check_requests(study.design.measures, out.directories, problems);
  if (study.design.decide) read_bounds(study.design.decide->where, study.design.measures, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

std::vector<NamedExperiment> experiments(const Study& study, const SweepOptions& options, const Folder& folder) {
  std::vector<NamedExperiment> out;
  const std::size_t n = study.design.variants();
  for (std::size_t v = 0; v < n; ++v) {
    Experiment e;
    e.scenario = study.base;
    e.load = study.load_options(v);
    e.seed = study.seed;
    e.replications = study.replications;
    e.drawn_inputs = options.drawn_inputs;
    e.resume = options.resume;
    e.force = options.force;
    e.study = study.file;
    e.output = folder.file(fmt::format("variant-{:0{}}.h5", v + 1, fmt::formatted_size("{}", n)));
    e.command = options.command;
    out.push_back({study.design.variant_name(v), std::move(e)});
  }
  return out;
}

Study read_checked(const std::string& file) {
  return read_study(file, all_kinds(), all_measures());
}

}  // namespace

void sweep(const SweepOptions& options) {
  if (options.resume && options.output.empty())
    throw InputError({"--resume", 0, 0}, "there is nothing to go on with unless the results are kept",
                     "the folder of the study that was stopped, with -o");
  Study study = read_checked(options.study);
  if (options.replications) study.replications = *options.replications;
  if (!options.seed.empty()) study.seed = seed_of(options.seed);
  const Checked checked = check_variants(study);
  const bool not_cleared_too = ask_not_cleared(study.design);
  if (!options.csv.empty()) check_csv(options.csv, {study.file, study.base}, study_header_begins, study_header_ends);
  const Folder folder(options.output, "sweep");
  auto all = experiments(study, options, folder);
  for (std::size_t v = 0; v < all.size(); ++v) check_output(all[v].experiment, checked.scenarios[v]);
  simulate_all(
      all, folder,
      {options.at_once.value_or(processors()), options.quiet, "the same command with --resume goes on with them"});

  std::vector<VariantObservations> observed;
  for (const NamedExperiment& one : all) {
    const ResultReader reader(one.experiment.output);
    observed.push_back(observe(study.design, reader.directory(), reader.rows()));
  }
  if (not_cleared_too) drop_if_all_cleared(study.design, observed);
  StudyAnswer found = answer(study.design, observed);
  found.replications = study.replications;
  found.seed = study.seed;
  if (!options.csv.empty()) write_table(options.csv, csv_of(study.design, found));
  if (options.json) {
    auto json = json_of(study.design, found);
    json["warnings"] = warnings_of_all(checked.warned);
    say("{}\n", json.dump(2));
  } else if (!options.quiet) {
    say("{}", text_of(study.design, found));
    if (!options.output.empty())
      say("\nResults, in the order of the rows: {} to {}\n", all.front().experiment.output,
          all.back().experiment.output);
    say_warnings(checked.warned);
  }
}

void validate_study(const std::string& file, bool quiet) {
  Study study = read_checked(file);
  const Checked checked = check_variants(study);
  if (quiet) return;
  say("{}: nothing wrong found in the study and its variants\n", file);
  say_warnings(checked.warned);
}

}  // namespace crossflow
