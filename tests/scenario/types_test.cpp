// Words, times, names, and types made of types.
#include <gtest/gtest.h>

#include "tests/scenario/read_value.hpp"

namespace crossflow::testing {
namespace {

TEST(Types, Words) {
  EXPECT_EQ(read_value(types::yes_no(), "yes").value, true);
  EXPECT_EQ(read_value(types::yes_no(), "no").value, false);
  EXPECT_EQ(refused(types::yes_no(), "maybe"), "v:1:1: 'x' is 'maybe'; expected yes or no");
  EXPECT_EQ(read_value(types::text(), "no").value, "no");
  EXPECT_EQ(read_value(types::label(), "Hall").value, (Label{"Hall", ""}));
  EXPECT_EQ(read_value(types::label(), "{en: Hall, zh: 大堂}").value, (Label{"Hall", "大堂"}));
  EXPECT_EQ(refused(types::label(), "{en: Hall, zz: x}"), "v:1:12: unknown key 'zz' of a label; did you mean 'zh'?");
  EXPECT_EQ(refused(types::label(), "{en: Hall, german: x}"),
            "v:1:12: unknown key 'german' of a label; expected one of en, zh");
  EXPECT_EQ(refused(types::label(), "{zh: 大堂}"),
            "v:1:1: 'x' says nothing in English; expected 'en' too, as in {en: ..., zh: ...}");
  const auto word = types::one_of<int>({{"single", 1, "one"}, {"per server", 2, "each"}});
  EXPECT_EQ(read_value(word, "per server").value, 2);
  EXPECT_EQ(refused(word, "singel"),
            "v:1:1: 'x' is 'singel'; expected 'single' or 'per server'; did you mean 'single'?");
  EXPECT_EQ(word->details(), "`single`: one; `per server`: each.");
}

TEST(Types, Names) {
  EXPECT_EQ(read_value(types::name(), "arrival e-Channels (north)").value, "arrival e-Channels (north)");
  EXPECT_EQ(read_value(types::name(), "香園圍").value, "香園圍");
  for (const char* bad : {"a/b", "''", "' a'", "\"a\\nb\""}) {
    EXPECT_NE(refused(types::name(), bad).find("expected a name without"), std::string::npos) << bad;
  }
  EXPECT_EQ(read_value(types::station_name(), "hall").value, 1U);
  EXPECT_EQ(refused(types::station_name(), "hal"),
            "v:1:1: there is no station 'hal'; expected one of counter, hall; did you mean 'hall'?");
}

TEST(Types, DatesAndTimes) {
  EXPECT_EQ(read_value(types::date(), "2024-02-29").value, (Date{2024, 2, 29}));
  EXPECT_EQ(refused(types::date(), "2023-02-29"),
            "v:1:1: 'x' is '2023-02-29', which is a day that no calendar has; expected a date such as 2024-10-20");
  EXPECT_EQ(read_value(types::clock(), "17:40").value, 17 * hour + 40 * minute);
  EXPECT_EQ(read_value(types::clock(), "7:05:30").value, 7 * hour + 5 * minute + 30 * second);
  EXPECT_EQ(read_value(types::clock(), "48:00").value, 2 * day);
  for (const char* bad : {"48:01", "17.40", "17:60", "1740", "17:4", ":40", "17:40:5", "a:00"}) {
    EXPECT_EQ(refused(types::clock(), bad),
              "v:1:1: 'x' is '" + std::string(bad) + "'; expected a time of day such as 17:40, from 00:00 to 48:00");
  }
  EXPECT_EQ(read_value(types::hours(), "07:00-22:00").value, (Hours{7 * hour, 22 * hour}));
  EXPECT_EQ(read_value(types::hours(), "00:00 - 24:00").value, (Hours{0, day}));
  EXPECT_EQ(read_value(types::hours(), "22:00-06:00").value, (Hours{22 * hour, 30 * hour}));
  for (const char* bad : {"07:00", "07:00-07:00", "07:00-36:00", "25:00-26:00", "7-22"}) {
    EXPECT_EQ(refused(types::hours(), bad),
              "v:1:1: 'x' is '" + std::string(bad) +
                  "'; expected opening hours such as 07:00-22:00, which close at most 24 h after they open");
  }
}

TEST(Types, Pledges) {
  EXPECT_EQ(read_value(types::pledge(), "98% within 15 min").value, (Pledge{0.98, 15 * minute}));
  for (const char* bad : {"98%", "98 within 15 min", "98% within 15", "98% in 15 min"}) {
    EXPECT_EQ(refused(types::pledge(), bad),
              "v:1:1: 'x' is '" + std::string(bad) + "'; expected a pledge such as 98% within 15 min");
  }
  EXPECT_EQ(refused(types::pledge(), "0% within 15 min"),
            "v:1:1: 'x' is '0% within 15 min', and '0%' is no share of people: above 0%, up to 100%; expected a pledge "
            "such as 98% within 15 min");
}

TEST(Types, PlacesOnTheFloor) {
  const auto place = read_value(types::floor_place(), "{at: [40 m, 22 m], size: [30 m, 8 m]}").value.value();
  EXPECT_EQ(place.x, 40);
  EXPECT_EQ(place.height, 8);
  EXPECT_EQ(refused(types::floor_place(), "{at: [40 m], size: [30 m, 8 m]}"),
            "v:1:6: 'at' has one item; expected a place such as {at: [40 m, 22 m], size: [30 m, 8 m]}");
}

TEST(Types, Parties) {
  const auto brief = read_value(types::party(), "{2: 30%, 1: 70%}").value.value();
  EXPECT_EQ(brief.size_share, (std::vector<std::pair<int, double>>{{1, 0.7}, {2, 0.3}}));
  EXPECT_EQ(brief.moves, PartyMoves::together);
  EXPECT_EQ(read_value(types::party(), "{size: {1: 100%}, moves: split}").value.value().moves, PartyMoves::split);
  EXPECT_EQ(refused(types::party(), "{1: 70%, 2: 20%}"),
            "v:1:1: the shares of 'x' sum to 90%; expected shares that sum to 100%");
  EXPECT_EQ(refused(types::party(), "{0: 70%, 2: 30%}"),
            "v:1:2: '0' is no size of a party; expected a whole number from 1 to 100");
}

TEST(Types, Lists) {
  const auto type = types::list_of(types::duration());
  EXPECT_EQ(read_value(type, "[1 s, 2 s]").value, (std::vector<Tick>{second, 2 * second}));
  EXPECT_EQ(read_value(type, "3 s").value, (std::vector<Tick>{3 * second}));
  EXPECT_EQ(read_value(type, "[]").value, std::vector<Tick>{});
  EXPECT_EQ(refused(type, "[1 s, 2, 3]"),
            "v:1:7: item 2 of 'x' is '2'; expected a duration such as 45 s or 12 min\n"
            "v:1:10: item 3 of 'x' is '3'; expected a duration such as 45 s or 12 min");
  EXPECT_EQ(refused(types::list_of(types::whole(0, 9), 2), "[1]"),
            "v:1:1: 'x' has one item; expected a list of at least 2, each a whole number, from 0 to 9");
}

TEST(Types, Schedules) {
  const auto type = types::schedule(types::whole(0, 99));
  EXPECT_EQ(read_value(type, "7").value, (Schedule<long>{{0, 7}}));
  EXPECT_EQ(read_value(type, "{09:00: 18, \"07:00\": 10}").value, (Schedule<long>{{7 * hour, 10}, {9 * hour, 18}}));
  EXPECT_EQ(read_value(type, "{value: 7, mark: observed}").value, (Schedule<long>{{0, 7}}));
  EXPECT_EQ(refused(type, "{09:00: 18, noon: 10}"),
            "v:1:13: 'noon' is no time of the day; expected a time such as 07:30");
  EXPECT_EQ(refused(type, "{9:00: 18, 09:00: 10}"), "v:1:1: one time of the day stands twice in 'x'");
  EXPECT_EQ(refused(type, "{09:00: many}"), "v:1:9: '09:00' is 'many'; expected a whole number, from 0 to 99");
}

TEST(Types, ValuesByClass) {
  const auto type = types::by_class(types::duration());
  const auto all = read_value(type, "8 min").value.value();
  EXPECT_EQ(*all.find(2, true), 8 * minute);
  const auto some = read_value(type, "{resident: 1 s, in a group: 2 s, mainland: 3 s}").value.value();
  EXPECT_EQ(*some.find(2, false), 1 * second);
  EXPECT_EQ(*some.find(2, true), 2 * second);
  EXPECT_EQ(*some.find(0, false), 3 * second);
  EXPECT_EQ(some.find(1, false), nullptr);
  EXPECT_EQ(*read_value(type, "{resident: 1 s, otherwise: 2 s}").value.value().find(1, false), 2 * second);
  EXPECT_EQ(*read_value(type, "{value: 9 s, mark: observed}").value.value().find(1, false), 9 * second);
  EXPECT_EQ(refused(type, "{residnet: 1 s, mainland: 3 s}"),
            "v:1:2: unknown key 'residnet' of 'x'; expected a duration such as 45 s or 12 min, for all or by class "
            "(mainland, other, resident, in a group or otherwise); did you mean 'resident'?");
  EXPECT_EQ(refused(types::by_class(types::duration(), Cover::all), "{resident: 1 s, mainland: 3 s}"),
            "v:1:1: 'x' says nothing of the class 'other'; expected each class, or 'otherwise'");
  EXPECT_EQ(refused(type, "{resident: 1 s, value: 3 s}"),
            "v:1:17: 'value' stands beside classes in 'x'; expected one value for all, or one for each class; "
            "'otherwise' stands for the rest");
}

TEST(Types, Maps) {
  const auto read = read_value(types::map_of(types::whole(0, 9), "words"), "{b: 1, a: 2}").value.value();
  EXPECT_EQ(read, (std::vector<std::pair<std::string, long>>{{"b", 1}, {"a", 2}}));
}

}  // namespace
}  // namespace crossflow::testing
