// Traces with something in them that no run writes.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>

#include "sim/base/draws.hpp"
#include "sim/base/problem.hpp"
#include "sim/record/event_check.hpp"
#include "sim/record/trace_reader.hpp"
#include "sim/record/trace_writer.hpp"
#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"

namespace crossflow::test {
namespace {

using ::testing::HasSubstr;

class DamagedTrace : public ::testing::Test {
 protected:
  DamagedTrace() : log_(with_rows(sample_log(sample_directory(), {.persons = 300}))) {
    ResultWriter writer(path_, sample_directory(), FileInfo{});
    TraceWriter trace(writer, sample_directory(), 0);
    trace.consume(log_);
    trace.finish(log_.back().tick);
    writer.finish(sample_run());
  }

  // Writes one number into a column of events, as HDF5 does it: all checksums are right.
  void set(const char* column, std::uint64_t row, std::int64_t value) { set_many(column, {{row, value}}); }
  void set_many(const char* column, const std::vector<std::pair<std::uint64_t, std::int64_t>>& rows) {
    const hid_t file = H5Fopen(path_.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    const hid_t dataset = H5Dopen2(file, (std::string("/trace/0000/") + column).c_str(), H5P_DEFAULT);
    ASSERT_GE(dataset, 0);
    for (const auto& [row, value] : rows) {
      const hsize_t at = row, one = 1;
      const hid_t space = H5Dget_space(dataset);
      const hid_t memory = H5Screate_simple(1, &one, nullptr);
      H5Sselect_hyperslab(space, H5S_SELECT_SET, &at, nullptr, &one, nullptr);
      ASSERT_GE(H5Dwrite(dataset, H5T_NATIVE_INT64, memory, space, H5P_DEFAULT, &value), 0);
      H5Sclose(memory);
      H5Sclose(space);
    }
    H5Dclose(dataset);
    ASSERT_GE(H5Fclose(file), 0);
  }

  std::size_t first(EventKind kind) const {
    std::size_t at = 0;
    while (log_[at].kind != kind) ++at;
    return at;
  }

  std::string problem() const {
    try {
      TraceReader reader(path_, 0);
      reader.events(0, reader.size());
      for (Tick tick = 0; tick < log_.back().tick; tick += 4 * minute) reader.state_at(tick);
      reader.state_at(never);
    } catch (const InputError& error) {
      return error.what();
    }
    return "no problem";
  }

  const Folder folder_;
  const std::string path_ = folder_ / "a.h5";
  const std::vector<Event> log_;
};

TEST_F(DamagedTrace, IsWholeBeforeItIsDamaged) {
  EXPECT_EQ(problem(), "no problem");
}

TEST_F(DamagedTrace, UnknownKindsAreLeftOutAndCountedOnce) {
  // Those that change nothing for the state that follows: the events of the port itself.
  set_many("kind", {{first(EventKind::port), 200}, {log_.size() - 1, 99}});
  TraceReader reader(path_, 0);
  EXPECT_EQ(reader.size(), log_.size());
  EXPECT_EQ(reader.events(0, reader.size()).size(), log_.size() - 2);
  EXPECT_EQ(reader.events(0, reader.size()).size(), log_.size() - 2);
  EXPECT_EQ(reader.unknown(), 2U);
  EXPECT_EQ(problem(), "no problem");
}

TEST_F(DamagedTrace, NumbersThatPointNowhere) {
  struct Damage {
    const char* column;
    EventKind kind;
    std::int64_t value;
  };
  for (const Damage& damage :
       std::initializer_list<Damage>{{"station", EventKind::joined, 6},     {"station", EventKind::server, 6},
                                     {"station", EventKind::arrived, 2},    {"server", EventKind::started, 10},
                                     {"server", EventKind::moved, 6},       {"server", EventKind::server, 0xffff},
                                     {"entity", EventKind::ended, 300'000}, {"entity", EventKind::left, 0xffffffff},
                                     {"value", EventKind::blocked, 6},      {"value", EventKind::blocked, -1},
                                     {"value", EventKind::server, 6},       {"value", EventKind::port, 1},
                                     {"aux", EventKind::arrived, 2},        {"aux", EventKind::cleared, 8},
                                     {"aux", EventKind::left, 6},           {"server", EventKind::officer, 3},
                                     {"aux", EventKind::officer, 7},        {"station", EventKind::officer, 6},
                                     {"value", EventKind::officer, -2},     {"server", EventKind::order, 1},
                                     {"aux", EventKind::order, 6},          {"station", EventKind::order, 6},
                                     {"tick_us", EventKind::joined, -1}}) {
    const std::size_t at = first(damage.kind);
    const Event& event = log_[at];
    const std::string column = damage.column;
    const std::int64_t before = column == "station"  ? event.station
                                : column == "server" ? event.server
                                : column == "entity" ? event.entity
                                : column == "value"  ? event.value
                                : column == "aux"    ? event.aux
                                                     : event.tick;
    set(damage.column, at, damage.value);
    EXPECT_THAT(problem(), HasSubstr("this file is damaged")) << column << " of " << static_cast<int>(damage.kind);
    set(damage.column, at, before);
  }
  EXPECT_EQ(problem(), "no problem");
}

TEST_F(DamagedTrace, EventsOutOfOrder) {
  set("tick_us", log_.size() / 2, log_.back().tick + 1);
  EXPECT_THAT(problem(), HasSubstr("out of order"));
}

TEST_F(DamagedTrace, EventsThatCannotFollowTheOnesBefore) {
  set("entity", first(EventKind::ended), 299);
  EXPECT_THAT(problem(), HasSubstr("cannot follow"));
}

TEST_F(DamagedTrace, AnyEventChanged) {
  const Stream stream(RunKey{}, "damage", "events");
  constexpr const char* columns[] = {"kind", "entity", "station", "server", "value", "aux"};
  int noticed = 0;
  for (std::uint64_t i = 0; i < 150; ++i) {
    const std::string whole = bytes_of(path_);
    std::vector<std::pair<std::uint64_t, std::int64_t>> changes;
    for (std::uint32_t k = 0; k < 3; ++k) {
      changes.emplace_back(stream.bits(i, 1, k) % log_.size(), static_cast<std::int64_t>(stream.bits(i, 2, k) % 11));
    }
    set_many(columns[i % 6], changes);
    if (problem() != "no problem") ++noticed;
    std::ofstream(path_, std::ios::binary) << whole;
  }
  EXPECT_GT(noticed, 75);
}

TEST_F(DamagedTrace, AnyByteChanged) {
  const std::string whole = bytes_of(path_);
  const Stream stream(RunKey{}, "damage", "bytes");
  int noticed = 0;
  for (std::uint64_t i = 0; i < 300; ++i) {
    std::string damaged = whole;
    const std::size_t at = stream.bits(i, 0) % whole.size();
    damaged[at] = static_cast<char>(damaged[at] ^ static_cast<char>(1U << stream.bits(i, 1) % 8));
    std::ofstream(path_, std::ios::binary) << damaged;
    if (problem() != "no problem") ++noticed;
  }
  EXPECT_GT(noticed, 100);
}

}  // namespace
}  // namespace crossflow::test
