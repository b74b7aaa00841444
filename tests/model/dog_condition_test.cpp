// What work and rest do to a dog, and when policies let it rest. Times by the clock; nothing here needs a simulation.
#include <cmath>

#include <gtest/gtest.h>

#include "sim/model/dogs/condition.hpp"
#include "sim/model/dogs/rest_policy.hpp"
#include "sim/model/kinds.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/tables.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow::test {
namespace {

DogEvidence plain() {
  return {{{0, 0.9}, {10, 1.0}, {30, 1.0}, {60, 0.5}},
          {{0, 1.0}, {30, 1.0}, {60, 2.0}},
          2.0,
          {1.0, 1.5, 2.0},
          {1.0, 0.9, 0.8},
          {1.0, 1.1, 1.2}};
}

TEST(DogCondition, WorkAddsUpAndRestTakesItAway) {
  DogCondition dog(plain());
  EXPECT_EQ(dog.effective_minutes(0), 0);
  dog.works(10 * minute, Heat::mild, 1.0);
  EXPECT_DOUBLE_EQ(dog.effective_minutes(25 * minute), 15);
  dog.stands(25 * minute);
  EXPECT_DOUBLE_EQ(dog.effective_minutes(35 * minute), 15) << "walking changes nothing";
  dog.works(35 * minute, Heat::hot_humid, 1.5);
  EXPECT_DOUBLE_EQ(dog.effective_minutes(45 * minute), 45) << "twice for the heat, by half for this dog";
  dog.rests(45 * minute);
  EXPECT_DOUBLE_EQ(dog.effective_minutes(55 * minute), 25);
  EXPECT_DOUBLE_EQ(dog.effective_minutes(75 * minute), 0) << "no more rested than rested";
}

TEST(DogCondition, ThePastStaysAsItWas) {
  DogCondition dog(plain());
  dog.works(0, Heat::mild, 1.0);
  dog.rests(20 * minute);
  dog.works(25 * minute, Heat::warm, 1.0);
  EXPECT_DOUBLE_EQ(dog.effective_minutes(5 * minute), 5);
  EXPECT_DOUBLE_EQ(dog.effective_minutes(20 * minute), 20);
  EXPECT_DOUBLE_EQ(dog.effective_minutes(23 * minute), 14);
  EXPECT_DOUBLE_EQ(dog.effective_minutes(27 * minute), 13);
}

TEST(DogCondition, FactorsAreLinearBetweenTheRowsOfATable) {
  DogCondition dog(plain());
  dog.works(0, Heat::mild, 1.0);
  const auto detection = [&dog](Tick at) { return dog.detection(at, Heat::mild); };
  EXPECT_DOUBLE_EQ(detection(0), 0.9) << "the loss as it starts";
  EXPECT_DOUBLE_EQ(detection(5 * minute), 0.95);
  EXPECT_DOUBLE_EQ(detection(10 * minute), 1.0);
  EXPECT_DOUBLE_EQ(detection(30 * minute), 1.0);
  EXPECT_DOUBLE_EQ(detection(45 * minute), 0.75);
  EXPECT_DOUBLE_EQ(detection(90 * minute), 0.5) << "level beyond the last row";
  EXPECT_DOUBLE_EQ(dog.search_time(45 * minute, Heat::mild), 1.5);
  EXPECT_DOUBLE_EQ(dog.search_time(45 * minute, Heat::hot_humid), 1.8);
  EXPECT_DOUBLE_EQ(dog.detection(45 * minute, Heat::warm), 0.75 * 0.9);
}

TEST(DogCondition, ThePresetsSayWhatTheEvidenceSays) {
  const DogEvidence rule = evidence_of(Evidence::thirty_minutes);
  EXPECT_DOUBLE_EQ(factor_at(rule.detection, 30), 1.0);
  EXPECT_DOUBLE_EQ(factor_at(rule.detection, 60), 0.9);
  EXPECT_DOUBLE_EQ(rule.heat_detection[2], 0.8);
  const DogEvidence trials = evidence_of(Evidence::ninety_to_120_minutes);
  EXPECT_DOUBLE_EQ(factor_at(trials.detection, 120), 1.0);
  EXPECT_LT(factor_at(trials.detection, 150), 1.0);
  ConditionKeys own;
  own.detection = FactorTable{{0, 0.7}};
  own.recovery = 5;
  const DogEvidence mixed = evidence_of(Evidence::thirty_minutes, own);
  EXPECT_DOUBLE_EQ(factor_at(mixed.detection, 60), 0.7);
  EXPECT_DOUBLE_EQ(mixed.recovery, 5);
  EXPECT_EQ(mixed.search_time, rule.search_time);
}

/// A policy as a scenario would write it.
std::unique_ptr<RestPolicy> policy_of(const std::string& yaml, RestPolicyBuild build = {}) {
  Problems problems;
  TableStore tables;
  Reader reader(problems, tables);
  const Value value = parse_yaml(yaml, "test.yaml", problems);
  const std::string name = value.find("policy")->scalar;
  Value keys = value;
  std::erase_if(keys.entries, [](const auto& entry) { return entry.key == "policy"; });
  for (const RestPolicyKind* kind : rest_policies()) {
    if (kind->name != name) continue;
    const auto read = kind->keys->read(keys, reader);
    EXPECT_TRUE(problems.empty()) << problems.text();
    return static_cast<const ModelRestPolicy*>(kind)->make(read.get(), std::move(build));
  }
  return nullptr;
}

TEST(RestByTheClock, AddsUpWorkUntilARestThatIsLongEnough) {
  const auto clock = policy_of("{policy: clock, work: 30 min, rest: 20 min}");
  clock->begins(DogActivity::works, 0, Heat::mild);
  EXPECT_FALSE(clock->must_rest(10 * minute));
  EXPECT_EQ(clock->next_look(10 * minute), 30 * minute);
  clock->begins(DogActivity::neither, 10 * minute, Heat::mild);
  clock->begins(DogActivity::rests, 12 * minute, Heat::mild);
  EXPECT_EQ(clock->next_look(12 * minute), never) << "it stands by, and may be called";
  clock->begins(DogActivity::works, 30 * minute, Heat::mild);  // 18 min are no rest
  EXPECT_FALSE(clock->must_rest(49 * minute));
  EXPECT_EQ(clock->next_look(49 * minute), 50 * minute);
  EXPECT_TRUE(clock->must_rest(50 * minute));
  clock->begins(DogActivity::neither, 52 * minute, Heat::mild);
  EXPECT_TRUE(clock->must_rest(80 * minute)) << "walking is no rest";
  clock->begins(DogActivity::rests, 80 * minute, Heat::mild);
  EXPECT_EQ(clock->next_look(81 * minute), 100 * minute);
  EXPECT_TRUE(clock->must_rest(99 * minute));
  EXPECT_FALSE(clock->must_rest(100 * minute));
}

TEST(RestByTheClock, HasAnotherRhythmInTheHeat) {
  const auto clock = policy_of("{policy: clock}");
  clock->begins(DogActivity::works, 0, Heat::hot_humid);
  EXPECT_EQ(clock->next_look(0), 20 * minute);
  EXPECT_TRUE(clock->must_rest(20 * minute));
  clock->begins(DogActivity::rests, 20 * minute, Heat::mild);
  EXPECT_EQ(clock->next_look(20 * minute), 60 * minute);
  EXPECT_TRUE(clock->must_rest(59 * minute));
  EXPECT_FALSE(clock->must_rest(60 * minute));
  clock->begins(DogActivity::works, 60 * minute, Heat::mild);
  EXPECT_EQ(clock->next_look(60 * minute), 90 * minute);
}

TEST(RestByTheLongClock, WorksNinetyMinutes) {
  const auto clock = policy_of("{policy: long clock}");
  clock->begins(DogActivity::works, 0, Heat::mild);
  EXPECT_FALSE(clock->must_rest(89 * minute));
  EXPECT_TRUE(clock->must_rest(90 * minute));
  clock->begins(DogActivity::rests, 90 * minute, Heat::mild);
  EXPECT_TRUE(clock->must_rest(119 * minute));
  EXPECT_FALSE(clock->must_rest(120 * minute));
}

// The dog tires by one effective minute a minute until 01:00, then recovers as fast.
double up_and_down(Tick at) {
  const double minutes = to_seconds(at) / 60;
  return minutes <= 60 ? minutes : std::max(0.0, 120 - minutes);
}

TEST(RestByTheCollar, GoesByWhatItReadsLate) {
  const auto collar =
      policy_of("{policy: smart collar, rest from: 40 min, back at: 10 min, error: 0 min, delay: 3 min, every: 5 min}",
                {up_and_down, {}});
  EXPECT_EQ(collar->next_look(0), 5 * minute);
  EXPECT_EQ(collar->next_look(7 * minute), 10 * minute);
  EXPECT_FALSE(collar->must_rest(44 * minute)) << "it looked at 40 and read 37";
  EXPECT_TRUE(collar->must_rest(45 * minute)) << "42";
  EXPECT_TRUE(collar->must_rest(110 * minute)) << "13 of three minutes ago, though it is 10 already";
  EXPECT_FALSE(collar->must_rest(115 * minute)) << "8";
  EXPECT_FALSE(collar->must_rest(120 * minute));
}

TEST(RestByTheCollar, ItsErrorsHaveTheSpreadThatIsSaid) {
  int resting = 0;
  constexpr int days = 4000;
  for (int d = 0; d < days; ++d) {
    const auto collar = policy_of(
        "{policy: smart collar, rest from: 40 min, back at: 10 min, error: 4 min, delay: 0 min, every: 5 min}",
        {[](Tick) { return 36.0; }, Stream({1, static_cast<std::uint32_t>(d), 0}, "port/team", "smart collar")});
    resting += collar->must_rest(30 * minute);
    EXPECT_EQ(collar->must_rest(30 * minute), collar->must_rest(34 * minute)) << "one reading until the next";
  }
  const double share = 0.158655;  // above one standard deviation
  EXPECT_NEAR(resting, share * days, 4 * std::sqrt(days * share * (1 - share)));
}

TEST(NoRest, IsNeverAsked) {
  const auto none = policy_of("{policy: none}");
  none->begins(DogActivity::works, 0, Heat::hot_humid);
  EXPECT_FALSE(none->must_rest(day));
  EXPECT_EQ(none->next_look(day), never);
}

}  // namespace
}  // namespace crossflow::test
