#include "analysis/text_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/foreign_text.hpp"

namespace crossflow {
namespace {

using testing::ElementsAre;

TEST(TextTable, AlignsAndTrims) {
  TextTable table({Align::left, Align::right, Align::left});
  table.add({"hall", "7", "x"});
  table.add({"corridor", "1,200"});
  EXPECT_EQ(table.text(80),
            "hall          7  x\n"
            "corridor  1,200\n");
}

TEST(TextTable, FirstColumnGivesWay) {
  TextTable table({Align::left, Align::right});
  table.add({"Arrival e-Channels", "12345"});
  EXPECT_EQ(table.text(17), "Arrival...  12345\n");
}

TEST(TextTable, HeadsAreFoldedWhereFiguresLeaveNoRoom) {
  TextTable table({Align::left, Align::right, Align::right});
  table.add({"PEOPLE, mean", "went through", "still outside"});
  table.add({"departure", "60,122", "0"});
  EXPECT_EQ(table.text(41),
            "PEOPLE, mean  went through  still outside\n"
            "departure           60,122              0\n");
  EXPECT_EQ(table.text(32),
            "                 went    still\n"
            "PEOPLE, mean  through  outside\n"
            "departure      60,122        0\n");
}

TEST(TextTable, NamesThatWouldTellNothingStandAboveTheirFigures) {
  TextTable table({Align::left, Align::right, Align::right});
  table.add({"FROM", "mean", "longest"});
  table.add({"Hong Kong residents, departure", "12 min 30 s", "1 h 05 min"});
  EXPECT_EQ(table.text(45),
            "FROM                         mean     longest\n"
            "Hong K..., departure  12 min 30 s  1 h 05 min\n");
  EXPECT_EQ(table.text(40),
            "FROM\n"
            "         mean     longest\n"
            "Hong Kong residents, departure\n"
            "  12 min 30 s  1 h 05 min\n");
  EXPECT_EQ(table.text(24),
            "FROM\n"
            "        mean    longest\n"
            "Hong Kong ..., departure\n"
            " 12 min 30 s 1 h 05 min\n");
}

TEST(TextTable, NamesAreNotCutToALetterWhereFiguresAreAsWideAsThePage) {
  TextTable table({Align::left, Align::right, Align::left});
  table.add({"QUEUES", "longest", "charged to"});
  table.add({"Departure e-Channels", "1,200", "Departure counters full"});
  EXPECT_EQ(table.text(39),
            "QUEUES\n"
            "  longest  charged to\n"
            "Departure e-Channels\n"
            "    1,200  Departure counters full\n");
}

TEST(TextTable, NothingIsCutWhereThereIsRoomAsNeeded) {
  TextTable table({Align::left, Align::right});
  std::string line(300, 'x');
  table.add({line, "1"});
  line += "  1\n";
  EXPECT_EQ(table.text(static_cast<std::size_t>(-1)), line);
}

TEST(TextTable, ChineseTakesTwoColumnsACharacter) {
  TextTable table({Align::left, Align::right, Align::left});
  table.add({"入境櫃位", "7", "x"});
  table.add({"e-道 A", "12", "全部使用中"});
  table.add({"corridor", "345", "y"});
  EXPECT_EQ(table.text(80),
            "入境櫃位    7  x\n"
            "e-道 A     12  全部使用中\n"
            "corridor  345  y\n");
  // The first column gives way by whole characters.
  EXPECT_EQ(table.text(23),
            "入...     7  x\n"
            "e-道 A   12  全部使用中\n"
            "cor...  345  y\n");
}

TEST(Text, WidthCountsColumns) {
  EXPECT_EQ(text_width("Lo Wu"), 5U);
  EXPECT_EQ(text_width("香園圍"), 6U);
  EXPECT_EQ(text_width("e-道"), 4U);
  EXPECT_EQ(text_width("cafe\u0301"), 4U) << "a combining accent takes none";
  EXPECT_EQ(text_width("a\u200bb"), 2U) << "nor does a zero-width space";
  EXPECT_EQ(text_width("\u00b1"), 1U);
  EXPECT_EQ(text_width("（）"), 4U);
  EXPECT_EQ(text_width("\x1b[2J"), 9U) << "as it is shown: \\u001b[2J";
  EXPECT_EQ(text_width("\xff\xfe"), 12U) << "no UTF-8";
  EXPECT_EQ(cut_text("香園圍邊境管制站", 8), "香園...");
  EXPECT_EQ(cut_text("香園圍邊境管制站", 7), "香園...");
  EXPECT_EQ(cut_text("香園圍", 6), "香園圍");
  EXPECT_EQ(cut_text("cafe\u0301 au lait", 7), "cafe\u0301...");
}

TEST(TextTable, WhatATerminalWouldObeyCountsAsItIsShown) {
  TextTable table({Align::left, Align::right});
  table.add({"a\x1b[2J", "1"});
  table.add({"two\nlines", "22"});
  EXPECT_EQ(for_terminal(table.text(80)),
            "a\\u001b[2J   1\n"
            "two lines   22\n");
}

TEST(Text, NamesKeepWhatTellsThemApart) {
  EXPECT_EQ(cut_name("Hong Kong residents, departure", 30), "Hong Kong residents, departure");
  EXPECT_EQ(cut_name("Hong Kong residents, departure", 23), "Hong Kong..., departure");
  EXPECT_EQ(cut_name("Hong Kong residents, departure", 9), "Hon..., departure");
  EXPECT_EQ(cut_name("Hong Kong residents", 9), "Hong K...");
  EXPECT_EQ(cut_name("Coaches, by the bridge from the west", 12), "Coaches, ...") << "no direction";
  EXPECT_EQ(cut_name("Heung Yuen Wai: Arrival counters", 28), "Heung Y...: Arrival counters");
  EXPECT_EQ(cut_name("Heung Yuen Wai: Arrival counters", 16), "Heu...: Arriv...");
}

TEST(TextTable, FirstColumnIsAsWideAsItsCutCells) {
  TextTable table({Align::left, Align::right});
  table.add({"Hong Kong residents, departure", "1"});
  table.add({"Visitors, arrival", "22"});
  EXPECT_EQ(table.text(23),
            "Hong ..., departure   1\n"
            "Visitors, arrival    22\n");
}

TEST(Text, Wraps) {
  EXPECT_THAT(wrap_text("Arrival e-Channels", 10), ElementsAre("Arrival", "e-Channels"));
  EXPECT_THAT(wrap_text("a bc  def", 4), ElementsAre("a bc", "def"));
  EXPECT_THAT(wrap_text("counters", 5), ElementsAre("count", "ers"));
  EXPECT_TRUE(wrap_text("", 5).empty());
}

TEST(Text, WrapsChineseBetweenCharactersButNotBeforeItsStops) {
  EXPECT_THAT(wrap_text("輪候時間計入各原因。", 8), ElementsAre("輪候時間", "計入各原", "因。"));
  EXPECT_THAT(wrap_text("共「十人」", 4), ElementsAre("共", "「十", "人」"));
  EXPECT_THAT(wrap_text("最多 e-Channel 時", 9), ElementsAre("最多", "e-Channel", "時"));
  EXPECT_THAT(wrap_text("香園圍", 1), ElementsAre("香", "園", "圍"));
}

TEST(Text, Counts) {
  EXPECT_EQ(count_text(0), "0");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(count_text(60'122), "60,122");
  EXPECT_EQ(count_text(-1'234'567), "-1,234,567");
  EXPECT_EQ(mean_count_text(61.46), "61.5");
  EXPECT_EQ(mean_count_text(61), "61");
  EXPECT_EQ(mean_count_text(60121.6), "60,122");
}

TEST(Text, SharesNeverLookLikeAllOrNone) {
  EXPECT_EQ(share_text(0.992), "99.2%");
  EXPECT_EQ(share_text(0.9995), "99.95%");
  EXPECT_EQ(share_text(0.99999), ">99.99%");
  EXPECT_EQ(share_text(1), "100%");
  EXPECT_EQ(share_text(0.00001), "<0.01%");
  EXPECT_EQ(share_text(0), "0%");
}

TEST(Text, SharesShowTheirSideOfThePromise) {
  EXPECT_EQ(share_text(0.9796, 0.98), "97.96%");
  EXPECT_EQ(share_text(0.979996, 0.98), "97.9996%");
  EXPECT_EQ(share_text(0.98, 0.98), "98.0%");
  EXPECT_EQ(share_text(0.951, 0.98), "95.1%");
  EXPECT_EQ(round_share_text(0.995), "99.5%");
  EXPECT_EQ(round_share_text(0.98), "98%");
}

TEST(Text, Times) {
  EXPECT_EQ(seconds_text(750.2), "12 min 30 s");
  EXPECT_EQ(seconds_text(72'000), "20 h");
  EXPECT_EQ(seconds_text(10.4), "10.4 s");
  EXPECT_EQ(seconds_text(9.98), "10 s");
  EXPECT_EQ(seconds_text(-0.1), "-0.1 s");
  EXPECT_EQ(seconds_text(59.96), "1 min");
  EXPECT_EQ(within_text(10.4), "10.4 s");
  EXPECT_EQ(within_text(62.1), "1 min 03 s") << "no less than it was";
  EXPECT_EQ(within_text(3661), "1 h 02 min");
  EXPECT_EQ(within_text(0), "0 s");
  EXPECT_EQ(limit_text(900 * second / 1000), "900 ms");
  EXPECT_EQ(limit_text(15 * minute), "15 min");
  EXPECT_EQ(person_hours_text(412 * 3600), "412");
  EXPECT_EQ(person_hours_text(3.44 * 3600), "3.4");
  EXPECT_EQ(person_hours_text(10), "<0.1");
}

}  // namespace
}  // namespace crossflow
