// What checks found and missed, from a log written by hand.
#include <bit>

#include <gtest/gtest.h>

#include "tests/record/fold_log.hpp"

namespace crossflow::test {
namespace {

Directory directory() {
  Directory d = small_directory();
  d.stations[table].checks = CheckKind::search;
  d.prevalences = {{visitor, Contraband::drugs, 0.5}, {visitor, Contraband::tobacco, 0.1}};
  return d;
}

Event event(std::uint32_t who, EventKind kind, std::uint16_t at, std::uint8_t aux, float chance = 0) {
  return {0, who, std::bit_cast<std::int32_t>(chance), at, 0, kind, aux};
}

TEST(RiskCounts, FoundOnceAndByKind) {
  using namespace check_bits;
  constexpr auto drugs = static_cast<std::uint8_t>(Contraband::drugs);
  const std::vector<Event> events{{0, 0, 0, door, 0, EventKind::arrived, visitor},
                                  event(0, EventKind::carries, door, drugs),
                                  {0, 1, 1, door, 0, EventKind::arrived, visitor},
                                  {0, 2, 2, door, 0, EventKind::arrived, local},
                                  event(0, EventKind::checked, desk, alarm),    // selected
                                  event(0, EventKind::checked, table, search),  // searched, missed
                                  event(0, EventKind::checked, table, search | alarm | found),
                                  event(0, EventKind::checked, table, search),  // carries nothing any more
                                  event(1, EventKind::checked, table, search),
                                  event(1, EventKind::chance, table, drugs, 0.25F),
                                  event(1, EventKind::chance, table, 5, 0.5F),
                                  event(0, EventKind::chance, table, drugs, 9.0F),  // of a carrier: does not count
                                  event(2, EventKind::checked, desk, alarm)};       // a false one
  Statistics statistics(directory());
  statistics.consume(events);
  statistics.finish(0);
  ResultRows rows;
  statistics.add_rows(3, 0, rows);

  const auto text = [](const RiskRow& r) {
    return std::vector<double>{
        static_cast<double>(r.traveller_class), static_cast<double>(r.contraband), static_cast<double>(r.entities),
        static_cast<double>(r.clean),           static_cast<double>(r.carriers),   static_cast<double>(r.found),
        static_cast<double>(r.selected),        static_cast<double>(r.searched),   r.chance_sum};
  };
  std::vector<std::vector<double>> risk;
  for (const RiskRow& r : rows.of<RiskRow>()) risk.push_back(text(r));
  EXPECT_EQ(risk, (std::vector<std::vector<double>>{{local, 0, 1, 1, 0, 0, 1, 0, 0},
                                                    {visitor, 0, 2, 1, 1, 1, 2, 2, 0},
                                                    {visitor, 1, 2, 1, 1, 1, 1, 1, 0.25},
                                                    {visitor, 5, 1, 1, 0, 0, 0, 0, 0.5}}));
  using Check = std::tuple<int, int, int, std::int64_t, std::int64_t, std::int64_t>;
  std::vector<Check> checks;
  for (const CheckRow& c : rows.of<CheckRow>())
    checks.emplace_back(c.station, c.traveller_class, c.contraband, c.checked, c.alarms, c.found);
  EXPECT_EQ(checks, (std::vector<Check>{{desk, local, 0, 1, 1, 0},
                                        {desk, visitor, 1, 1, 1, 0},
                                        {table, visitor, 0, 2, 0, 0},
                                        {table, visitor, 1, 2, 1, 1}}));
}

TEST(RiskCounts, NothingIsSaidWhereNothingIsLookedFor) {
  const ResultRows rows = Log().arrives(0, 0).fold(1);
  EXPECT_TRUE(rows.of<RiskRow>().empty());
  EXPECT_TRUE(rows.of<CheckRow>().empty());
}

}  // namespace
}  // namespace crossflow::test
