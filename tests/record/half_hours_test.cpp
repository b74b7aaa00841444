// What is kept of a long run comes out as it went in, packed or not, and may still be added to.
#include "sim/record/half_hours.hpp"

#include <cstdint>
#include <limits>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "sim/record/station_bin.hpp"
#include "tests/record/fold_log.hpp"

namespace crossflow::test {
namespace {

TEST(PackedNumbers, ComeBackAsTheyWere) {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::vector<std::uint8_t> bytes;
  NumberWriter writer(bytes);
  for (const std::uint64_t number : {0ULL, 127ULL, 128ULL, ~0ULL}) writer.put(number);
  EXPECT_EQ(bytes.size(), 1U + 1U + 2U + 10U);
  for (const std::int64_t number : {std::int64_t{-1}, std::int64_t{63}, std::int64_t{-65}, least, most})
    writer.put_signed(number);
  NumberReader reader(bytes);
  for (const std::uint64_t number : {0ULL, 127ULL, 128ULL, ~0ULL}) EXPECT_EQ(reader.take(), number);
  for (const std::int64_t number : {std::int64_t{-1}, std::int64_t{63}, std::int64_t{-65}, least, most})
    EXPECT_EQ(reader.take_signed(), number);
  EXPECT_FALSE(reader.any_left());
}

struct Counted {
  std::int64_t count = 0;
  void settle() {}
  void pack(NumberWriter& writer) const { writer.put_signed(count); }
  void unpack(NumberReader& reader) { count = reader.take_signed(); }
};

TEST(HalfHours, TakeWhatBelongsToOnesLongPast) {
  HalfHours<Counted> half_hours;
  std::vector<std::int64_t> expected(1000);
  const auto add = [&](std::size_t index) {
    ++half_hours.at(index).count;
    ++expected[index];
  };
  for (std::size_t h = 0; h < expected.size(); ++h) {
    if (h % 5 == 3) continue;  // nothing happens
    add(h);
    add(h);
    add(h - h % 7);
    if (h >= 200) add(h - 200);                   // of each that is packed, once more
    if (h >= 120 && h % 2 == 0) add(h / 2 + 50);  // and some in another order
  }
  add(0);
  std::vector<std::int64_t> found;
  half_hours.for_each([&](std::size_t h, const Counted& cell) {
    EXPECT_EQ(h, found.size());
    found.push_back(cell.count);
  });
  EXPECT_EQ(found, expected);
}

TEST(HalfHours, HoldAsManyAsWereAskedFor) {
  HalfHours<Counted> half_hours;
  half_hours.for_each([](std::size_t, const Counted&) { FAIL() << "none was asked for"; });
  half_hours.at(299).count = 7;
  std::int64_t all = 0, sum = 0;
  half_hours.for_each([&](std::size_t, const Counted& cell) {
    ++all;
    sum += cell.count;
  });
  EXPECT_EQ(all, 300);
  EXPECT_EQ(sum, 7);
}

TEST(EndedBins, ComeBackAsTheyWere) {
  StationBin first, full;
  full.from = 15 * minute;
  full.joined = 70'000;
  full.balked = 3;
  full.waiting = 123'456'789'012;
  full.blocked = 1;
  full.inside_max = 2'000'000'000;
  full.waiting_max_at = full.from;  // at the very beginning is not never
  full.inside_max_at = full.from + 1;
  full.in_hours.time.back() = 5;
  full.in_hours.busy = -6;
  full.ledger.charged.front() = 7;
  full.ledger.charged.back() = 8;
  full.ledger.by_place = {{0, 9}, {65'000, 10}};
  EndedBins bins;
  EXPECT_TRUE(bins.empty());
  bins.add(first);
  EXPECT_FALSE(bins.empty()) << "nothing in it, and there all the same";
  bins.add(full);
  std::vector<StationBin> back;
  bins.for_each(15 * minute, [&](const StationBin& bin) { back.push_back(bin); });
  ASSERT_EQ(back.size(), 2U);
  const auto all = [](const StationBin& b) {
    return std::tuple(b.from, b.joined, b.started, b.served, b.gave_up, b.broken_off, b.balked, b.waiting, b.held,
                      b.open, b.busy, b.blocked, b.waiting_max, b.held_max, b.inside_max, b.waiting_max_at,
                      b.held_max_at, b.inside_max_at, b.in_hours.time, b.in_hours.busy, b.ledger.charged,
                      b.ledger.by_place);
  };
  EXPECT_EQ(all(back[0]), all(first));
  EXPECT_EQ(all(back[1]), all(full));
}

// One person a half-hour for ten days is served at once; one waits for eight days meanwhile.
TEST(Fold, WhoWaitsForDaysBelongsToTheHalfHourOfJoining) {
  constexpr double half_hour_s = 1800;
  constexpr std::uint32_t half_hours = 480, patient = 1000;
  Log log;
  for (std::uint32_t h = 0; h < half_hours; ++h) {
    const double from = h * half_hour_s;
    log.arrives(from, h).joins_and_starts(from, h, desk).ends(from + 10, h, desk);
    log.cleared(from + 10, h, desk, immigration).leaves(from + 10, h, desk);
    if (h == 2) log.arrives(from + 60, patient).joins(from + 60, patient, desk);
    if (h == 386) {
      log.starts(from + 60, patient, desk).ends(from + 70, patient, desk);
      log.cleared(from + 70, patient, desk, immigration).leaves(from + 70, patient, desk);
    }
  }
  const ResultRows rows = log.fold(half_hours * half_hour_s);
  std::size_t with_somebody = 0;
  for (const WaitSumRow& row : rows.of<WaitSumRow>()) {
    const bool then = row.from_s == 2 * half_hour_s;
    EXPECT_EQ(row.count, then ? 2 : 1) << row.from_s;
    EXPECT_EQ(row.wait_s, then ? 384 * half_hour_s : 0) << row.from_s;
    EXPECT_EQ(row.longest_s, row.wait_s) << row.from_s;
    ++with_somebody;
  }
  EXPECT_EQ(with_somebody, half_hours);
  std::size_t clocks = 0;
  for (const PledgeRow& row : rows.of<PledgeRow>()) {
    const bool then = row.from_s == 2 * half_hour_s;
    EXPECT_EQ(row.joined, then ? 2 : 1) << row.from_s;
    EXPECT_EQ(row.cleared, row.joined) << row.from_s;
    EXPECT_EQ(row.kept, 1) << row.from_s;
    EXPECT_EQ(row.longest_s, then ? 384 * half_hour_s + 10 : 10) << row.from_s;
    ++clocks;
  }
  EXPECT_EQ(clocks, half_hours);
  const auto bins = series(rows, desk);
  ASSERT_EQ(bins.size(), half_hours * 30U);
  EXPECT_EQ(bins[61].waiting_person_s, 60) << "the minute in which the patient one came";
  EXPECT_EQ(bins[11'580].waiting_person_s, 60) << "the last before its turn";
  EXPECT_EQ(bins[11'581].started, 1);
  EXPECT_EQ(bins[11'581].waiting_person_s, 0);
}

}  // namespace
}  // namespace crossflow::test
