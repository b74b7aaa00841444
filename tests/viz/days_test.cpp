#include "viz/replay/days.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/problem.hpp"
#include "sim/record/trace_writer.hpp"
#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/record/sample_trace.hpp"

namespace crossflow::test {
namespace {

// Twenty days whose waiting is 0, 7, 14, ... times something, in mixed order.
constexpr std::uint32_t days_in_file = 20;
std::uint32_t rank_of(std::uint32_t replication) {
  return replication * 7 % days_in_file;
}

std::string file_with_traces(const Folder& folder, const std::vector<std::uint32_t>& traces) {
  const std::string path = folder / "days.h5";
  ResultWriter writer(path, sample_directory(), sample_info());
  const auto log = sample_log(sample_directory(), {.persons = 20});
  for (std::uint32_t r = 0; r < days_in_file; ++r) {
    ResultRows rows;
    rows.of<ReplicationRow>().push_back({});
    rows.of<ReplicationRow>().back().replication = r;
    SeriesRow series{};
    series.replication = r;
    series.waiting_person_s = 3600.0 * rank_of(r);
    series.waiting_max = rank_of(r);
    series.started = 1;
    rows.of<SeriesRow>() = {series};
    writer.append(rows);
    if (std::find(traces.begin(), traces.end(), r) == traces.end()) continue;
    TraceWriter trace(writer, sample_directory(), r);
    trace.consume(log);
    trace.finish(log.back().tick);
  }
  writer.finish(sample_run());
  return path;
}

TEST(Days, OpensOnTheOneNearestTheMiddle) {
  const Folder folder;
  std::vector<std::uint32_t> all(days_in_file);
  for (std::uint32_t i = 0; i < days_in_file; ++i) all[i] = i;
  const viz::Days days = viz::days_of(ResultReader(file_with_traces(folder, all)));
  ASSERT_EQ(days.with_trace.size(), 20U);
  EXPECT_EQ(days.days, 20U);
  EXPECT_EQ(days.with_trace[days.middle].rank, 9U) << "of 0 to 19; 10 is as near and comes later";
  EXPECT_EQ(days.with_trace[days.one_in_twenty].rank, 19U);
  for (const viz::DayChoice& day : days.with_trace) {
    EXPECT_EQ(day.rank, rank_of(day.replication));
    EXPECT_DOUBLE_EQ(day.waiting_person_h, rank_of(day.replication));
  }
}

TEST(Days, RanksAmongAllThoughFewHaveATrace) {
  const Folder folder;
  const viz::Days days = viz::days_of(ResultReader(file_with_traces(folder, {0, 1, 3})));
  ASSERT_EQ(days.with_trace.size(), 3U);
  EXPECT_EQ(days.with_trace[days.middle].replication, 1U) << "its rank is 7; the others' are 0 and 1";
  EXPECT_EQ(days.with_trace[0].days, 20U);
}

TEST(Days, SaysWhatToDoWithoutATrace) {
  const Folder folder;
  try {
    viz::days_of(ResultReader(file_with_traces(folder, {})));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("--trace"));
  }
}

TEST(Band, HoldsNineDaysOfTen) {
  std::vector<SeriesRow> rows;
  for (std::uint32_t r = 0; r < 21; ++r) {
    SeriesRow row{};
    row.replication = r;
    row.station = 3;
    row.from_s = 900;
    row.waiting_max = 20 - static_cast<std::int64_t>(r);
    row.busy_s = 900.0 * r;
    rows.push_back(row);
  }
  const viz::Band band = viz::band_of(rows, 21, 3, viz::BandOf::waiting_max, 15 * minute);
  ASSERT_EQ(band.low.size(), 2U);
  EXPECT_DOUBLE_EQ(band.low[1], 1);
  EXPECT_DOUBLE_EQ(band.middle[1], 10);
  EXPECT_DOUBLE_EQ(band.high[1], 19);
  EXPECT_DOUBLE_EQ(viz::band_of(rows, 21, 3, viz::BandOf::busy, 15 * minute).middle[1], 10);
  EXPECT_TRUE(viz::band_of(rows, 21, 4, viz::BandOf::busy, 15 * minute).low.empty());
  EXPECT_TRUE(viz::band_of(rows, 4, 3, viz::BandOf::busy, 15 * minute).low.empty()) << "too few days for a band";
}

}  // namespace
}  // namespace crossflow::test
