#include "sim/base/problem.hpp"

#include <gtest/gtest.h>

#include "sim/base/check.hpp"

namespace crossflow {
namespace {

TEST(Place, SaysOnlyWhatItHas) {
  EXPECT_EQ((Place{"port.yaml", 12, 5}).text(), "port.yaml:12:5");
  EXPECT_EQ((Place{"port.yaml", 12, 0}).text(), "port.yaml:12");
  EXPECT_EQ((Place{"port.yaml", 0, 0}).text(), "port.yaml");
}

TEST(Problem, SaysPlaceExpectationAndNearestWord) {
  const Place place{"port.yaml", 12, 5};
  EXPECT_EQ((Problem{place, "unknown key 'servrs'", "a key of a station", "servers"}).text(),
            "port.yaml:12:5: unknown key 'servrs'; expected a key of a station; did you mean 'servers'?");
  EXPECT_EQ((Problem{place, "no such file", "", ""}).text(), "port.yaml:12:5: no such file");
  EXPECT_EQ((Problem{{}, "no scenario given", "", ""}).text(), "no scenario given");
}

TEST(Problems, AreToldInOrderOfPlace) {
  Problems problems;
  EXPECT_TRUE(problems.empty());
  problems.add({"b.yaml", 9, 1}, "third");
  problems.add({"a.yaml", 2, 1}, "fifth");
  problems.add({"b.yaml", 2, 7}, "second");
  problems.add({"b.yaml", 2, 3}, "first");
  problems.add({"b.yaml", 9, 1}, "fourth");
  EXPECT_EQ(problems.size(), 5U);
  EXPECT_EQ(problems.text(),
            "b.yaml:2:3: first\nb.yaml:2:7: second\nb.yaml:9:1: third\nb.yaml:9:1: fourth\na.yaml:2:1: fifth");
}

TEST(InputError, CarriesItsProblems) {
  try {
    throw InputError(Place{"a.yaml", 3, 4}, "no 'seed'", "a whole number", "sead");
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "a.yaml:3:4: no 'seed'; expected a whole number; did you mean 'sead'?");
    ASSERT_EQ(error.problems().size(), 1U);
    EXPECT_EQ(error.problems().items()[0].place.line, 3);
  }
}

TEST(NearestWord, FindsSlipsOfTheHand) {
  const std::vector<std::string> keys{"servers", "service", "queue", "routes", "mean", "cv"};
  EXPECT_EQ(nearest_word("servrs", keys), "servers");    // a letter left out
  EXPECT_EQ(nearest_word("serverss", keys), "servers");  // one too many
  EXPECT_EQ(nearest_word("sirvers", keys), "servers");   // another letter
  EXPECT_EQ(nearest_word("qeuue", keys), "queue");       // neighbours swapped
  EXPECT_EQ(nearest_word("maen", keys), "mean");         // a swap counts one, so a short word allows it
  EXPECT_EQ(nearest_word("Queue", keys), "queue");
  EXPECT_EQ(nearest_word("MEAN", keys), "mean");
}

TEST(NearestWord, FindsBeginnings) {
  const std::vector<std::string> keys{"document check", "customs"};
  EXPECT_EQ(nearest_word("document", keys), "document check");
  EXPECT_EQ(nearest_word("Doc", keys), "document check");
  EXPECT_EQ(nearest_word("customs inspection", keys), "customs");
}

TEST(NearestWord, TakesTheNearerAndThenTheFirst) {
  EXPECT_EQ(nearest_word("serve", {"server group", "servo", "served"}), "servo");
  EXPECT_EQ(nearest_word("lane 3", {"lane 2", "lane 1"}), "lane 2");
}

TEST(NearestWord, IsSilentWhereNothingIsNear) {
  EXPECT_EQ(nearest_word("elephant", {"servers", "queue"}), "");
  EXPECT_EQ(nearest_word("mean", {"median", "mode"}), "");
  EXPECT_EQ(nearest_word("x", {"y"}), "");
  EXPECT_EQ(nearest_word("", {"y", "queue"}), "");
  EXPECT_EQ(nearest_word("queue", {}), "");
}

TEST(NearestWord, CountsChineseCharactersAndNotBytes) {
  EXPECT_EQ(nearest_word("出境人台", {"入境大堂", "出境櫃台"}), "出境櫃台");
  EXPECT_EQ(nearest_word("出境", {"入口"}), "");
}

TEST(CheckDeathTest, SaysExpressionPlaceAndReason) {
  EXPECT_DEATH(CROSSFLOW_CHECK(1 + 1 == 3, "sums hold"),
               "crossflow: assertion failed: 1 \\+ 1 == 3 \\(.*problem_test.cpp:[0-9]+\\): sums hold");
  CROSSFLOW_CHECK(1 + 1 == 2, "never printed");
}

}  // namespace
}  // namespace crossflow
