// Both ends of the live stream, without a simulator: a log goes in at one and must come out at the other; and whatever
// else comes, the viewer's end stays whole.
#include <array>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim/base/draws.hpp"
#include "sim/record/event_check.hpp"
#include "sim/record/layouts.hpp"
#include "sim/record/packed_rows.hpp"
#include "sim/record/stream_frame.hpp"
#include "sim/record/stream_reader.hpp"
#include "sim/record/stream_writer.hpp"
#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/record/sample_trace.hpp"

namespace crossflow::test {
namespace {

using stream::FrameBytes;
using stream::FrameKind;
using ::testing::HasSubstr;
using Bytes = std::vector<std::byte>;

void append(Bytes& to, std::span<const std::byte> bytes) {
  to.insert(to.end(), bytes.begin(), bytes.end());
}

struct Sockets {
  Sockets() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0); }
  ~Sockets() {
    for (const int end : ends) ::close(end);
  }
  int ends[2] = {-1, -1};
  int simulator() const { return ends[0]; }
  int viewer() const { return ends[1]; }
  void hang_up() { ::shutdown(ends[1], SHUT_RDWR); }
};

/// All that the simulator's end sends while `work` uses it.
Bytes sent(const std::function<void(StreamWriter&)>& work) {
  Sockets sockets;
  Bytes all;
  std::thread reader([&] {
    Bytes piece(100'000);
    for (ssize_t n = 0; (n = ::recv(sockets.viewer(), piece.data(), piece.size(), 0)) > 0;)
      append(all, std::span(piece).first(static_cast<std::size_t>(n)));
  });
  {
    StreamWriter writer(sockets.simulator(), [] { ADD_FAILURE() << "the viewer is there"; });
    work(writer);
  }
  ::shutdown(sockets.simulator(), SHUT_WR);
  reader.join();
  return all;
}

Bytes sent_run(const std::vector<Event>& log) {
  return sent([&log](StreamWriter& writer) {
    writer.open(sample_directory());
    feed(writer, log);
  });
}

/// A viewer's end that folds what comes, as a viewer does.
struct Folded {
  StreamReader reader{[this](std::span<const Event> some) {
    if (!state) state.emplace(reader.directory());
    NoWatcher nobody;
    for (const Event& event : some) {
      if (!can_follow(event, *state)) throw RunError("cannot follow");
      state->apply(event, nobody);
    }
    events.insert(events.end(), some.begin(), some.end());
  }};
  std::optional<PortState> state;
  std::vector<Event> events;

  /// What is wrong with these bytes, which come in pieces.
  std::string problem(std::span<const std::byte> bytes, std::size_t piece = 1'000'000) {
    try {
      for (; !bytes.empty(); bytes = bytes.subspan(std::min(piece, bytes.size())))
        reader.take(bytes.first(std::min(piece, bytes.size())));
    } catch (const RunError& error) {
      return error.what();
    }
    return "no problem";
  }
};

TEST(Stream, CarriesADirectoryAndALog) {
  const auto log = sample_log(sample_directory(), {.persons = 3000});
  const Bytes all = sent_run(log);
  for (const std::size_t piece : {1U, 7U, 1000U, 1'000'000U}) {
    Folded viewer;
    ASSERT_EQ(viewer.problem(all, piece), "no problem");
    EXPECT_EQ(text_of(viewer.reader.directory()), text_of(sample_directory()));
    EXPECT_TRUE(same(viewer.events, with_rows(log)));
    EXPECT_EQ(viewer.reader.end(), log.back().tick + minute);
    EXPECT_EQ(viewer.reader.known_until(), log.back().tick + minute);
  }
}

TEST(Stream, NamesEverybodyAsATraceDoes) {
  const auto log = sample_log(sample_directory(), {.persons = 500, .odd = 0.5});
  Folded viewer;
  ASSERT_EQ(viewer.problem(sent_run(log)), "no problem");
  std::vector<TraceEntity> expected;
  for (const Event& event : log) {
    if (event.kind != EventKind::arrived) continue;
    TraceEntity entity;
    entity.number = static_cast<std::uint32_t>(event.value);
    entity.party = static_cast<std::uint32_t>(expected.size()) - event.server;
    entity.source = event.station;
    entity.traveller_class = event.aux;
    entity.direction = sample_directory().sources[event.station].direction;
    expected.push_back(entity);
  }
  EXPECT_EQ(viewer.reader.entities(), expected);
}

TEST(Stream, AsksForGrantsAndSaysWhatIsKnown) {
  const auto log = sample_log(sample_directory(), {.persons = 5});
  Sockets sockets;
  StreamWriter writer(sockets.simulator(), [] { FAIL(); });
  Folded viewer;
  const auto hear = [&] {
    Bytes piece(100'000);
    const ssize_t n = ::recv(sockets.viewer(), piece.data(), piece.size(), MSG_DONTWAIT);
    ASSERT_GT(n, 0);
    ASSERT_EQ(viewer.problem(std::span(piece).first(static_cast<std::size_t>(n))), "no problem");
  };
  const auto grant = [&](Tick tick) {
    const Bytes frame = grant_frame(tick);
    ASSERT_EQ(::send(sockets.viewer(), frame.data(), frame.size(), 0), static_cast<ssize_t>(frame.size()));
  };
  writer.open(sample_directory());
  hear();
  EXPECT_TRUE(viewer.reader.opened());
  EXPECT_EQ(viewer.reader.known_until(), -1);
  grant(10);
  grant(hour);
  EXPECT_EQ(writer.more(-1), hour) << "the latest counts";
  writer.consume(std::span(log).first(3));
  grant(minute);  // is none: it is less
  grant(day);
  EXPECT_EQ(writer.more(hour), day);
  hear();
  EXPECT_EQ(viewer.events.size(), 3U);
  EXPECT_EQ(viewer.reader.known_until(), hour);
}

TEST(Stream, AViewerThatIsGoneIsNoticedAtOnceAndOnce) {
  Sockets sockets;
  int gone = 0;
  StreamWriter writer(sockets.simulator(), [&gone] { ++gone; });
  writer.open(sample_directory());
  sockets.hang_up();
  EXPECT_EQ(writer.more(5), never);
  EXPECT_EQ(gone, 1);
  feed(writer, sample_log(sample_directory(), {.persons = 3000}));
  EXPECT_EQ(writer.more(7), never);
  EXPECT_EQ(gone, 1);
}

TEST(Stream, AGrantThatIsNoneEndsTheRunWithAReason) {
  Sockets sockets;
  int gone = 0;
  StreamWriter writer(sockets.simulator(), [&gone] { ++gone; });
  writer.open(sample_directory());
  Bytes junk(64, std::byte{0x5a});
  ASSERT_GT(::send(sockets.viewer(), junk.data(), junk.size(), 0), 0);
  EXPECT_EQ(writer.more(-1), never);
  EXPECT_EQ(gone, 1);
  Bytes piece(100'000);
  const ssize_t n = ::recv(sockets.viewer(), piece.data(), piece.size(), 0);
  Folded viewer;
  ASSERT_EQ(viewer.problem(std::span(piece).first(static_cast<std::size_t>(n))), "no problem");
  ASSERT_TRUE(viewer.reader.failure());
  EXPECT_THAT(viewer.reader.failure()->problems.text(), HasSubstr("there is no frame of kind"));
}

TEST(Stream, CarriesWhatIsWrongWithAScenario) {
  Problems problems;
  problems.add({"a.yaml", 3, 5}, "unknown key 'servrs'", "a key", "servers");
  problems.add({"b.yaml"}, "is empty");
  Folded viewer;
  ASSERT_EQ(viewer.problem(sent([&](StreamWriter& writer) { writer.fail(InputError(problems)); })), "no problem");
  ASSERT_TRUE(viewer.reader.failure());
  EXPECT_TRUE(viewer.reader.failure()->input);
  EXPECT_EQ(viewer.reader.failure()->problems.text(), problems.text());
}

// Frames that are whole, but should not be there.
TEST(Stream, SaysWhatCannotBeRead) {
  const auto log = sample_log(sample_directory(), {.persons = 3});
  const Bytes run = sent_run(log);
  const Bytes opened = sent([](StreamWriter& writer) { writer.open(sample_directory()); });
  const auto after = [](const Bytes& before, FrameBytes frame) {
    Bytes all = before;
    append(all, frame.done());
    Folded viewer;
    return viewer.problem(all);
  };
  const auto tick = [](FrameKind kind, Tick at) { return std::move(FrameBytes(kind).number(at)); };
  const auto event = [](Event e) {
    return std::move(FrameBytes(FrameKind::events).raw(std::as_bytes(std::span(&e, 1))));
  };
  EXPECT_EQ(after(opened, tick(FrameKind::known, 5)), "no problem");
  EXPECT_THAT(after(opened, tick(FrameKind::known, -5)), HasSubstr("time runs backwards"));
  EXPECT_THAT(after(opened, tick(FrameKind::known, never)), HasSubstr("time runs backwards"));
  EXPECT_THAT(after(opened, tick(FrameKind::grant, 5)), HasSubstr("grants nothing"));
  EXPECT_THAT(after(run, tick(FrameKind::known, day)), HasSubstr("comes after the end"));
  EXPECT_THAT(after({}, tick(FrameKind::known, 5)), HasSubstr("does not begin with a greeting"));
  EXPECT_THAT(after({}, std::move(FrameBytes(FrameKind::hello).text("good day"))), HasSubstr("it is no simulator"));
  EXPECT_THAT(
      after({},
            std::move(
                FrameBytes(FrameKind::hello).raw(std::as_bytes(std::span(stream::magic))).number(stream::version + 1))),
      HasSubstr("it speaks version 3, this viewer 2"));
  EXPECT_THAT(after(opened, std::move(FrameBytes(FrameKind::hello).number(std::uint8_t{1}))),
              HasSubstr("cannot be 1 bytes long"));
  EXPECT_THAT(after(opened, FrameBytes(static_cast<FrameKind>(99))), HasSubstr("no frame of kind 99"));
  EXPECT_THAT(after(opened, std::move(FrameBytes(FrameKind::entities).number(std::uint8_t{1}))),
              HasSubstr("half an entity"));
  Event joined{1, 0, 0, 2, 0, EventKind::joined, 0};
  EXPECT_THAT(after(opened, event(joined)), HasSubstr("points to what does not exist"));
  Event closed{1, no_entity, 0, no_station, no_server, EventKind::port, 0};
  EXPECT_EQ(after(opened, event(closed)), "no problem");
  closed.kind = static_cast<EventKind>(77);
  EXPECT_THAT(after(opened, event(closed)), HasSubstr("points to what does not exist"));
  closed = {-1, no_entity, 0, no_station, no_server, EventKind::port, 0};
  EXPECT_THAT(after(opened, event(closed)), HasSubstr("out of order"));
}

TEST(Stream, RefusesLinksThatLeadNowhere) {
  Directory d = sample_directory();
  d.links.push_back({5, static_cast<std::uint16_t>(d.stations.size())});
  Folded viewer;
  EXPECT_THAT(viewer.problem(sent([&](StreamWriter& writer) { writer.open(d); })),
              HasSubstr("links: to in row 7 is 6; expected a row of /directory/stations"));
}

TEST(Stream, RefusesRowsOfNoWidth) {
  const std::array<std::uint32_t, 3> rows_width_row_bytes{1, 0, 0};
  stream::FrameContent content(std::as_bytes(std::span(rows_width_row_bytes)));
  h5::Columns columns = h5::directions_layout().columns();
  EXPECT_THROW(h5::take_rows(content, columns), stream::BadFrame);
}

// Thousands of streams with errors in them: bits that are wrong, pieces that are missing, twice there or swapped. Each
// is either refused with a reason or folds.
TEST(Stream, StaysWholeWhateverComes) {
  const Bytes whole = sent_run(sample_log(sample_directory(), {.persons = 60, .odd = 0.4}));
  const Stream draws(RunKey{}, "test", "damage");
  std::uint64_t n = 0;
  const auto upto = [&](std::size_t most) { return static_cast<std::size_t>(draws.bits(n++) % most); };
  int refused = 0, folded = 0;
  for (int round = 0; round < 6000; ++round) {
    Bytes bytes = whole;
    for (std::size_t i = 0, times = 1 + upto(4); i < times; ++i) {
      const auto at = static_cast<std::ptrdiff_t>(upto(bytes.size() - 1));
      const auto length = static_cast<std::ptrdiff_t>(
          1 + upto(std::min<std::size_t>(100, bytes.size() - static_cast<std::size_t>(at))));
      switch (upto(6)) {
        case 0:
          bytes[static_cast<std::size_t>(at)] ^= static_cast<std::byte>(1U << upto(8));
          break;
        case 1:
          bytes[static_cast<std::size_t>(at)] = static_cast<std::byte>(upto(256));
          break;
        case 2:
          for (std::ptrdiff_t k = at; k < at + std::min<std::ptrdiff_t>(length, 8); ++k)
            bytes[static_cast<std::size_t>(k)] = std::byte{0xff};
          break;
        case 3:
          bytes.erase(bytes.begin() + at, bytes.begin() + at + length);
          break;
        case 4: {
          const Bytes twice(bytes.begin() + at, bytes.begin() + at + length);
          bytes.insert(bytes.begin() + at, twice.begin(), twice.end());
          break;
        }
        case 5:
          if (bytes.size() > 2000 && round % 4 == 0) bytes.resize(bytes.size() - upto(1000));
          break;
      }
    }
    Folded viewer;
    const std::string problem = viewer.problem(bytes, 1 + upto(5000));
    ASSERT_FALSE(problem.empty());
    (problem == "no problem" ? folded : refused)++;
  }
  EXPECT_GT(refused, 2000);
  EXPECT_GT(folded, 100) << "some damage changes nothing that matters";
}

}  // namespace
}  // namespace crossflow::test
