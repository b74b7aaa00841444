// The families of distributions: what numbers each takes, and within what limits they make sense.
#include <cmath>
#include <functional>
#include <map>

#include "sim/scenario/distribution_type.hpp"
#include "sim/scenario/figure.hpp"
#include "sim/scenario/record.hpp"

namespace crossflow {
namespace {

/// Beyond this a single draw could take longer than any scenario lasts.
constexpr double most_cv = 3;
constexpr double least_cv = 0.001;
constexpr double sum_tolerance = 0.005;

Amount in_unit(double value, const Amount& like) {
  Amount out = like;
  out.value = value;
  out.number = value / like.unit.scale;
  return out;
}

/// As it is told.
double three_digits(double number) {
  if (number == 0) return 0;
  const double scale = std::pow(10, 2 - std::floor(std::log10(std::abs(number))));
  return std::round(number * scale) / scale;
}

std::optional<Amount> positive(const QuantityRule& rule, const Value& value, Reader& reader) {
  const auto amount = read_amount(rule, value, reader);
  if (amount && amount->value > 0) return amount;
  if (amount) reader.refuse(value, rule.expected() + ", above 0");
  return {};
}

std::optional<std::vector<Amount>> rising(const QuantityRule& rule, const Value& value, std::size_t count,
                                          Reader& reader) {
  const std::string expected =
      std::string(count == 2 ? "a list of two, the least and the most" : "a list of three: least, likeliest, most") +
      ", each " + rule.expected();
  if (!value.is_list() || value.items.size() != count) {
    reader.refuse_length(value, expected);
    return {};
  }
  std::vector<Amount> out;
  bool good = true;
  for (std::size_t i = 0; i < count; ++i) {
    const Reader::Scope scope(reader, i);
    const auto amount = read_amount(rule, value.items[i], reader);
    good = good && amount.has_value();
    if (amount) out.push_back(*amount);
  }
  if (!good) return {};
  for (std::size_t i = 1; i < count; ++i) good = good && out[i - 1].value <= out[i].value;
  if (good && out.front().value < out.back().value) return out;
  reader.problem(value, reader.subject() + " has its values in the wrong order", expected);
  return {};
}

/// {mean: 12 s, cv: 35%} and the further keys of single families. Problems are found by hand here, not by a record,
/// since what a mean may be depends on the measure.
struct MeanAnd {
  Amount mean;
  double other = 0;
  double least = 0;
  double most = 1e300;
};

std::optional<MeanAnd> mean_and(const Value& value, const std::string& family, const std::string& other,
                                const QuantityRule& rule, Reader& reader) {
  const std::string form = "{mean: ..., " + other + (other == "shape" ? ": 3}" : ": 35%}");
  if (!value.is_map()) {
    reader.refuse(value, form);
    return {};
  }
  std::vector<std::string> known = {"mean", other};
  if (family == "normal") known.insert(known.end(), {"least", "most"});
  bool good = refuse_unknown_keys(value, known, with_article(family + " distribution"), reader);
  for (const auto& key : {std::string("mean"), other}) {
    if (value.find(key) != nullptr) continue;
    good = reader.problem(value, with_article(family + " distribution") + " needs the key '" + key + "'", form);
  }
  if (!good) return {};
  MeanAnd out;
  const auto read = [&](const std::string& key, const QuantityRule& by) -> std::optional<Amount> {
    const Reader::Scope scope(reader, key);
    return key == "mean" ? positive(by, *value.find(key), reader) : read_amount(by, *value.find(key), reader);
  };
  const auto mean = read("mean", rule);
  const auto second = read(other, other == "shape" ? rules::whole(1, 1000, "") : rules::percent(least_cv, most_cv));
  if (!mean || !second) return {};
  out.mean = *mean;
  out.other = second->value;
  out.least = rule.least;
  if (value.find("least") != nullptr) {
    const auto least = read("least", rule);
    if (!least) return {};
    out.least = least->value;
  }
  if (value.find("most") != nullptr) {
    const auto most = read("most", rule);
    if (!most) return {};
    out.most = most->value;
  }
  if (out.least > out.mean.value || out.most < out.mean.value || out.least >= out.most) {
    reader.problem(value, "the mean of " + reader.subject() + " does not lie between 'least' and 'most'");
    return {};
  }
  return out;
}

std::optional<ReadDistribution> read_empirical(const Value& value, const QuantityRule& rule, Reader& reader) {
  const std::string expected = "values and their shares such as {\"10 s\": 30%, \"20 s\": 70%}";
  if (value.find("table") != nullptr) return read_table_distribution(value, rule, reader);
  if (!value.is_map() || value.entries.empty()) {
    reader.refuse(value, expected);
    return {};
  }
  std::vector<std::pair<double, double>> rows;
  std::optional<Amount> first;
  double sum = 0;
  bool good = true;
  for (const auto& entry : value.entries) {
    std::string nearest;
    const auto amount = parse_amount(rule, entry.key, &nearest);
    if (!amount) {
      reader.problems().add(entry.place, "'" + entry.key + "' is no value of an empirical distribution",
                            rule.expected(), nearest);
      good = false;
    }
    const Reader::Scope scope(reader, entry.key);
    const auto share = read_amount(rules::percent(0, 1), entry.value, reader);
    good = good && amount && share;
    if (!good) continue;
    if (!first) first = amount;
    rows.emplace_back(amount->value, share->value);
    sum += share->value;
  }
  if (!good) return {};
  if (std::abs(sum - 1) > sum_tolerance) {
    refuse_sum(value, sum, "value", reader);
    return {};
  }
  ReadDistribution out;
  out.distribution = Distribution::empirical(std::move(rows));
  out.central = in_unit(out.distribution.mean(), *first);
  return out;
}

}  // namespace

const std::vector<std::string>& distribution_families() {
  static const std::vector<std::string> names = {"constant", "uniform",   "triangular", "exponential", "erlang",
                                                 "gamma",    "lognormal", "weibull",    "normal",      "empirical"};
  return names;
}

std::optional<ReadDistribution> read_family(const std::string& family, const Value& value, const QuantityRule& rule,
                                            Reader& reader) {
  ReadDistribution out;
  if (family == "empirical") return read_empirical(value, rule, reader);
  if (family == "constant") {
    const auto amount = read_amount(rule, value, reader);
    if (!amount) return {};
    return ReadDistribution{Distribution::constant(amount->value), *amount};
  }
  if (family == "uniform" || family == "triangular") {
    const auto ends = rising(rule, value, family == "uniform" ? 2 : 3, reader);
    if (!ends) return {};
    out.distribution = family == "uniform"
                           ? Distribution::uniform(ends->front().value, ends->back().value)
                           : Distribution::triangular((*ends)[0].value, (*ends)[1].value, (*ends)[2].value);
    out.central = in_unit(out.distribution.mean(), ends->back());
    return out;
  }
  if (family == "exponential") {
    if (value.is_map() && !refuse_unknown_keys(value, {"mean"}, "an exponential distribution", reader)) return {};
    const Value* mean = value.is_map() ? value.find("mean") : &value;
    if (mean == nullptr) {
      reader.refuse(value, "{mean: ...}");
      return {};
    }
    const auto amount = positive(rule, *mean, reader);
    if (!amount) return {};
    return ReadDistribution{Distribution::exponential(amount->value), *amount};
  }
  const auto parts = mean_and(value, family, family == "erlang" ? "shape" : "cv", rule, reader);
  if (!parts) return {};
  const double mean = parts->mean.value;
  out.central = parts->mean;
  if (family == "erlang") out.distribution = Distribution::gamma(mean, 1 / std::sqrt(parts->other));
  if (family == "gamma") out.distribution = Distribution::gamma(mean, parts->other);
  if (family == "lognormal") out.distribution = Distribution::lognormal(mean, parts->other);
  if (family == "weibull") out.distribution = Distribution::weibull(mean, parts->other);
  if (family != "normal") return out;
  out.distribution = Distribution::normal(mean, parts->other, parts->least, parts->most);
  const Amount after = in_unit(out.distribution.mean(), parts->mean);
  constexpr double told_from = 0.05;  // of the mean
  if (std::abs(after.value - mean) > told_from * mean)
    reader.warn(value.place,
                "cut at " +
                    (parts->most < 1e300 ? std::string("'least' and 'most'")
                                         : parts->mean.text(in_unit(parts->least, parts->mean).number)) +
                    ", the mean of " + reader.subject() + " is " + after.text(three_digits(after.number)) +
                    ", and not " + parts->mean.text(parts->mean.number),
                "a smaller cv, or a family that is not cut, such as lognormal");
  return out;
}

}  // namespace crossflow
