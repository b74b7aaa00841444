#include "cli/sensitivity_runs.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "analysis/sensitivity/first_order.hpp"
#include "analysis/sensitivity/rank_regression.hpp"
#include "analysis/study_answer.hpp"
#include "cli/figure_names.hpp"
#include "cli/progress.hpp"
#include "cli/simulate.hpp"
#include "cli/variants.hpp"
#include "sim/model/directory.hpp"
#include "sim/model/simulation.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

constexpr std::uint32_t usual_drawn = 200;
constexpr std::uint32_t drawn_a_figure = 4, fewest_drawn_a_figure = 2;
constexpr std::size_t experiments_at_a_time = 16;  // their results take room until they are read

}  // namespace

std::vector<std::size_t> MeasureHangs::by_swing() const {
  std::vector<std::size_t> out;
  for (std::size_t f = 0; f < figures.size(); ++f)
    if (figures[f].swing > 0) out.push_back(f);
  std::stable_sort(out.begin(), out.end(),
                   [this](std::size_t a, std::size_t b) { return figures[a].swing > figures[b].swing; });
  return out;
}

SensitivityRuns::SensitivityRuns(const SensitivityOptions& options)
    : options_(options), seed_(seed_of(options.seed)), folder_("", "sensitivity") {
  const Draft draft = load_checked(options.scenario, options.load);
  scenario_ = draft.scenario();
  warnings_.push_back({options.scenario, warnings_of(draft, scenario_)});
  measures_ = read_measures(options.measures, "--measure", {make_directory(scenario_)});
  std::vector<Figure> with_range;
  for (const Figure& figure : scenario_.figures) {
    if (figure.range && figure.range->first < figure.range->second) {
      with_range.push_back(figure);
    } else if (figure.mark == Mark::assumption) {
      ++assumptions_left_;
    }
  }
  if (with_range.empty())
    throw InputError({options.scenario}, "no figure of this scenario has a range, so there is nothing to move",
                     "a range beside figures that are not sure, as in {value: 9, range: [6, 12], mark: assumption}");
  const std::vector<std::string> names = figure_names(scenario_, with_range);
  for (std::size_t f = 0; f < names.size(); ++f) figures_.push_back({with_range[f], names[f]});
  const auto number = static_cast<std::uint32_t>(figures_.size());
  drawn_ = options.drawn.value_or(std::max(usual_drawn, drawn_a_figure * number));
  if (drawn_ > 0 && drawn_ < fewest_drawn_a_figure * number + 10)
    throw InputError({"--drawn"}, fmt::format("{} days are too few to tell {} figures apart", drawn_, number),
                     fmt::format("at least {}, or 0 for the tornado alone", fewest_drawn_a_figure * number + 10));
  check_ends(draft);
}

void SensitivityRuns::check_ends(const Draft& draft) const {
  Problems problems;
  for (const MovedFigure& one : figures_)
    for (const double end : {one.figure.range->first, one.figure.range->second}) {
      const auto refuse = [&](const Problems& found) {
        const Problem& first = found.items().front();
        problems.add(one.figure.place,
                     fmt::format("at {}, an end of its range, {} will not do: {}", figure_text(one.figure, end),
                                 one.figure.path, first.what),
                     first.expected.empty() ? "a range at whose ends the scenario holds" : first.expected);
      };
      try {
        if (const Problems found = validate(draft.scenario_with({{one.figure.path, "", end}})); !found.empty())
          refuse(found);
      } catch (const InputError& error) {
        refuse(error.problems());
      }
    }
  if (!problems.empty()) throw InputError(std::move(problems));
}

Experiment SensitivityRuns::experiment() const {
  Experiment out;
  out.scenario = options_.scenario;
  out.load = options_.load;
  out.seed = seed_;
  out.replications = options_.replications;
  return out;
}

SensitivityRuns::Piece SensitivityRuns::at_end(std::size_t figure, double number, Seen& seen) const {
  const MovedFigure& moved = figures_[figure];
  const std::string text = figure_text(moved.figure, number);
  Experiment e = experiment();
  e.moved = {{moved.figure.path, text, number}};
  return {{moved.name + " at " + text, std::move(e)}, &seen};
}

void SensitivityRuns::run() {
  std::vector<Piece> pieces;
  pieces.push_back({{"as written", experiment()}, &as_written_});
  if (drawn_ > 0) {
    Experiment e = experiment();
    e.replications = drawn_;
    e.drawn_inputs = true;
    pieces.push_back({{"all drawn", std::move(e)}, &all_drawn_});
  }
  low_.resize(figures_.size());
  high_.resize(figures_.size());
  for (std::size_t f = 0; f < figures_.size(); ++f) {
    pieces.push_back(at_end(f, figures_[f].figure.range->first, low_[f]));
    pieces.push_back(at_end(f, figures_[f].figure.range->second, high_[f]));
  }
  simulate(pieces);
  for (std::size_t m = 0; m < measures_.size(); ++m) hangs_.push_back(hangs_of(m));
}

void SensitivityRuns::simulate(std::vector<Piece>& pieces) {
  Simulating how{options_.at_once.value_or(processors()), options_.quiet, ""};
  for (const Piece& piece : pieces) how.after += piece.named.experiment.replications;
  for (std::size_t first = 0; first < pieces.size(); first += experiments_at_a_time) {
    const std::size_t end = std::min(first + experiments_at_a_time, pieces.size());
    std::vector<NamedExperiment> experiments;
    std::uint32_t now = 0;
    for (std::size_t i = first; i < end; ++i) {
      pieces[i].named.experiment.output = folder_.file(fmt::format("{}.h5", i));
      now += pieces[i].named.experiment.replications;
      experiments.push_back(pieces[i].named);
    }
    how.after -= now;
    simulate_all(experiments, folder_, how);
    how.before += now;
    for (std::size_t i = first; i < end; ++i) observe_and_remove(pieces[i]);
  }
}

void SensitivityRuns::observe_and_remove(const Piece& piece) {
  const std::string& file = piece.named.experiment.output;
  {
    const ResultReader reader(file);
    const ResultRows rows = reader.rows();
    StudyDesign design;
    design.measures = measures_;
    VariantObservations found = observe(design, reader.directory(), rows);
    *piece.seen = std::move(found.of_measures);
    if (!found.not_cleared.empty())
      left_over_.push_back({piece.named.name, std::move(found.not_cleared), piece.named.experiment.replications});
    if (piece.seen == &all_drawn_)
      for (const MovedFigure& one : figures_) {
        auto& drawn = inputs_.emplace_back();
        for (const InputRow& row : rows.of<InputRow>())
          if (row.path == one.figure.path) drawn.push_back(row.value);
      }
  }
  std::filesystem::remove(file);
}

MeasureHangs SensitivityRuns::hangs_of(std::size_t measure) const {
  const MeasureRequest& request = measures_[measure];
  const auto& written = as_written_[measure];
  MeasureHangs out;
  out.as_written = estimate(request, written);
  const auto at_end = [&](const Seen& seen) {
    AtEnd end{difference(request, written, seen[measure])};
    end.is_none = end.difference && is_no_difference(unit_of(measure), *end.difference);
    end.told = end.difference && !end.is_none && !cannot_be_told_apart(*end.difference);
    return end;
  };
  double all = 0;
  for (std::size_t f = 0; f < figures_.size(); ++f) {
    FigureEffect effect{at_end(low_[f]), at_end(high_[f])};
    const double low = effect.low.told ? effect.low.difference->value : 0;
    const double high = effect.high.told ? effect.high.difference->value : 0;
    effect.swing = std::max({low, high, 0.0}) - std::min({low, high, 0.0});
    all += effect.swing;
    out.swing_by_mark[figures_[f].figure.mark] += effect.swing;
    out.figures.push_back(effect);
  }
  if (all > 0) {
    for (auto& [mark, swing] : out.swing_by_mark) swing /= all;
  } else {
    out.swing_by_mark.clear();
  }
  if (drawn_ > 0) add_drawn(measure, out);
  return out;
}

// A day on which nobody was observed says nothing of any figure.
void SensitivityRuns::add_drawn(std::size_t measure, MeasureHangs& hangs) const {
  std::vector<std::vector<double>> inputs(figures_.size());
  std::vector<double> output;
  const auto each = values(measures_[measure], all_drawn_[measure]);
  for (std::size_t r = 0; r < each.size(); ++r) {
    if (!each[r]) continue;
    output.push_back(*each[r]);
    for (std::size_t f = 0; f < figures_.size(); ++f) inputs[f].push_back(inputs_[f].at(r));
  }
  if (output.empty()) return;
  hangs.drawn = mean_estimate(output);
  hangs.nine_in_ten = {quantile_of(output, 0.05), quantile_of(output, 0.95)};
  const auto ranks = rank_regression(inputs, output);
  if (ranks) hangs.ranks_explained = ranks->explained;
  for (std::size_t f = 0; f < figures_.size(); ++f) {
    hangs.figures[f].first_order = first_order_index(inputs[f], output);
    if (ranks) hangs.figures[f].rank_coefficient = ranks->coefficients[f];
  }
}

}  // namespace crossflow
