// What stands under the axis of time, where every letter is eight pixels wide.
#include "viz/panels/axis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "viz/app/calendar.hpp"
#include "viz/app/words.hpp"

namespace crossflow::viz {
namespace {

using testing::ElementsAre;
using testing::Pair;

class Axis : public testing::Test {
 protected:
  static void calendar(int days) {
    Directory directory;
    directory.date = {2024, 10, 1};  // a Tuesday
    directory.days = days;
    set_calendar(directory);
    set_language(Language::en);
  }
  void TearDown() override { calendar(1); }

  /// Words and where they begin, of a scale whose words may go as far as it does.
  static std::vector<std::pair<std::string, float>> labels(const TimeScale& scale) {
    std::vector<std::pair<std::string, float>> out;
    for (const AxisLabel& label : axis_labels(scale, scale.left, scale.right(), [](const std::string& words) {
           return 8 * static_cast<float>(words.size());
         }))
      out.emplace_back(label.words, label.left);
    return out;
  }
};

TEST_F(Axis, of_one_day_has_hours) {
  calendar(1);
  const auto hours = labels({6 * hour, 22 * hour, 0, 1600});
  ASSERT_EQ(hours.size(), 17U);
  EXPECT_THAT(hours.front(), Pair("06:00", 0));
  EXPECT_THAT(hours[1], Pair("07:00", 80)) << "in the middle of its line at 100";
  EXPECT_THAT(hours.back(), Pair("22:00", 1560));
  EXPECT_THAT(labels({18 * hour, 18 * hour + 30 * minute, 100, 300}),
              ElementsAre(Pair("18:00", 100), Pair("18:10", 180), Pair("18:20", 280), Pair("18:30", 360)));
}

TEST_F(Axis, of_several_days_has_their_dates) {
  calendar(7);
  const auto week = labels({5 * hour, 7 * day, 0, 1630});  // ten pixels an hour
  EXPECT_THAT(week[0], Pair("Tue 1 Oct", 0)) << "there is no line for it";
  EXPECT_THAT(week[1], Pair("Wed 2 Oct", 154));
  EXPECT_THAT(week[2], Pair("12:00", 290)) << "06:00 would touch the date";
  EXPECT_THAT(week[3], Pair("Thu 3 Oct", 394));
  EXPECT_THAT(week.back(), Pair("Tue 8 Oct", 1558));
  EXPECT_EQ(week.size(), 8U + 6U) << "dates, and noons";
  // In the midst of a day its date is at the edge.
  EXPECT_THAT(labels({day + 13 * hour, day + 19 * hour, 0, 600}),
              ElementsAre(Pair("Wed 2 Oct", 0), Pair("14:00", 80), Pair("15:00", 180), Pair("16:00", 280),
                          Pair("17:00", 380), Pair("18:00", 480), Pair("19:00", 560)));
  // Room for every second date alone; the first one, which is moved in from the edge, takes that of the next.
  EXPECT_THAT(labels({0, 7 * day, 0, 350}),
              ElementsAre(Pair("Tue 1 Oct", 0), Pair("Sat 5 Oct", 164), Pair("Mon 7 Oct", 264)));
}

TEST_F(Axis, says_spans_with_the_dates_that_they_need) {
  calendar(1);
  EXPECT_EQ(span_text(18 * hour + 30 * minute, 20 * hour), "18:30 - 20:00");
  EXPECT_EQ(span_text(23 * hour, day + 10 * minute), "23:00 - 00:10 +1");
  calendar(3);
  EXPECT_EQ(span_text(day + 18 * hour, day + 20 * hour), "Wed 2 Oct 18:00 - 20:00");
  EXPECT_EQ(span_text(day + 18 * hour, 2 * day + 6 * hour), "Wed 2 Oct 18:00 - Thu 3 Oct 06:00");
}

}  // namespace
}  // namespace crossflow::viz
