#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/draws.hpp"
#include "sim/base/problem.hpp"
#include "sim/record/entity_naming.hpp"
#include "sim/record/statistics.hpp"
#include "sim/record/trace_reader.hpp"
#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/record/sample_trace.hpp"
#include "tests/record/state_text.hpp"

namespace crossflow::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(SampleLog, HasEverythingThatATraceMustCarry) {
  const auto log = sample_log(sample_directory(), {});
  int seen[23] = {};
  bool party = false, reused = false;
  std::uint32_t slots = 0;
  int persons = 0;
  for (const Event& event : log) {
    ++seen[static_cast<int>(event.kind)];
    if (event.kind != EventKind::arrived) continue;
    party = party || event.server > 0;
    ++persons;
    slots = std::max(slots, event.entity + 1);
  }
  reused = slots < static_cast<std::uint32_t>(persons);
  for (int kind = 1; kind <= 10; ++kind) EXPECT_GT(seen[kind], 0) << kind;
  for (const EventKind kind : {EventKind::team, EventKind::officer, EventKind::order})
    EXPECT_GT(seen[static_cast<int>(kind)], 0);
  EXPECT_TRUE(party);
  EXPECT_TRUE(reused);
}

TEST(Trace, GivesBackTheLogWithRowsForSlots) {
  const Folder folder;
  const auto log = sample_log(sample_directory(), {.persons = 9000});
  ASSERT_GT(log.size(), 70'000U) << "more than one block";
  write_trace(folder / "a.h5", log, 12);
  TraceReader reader(folder / "a.h5", 12);
  EXPECT_EQ(reader.size(), log.size());
  EXPECT_EQ(reader.end(), log.back().tick + minute);
  EXPECT_TRUE(same(reader.events(0, reader.size()), with_rows(log)));
  EXPECT_EQ(reader.unknown(), 0U);
}

TEST(Trace, NamesEverybodyInOrderOfArrival) {
  const Folder folder;
  const auto log = sample_log(sample_directory(), {.persons = 500, .odd = 0.5});
  write_trace(folder / "a.h5", log);
  const TraceReader reader(folder / "a.h5", 0);
  const Directory directory = sample_directory();
  std::vector<TraceEntity> expected;
  for (const Event& event : log) {
    if (event.kind != EventKind::arrived) continue;
    TraceEntity entity;
    entity.number = static_cast<std::uint32_t>(event.value);
    entity.party = static_cast<std::uint32_t>(expected.size()) - event.server;
    entity.source = event.station;  // in this directory, source 0 is at station 0 and source 1 at station 1
    entity.traveller_class = event.aux;
    entity.direction = directory.sources[event.station].direction;
    expected.push_back(entity);
  }
  EXPECT_EQ(reader.entities(), expected);
}

TEST(Trace, PutsThoseAboardIntoTheVehicleThatLeadsThem) {
  Directory directory = sample_directory();
  ClassEntry coach;
  coach.name = "coach";
  coach.kind = EntityKind::vehicle;
  const auto of_coach = static_cast<std::uint8_t>(directory.classes.size());
  directory.classes.push_back(coach);
  EntityNaming naming(directory);
  const auto arrives = [&](std::uint32_t slot, std::uint8_t of_class, std::uint16_t before) {
    Event event{second, slot, static_cast<std::int32_t>(slot), 0, before, EventKind::arrived, of_class};
    naming.name(event);
  };
  arrives(8, of_coach, 0);
  arrives(3, 0, 1);
  arrives(4, 1, 2);
  arrives(5, 0, 0);  // a party on foot
  arrives(6, 0, 1);
  std::vector<std::uint32_t> carriers;
  for (const TraceEntity& entity : naming.fresh()) carriers.push_back(entity.carrier);
  EXPECT_THAT(carriers, ::testing::ElementsAre(no_entity, 0U, 0U, no_entity, no_entity));
}

TEST(Trace, ReadsAnyPart) {
  const Folder folder;
  const auto log = with_rows(sample_log(sample_directory(), {.persons = 16'000}));
  ASSERT_GT(log.size(), 140'000U) << "three blocks";
  write_trace(folder / "a.h5", log);
  TraceReader reader(folder / "a.h5", 0);
  const Stream stream(RunKey{}, "test", "parts");
  std::vector<std::size_t> cuts = {0, 1, 65535, 65536, 65537, 131'071, 131'072, 131'073, log.size() - 1, log.size()};
  for (std::uint64_t i = 0; i < 20; ++i) cuts.push_back(stream.bits(i) % log.size());
  for (const std::size_t from : cuts) {
    for (const std::size_t to : cuts) {
      if (from > to) continue;
      const std::vector<Event> part(log.begin() + static_cast<std::ptrdiff_t>(from),
                                    log.begin() + static_cast<std::ptrdiff_t>(to));
      ASSERT_TRUE(same(reader.events(from, to), part)) << from << " to " << to;
    }
  }
}

TEST(Trace, FindsAnyInstant) {
  const Folder folder;
  const auto log = sample_log(sample_directory(), {.persons = 9000});
  write_trace(folder / "a.h5", log);
  TraceReader reader(folder / "a.h5", 0);
  const Stream stream(RunKey{}, "test", "instants");
  std::vector<Tick> ticks = {-1, 0, log.front().tick, log.back().tick, log.back().tick + 1, never};
  for (std::uint64_t i = 0; i < 200; ++i) ticks.push_back(log[stream.bits(i) % log.size()].tick + Tick(i % 3) - 1);
  for (const std::size_t border : {65535U, 65536U}) ticks.push_back(log[border].tick);
  for (const Tick tick : ticks) {
    const auto expected = std::partition_point(log.begin(), log.end(), [&](const Event& e) { return e.tick < tick; });
    ASSERT_EQ(reader.first_at_or_after(tick), static_cast<std::uint64_t>(expected - log.begin())) << tick;
  }
}

// The snapshots and what follows them give what the whole log gives, in every field.
TEST(Trace, JumpsToTheStateOfAnyInstant) {
  const Directory directory = sample_directory();
  bool somebody = false, blocked = false, closed = false;
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    const Folder folder;
    LogOptions options;
    options.seed = seed;
    options.persons = seed == 4 ? 9000 : 1500;
    options.odd = 0.1 * static_cast<double>(seed);
    const auto log = with_rows(sample_log(directory, options));
    write_trace(folder / "a.h5", log);
    TraceReader reader(folder / "a.h5", 0);
    const Stream stream(RunKey{seed, 0, 0}, "test", "jumps");
    std::vector<Tick> ticks = {0, log.back().tick, never};
    for (std::uint64_t i = 0; i < 40; ++i) {
      const Tick tick = static_cast<Tick>(stream.bits(i) % static_cast<std::uint64_t>(log.back().tick));
      ticks.push_back(tick);
      ticks.push_back(tick - tick % (5 * minute));
      ticks.push_back(tick - tick % (5 * minute) - 1);
      ticks.push_back(log[stream.bits(i, 1) % log.size()].tick);
    }
    std::sort(ticks.begin(), ticks.end());
    PortState folded(directory);
    NoWatcher nobody;
    std::size_t at = 0;
    for (const Tick tick : ticks) {
      for (; at < log.size() && log[at].tick <= tick; ++at) folded.apply(log[at], nobody);
      const std::string expected = text_of(folded);
      ASSERT_EQ(text_of(reader.state_at(tick)), expected) << "seed " << seed << " at " << tick;
      somebody = somebody || folded.stations()[3].waiting > 0;
      blocked = blocked || !folded.stations()[3].blocked_by.empty();
      closed = closed || folded.stations()[3].servers[3] > 0;
    }
  }
  EXPECT_TRUE(somebody && blocked && closed);
}

TEST(Trace, GivesTheSameStatisticsAsTheRun) {
  const Folder folder;
  const auto log = sample_log(sample_directory(), {});
  Statistics running(sample_directory());
  feed(running, log);
  write_trace(folder / "a.h5", log);
  TraceReader reader(folder / "a.h5", 0);
  Statistics stored(reader.directory());
  stored.consume(reader.events(0, reader.size()));
  stored.finish(reader.end());
  ResultRows from_run, from_trace;
  running.add_rows(0, 0, from_run);
  stored.add_rows(0, 0, from_trace);
  EXPECT_GT(from_run.of<SeriesRow>().size(), 50U);
  EXPECT_EQ(text_of(from_trace), text_of(from_run));
}

TEST(Trace, OfNothingIsEmpty) {
  const Folder folder;
  write_trace(folder / "a.h5", {});
  TraceReader reader(folder / "a.h5", 0);
  EXPECT_EQ(reader.size(), 0U);
  EXPECT_EQ(reader.first_at_or_after(hour), 0U);
  EXPECT_TRUE(reader.events(0, 0).empty());
  EXPECT_EQ(text_of(reader.state_at(hour)), text_of(PortState(sample_directory())));
}

TEST(Trace, IsReadOnWhenAnotherReaderGoes) {
  const Folder folder;
  const auto log = with_rows(sample_log(sample_directory(), {}));
  write_trace(folder / "a.h5", log);
  TraceReader stays(folder / "a.h5", 0);
  {
    TraceReader goes(folder / "a.h5", 0);
    EXPECT_TRUE(same(goes.events(0, 10), {log.begin(), log.begin() + 10}));
  }
  EXPECT_TRUE(same(stays.events(0, stays.size()), log));
}

TEST(Trace, ThatIsNotThereIsAProblem) {
  const Folder folder;
  write_trace(folder / "a.h5", {}, 2);
  try {
    TraceReader reader(folder / "a.h5", 1);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("a.h5"), HasSubstr("no trace of replication 1")));
  }
}

}  // namespace
}  // namespace crossflow::test
