// Distributions, and figures with what annotates them.
#include <cmath>

#include <gtest/gtest.h>

#include "tests/scenario/read_value.hpp"
#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

const auto duration_type = types::distribution(Measure::duration);

std::string refused(const std::string& yaml) {
  return read_value(duration_type, yaml).problems;
}

TEST(Distributions, EachFamily) {
  const std::vector<std::pair<std::string, Distribution>> cases = {
      {"12 s", Distribution::constant(12)},
      {"{constant: 2 min}", Distribution::constant(120)},
      {"{uniform: [10 s, 1 min]}", Distribution::uniform(10, 60)},
      {"{triangular: [10 s, 12 s, 20 s]}", Distribution::triangular(10, 12, 20)},
      {"{exponential: 12 s}", Distribution::exponential(12)},
      {"{exponential: {mean: 12 s}}", Distribution::exponential(12)},
      {"{erlang: {mean: 12 s, shape: 4}}", Distribution::gamma(12, 0.5)},
      {"{gamma: {mean: 12 s, cv: 40%}}", Distribution::gamma(12, 0.4)},
      {"{lognormal: {mean: 12 s, cv: 40%}}", Distribution::lognormal(12, 0.4)},
      {"{weibull: {mean: 12 s, cv: 40%}}", Distribution::weibull(12, 0.4)},
      {"{normal: {mean: 12 s, cv: 40%}}", Distribution::normal(12, 0.4)},
      {"{normal: {mean: 12 s, cv: 40%, least: 5 s, most: 1 min}}", Distribution::normal(12, 0.4, 5, 60)},
      {"{empirical: {\"10 s\": 30%, \"20 s\": 70%}}", Distribution::empirical({{10, 0.3}, {20, 0.7}})},
      {"{empirical: {table: times.csv, value: with unit, weight: people}}",
       Distribution::empirical({{10, 3}, {20, 1}})},
      {"{empirical: {table: times.csv, value: seconds, unit: s}}", Distribution::empirical({{10, 1}, {20, 1}})},
      {"{value: 12 s, mark: observed}", Distribution::constant(12)},
      {"{value: {exponential: 12 s}, mark: observed}", Distribution::exponential(12)},
  };
  for (const auto& [yaml, expected] : cases) {
    const auto read = read_value(duration_type, yaml);
    ASSERT_TRUE(read.value.has_value()) << yaml << "\n" << read.problems;
    EXPECT_EQ(*read.value, expected) << yaml;
  }
}

TEST(Distributions, UnitsFollowTheMeasure) {
  EXPECT_EQ(read_value(types::distribution(Measure::speed), "1.3 m/s").value, Distribution::constant(1.3));
  EXPECT_EQ(read_value(types::distribution(Measure::count), "{uniform: [30, 45]}").value,
            Distribution::uniform(30, 45));
  EXPECT_EQ(read_value(types::distribution(Measure::factor), "95%").value, Distribution::constant(0.95));
  EXPECT_EQ(read_value(types::distribution(Measure::factor), "{normal: {mean: 1, cv: 5%}}").value,
            Distribution::normal(1, 0.05, 0.01));
  EXPECT_EQ(read_value(types::distribution(Measure::count), "30 s").problems,
            "v:1:1: 'x' is '30 s'; expected a number, from 0 to 1,000");
}

TEST(Distributions, WhatIsWrongIsSaid) {
  const std::string duration = "a duration such as 45 s or 12 min, at most 24 h";
  const std::string any = duration + ", or a distribution such as {lognormal: {mean: 45 s, cv: 35%}}";
  EXPECT_EQ(refused("12"), "v:1:1: 'x' is '12'; expected " + duration);
  EXPECT_EQ(refused("{lognormol: {mean: 16 s, cv: 50%}}"),
            "v:1:2: unknown key 'lognormol' of a distribution; did you mean 'lognormal'?");
  EXPECT_EQ(refused("{lognormal: {mean: 16 s}}"),
            "v:1:13: a lognormal distribution needs the key 'cv'; expected {mean: ..., cv: 35%}");
  EXPECT_EQ(refused("{lognormal: {mean: 16, cv: 0.5}}"),
            "v:1:20: 'mean' is '16'; expected " + duration + "\n" +
                "v:1:28: 'cv' is '0.5'; expected a percentage such as 35%, from 0.1% to 300%; did you mean '50%'?");
  EXPECT_EQ(refused("{lognormal: 16 s}"), "v:1:13: 'lognormal' is '16 s'; expected {mean: ..., cv: 35%}");
  EXPECT_EQ(refused("{lognormal: {mean: 0 s, cv: 50%}}"),
            "v:1:20: 'mean' is '0 s'; expected " + duration + ", above 0");
  EXPECT_EQ(refused("{exponential: 2 s, uniform: [1 s, 2 s]}"),
            "v:1:1: 'x' has both 'exponential' and 'uniform'; expected one distribution");
  EXPECT_EQ(
      refused("{uniform: [20 s, 10 s]}"),
      "v:1:11: 'uniform' has its values in the wrong order; expected a list of two, the least and the most, each " +
          duration);
  EXPECT_EQ(refused("{triangular: [20 s, 10 s]}"),
            "v:1:14: 'triangular' has 2 items; expected a list of three: least, likeliest, most, each " + duration);
  EXPECT_EQ(refused("{empirical: {\"10 s\": 30%, \"20 s\": 60%}}"),
            "v:1:13: the shares of 'empirical' sum to 90%; expected shares that sum to 100%");
  EXPECT_EQ(refused("{empirical: {\"10\": 30%, \"20 s\": 70%}}"),
            "v:1:14: '10' is no value of an empirical distribution; expected " + duration);
  EXPECT_EQ(refused("{empirical: {table: times.csv, value: seconds}}"),
            "times.csv:2:1: '10' in the column 'seconds' is no value; expected " + duration +
                "; or say the column's unit as 'unit: s'\ntimes.csv:3:1: '20' in the column 'seconds' is no value; "
                "expected " +
                duration + "; or say the column's unit as 'unit: s'");
  EXPECT_EQ(refused("{normal: {mean: 2 s, cv: 10%, least: 3 s}}"),
            "v:1:10: the mean of 'normal' does not lie between 'least' and 'most'");
  EXPECT_EQ(refused("{mark: observed}"), "v:1:1: 'x' is a map; expected " + any);
  EXPECT_EQ(refused("[1 s]"), "v:1:1: 'x' is a list; expected " + any);
}

TEST(Figures, PathsAreTakenApart) {
  const std::vector<std::string> keys{"stations", "desk no. 4", "servers"};
  std::string path;
  for (const std::string& key : keys) path = path_with(path, key);
  EXPECT_EQ(path, "stations.\"desk no. 4\".servers");
  EXPECT_EQ(keys_of_path(path), keys);
  EXPECT_EQ(keys_of_path("x"), std::vector<std::string>{"x"});
}

TEST(Figures, AnnotationsAreKept) {
  const auto read =
      read_value(types::whole(1, 500), "{value: 18, mark: observed, source: S13, range: [14, 20], note: 'by day'}");
  EXPECT_EQ(read.value, 18);
  ASSERT_EQ(read.figures.size(), 1U);
  const Figure& figure = read.figures[0];
  EXPECT_EQ(figure.path, "x");
  EXPECT_EQ(figure.place.line, 1);
  EXPECT_EQ(figure.text, "{value: 18, mark: observed, source: S13, range: [14, 20], note: by day}");
  EXPECT_EQ(figure.central, "18");
  EXPECT_EQ(figure.mark, Mark::observed);
  EXPECT_EQ(figure.source, "S13");
  EXPECT_EQ(figure.note, "by day");
  EXPECT_EQ(figure.range, std::make_pair(14.0, 20.0));
  EXPECT_TRUE(read_value(types::whole(1, 500), "{value: 18}").figures.empty());
}

TEST(Figures, RangesAreInTheUnitOfTheFigure) {
  const auto range = [](const auto& type, const std::string& yaml) {
    return read_value(type, yaml).figures.at(0).range.value();
  };
  EXPECT_EQ(range(duration_type, "{lognormal: {mean: 16 s, cv: 50%}, range: ±25%}"), std::make_pair(12.0, 20.0));
  EXPECT_EQ(range(duration_type, "{lognormal: {mean: 16 s, cv: 50%}, range: +-25%}"), std::make_pair(12.0, 20.0));
  EXPECT_EQ(range(duration_type, "{lognormal: {mean: 6 min, cv: 50%}, range: [5 min, 600 s]}"),
            std::make_pair(5.0, 10.0));
  EXPECT_EQ(range(types::share(), "{value: 29%, range: [28%, 30%]}"), std::make_pair(28.0, 30.0));
  const auto uniform = read_value(duration_type, "{uniform: [3 min, 6 min], range: [4 min, 5 min]}").figures.at(0);
  EXPECT_EQ(uniform.central, "4.5 min");
  EXPECT_EQ(uniform.range, std::make_pair(4.0, 5.0));
}

TEST(Figures, BadAnnotations) {
  const auto refused_share = [](const std::string& yaml) { return read_value(types::share(), yaml).problems; };
  EXPECT_EQ(refused_share("{value: 90%, range: [80%, 85%]}"),
            "v:1:21: the range [80%, 85%] does not hold the figure itself, 90%");
  EXPECT_EQ(refused_share("{value: 90%, range: [95%, 85%]}"),
            "v:1:21: the range [95%, 85%] is the wrong way round; expected the smaller value first");
  EXPECT_EQ(
      refused_share("{value: 90%, range: ±25%}"),
      "v:1:21: the range '±25%' of 90% goes beyond what the figure may be; expected a percentage such as 35%, from "
      "0% to 100%");
  EXPECT_EQ(refused_share("{value: 90%, range: 5%}"),
            "v:1:21: 'range' is '5%'; expected two values such as [12 s, 20 s], or ±25%");
  EXPECT_EQ(refused_share("{value: 90%, mark: observd}"),
            "v:1:20: 'mark' is 'observd'; expected 'observed', 'design', 'pledge', 'assumption', 'adjusted' or "
            "'calibrated'; did you mean 'observed'?");
  EXPECT_EQ(refused_share("{value: 90%, sorce: S1}"),
            "v:1:14: unknown key 'sorce' of a figure; did you mean 'source'?");
  EXPECT_EQ(refused_share("{share: 90%}"),
            "v:1:1: 'x' is a map; expected a percentage such as 35%, from 0% to 100%, or {value: ..., mark: ...}");
  EXPECT_EQ(read_value(types::class_totals(), "{resident: 5, range: ±5%}").problems,
            "v:1:22: a range stands beside a single figure only; expected the range beside each figure");
}

TEST(Figures, DrawnValuesReplaceTheCentralOne) {
  const std::string range = "range: ±25%}";
  EXPECT_EQ(read_value(types::whole(1, 50), "{value: 18, " + range, {{"x", 16.7}}).value, 17);
  EXPECT_EQ(read_value(types::share(), "{value: 40%, " + range, {{"x", 33.0}}).value, 0.33);
  EXPECT_EQ(read_value(types::duration(), "{value: 6 min, " + range, {{"x", 6.5}}).value, 390 * second);
  const auto lognormal =
      read_value(duration_type, "{lognormal: {mean: 6 min, cv: 50%}, " + range, {{"x", 7.0}}).value.value();
  EXPECT_NEAR(lognormal.mean(), 420, 1e-9);
  EXPECT_NEAR(lognormal.cv(), 0.5, 1e-12);
  const auto uniform = read_value(duration_type, "{uniform: [10 s, 30 s], " + range, {{"x", 10.0}}).value.value();
  EXPECT_NEAR(uniform.least(), 5, 1e-9);
  EXPECT_NEAR(uniform.most(), 15, 1e-9);
  EXPECT_EQ(read_value(duration_type, "{value: 12 s, " + range, {{"x", 13.0}}).value, Distribution::constant(13));
}

std::string with_ranges() {
  std::string text = good_scenario();
  const auto put = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  put("servers: 4", "servers: {value: 4, range: [3, 6], mark: assumption}");
  put("{lognormal: {mean: 16 s, cv: 50%}}", "{lognormal: {mean: 16 s, cv: 50%}, range: [12 s, 20 s]}");
  put("in: [hall, desks, leave]",
      "in:\n    - choose:\n        - {share: 40%, to: hall, range: ±25%, note: guessed}\n        - {to: desks}\n    - "
      "leave");
  return text;
}

TEST(Figures, OfAScenarioHaveTheirPaths) {
  const Scenario scenario = scenario_of(with_ranges());
  std::vector<std::string> paths;
  for (const auto& figure : scenario.figures) paths.push_back(figure.path + " = " + figure.central);
  EXPECT_EQ(paths, (std::vector<std::string>{"stations.desks.servers = 4", "stations.desks.service.resident = 16 s",
                                             "routes.in.1.choose.1.share = 40%"}));
}

TEST(Figures, ADraftMakesScenariosWithDrawnValues) {
  const Folder folder;
  const Draft draft = Draft::read(folder.write("s.yaml", with_ranges()), {}, test_kinds());
  const Scenario drawn = draft.scenario_with({{"stations.desks.servers", "5.4", 5.4},
                                              {"stations.desks.service.resident", "12.5 s", 12.5},
                                              {"routes.in.1.choose.1.share", "45%", 45}});
  EXPECT_EQ(counter_keys(drawn, "desks").servers, 5);
  EXPECT_NEAR(counter_keys(drawn, "desks").service.find(0, false)->mean(), 12.5, 1e-9);
  EXPECT_EQ(drawn.ports[0].routes[0].steps[0].rows[0].share, 0.45);
  EXPECT_EQ(drawn.figures.size(), 3U);
  EXPECT_EQ(counter_keys(draft.scenario(), "desks").servers, 4);
  EXPECT_THROW(draft.scenario_with({{"stations.desks.server", "5", 5}}), InputError);
}

}  // namespace
}  // namespace crossflow::testing
