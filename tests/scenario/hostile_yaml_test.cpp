// YAML as it comes: broken, huge, deep, ambiguous.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/scenario/value.hpp"
#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

using ::testing::HasSubstr;

struct Parsed {
  Value value;
  std::string problems;
};

Parsed parse(const std::string& text) {
  Problems problems;
  Parsed out{parse_yaml(text, "f", problems), {}};
  out.problems = problems.text();
  return out;
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Yaml, ScalarsStayText) {
  const auto parsed = parse("a: no\nb: 12:30\nc: 1_000\nd: 0x10\ne: 2024-10-20\nf: 07:00-22:00\ng: ~\nh: '~'\n");
  EXPECT_EQ(parsed.problems, "");
  EXPECT_EQ(flow_text(parsed.value),
            "{a: no, b: \"12:30\", c: 1_000, d: 0x10, e: 2024-10-20, f: \"07:00-22:00\", g: ~, h: \"~\"}");
}

TEST(Yaml, PlacesCountCharactersFromOne) {
  const auto parsed = parse("標題: {英: x, 中: y}\nb:\n  - z\n");
  const Value& map = parsed.value.entries[0].value;
  EXPECT_EQ(map.place.text(), "f:1:5");
  EXPECT_EQ(map.entries[1].place.text(), "f:1:12");
  EXPECT_EQ(map.entries[1].value.place.text(), "f:1:15");
  EXPECT_EQ(parsed.value.find("b")->items[0].place.text(), "f:3:5");
}

TEST(Yaml, MarkOfByteOrderAndCarriageReturnsDoNotMatter) {
  const auto parsed = parse(
      "\xef\xbb\xbf"
      "a: 1\r\nb: 2\r\n");
  EXPECT_EQ(parsed.problems, "");
  EXPECT_EQ(flow_text(parsed.value), "{a: 1, b: 2}");
  EXPECT_EQ(parsed.value.entries[1].place.text(), "f:2:1");
}

TEST(Yaml, AnchorsStandForTheirValue) {
  const auto parsed = parse("a: &x {b: 1}\nc: *x\n");
  EXPECT_EQ(parsed.problems, "");
  EXPECT_EQ(flow_text(parsed.value), "{a: {b: 1}, c: {b: 1}}");
}

TEST(Yaml, EmptyTextIsNothing) {
  for (const char* text : {"", "\n\n", "# nothing\n", "---\n"}) {
    const auto parsed = parse(text);
    EXPECT_TRUE(parsed.value.is_null());
    EXPECT_EQ(parsed.problems, "");
  }
}

TEST(Yaml, EachBrokenTextGivesOneProblemAtItsPlace) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a:\n\tb: 1\n", "f:2:3: a tab stands where only spaces may indent a line"},
      {"a: 1\n\tb: 1\n", "f:2:1: a tab stands where only spaces may indent a line"},
      {"a: b: c\n",
       "f:1:5: a ':' stands where none can; a text with ': ' in it needs quotes, and each line before needs its own "
       "':'"},
      {"a: {b: 1\nc: 2\n", "f:2:2: a ',' or the closing '}' is missing before this; it opened on line 1"},
      {"a: [1, 2\nc: 2\n", "f:2:2: a ',' or the closing ']' is missing before this; it opened on line 1"},
      {"a: \"x\nb: 2\n", "f:1:4: the quote \" is not closed"},
      {"a: 'it''s\n", "f:1:4: the quote ' is not closed"},
      {"a: @x\n", "f:1:4: this character cannot begin a value; put the value in quotes"},
      {"a: *x\n", "f:1:4: a value that begins with '*' names an anchor, and there is none of it"},
      {"a: &x [*x]\n", "f:1:8: an alias inside of what it stands for"},
      {"? [a, b]\n: 3\n", "f:1:3: a key must be a word; is a '{' or '[' not closed?"},
      {": 3\n", "f:1:1: a key is missing before ':'"},
      {"<<: {a: 1}\n", "f:1:1: the merge key '<<' is not for scenarios; expected 'extends: FILE'"},
      {"a: 1\n---\nb: 2\n",
       "f:2:1: a second document begins here; expected one document; lines of one map are indented alike"},
      {" a: 1\nb: 2\n",
       "f:2:1: a second document begins here; expected one document; lines of one map are indented alike"},
      {"a: \x01\n", "f:1:4: a control character (U+0001)"},
      {"a: \xff\xfe\n", "f:1:4: this is not text in UTF-8"},
  };
  for (const auto& [text, message] : cases) {
    const auto parsed = parse(text);
    EXPECT_TRUE(parsed.value.is_null()) << text;
    EXPECT_EQ(parsed.problems, message) << text;
  }
}

TEST(Yaml, WhatReadersDisagreeOnIsRefused) {
  EXPECT_EQ(parse("a: 1\nb: 2\na: 3\n").problems, "f:3:1: the key 'a' stands twice in one map");
  EXPECT_EQ(parse("a: !!int 3\n").problems,
            "f:1:4: tags such as !!int are not for scenarios; expected the value without its tag");
}

TEST(Yaml, ACommaInsideBracesIsNoThousandsMark) {
  const std::string rest =
      "; expected the number without a comma, or in quotes; or a space after a comma that parts two values; did you "
      "mean ";
  EXPECT_EQ(parse("a: {b: 47,658, c: 12,272, d: 192}\n").problems,
            "f:1:8: inside { } and [ ] a comma ends a value: '47,658' is read in pieces" + rest +
                "'47658'?\n"
                "f:1:19: inside { } and [ ] a comma ends a value: '12,272' is read in pieces" +
                rest + "'12272'?");
  EXPECT_EQ(parse("a: [1,200 m2, 3 m2]\n").problems,
            "f:1:5: inside { } and [ ] a comma ends a value: '1,200 m2' is read in pieces" + rest + "'1200 m2'?");
  for (const char* fine :
       {"a: 47,658\n", "a: {b: \"47,658\", c: 1}\n", "a: [30, 450]\n", "a: [30,45]\n", "a: {b: 1, c: 2}\n"}) {
    EXPECT_EQ(parse(fine).problems, "") << fine;
  }
}

TEST(Yaml, FewLinesOfAliasesCannotFillTheMemory) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(before + ", ", 8) + before + "]\n";
  }
  EXPECT_THAT(parse(bomb).problems,
              HasSubstr("the file is too large; expected at most 500,000 values, with those that aliases repeat"));
}

TEST(Yaml, DepthIsLimited) {
  EXPECT_THAT(parse(repeated("[", 10'000) + repeated("]", 10'000)).problems, HasSubstr("nested too deep"));
  EXPECT_THAT(parse("a: " + repeated("{a: ", 10'000)).problems, HasSubstr("nested too deep"));
  EXPECT_NE(parse(repeated("[", 10'000)).problems, "");
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += std::string(static_cast<std::size_t>(i % 500), ' ') + "- \n";
  EXPECT_NE(parse(deep).problems, "");
  std::string aliases = "a0: &a0 {x: 1}\n";
  for (int i = 1; i < 200; ++i) {
    aliases += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " {x: *a" + std::to_string(i - 1) + "}\n";
  }
  EXPECT_THAT(parse(aliases).problems, HasSubstr("nested too deep"));
}

TEST(Yaml, LargeFilesAreRefused) {
  EXPECT_EQ(parse("a: " + std::string(20'000'000, 'x') + "\n").problems,
            "f: the file is too large; expected at most 8 MB");
  EXPECT_THAT(parse("a:\n" + repeated("- x\n", 600'000)).problems, HasSubstr("the file is too large"));
  EXPECT_EQ(parse("a:\n" + repeated("- x\n", 400'000)).problems, "");
}

TEST(Yaml, FilesThatCannotBeRead) {
  const Folder folder;
  Problems problems;
  std::string text;
  load_yaml(folder.path() + "/none.yaml", text, problems);
  load_yaml(folder.path(), text, problems);
  EXPECT_EQ(folder.without_path(problems.text()), "none.yaml: the file 'none.yaml' cannot be read\n" + folder.path() +
                                                      ": this is a folder; expected a file of YAML");
  load_yaml(folder.write("empty.yaml", ""), text, problems);
  EXPECT_EQ(problems.size(), 2U);
}

TEST(Yaml, WrittenTextReadsBackAsTheSameTree) {
  const char* text =
      "b: {x: [1, 'a: b', '', '~', \"l1\\nl2\\t\\\"\", 'é居', '- x', '#']}\n"
      "a: {\"07:00\": 1, n: {m: {k: {}}}, l: [], q: [[1], [{z: 1}]]}\nc: '@'\n";
  const auto first = parse(text);
  ASSERT_EQ(first.problems, "");
  const std::string written = yaml_text(first.value);
  const auto again = parse(written);
  ASSERT_EQ(again.problems, "") << written;
  EXPECT_EQ(yaml_text(again.value), written);
  EXPECT_EQ(again.value.find("b")->find("x")->items[4].scalar, "l1\nl2\t\"");
  EXPECT_EQ(again.value.find("b")->find("x")->items[3].kind, Value::Kind::scalar);
  EXPECT_EQ(again.value.entries[0].key, "a");
}

}  // namespace
}  // namespace crossflow::testing
