// The fold takes two transitions at once where it can: as good as one by one, to the last bit.
#include <cstring>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

#include "sim/record/statistics.hpp"
#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/record/state_text.hpp"

namespace crossflow::test {
namespace {

void expect_same(const std::vector<EntityState>& a, const std::vector<EntityState>& b) {
  ASSERT_EQ(a.size(), b.size());
  // All fields of all entities, those gone included; the struct has no gaps.
  static_assert(std::has_unique_object_representations_v<EntityState>);
  EXPECT_EQ(std::memcmp(a.data(), b.data(), a.size() * sizeof(EntityState)), 0);
}

TEST(Pairs, FoldedAtOnceOrOneByOne) {
  const Directory directory = sample_directory();
  std::size_t straight_in = 0, straight_out = 0;  // pairs that there are, in all logs
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    LogOptions options;
    options.seed = seed;
    options.odd = seed % 2 == 0 ? 0.1 : 0.01;
    const std::vector<Event> log = sample_log(directory, options);
    for (std::size_t i = 1; i < log.size(); ++i) {
      if (log[i].entity != log[i - 1].entity || log[i].tick != log[i - 1].tick) continue;
      straight_in += log[i - 1].kind == EventKind::arrived && log[i].kind == EventKind::joined;
      straight_out += log[i - 1].kind == EventKind::ended && log[i].kind == EventKind::left;
    }

    Statistics at_once(directory), one_by_one(directory);
    at_once.consume(log);
    for (const Event& event : log) one_by_one.consume({&event, 1});
    EXPECT_EQ(text_of(at_once.state()), text_of(one_by_one.state())) << "seed " << seed;
    expect_same(at_once.state().entities(), one_by_one.state().entities());
    at_once.finish(log.back().tick + minute);
    one_by_one.finish(log.back().tick + minute);
    ResultRows a, b;
    at_once.add_rows(0, 0, a);
    one_by_one.add_rows(0, 0, b);
    EXPECT_EQ(text_of(a), text_of(b)) << "seed " << seed;
  }
  EXPECT_GT(straight_in, 100U);
  EXPECT_GT(straight_out, 100U);
}

}  // namespace
}  // namespace crossflow::test
