// What the reader of a study makes of its file. Mistakes in studies have their messages in tests/system/bad_studies.
#include "sim/scenario/study.hpp"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

using ::testing::ElementsAre;

const MeasureKinds& some_measures() {
  static const MeasureKind wait{
      .name = "waiting", .help = "h", .station = Asks::must, .times = true, .when = When::half_hours};
  static const MeasureKind kept{.name = "kept", .help = "h", .traveller_class = Asks::may};
  static const MeasureKinds all{&wait, &kept};
  return all;
}

constexpr const char* text = R"(crossflow study: 1
title: {en: A study, zh: 研究}
base: bases/base.yaml
seed: 7
scenario: {title: In all}
axes:
  b: [{name: 1}, {name: 2, with: [first.yaml, more/second.yaml], scenario: {title: Last}}]
  a: {name: only, scenario: {days: 2}}
measures:
  - {measure: waiting, station: desk, percentile: 95}
  - {measure: waiting, station: desk, percentile: 22, over: typical day}
  - {measure: kept, class: local, as: In time}
  - measure: kept
decide: {between: b, by: In time, best: least, whatever: a}
)";

Study read(const Folder& folder) {
  return read_study(folder.write("study.yaml", text), test_kinds(), some_measures());
}

TEST(Study, KeepsAxesAndLevelsInOrder) {
  const Folder folder;
  const Study study = read(folder);
  EXPECT_EQ(study.design.title.zh, "研究");
  EXPECT_EQ(study.replications, 20U);
  EXPECT_EQ(study.seed, 7U);
  ASSERT_EQ(study.design.axes.size(), 2U);
  EXPECT_EQ(study.design.axes[0].name, "b");
  EXPECT_THAT(study.design.axes[0].levels, ElementsAre("1", "2"));
  EXPECT_THAT(study.design.axes[1].levels, ElementsAre("only"));
  EXPECT_EQ(study.base, folder.path() + "/bases/base.yaml");
  EXPECT_FALSE(study.design.decide->most);
  EXPECT_EQ(study.design.decide->by, 2U);
  EXPECT_EQ(study.design.decide->whatever, 1U);
}

TEST(Study, LaysOverTheBaseWhatIsInAllThenAxisByAxisFilesFirst) {
  const Folder folder;
  const LoadOptions options = read(folder).load_options(1);
  std::vector<std::string> layers;
  for (const Layer& layer : options.layers)
    layers.push_back(layer.file.empty() ? flow_text(layer.written) : layer.file.substr(folder.path().size()));
  EXPECT_THAT(layers, ElementsAre("{title: In all}", "/first.yaml", "/more/second.yaml", "{title: Last}", "{days: 2}"));
  ASSERT_EQ(options.texts.size(), 1U);
  EXPECT_EQ(options.texts[0].text, text);
}

TEST(Study, MakesTheScenarioOfAVariant) {
  const Folder folder;
  const Study study = read(folder);
  std::filesystem::create_directory(folder.path() + "/bases");
  std::filesystem::create_directory(folder.path() + "/more");
  folder.write("bases/base.yaml", good_scenario());
  folder.write("first.yaml", "title: First\nnote: kept\n");
  folder.write("more/second.yaml", "title: Second\n");
  const Scenario one = load_scenario(study.base, test_kinds(), study.load_options(0));
  EXPECT_EQ(one.title.en, "In all");
  const Scenario two = load_scenario(study.base, test_kinds(), study.load_options(1));
  EXPECT_EQ(two.title.en, "Last");
  EXPECT_EQ(two.days, 2);
  // The file that holds the overlays is kept with the results.
  EXPECT_TRUE(
      std::any_of(two.texts.begin(), two.texts.end(), [](const SourceText& source) { return source.text == text; }));
}

TEST(Study, NamesMeasuresByWhatTheyAre) {
  const Folder folder;
  std::vector<std::string> names;
  for (const MeasureRequest& request : read(folder).design.measures) names.push_back(request.name);
  EXPECT_THAT(names, ElementsAre("waiting, desk, 95th percentile", "waiting, desk, 22nd percentile of a typical day",
                                 "In time", "kept"));
}

TEST(Study, AnAxisMayBeDates) {
  const Folder folder;
  std::string dates = text;
  const std::string a = "a: {name: only, scenario: {days: 2}}";
  dates.replace(dates.find(a), a.size(), "a: {from: 2024-02-28, to: 2024-03-01}");
  const Study study = read_study(folder.write("study.yaml", dates), test_kinds(), some_measures());
  EXPECT_THAT(study.design.axes[1].levels, ElementsAre("2024-02-28", "2024-02-29", "2024-03-01"));
  EXPECT_EQ(flow_text(study.load_options(1).layers.back().written), "{date: 2024-02-29}");
}

TEST(Study, IsKnownByItsFirstKey) {
  const Folder folder;
  EXPECT_TRUE(is_study(folder.write("study.yaml", text)));
  EXPECT_FALSE(is_study(folder.write("scenario.yaml", good_scenario())));
  EXPECT_FALSE(is_study(folder.path() + "/nowhere.yaml"));
  EXPECT_FALSE(is_study(folder.path()));
}

}  // namespace
}  // namespace crossflow::testing
