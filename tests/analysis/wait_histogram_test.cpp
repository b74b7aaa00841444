// Histograms of few and of many times answer alike, and a summary of a file as one of rows in memory.
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "analysis/histogram.hpp"
#include "analysis/summary.hpp"
#include "analysis/summary_json.hpp"
#include "sim/record/result_file.hpp"
#include "tests/analysis/example.hpp"

namespace crossflow {
namespace {

using Bins = std::vector<std::pair<double, std::int64_t>>;

Bins bins_of(const WaitHistogram& histogram) {
  Bins bins;
  histogram.for_each_bin([&](double up_to_s, std::int64_t count) { bins.emplace_back(up_to_s, count); });
  return bins;
}

TEST(WaitHistogram, HoldsFewTimesInAnyOrder) {
  WaitHistogram times;
  EXPECT_TRUE(bins_of(times).empty());
  EXPECT_FALSE(times.quantile_s(0.5));
  times.add(60, 2);
  times.add(0, 1);
  times.add(300, 0);
  times.add(60, 3);
  times.add(0.1, 4);
  EXPECT_EQ(bins_of(times), (Bins{{0, 1}, {0.1, 4}, {60, 5}}));
  EXPECT_EQ(times.count(), 10);
  EXPECT_EQ(times.quantile_s(0.1), 0);
  EXPECT_EQ(times.quantile_s(0.5), 0.1);
  EXPECT_EQ(times.quantile_s(0.51), 60);
  times.note_longest(59.95);
  EXPECT_EQ(times.quantile_s(1), 59.95) << "the longest is known, and is in this bin";
}

TEST(WaitHistogram, HoldsManyTimesAsItHeldFew) {
  std::mt19937 random(1);
  std::uniform_int_distribution<int> tenths(0, 400), counts(1, 300);
  WaitHistogram all, in_parts;
  Bins expected(401);
  for (int i = 0; i < 401; ++i) expected[static_cast<std::size_t>(i)] = {i / 10.0, 0};
  for (int part = 0; part < 40; ++part) {
    WaitHistogram some;
    for (int i = 0; i < 60; ++i) {
      const int at = tenths(random), count = counts(random);
      expected[static_cast<std::size_t>(at)].second += count;
      all.add(at / 10.0, count);
      some.add(at / 10.0, count);
    }
    in_parts.merge(some);
  }
  std::erase_if(expected, [](const auto& bin) { return bin.second == 0; });
  EXPECT_EQ(bins_of(all), expected);
  EXPECT_EQ(bins_of(in_parts), expected);
  for (const double q : {0.01, 0.5, 0.95, 1.0}) EXPECT_EQ(all.quantile_s(q), in_parts.quantile_s(q));

  WaitHistogram few, both = all;
  few.add(40, 1000);
  few.add(3600, 5);
  both.merge(few);
  EXPECT_EQ(both.smooth_quantile_s(0.9, &few), all.smooth_quantile_s(0.9));
  EXPECT_NE(both.smooth_quantile_s(0.9), all.smooth_quantile_s(0.9));
}

TEST(Summary, OfAFileIsThatOfItsRows) {
  const Directory directory = example_directory();
  const ResultRows rows = example_rows(3);
  const std::string path = ::testing::TempDir() + "summary_of_a_file_" + std::to_string(getpid()) + ".h5";
  ResultWriter writer(path, directory, FileInfo{});
  writer.append(rows);
  writer.finish(RunInfo{});
  const ResultReader reader(path);
  std::filesystem::remove(path);
  std::size_t told = 0;
  const Summary summary = summarise(reader, reader.short_rows(), [&](const SeriesRow&) { ++told; });
  EXPECT_EQ(json_of(directory, summary).dump(), json_of(directory, summarise(directory, rows)).dump());
  EXPECT_EQ(told, rows.of<SeriesRow>().size());
  EXPECT_GT(told, 0U);
}

}  // namespace
}  // namespace crossflow
