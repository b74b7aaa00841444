// A paced run is the same run: it only waits in between.
#include <cstring>

#include <gtest/gtest.h>

#include "sim/base/check.hpp"
#include "sim/base/draws.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/simulation.hpp"
#include "sim/scenario/load.hpp"
#include "tests/kernel/in_child.hpp"
#include "tests/model/run_text.hpp"
#include "tests/paths.hpp"

namespace crossflow::test {
namespace {

/// Grants some more each time, and sees to it that nothing happens before it may.
class Operator : public EventSink {
 public:
  explicit Operator(Tick longest) : longest_(longest) {}

  Tick more(Tick happened) {
    CROSSFLOW_CHECK(happened == granted_, "asked before it has gone so far");
    ++asked_;
    granted_ += 1 + static_cast<Tick>(draws_.bits(asked_) % static_cast<std::uint64_t>(longest_));
    return granted_;
  }
  void consume(std::span<const Event> block) override {
    for (const Event& event : block) {
      CROSSFLOW_CHECK(event.tick <= granted_, "past the grant");
      CROSSFLOW_CHECK(event.tick > happened_, "after it was said that all has happened");
    }
  }
  void finish(Tick end) override { CROSSFLOW_CHECK(end <= granted_ && end > happened_, "ends past the grant"); }
  void pace(Simulation& simulation) {
    simulation.add_sink(*this);
    simulation.pace([this](Tick happened) {
      happened_ = happened;
      return more(happened);
    });
  }
  std::uint64_t asked() const { return asked_; }

 private:
  Tick longest_;
  Tick granted_ = -1, happened_ = -1;
  std::uint64_t asked_ = 0;
  Stream draws_{RunKey{}, "test", "grants"};
};

/// The whole log, and when the run ended, as bytes.
class Bytes : public EventSink {
 public:
  void consume(std::span<const Event> block) override {
    const auto raw = std::as_bytes(block);
    said.append(reinterpret_cast<const char*>(raw.data()), raw.size());
  }
  void finish(Tick end) override { said.append(reinterpret_cast<const char*>(&end), sizeof end); }
  std::string said;
};

std::string log_of(const Scenario& scenario, Tick longest) {
  const ChildEnd child = in_child([&] {
    Simulation simulation(scenario, {7, 0, 0});
    Bytes bytes;
    simulation.add_sink(bytes);
    Operator pacer(longest);
    if (longest > 0) pacer.pace(simulation);
    simulation.run();
    CROSSFLOW_CHECK(longest == 0 || pacer.asked() > 1, "was never asked");
    return bytes.said;
  });
  EXPECT_TRUE(child.well) << child.said;
  return child.said;
}

class Paced : public ::testing::TestWithParam<const char*> {};

TEST_P(Paced, IsTheSameRun) {
  const Scenario scenario = load_scenario(source_root() + "/" + GetParam(), all_kinds());
  ASSERT_TRUE(validate(scenario).empty());
  const std::string free = log_of(scenario, 0);
  ASSERT_GT(free.size(), 1000 * sizeof(Event));
  EXPECT_TRUE(log_of(scenario, 20 * minute) == free);
  EXPECT_TRUE(log_of(scenario, 3 * second) == free);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Paced,
                         ::testing::Values("docs/kinds/counter.yaml", "docs/kinds/booking.yaml", "docs/kinds/call.yaml",
                                           "docs/kinds/dog-search.yaml", "docs/kinds/shuttle.yaml",
                                           "docs/kinds/disruptions.yaml", "docs/kinds/network.yaml",
                                           "scenarios/heung-yuen-wai-sunday-staffed.yaml"),
                         [](const auto& of) {
                           std::string name = of.param;
                           for (char& c : name)
                             if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
                           return name;
                         });

void expect_same(const Small& port, Tick ends) {
  const Replay free = run_text(port.yaml(), port.files());
  EXPECT_EQ(free.over(), ends);
  for (const Tick longest : {second, hour, 30 * day}) {
    Operator pacer(longest);
    const Replay paced =
        run_text(port.yaml(), port.files(), 1, [&pacer](Simulation& simulation) { pacer.pace(simulation); });
    EXPECT_EQ(paced.end, free.end);
    ASSERT_EQ(paced.events.size(), free.events.size());
    for (std::size_t i = 0; i < free.events.size(); ++i)
      ASSERT_EQ(std::memcmp(&paced.events[i], &free.events[i], sizeof(Event)), 0) << i;
  }
}

// Nothing can happen any more though people are inside: a in the east waits for the west, A in the west for the east.
// That b would have lost patience at 1806 s, had he not been served, is in the list of events still.
TEST(Pace, KeepsNoDeadRunAlive) {
  expect_same({.stations = "  desk: {kind: counter, service: 10 s, queue: {patience: {visitor: 30 min}}}\n"
                           "  east: {kind: counter, service: 30 s, queue: {space: 0 persons}}\n"
                           "  west: {kind: counter, service: 30 s, queue: {space: 0 persons}}",
               .way = "[desk, east, west, leave]",
               .people = {"5 visitor", "6 visitor"},
               .demand = "  others: {recorded: {table: people.csv}, direction: out, route: back}",
               .routes = "  back: [west, east, leave]"},
              45 * second);
}

// The last one has left; that somebody might have lost patience later is no reason to go on.
TEST(Pace, EndsWithTheLastOne) {
  expect_same(
      {.stations =
           "  desk: {kind: counter, authority: immigration, service: 10 s, queue: {patience: {visitor: 30 min}}}",
       .way = "[desk, leave]",
       .people = {"5 local", "6 local", "7 visitor"}},
      35 * second);
}

}  // namespace
}  // namespace crossflow::test
