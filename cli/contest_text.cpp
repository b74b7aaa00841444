// How a contest went, for readers and as JSON.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/study_json_parts.hpp"
#include "analysis/text_table.hpp"
#include "cli/contest.hpp"

namespace crossflow {
namespace {

constexpr std::size_t line_width = 100, table_width = 120;

std::string wrapped(const std::string& text) {
  std::string out;
  for (const std::string& line : wrap_text(text, line_width)) out += line + "\n";
  return out;
}

}  // namespace

// Of those still in.
std::string Contest::names_of(bool admitted) const {
  std::string out;
  for (const std::size_t v : best_->in())
    if ((all_of(seen_[v].meets) == Meets::yes) == admitted) out += (out.empty() ? "" : ", ") + variants_[v].name;
  return out;
}

std::string Contest::answer_text() const {
  const MeasureRequest& by = rules_.measures.front();
  const MeasureUnit unit = measure_of(by).unit;
  const char* most = rules_.most ? "most" : "least";
  const std::string where = conditions_text(rules_.where, rules_.measures);
  if (best_->best()) {
    const std::string little = unit == MeasureUnit::share
                                   ? difference_text(unit, {rules_.indifference, std::nullopt}).substr(1)
                                   : options_.indifference;
    std::string said =
        fmt::format("{} is best, or within {} of the best{}, with {} confidence: the {} of '{}'{}.",
                    variants_[*best_->best()].name, little, where.empty() ? "" : " of those that meet the conditions",
                    options_.confidence, most, by.name, where.empty() ? "" : ", where " + where);
    if (!seen_[*best_->best()].not_cleared.empty())
      said += " But it leaves people who are never served, of whom the measure need not know.";
    return said;
  }
  if (best_->over())
    return fmt::format("NONE MEETS the conditions, with {} confidence: {}.", options_.confidence, where);
  const std::string untold = names_of(false), admitted = names_of(true);
  if (!untold.empty())
    return fmt::format(
        "CANNOT BE TOLD YET after {} days of each: whether {} {} the conditions ({}){}. More days may tell (-R), "
        "unless "
        "the figure lies on the bound.",
        best_->seen(), untold, untold.find(", ") == std::string::npos ? "meets" : "meet", where,
        admitted.empty() ? "" : "; else " + admitted + " may be best");
  return fmt::format(
      "NOT DECIDED after {} days of each: any of {} may be best by the {} of '{}'. At most {} days of each would tell: "
      "-R {}. A larger indifference needs fewer.",
      best_->seen(), admitted, most, by.name, count_text(best_->most_needed()), best_->most_needed());
}

std::string Contest::status(std::size_t v) const {
  const Meets met = all_of(seen_[v].meets);
  const std::string judged = ruled_out(v)              ? "does not meet the conditions"
                             : best_->out_after(v) > 0 ? "out"
                             : best_->best() == v      ? "best"
                             : best_->best()           ? "as good"
                             : met == Meets::untold    ? "may be best, if it meets the conditions"
                                                       : "may be best";
  const std::string left = not_cleared_count_text(seen_[v].not_cleared, seen_[v].days);
  return left.empty() ? judged : judged + ", but " + left;
}

std::vector<ConditionsMet> Contest::conditions_met() const {
  std::vector<ConditionsMet> out;
  for (std::size_t v = 0; v < variants_.size(); ++v) {
    out.push_back({variants_[v].name, seen_[v].meets, {}});
    for (const MeasureCondition& condition : rules_.where) {
      const auto& observed = seen_[v].of_measures[condition.measure];
      const auto found = estimate(rules_.measures[condition.measure], observed);
      out.back().values.push_back(found ? std::optional(found->value) : std::nullopt);
    }
  }
  return out;
}

std::string Contest::text() const {
  const MeasureUnit unit = measure_of(rules_.measures.front()).unit;
  std::string text;
  for (std::size_t v = 0; v < variants_.size(); ++v)
    text += not_cleared_line(variants_[v].name, seen_[v].not_cleared, seen_[v].days, line_width);
  if (!text.empty()) text += "\n";
  text += wrapped(answer_text());
  // The one ahead of those in; where none is, of all.
  std::vector<std::size_t> in = best_->in();
  if (in.empty())
    for (std::size_t v = 0; v < variants_.size(); ++v) in.push_back(v);
  const std::size_t ahead = best_->best().value_or(*std::max_element(in.begin(), in.end(), [&](auto a, auto b) {
    const double x = mean(a, days_of(a)), y = mean(b, days_of(b));
    return rules_.most ? x < y : x > y;
  }));
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::left});
  table.add({"", "days", "mean day", "from " + cut_text(variants_[ahead].name, 26), ""});
  for (std::size_t v = 0; v < variants_.size(); ++v) {
    const std::uint32_t days = std::min(days_of(v), days_of(ahead));
    const double from = mean(v, days) - mean(ahead, days);
    table.add({variants_[v].name, count_text(days_of(v)), measure_text(unit, mean(v, days_of(v))),
               v == ahead ? "" : difference_text(unit, {from, std::nullopt}), status(v)});
  }
  text += "\n" + table.text(table_width);
  if (!rules_.where.empty())
    text += "\n" + conditions_table("CONDITIONS", rules_.where, rules_.measures, conditions_met(), table_width) + "\n";
  text += fmt::format(
      "{} days simulated in all, seed {}. Each difference is on the days of both; it is no estimate with "
      "an interval: 'crossflow compare'.\n",
      count_text(simulated_), seed_);
  return text;
}

nlohmann::ordered_json Contest::json() const {
  nlohmann::ordered_json out = {{"crossflow_selection", 1},
                                {"by", measure_json(rules_.measures.front())},
                                {"best_is", rules_.most ? "most" : "least"},
                                {"where", conditions_json(rules_.where, rules_.measures)},
                                {"indifference", rules_.indifference},
                                {"confidence", rules_.confidence},
                                {"seed", seed_},
                                {"days_simulated", simulated_},
                                {"best", nullptr},
                                {"none_meets_the_conditions", best_->in().empty()}};
  if (best_->best()) out["best"] = variants_[*best_->best()].name;
  out["days_needed_at_most"] = best_->most_needed();
  out["candidates"] = nlohmann::ordered_json::array();
  for (std::size_t v = 0; v < variants_.size(); ++v) {
    nlohmann::ordered_json met = nlohmann::ordered_json::array();
    for (const Meets one : seen_[v].meets) met.push_back(meets_key(one));
    out["candidates"].push_back(
        {{"name", variants_[v].name},
         {"days", days_of(v)},
         {"mean_day", mean(v, days_of(v))},
         {"in", std::find(best_->in().begin(), best_->in().end(), v) != best_->in().end()},
         {"meets", std::move(met)},
         {"days_simulated", seen_[v].days},
         {"not_cleared", travellers_not_cleared(seen_[v].not_cleared)},
         {"not_cleared_by_class", json_of(std::span<const ClassNotCleared>(seen_[v].not_cleared))}});
  }
  return out;
}

}  // namespace crossflow
