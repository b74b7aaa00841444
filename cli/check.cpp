#include "cli/check.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/measures.hpp"
#include "analysis/study_answer.hpp"
#include "analysis/text_table.hpp"
#include "cli/amounts.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/simulate.hpp"
#include "cli/warned.hpp"
#include "sim/base/read_file.hpp"
#include "sim/base/say.hpp"
#include "sim/model/directory.hpp"
#include "sim/model/kinds.hpp"
#include "sim/record/result_file.hpp"
#include "sim/scenario/csv.hpp"
#include "sim/scenario/study.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_bytes = 4'000'000;
constexpr std::uint32_t usual_replications = 20;

/// A line of the table: what was observed lies between two bounds, of which one may be missing.
struct Observed {
  MeasureRequest request;
  std::optional<double> least, most;
  double tolerance = 0;
  std::string range_text, tolerance_text;
};

enum class Agrees : std::uint8_t { pass, fail, untold };

class ObservedReader {
 public:
  explicit ObservedReader(const std::string& file) {
    const FileText text = read_input(file, most_bytes);
    if (!text.bytes) throw InputError({file}, "this file " + text.wrong, text.expected);
    table_ = parse_csv(*text.bytes, file, problems_);
    if (!table_) throw InputError(problems_);
    for (const char* name : {"measure", "least", "most", "tolerance"}) {
      const auto column = table_->column(name);
      if (!column)
        problems_.add(table_->heading_place(0), std::string("the column '") + name + "' is missing",
                      "the columns measure, least, most and tolerance", nearest_word(name, table_->header));
      at_.push_back(column.value_or(0));
    }
    if (!problems_.empty()) throw InputError(problems_);
  }

  std::vector<Observed> read(const Directory& directory) {
    std::vector<Observed> out;
    for (std::size_t row = 0; row < table_->rows.size(); ++row) out.push_back(line(row, directory));
    if (table_->rows.empty()) problems_.add({table_->file}, "nothing was observed", "a row for each observation");
    if (!problems_.empty()) throw InputError(problems_);
    return out;
  }

 private:
  enum Column : std::size_t { measure, least, most, tolerance };

  const std::string& cell(std::size_t row, Column column) const { return table_->cell(row, at_[column]); }
  Place place(std::size_t row, Column column) const { return table_->place(row, at_[column]); }

  Observed line(std::size_t row, const Directory& directory) {
    Observed out;
    try {
      out.request = read_measure(cell(row, measure), table_->file, all_measures());
      Problems asked;
      const std::vector<MeasureRequest> requests = {out.request};
      check_requests(requests, std::vector<Directory>{directory}, asked);
      if (!asked.empty()) throw InputError(asked);
    } catch (const InputError& e) {
      for (const Problem& problem : e.problems().items())
        problems_.add(place(row, measure), problem.what, problem.expected, problem.nearest);
      return out;
    }
    if (!names_.insert(out.request.name).second)
      problems_.add(place(row, measure), "'" + out.request.name + "' is the name of an earlier line",
                    "another name, with 'as'");
    out.least = bound(row, least, out.request);
    out.most = bound(row, most, out.request);
    if (cell(row, least).empty() && cell(row, most).empty())
      problems_.add(place(row, least), "neither the least nor the most that was observed is given",
                    "one of them, or both");
    if (out.least && out.most && *out.least > *out.most)
      problems_.add(place(row, most), "the most that was observed is below the least", "the greater number");
    out.tolerance = bound(row, tolerance, out.request).value_or(0);
    out.range_text = cell(row, most).empty()               ? "at least " + cell(row, least)
                     : cell(row, least).empty()            ? "at most " + cell(row, most)
                     : cell(row, least) == cell(row, most) ? cell(row, least)
                                                           : cell(row, least) + " to " + cell(row, most);
    out.tolerance_text = cell(row, tolerance);
    return out;
  }

  /// A cell in the unit of the measure.
  std::optional<double> bound(std::size_t row, Column column, const MeasureRequest& request) {
    if (cell(row, column).empty()) return {};
    std::vector<MeasureCondition> one(1);
    one[0].text = cell(row, column);
    one[0].place = place(row, column);
    const std::size_t before = problems_.size();
    read_bounds(one, {request}, problems_);
    return problems_.size() == before ? std::optional(one[0].bound) : std::nullopt;
  }

  std::unique_ptr<Table> table_;
  std::vector<std::size_t> at_;
  std::set<std::string> names_;  // of the lines so far
  Problems problems_;
};

/// By the figure; where that lies outside, chance alone may have put it there.
Agrees verdict(const Observed& observed, const std::optional<Estimate>& simulated) {
  if (!simulated) return Agrees::fail;
  const double low = observed.least.value_or(-1e300) - observed.tolerance;
  const double high = observed.most.value_or(1e300) + observed.tolerance;
  if (simulated->value >= low && simulated->value <= high) return Agrees::pass;
  // One replication has no interval: nobody knows what chance did.
  const bool reaches = !simulated->interval || (simulated->interval->high >= low && simulated->interval->low <= high);
  return reaches ? Agrees::untold : Agrees::fail;
}

const char* verdict_text(Agrees verdict) {
  return verdict == Agrees::pass ? "pass" : verdict == Agrees::fail ? "FAIL" : "cannot be told";
}

}  // namespace

bool check_observed(const CheckOptions& options) {
  ObservedReader reader(options.observed);
  const Draft draft = load_checked(options.scenario, options.load);
  const Scenario scenario = draft.scenario();
  const std::vector<Observed> observed = reader.read(make_directory(scenario));

  const Folder folder("", "check");
  Experiment experiment;
  experiment.scenario = options.scenario;
  experiment.load = options.load;
  experiment.seed = seed_of(options.seed);
  experiment.replications = options.replications.value_or(usual_replications);
  experiment.command = options.command;
  experiment.output = folder.file("check.h5");
  std::vector<NamedExperiment> experiments;
  experiments.push_back({options.scenario, experiment});
  simulate_all(experiments, folder, {options.at_once.value_or(processors()), options.quiet || options.json, ""});

  StudyDesign design;
  for (const Observed& line : observed) design.measures.push_back(line.request);
  const ResultReader results(experiment.output);
  const VariantObservations seen = observe(design, results.directory(), results.rows());
  TextTable table({Align::left, Align::right, Align::left, Align::right, Align::left, Align::left});
  table.add({"", "simulated", "interval", "observed", "tolerance", ""});
  nlohmann::ordered_json lines = nlohmann::ordered_json::array();
  std::size_t passed = 0, failed = 0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const Observed& line = observed[i];
    const MeasureUnit unit = measure_of(line.request).unit;
    const std::optional<Estimate> simulated = estimate(line.request, seen.of_measures[i]);
    const Agrees is = verdict(line, simulated);
    passed += is == Agrees::pass ? 1 : 0;
    failed += is == Agrees::fail ? 1 : 0;
    table.add({line.request.name, simulated ? measure_text(unit, simulated->value) : "-",
               simulated ? half_width_text(unit, *simulated) : "", line.range_text, line.tolerance_text,
               verdict_text(is)});
    nlohmann::ordered_json one = {{"measure", line.request.name}, {"unit", unit_name(unit)}};
    one["simulated"] = simulated ? nlohmann::ordered_json(simulated->value) : nlohmann::ordered_json();
    if (simulated && simulated->interval) one["interval"] = {simulated->interval->low, simulated->interval->high};
    if (line.least) one["least"] = *line.least;
    if (line.most) one["most"] = *line.most;
    one["tolerance"] = line.tolerance;
    one["verdict"] = is == Agrees::pass ? "pass" : is == Agrees::fail ? "fail" : "cannot_be_told";
    lines.push_back(std::move(one));
  }
  if (options.json) {
    const nlohmann::ordered_json out = {
        {"crossflow_check", 1}, {"replications", experiment.replications}, {"lines", lines}};
    say("{}\n", out.dump(2));
  } else if (!options.quiet) {
    say("{}\n{} of {} lines pass, {} fail{}; {} {} of {}.\n", table.text(usual_width), passed, observed.size(), failed,
        passed + failed < observed.size() ? ", of the others it cannot be told yet" : "", experiment.replications,
        experiment.replications == 1 ? "replication" : "replications", options.scenario);
    say_warnings({{"", warnings_of(draft, scenario)}});
  }
  return failed == 0;
}

}  // namespace crossflow
