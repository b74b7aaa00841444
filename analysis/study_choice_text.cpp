// What a study decides, for readers.
#include <fmt/format.h>

#include "analysis/study_answer.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

constexpr std::size_t line_width = 116;

// One combination of the levels that are given: all but those of the axis to choose from.
class Combination {
 public:
  Combination(const StudyDesign& design, const StudyAnswer& answer, const StudyChoice& choice, std::size_t whatever)
      : design_(design), answer_(answer), judged_(choice.under[whatever]), at_(choice.at) {
    if (design.decide->whatever) at_[*design.decide->whatever] = whatever;
  }

  std::size_t variant_of(std::size_t level) const {
    std::vector<std::size_t> at = at_;
    at[design_.decide->between] = level;
    return design_.variant_of(at);
  }
  /// " (47,160 not cleared)", or nothing.
  std::string left_over(std::size_t level) const {
    const std::string text = not_cleared_count_text(answer_.not_cleared[variant_of(level)], answer_.replications);
    return text.empty() ? text : " (" + text + ")";
  }
  std::string left_over_by_best() const {
    std::string out;
    for (const std::size_t level : judged_.best) out += left_over(level);
    return out;
  }
  std::string best() const {
    if (!judged_.any_meets()) return "none meets the conditions";
    std::string out;
    for (std::size_t i = 0; i < judged_.best.size(); ++i) {
      const std::size_t level = judged_.best[i];
      out += (i == 0                         ? ""
              : i + 1 == judged_.best.size() ? " or "
                                             : ", ") +
             design_.axes[design_.decide->between].levels[level] + left_over(level);
      if (all_of(judged_.meets[level]) == Meets::untold) out += " (if it meets the conditions)";
    }
    return out.empty() ? "nobody to measure it by" : out;
  }

  /// A line for each level: whether it meets the conditions.
  std::string conditions() const {
    const StudyDecision& decide = *design_.decide;
    std::vector<ConditionsMet> all;
    for (std::size_t l = 0; l < judged_.meets.size(); ++l) {
      ConditionsMet& one =
          all.emplace_back(ConditionsMet{"    " + design_.axes[decide.between].levels[l], judged_.meets[l], {}});
      for (const MeasureCondition& condition : decide.where) {
        const auto& found = answer_.values[variant_of(l)][condition.measure];
        one.values.push_back(found ? std::optional(found->value) : std::nullopt);
      }
    }
    return conditions_table("    " + design_.axes[decide.between].name, decide.where, design_.measures, all,
                            line_width);
  }

 private:
  const StudyDesign& design_;
  const StudyAnswer& answer_;
  const LevelsJudged& judged_;
  std::vector<std::size_t> at_;
};

std::string choice_text(const StudyDesign& design, const StudyAnswer& answer, const StudyChoice& choice) {
  const StudyDecision& decide = *design.decide;
  if (!decide.whatever) {
    const Combination place(design, answer, choice, 0);
    const bool untold = choice.choice == Choice::untold;
    return (!untold                           ? ""
            : choice.under[0].best.size() > 1 ? "cannot be told apart: "
                                              : "cannot be told yet: ") +
           place.best();
  }
  const StudyAxis& whatever = design.axes[*decide.whatever];
  std::string each, left_over;
  for (std::size_t w = 0; w < choice.under.size(); ++w) {
    const Combination place(design, answer, choice, w);
    const bool several = choice.under[w].best.size() > 1;
    each += fmt::format("{}{} under {}{}", w > 0 ? "; " : "", place.best(), whatever.levels[w],
                        several && choice.choice == Choice::depends ? " (cannot be told apart)" : "");
    if (const std::string left = place.left_over_by_best(); !left.empty())
      left_over += " under " + whatever.levels[w] + left;
  }
  switch (choice.choice) {
    case Choice::one:
      return fmt::format("{}, whatever the {}{}", design.axes[decide.between].levels[choice.under[0].best.front()],
                         whatever.name, left_over.empty() ? "" : ", but" + left_over);
    case Choice::none:
      return fmt::format("none meets the conditions, whatever the {}", whatever.name);
    case Choice::untold:
      return "cannot be told apart: " + each;
    case Choice::depends:
      return fmt::format("the {} does not decide: {}", whatever.name, each);
  }
  return each;
}

std::string where_text(const StudyDesign& design, const StudyChoice& choice, std::size_t whatever) {
  const StudyDecision& decide = *design.decide;
  std::string out;
  for (std::size_t a = 0; a < design.axes.size(); ++a) {
    if (a == decide.between) continue;
    const std::size_t level = a == decide.whatever ? whatever : choice.at[a];
    out += (out.empty() ? "" : ", ") + design.axes[a].name + " " + design.axes[a].levels[level];
  }
  return out;
}

}  // namespace

std::string choices_text(const StudyDesign& design, const StudyAnswer& answer) {
  const StudyDecision& decide = *design.decide;
  const std::string conditions =
      decide.where.empty() ? "" : ", where " + conditions_text(decide.where, design.measures);
  std::string text;
  for (const std::string& line :
       wrap_text(fmt::format("WHICH {} IS BEST: the {} of '{}'{}", design.axes[decide.between].name,
                             decide.most ? "most" : "least", design.measures[decide.by].name, conditions),
                 line_width))
    text += line + "\n";
  text += "\n";
  for (const StudyChoice& choice : answer.choices) {
    std::string where;
    for (std::size_t a = 0; a < design.axes.size(); ++a)
      if (a != decide.between && a != decide.whatever)
        where += (where.empty() ? "" : ", ") + design.axes[a].name + " " + design.axes[a].levels[choice.at[a]];
    bool first = true;
    for (const std::string& line :
         wrap_text((where.empty() ? "" : where + ": ") + choice_text(design, answer, choice), line_width)) {
      text += (first ? "" : "    ") + line + "\n";
      first = false;
    }
    for (std::size_t w = 0; !decide.where.empty() && w < choice.under.size(); ++w) {
      const std::string at = where_text(design, choice, w);
      text += (at.empty() ? "" : "    " + at + "\n") + Combination(design, answer, choice, w).conditions();
    }
  }
  return text;
}

}  // namespace crossflow
