#include "sim/record/histogram.hpp"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace crossflow {
namespace {

Tick edge_of(Tick duration) {
  return duration_bins::upper_edge(duration_bins::bin_of(duration));
}

TEST(DurationBins, ResolveTenthsThenSecondsThenHundredths) {
  EXPECT_EQ(edge_of(0), 0);
  EXPECT_EQ(edge_of(1), second / 10);
  EXPECT_EQ(edge_of(10 * second + 400'000), 10 * second + 400'000) << "an edge is in its own bin";
  EXPECT_EQ(edge_of(10 * second + 400'001), 10 * second + 500'000);
  EXPECT_EQ(edge_of(2 * minute), 2 * minute);
  EXPECT_EQ(edge_of(2 * minute + 1), 2 * minute + second);
  EXPECT_EQ(edge_of(4 * hour), 4 * hour);
  EXPECT_EQ(edge_of(4 * hour + 1), 4 * hour + 144 * second);
}

TEST(DurationBins, NeverSayLessAndSoonEndLittleMore) {
  for (Tick d = 1; d < 400 * day; d += d / 7 + 1) {
    EXPECT_GE(edge_of(d), d);
    const Tick wide = d <= 2 * minute ? second / 10 : d <= 4 * hour ? second : d / 100 + second;
    EXPECT_LE(edge_of(d) - d, wide) << d;
  }
}

TEST(DurationBins, AreNumberedWithoutAGap) {
  const std::size_t last = duration_bins::bin_of(31 * day);
  for (std::size_t bin = 1; bin <= last; ++bin) {
    ASSERT_LT(duration_bins::upper_edge(bin - 1), duration_bins::upper_edge(bin));
    ASSERT_EQ(duration_bins::bin_of(duration_bins::upper_edge(bin)), bin);
    ASSERT_EQ(duration_bins::bin_of(duration_bins::upper_edge(bin - 1) + 1), bin);
  }
}

TEST(Durations, KeepTheExactSumBesideTheBins) {
  Durations times;
  for (const Tick d : {Tick{0}, 9 * second + 950'001, 10 * hour, 20 * hour}) times.add(d);
  EXPECT_EQ(times.sum(), 30 * hour + 9 * second + 950'001);
  EXPECT_EQ(times.longest(), 20 * hour);
  std::vector<std::pair<Tick, std::uint32_t>> bins;
  times.for_each_bin([&](Tick up_to, std::uint32_t count) { bins.emplace_back(up_to, count); });
  ASSERT_EQ(bins.size(), 4U);
  EXPECT_EQ(bins[0], (std::pair<Tick, std::uint32_t>{0, 1}));
  EXPECT_EQ(bins[1], (std::pair<Tick, std::uint32_t>{10 * second, 1}));
}

TEST(Durations, AreTheSamePackedOrNot) {
  Durations plain, packed;
  Tick d = 1;
  for (int i = 0; i < 4000; ++i) {
    d = (d * 48'271) % 2'147'483'647;  // up to 36 min
    plain.add(d);
    packed.add(d);
    if (i == 1000 || i == 1001 || i == 3000) packed.pack();
  }
  using Bins = std::vector<std::pair<Tick, std::uint32_t>>;
  const auto bins_of = [](const Durations& durations) {
    Bins bins;
    durations.for_each_bin([&](Tick up_to, std::uint32_t count) { bins.emplace_back(up_to, count); });
    return bins;
  };
  const Bins bins = bins_of(plain);
  EXPECT_GT(bins.size(), 1000U);
  EXPECT_EQ(bins_of(packed), bins);
  packed.pack();
  EXPECT_EQ(bins_of(packed), bins);
  EXPECT_EQ(packed.sum(), plain.sum());
  EXPECT_EQ(packed.longest(), plain.longest());

  std::vector<std::uint8_t> bytes;
  NumberWriter writer(bytes);
  plain.write(writer);
  Durations().write(writer);
  NumberReader reader(bytes);
  Durations back, none;
  back.read(reader);
  none.read(reader);
  EXPECT_FALSE(reader.any_left());
  EXPECT_EQ(bins_of(back), bins);
  EXPECT_EQ(back.sum(), plain.sum());
  EXPECT_EQ(back.longest(), plain.longest());
  EXPECT_TRUE(bins_of(none).empty());
}

}  // namespace
}  // namespace crossflow
