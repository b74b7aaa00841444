// What a study answers, from observations that are few enough to reckon by hand.
#include "analysis/study_answer.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analysis/study_json.hpp"
#include "analysis/text_table.hpp"
#include "tests/analysis/example.hpp"
#include "tests/analysis/measure_rows.hpp"

namespace crossflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Which of two policies, at two heats, whatever of two bodies of evidence is believed.
StudyDesign policies() {
  StudyDesign d;
  d.title = {"Which policy", ""};
  d.axes = {{"policy", {"fixed", "roving"}}, {"evidence", {"A", "B"}}, {"heat", {"28 C", "33 C"}}};
  d.measures = {request_of(throughput_measure()), request_of(utilisation_measure())};
  d.measures[0].name = "found";
  d.measures[1].name = "teams in use";
  d.decide = StudyDecision{0, 0, true, 1, {}};
  return d;
}

// Of each variant two days: the number found, and a day more of it.
std::vector<VariantObservations> found(const std::vector<double>& numbers, double spread = 1) {
  std::vector<VariantObservations> out;
  for (std::size_t v = 0; v < numbers.size(); ++v) {
    const double n = numbers[v];
    out.push_back({{{{n, 1, {}}, {n + spread * static_cast<double>(v), 1, {}}}, {{1, 2, {}}, {1, 2, {}}}}, {}});
  }
  return out;
}

ClassNotCleared left_over(std::int64_t people) {
  return {"resident", "arrival", "Residents, arrival", EntityKind::traveller, {people, 0, 0}};
}

TEST(StudyDesign, NumbersVariantsWithTheLastAxisFastest) {
  const StudyDesign d = policies();
  EXPECT_EQ(d.variants(), 8U);
  EXPECT_THAT(d.levels_of(5), ElementsAre(1U, 0U, 1U));
  for (std::size_t v = 0; v < 8; ++v) EXPECT_EQ(d.variant_of(d.levels_of(v)), v);
  EXPECT_EQ(d.variant_name(5), "policy roving, evidence A, heat 33 C");
}

TEST(StudyAnswer, DifferencesAreFromTheFirstLevelOfEachAxis) {
  const StudyAnswer a = answer(policies(), found({1, 2, 3, 4, 15, 26, 37, 48}, 0));
  ASSERT_EQ(a.differences.size(), 12U);
  EXPECT_EQ(a.differences[0].axis, 0U);
  EXPECT_EQ(a.differences[0].from, 0U);
  EXPECT_EQ(a.differences[0].to, 4U);
  EXPECT_EQ(a.differences[0].changes[0]->value, 14);
  EXPECT_EQ(a.differences[11].from, 6U);
  EXPECT_EQ(a.differences[11].to, 7U);
  EXPECT_EQ(a.differences[11].changes[0]->value, 11);
  EXPECT_TRUE(is_no_difference(MeasureUnit::share, *a.differences[0].changes[1]));
}

std::vector<std::vector<std::size_t>> best_of(const StudyChoice& choice) {
  std::vector<std::vector<std::size_t>> out;
  for (const LevelsJudged& judged : choice.under) out.push_back(judged.best);
  return out;
}

// Variants: fixed under A at both heats, fixed under B, roving under A, roving under B.
TEST(Decide, OneChoiceWhateverTheEvidence) {
  const StudyAnswer a = answer(policies(), found({10, 10, 10, 10, 20, 20, 30, 30}, 0));
  ASSERT_EQ(a.choices.size(), 2U);  // one of each heat
  EXPECT_EQ(a.choices[0].choice, Choice::one);
  EXPECT_THAT(best_of(a.choices[0]), ElementsAre(ElementsAre(1U), ElementsAre(1U)));
  EXPECT_THAT(a.choices[1].at, ElementsAre(0U, 0U, 1U));
}

TEST(Decide, TheEvidenceDoesNotDecide) {
  const StudyAnswer a = answer(policies(), found({10, 10, 30, 10, 20, 20, 20, 20}, 0));
  EXPECT_EQ(a.choices[0].choice, Choice::depends);
  EXPECT_THAT(best_of(a.choices[0]), ElementsAre(ElementsAre(1U), ElementsAre(0U)));
  EXPECT_EQ(a.choices[1].choice, Choice::one);
  EXPECT_THAT(text_of(policies(), a),
              HasSubstr("heat 28 C: the evidence does not decide: roving under A; fixed under B\n"
                        "heat 33 C: roving, whatever the evidence\n"));
}

TEST(Decide, LeastMayBeBest) {
  StudyDesign d = policies();
  d.decide->most = false;
  EXPECT_THAT(best_of(answer(d, found({10, 10, 10, 10, 20, 20, 30, 30}, 0)).choices[0]),
              ElementsAre(ElementsAre(0U), ElementsAre(0U)));
}

TEST(Decide, WhatCannotBeToldApart) {
  // On one day roving finds 2 more, on the other 6 more: 4 ± 25 of two days.
  const StudyAnswer a = answer(policies(), found({10, 10, 10, 10, 12, 10, 10, 10}));
  EXPECT_EQ(a.choices[0].choice, Choice::untold);
  EXPECT_THAT(a.choices[0].under[0].best, ElementsAre(0U, 1U));
}

TEST(Decide, AsGoodAsTheBestUnderOneAndBestUnderTheOther) {
  std::vector<VariantObservations> seen = found({10, 10, 10, 10, 10, 20, 20, 20}, 0);
  const StudyAnswer a = answer(policies(), seen);  // at 28 C: equal under A, roving under B
  EXPECT_EQ(a.choices[0].choice, Choice::untold);
  EXPECT_THAT(best_of(a.choices[0]), ElementsAre(ElementsAre(0U, 1U), ElementsAre(1U)));
}

// Three levels are three pairs: each at 98.3%, so that all three together hold at 95%.
TEST(Decide, MoreLevelsNeedMoreToBeToldApart) {
  StudyDesign d = policies();
  d.axes = {{"policy", {"fixed", "roving"}}};
  d.measures.resize(1);
  d.decide = StudyDecision{0, 0, true, {}, {}};
  const auto of = [](std::initializer_list<double> days) {
    VariantObservations v;
    v.of_measures.emplace_back();
    for (const double n : days) v.of_measures[0].push_back({n, 1, {}});
    return v;
  };
  // 3 with a standard error of 0.894: 3.35 times. Student's bounds of 4 degrees are 2.78 at 95% and 3.96 at 98.3%.
  const VariantObservations low = of({0, 0, 0, 0, 0});
  const VariantObservations high = of({1, 1, 3, 5, 5});
  EXPECT_THAT(answer(d, std::vector{low, high}).choices[0].under[0].best, ElementsAre(1U));
  d.axes[0].levels.push_back("third");
  EXPECT_THAT(answer(d, std::vector{low, high, low}).choices[0].under[0].best, ElementsAre(0U, 1U, 2U));
}

StudyAnswer whole() {
  auto seen = found({10, 1010, 30, 10, 20, 20, 20, 20});
  seen[2].not_cleared = {left_over(7)};
  seen[3].of_measures[1].clear();  // as where a variant has no such station
  StudyAnswer a = answer(policies(), seen);
  a.replications = 2;
  a.seed = 3;
  return a;
}

TEST(StudyText, Golden) {
  const std::string text = text_of(policies(), whole());
  expect_golden("study.txt", text);
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) EXPECT_LE(text_width(line), 120U) << line;
}

TEST(StudyText, ManyMeasuresStandInSeveralTables) {
  StudyDesign d = policies();
  auto seen = found({10, 10, 10, 10, 20, 20, 20, 20});
  for (int m = 0; m < 10; ++m) {
    d.measures.push_back(d.measures[0]);
    d.measures.back().name = "measure of a long name, the number " + std::to_string(m);
    for (VariantObservations& v : seen) v.of_measures.push_back(v.of_measures[0]);
  }
  StudyAnswer a = answer(d, seen);
  a.replications = 2;
  std::istringstream in(text_of(d, a));
  for (std::string line; std::getline(in, line);) EXPECT_LE(text_width(line), 120U) << line;
}

TEST(StudyText, OneReplicationSaysSo) {
  StudyDesign d = policies();
  d.decide.reset();
  std::vector<VariantObservations> seen = found({10, 10, 10, 10, 20, 20, 20, 20});
  for (VariantObservations& v : seen)
    for (auto& observations : v.of_measures) observations.resize(1);
  StudyAnswer a = answer(d, seen);
  a.replications = 1;
  const std::string text = text_of(d, a);
  EXPECT_THAT(text, HasSubstr("one replication each, seed 0. One replication has no interval"));
  EXPECT_EQ(text.find("±"), std::string::npos);
}

// The best leaves people, under one evidence or under both: that is said wherever it is named.
TEST(StudyText, NamesNoBestThatLeavesPeopleWithoutSayingSo) {
  auto seen = found({10, 10, 10, 10, 20, 20, 30, 30}, 0);
  seen[6].not_cleared = {left_over(7)};  // roving under B at 28 C
  StudyAnswer a = answer(policies(), seen);
  a.replications = 2;
  EXPECT_THAT(text_of(policies(), a),
              HasSubstr("heat 28 C: roving, whatever the evidence, but under B (3.5 not cleared)\n"
                        "heat 33 C: roving, whatever the evidence\n"));
  StudyDesign d = policies();
  d.decide->whatever.reset();
  a = answer(d, seen);
  a.replications = 2;
  EXPECT_THAT(text_of(d, a), HasSubstr("evidence B, heat 28 C: roving (3.5 not cleared)\n"));
  EXPECT_THAT(text_of(d, a), HasSubstr("\n\nNOT CLEARED, policy roving, evidence B, heat 28 C: on average not served"));
}

TEST(StudyAnswer, AsksHowManyWereNotCleared) {
  StudyDesign d = policies();
  EXPECT_TRUE(ask_not_cleared(d));
  EXPECT_FALSE(ask_not_cleared(d));
  ASSERT_EQ(d.measures.size(), 3U);
  EXPECT_EQ(d.measures[2].name, "not cleared");
  auto seen = found({1, 1, 1, 1, 1, 1, 1, 1});
  for (VariantObservations& v : seen) v.of_measures.push_back({{0, 1, {}}, {0, 1, {}}});
  StudyDesign nobody = d;
  auto all_cleared = seen;
  drop_if_all_cleared(nobody, all_cleared);
  EXPECT_EQ(nobody.measures.size(), 2U);
  EXPECT_EQ(all_cleared[7].of_measures.size(), 2U);
  seen[7].not_cleared = {left_over(1)};
  drop_if_all_cleared(d, seen);
  EXPECT_EQ(d.measures.size(), 3U);
}

TEST(StudyCsv, HasAllNumbers) {
  const std::string csv = csv_of(policies(), whole());
  EXPECT_THAT(csv, HasSubstr("variant,policy,evidence,heat,differs in,from,measure,unit,value,low,high\n"
                             "1,fixed,A,28 C,,,found,count,10,10,10\n"));
  EXPECT_THAT(csv, HasSubstr("\n4,fixed,B,33 C,,,teams in use,share,,,\n"));
  EXPECT_THAT(csv, HasSubstr("\n5,roving,A,28 C,policy,fixed,found,count,12,"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 2 * (8 + 12));
}

TEST(StudyJson, HasAllNumbers) {
  const auto json = json_of(policies(), whole());
  EXPECT_EQ(json["variants"].size(), 8U);
  EXPECT_EQ(json["variants"][2]["not_cleared"], 7);
  EXPECT_EQ(json["variants"][2]["not_cleared_by_class"][0]["direction"], "arrival");
  EXPECT_EQ(json["variants"][2]["not_cleared_by_class"][0]["outside"], 7);
  EXPECT_EQ(json["variants"][0]["values"]["found"]["value"], 10);
  EXPECT_TRUE(json["variants"][3]["values"]["teams in use"].is_null());
  EXPECT_EQ(json["differences"].size(), 12U);
  EXPECT_EQ(json["differences"][0]["changes"]["found"]["value"], 12);
  EXPECT_EQ(json["decide"]["choices"].size(), 2U);
}

}  // namespace
}  // namespace crossflow
