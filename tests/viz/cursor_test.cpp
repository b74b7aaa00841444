#include "viz/replay/cursor.hpp"

#include <gtest/gtest.h>

#include "sim/base/draws.hpp"
#include "sim/base/problem.hpp"
#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/record/sample_trace.hpp"
#include "tests/record/state_text.hpp"
#include "tests/viz/hand_recording.hpp"
#include "viz/replay/file_recording.hpp"

namespace crossflow::test {
namespace {

TEST(Cursor, IsWhereAFoldFromTheBeginningIs) {
  const Folder folder;
  const auto log = sample_log(sample_directory(), {.persons = 9000});
  write_trace(folder / "a.h5", log);
  viz::FileRecording recording(folder / "a.h5", 0);
  viz::Cursor cursor(recording);
  const auto rows = with_rows(log);
  const Stream luck({3, 0, 0}, "instants", "test");
  for (std::uint64_t i = 0; i < 100; ++i) {
    // Back and forth over the whole log, and a step on from every third of them.
    const auto leap = static_cast<Tick>(luck.uniform(i) * static_cast<double>(recording.known_until()));
    const Tick tick = i % 3 == 2 ? std::min(cursor.tick() + 40 * second, recording.known_until()) : leap;
    cursor.go_to(tick);
    PortState expected(recording.directory());
    NoWatcher nobody;
    for (const Event& event : rows) {
      if (event.tick > tick) break;
      expected.apply(event, nobody);
    }
    ASSERT_EQ(text_of(cursor.state()), text_of(expected)) << clock_text(tick, true);
  }
}

TEST(Cursor, GoesNoFurtherThanWhatIsKnown) {
  HandRecording run(Log().arrives(1, 0).joins_and_starts(1, 0, desk).ends(9, 0, desk).leaves(9, 0, desk), 20);
  run.know(5);
  viz::Cursor cursor(run);
  cursor.go_to(15 * second);
  EXPECT_EQ(cursor.tick(), 5 * second);
  EXPECT_EQ(cursor.state().stations()[desk].busy, 1);
  run.know(10);
  cursor.go_to(15 * second);
  EXPECT_EQ(cursor.tick(), 10 * second);
  EXPECT_EQ(cursor.state().stations()[desk].busy, 0);
}

TEST(Cursor, RefusesWhatCannotHappen) {
  HandRecording run(Log().arrives(1, 0).joins(1, 0, desk).ends(2, 0, desk), 20);
  viz::Cursor cursor(run);
  EXPECT_THROW(cursor.go_to(5 * second), InputError);
}

}  // namespace
}  // namespace crossflow::test
