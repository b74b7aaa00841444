// A live run is the run that a trace holds; and whatever happens to the simulator, the recording stays.
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/base/child_process.hpp"
#include "sim/base/draws.hpp"
#include "sim/base/problem.hpp"
#include "sim/record/trace_reader.hpp"
#include "tests/paths.hpp"
#include "tests/record/state_text.hpp"
#include "viz/replay/event_store.hpp"
#include "viz/replay/live_recording.hpp"
#include "viz/replay/overview.hpp"

namespace crossflow::test {
namespace {

using ::testing::HasSubstr;
using viz::LiveOptions;
using viz::LiveRecording;

const std::string program = program_folder() + "/crossflow";
const std::string scenario = source_root() + "/scenarios/heung-yuen-wai-sunday-staffed.yaml";

LiveOptions options() {
  return {program, {scenario, "--seed", "5"}};
}

/// The stored run of the same seed, made once for all tests of this process.
class Live : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string pattern = (std::filesystem::temp_directory_path() / "crossflow-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    const std::string output = folder_ + "/a.h5";
    ChildProcess run([&output](int) {
      ::execl(program.c_str(), program.c_str(), "run", scenario.c_str(), "--seed", "5", "--trace", "-q", "-o",
              output.c_str(), nullptr);
      return 1;
    });
    ASSERT_TRUE(run.end().well());
  }
  static void TearDownTestSuite() { std::filesystem::remove_all(folder_); }
  static inline std::string folder_;
  TraceReader stored_{folder_ + "/a.h5", 0};
};

std::vector<pid_t> children() {
  std::vector<pid_t> out;
  std::ifstream list("/proc/self/task/" + std::to_string(getpid()) + "/children");
  for (pid_t id = 0; list >> id;) out.push_back(id);
  return out;
}

std::int64_t waiting(const PortState& state) {
  std::int64_t sum = 0;
  for (const StationStatus& s : state.stations()) sum += s.waiting;
  return sum;
}

// The instants come in no order, so the run is asked for more now and then, and read where it is known already.
TEST_F(Live, ShowsTheStoredRunAtAnyInstant) {
  LiveRecording live(options());
  const Stream draws(RunKey{}, "test", "instants");
  const auto end = static_cast<std::uint64_t>(stored_.end());
  std::int64_t somebody = 0;
  for (std::uint64_t i = 0; i < 100; ++i) {
    const Tick tick = static_cast<Tick>(draws.bits(i) % end);
    live.grant(tick);
    live.wait_until(tick);
    ASSERT_GE(live.known_until(), tick);
    const PortState now = live.state_at(tick);
    ASSERT_EQ(text_of(now), text_of(stored_.state_at(tick))) << to_seconds(tick);
    somebody += waiting(now);
  }
  EXPECT_GT(somebody, 1000);
}

// While it runs, the wait ledger of the bins that have ended is that of the statistics.
TEST_F(Live, HasTheLedgerOfTheStatistics) {
  LiveRecording live(options());
  viz::Overview overview(live);
  const auto stored = stored_.result().rows().of<LedgerRow>();
  std::size_t compared = 0;
  for (const Tick tick : {9 * hour + 7 * minute, 14 * hour, 18 * hour + 50 * minute}) {
    live.grant(tick);
    live.wait_until(tick);
    while (!overview.advance(10'000)) {
    }
    std::map<std::tuple<std::uint16_t, double, int, std::uint16_t>, double> ours, theirs;
    const auto by_cause = [](const LedgerRow& r) { return std::tuple{r.station, r.from_s, int{r.cause}, r.place}; };
    for (const LedgerRow& row : overview.ledger()) ours[by_cause(row)] = row.waiting_person_s;
    const double over = to_seconds(live.known_until() / live.directory().bin * live.directory().bin);
    for (const LedgerRow& row : stored)
      if (row.from_s < over) theirs[by_cause(row)] = row.waiting_person_s;
    EXPECT_EQ(ours, theirs) << clock_text(tick);
    compared = ours.size();
  }
  EXPECT_GT(compared, 100U);
}

// Statistics of the same run: the most who waited in each bin, and the integral of those who did.
TEST_F(Live, HasTheQueuesOfTheStatistics) {
  LiveRecording live(options());
  live.grant(never);
  live.wait_until(never);
  ASSERT_EQ(live.broken(), "");
  struct Bin {
    std::int64_t most = 0;
    Tick integral = 0;
  };
  const Tick bin = live.directory().bin;
  std::vector<std::vector<Bin>> bins(live.directory().stations.size());
  for (auto& each : bins) each.resize(static_cast<std::size_t>(live.known_until() / bin) + 1);
  PortState state(live.directory());
  NoWatcher nobody;
  Tick before = 0;
  const auto note = [&](Tick now) {
    while (before < now) {  // bin by bin
      const Tick until = std::min(now, before - before % bin + bin);
      for (std::size_t s = 0; s < bins.size(); ++s) {
        Bin& at = bins[s][static_cast<std::size_t>(before / bin)];
        at.most = std::max<std::int64_t>(at.most, state.stations()[s].waiting);
        at.integral += state.stations()[s].waiting * (until - before);
      }
      before = until;
    }
  };
  for (const Event& event : live.events(0, live.size())) {
    note(event.tick);
    state.apply(event, nobody);
  }
  int compared = 0;
  for (const SeriesRow& row : stored_.result().rows().of<SeriesRow>()) {
    if (row.waiting_max < 2) continue;
    const Bin& ours = bins.at(row.station).at(static_cast<std::size_t>(ticks_from_seconds(row.from_s) / bin));
    EXPECT_DOUBLE_EQ(to_seconds(ours.integral), row.waiting_person_s);
    EXPECT_LE(ours.most, row.waiting_max);
    EXPECT_GE(ours.most, row.waiting_max - 3) << "of those who join and go on at one instant the bins know";
    ++compared;
  }
  EXPECT_GT(compared, 50);
}

TEST_F(Live, IsTheStoredRunToTheLastEvent) {
  LiveRecording live(options());
  live.grant(never);
  while (!live.complete()) live.hear(10'000) || (usleep(1000), true);
  EXPECT_EQ(live.broken(), "");
  EXPECT_EQ(live.known_until(), stored_.end());
  EXPECT_EQ(live.entities(), stored_.entities());
  ASSERT_EQ(live.size(), stored_.size());
  const auto ours = live.events(0, live.size()), theirs = stored_.events(0, stored_.size());
  for (std::size_t i = 0; i < ours.size(); ++i) ASSERT_EQ(std::memcmp(&ours[i], &theirs[i], sizeof(Event)), 0) << i;
  for (Tick tick = -1; tick < stored_.end(); tick += 7 * minute)
    ASSERT_EQ(live.first_at_or_after(tick), stored_.first_at_or_after(tick));
  EXPECT_EQ(live.first_at_or_after(never), live.size());
}

TEST_F(Live, NeverGoesPastTheGrant) {
  LiveRecording live(options());
  EXPECT_EQ(live.known_until(), -1);
  EXPECT_EQ(live.size(), 0U);
  for (Tick tick = 0; tick < 12 * hour; tick += 47 * minute) {
    live.grant(tick);
    live.grant(tick - hour);  // is never taken back
    EXPECT_EQ(live.granted(), tick);
    live.wait_until(day);  // no further than granted
    usleep(2000);          // nor later
    live.hear(1'000'000);
    EXPECT_EQ(live.known_until(), tick);
    EXPECT_FALSE(live.complete());
    if (live.size() > 0) {
      EXPECT_LE(live.events(live.size() - 1, live.size())[0].tick, tick);
    }
    EXPECT_EQ(live.size(), stored_.first_at_or_after(tick + 1)) << "and has all up to it";
  }
}

TEST_F(Live, ADeadSimulatorLeavesWhatIsKnown) {
  LiveRecording live(options());
  live.grant(9 * hour);
  live.wait_until(9 * hour);
  const std::uint64_t known = live.size();
  ASSERT_GT(known, 1000U);
  const auto simulators = children();
  ASSERT_EQ(simulators.size(), 1U);
  ::kill(simulators[0], SIGSEGV);
  live.grant(day);
  live.wait_until(day);
  EXPECT_TRUE(live.complete());
  EXPECT_THAT(live.broken(), HasSubstr("stopped by signal 11 (Segmentation fault)"));
  EXPECT_EQ(live.size(), known);
  EXPECT_EQ(live.known_until(), 9 * hour);
  EXPECT_EQ(text_of(live.state_at(8 * hour)), text_of(stored_.state_at(8 * hour)));
  EXPECT_TRUE(children().empty());
}

// While it simulates: what it had sent is known, to the last whole instant.
TEST_F(Live, DyingInTheMiddleLosesNothingThatWasSent) {
  LiveRecording live(options());
  live.grant(never);
  live.wait_until(9 * hour);
  ::kill(children().at(0), SIGKILL);
  live.wait_until(never);
  EXPECT_THAT(live.broken(), HasSubstr("stopped by signal 9 (Killed)"));
  const Tick known = live.known_until();
  EXPECT_GE(known, 9 * hour);
  EXPECT_LT(known, stored_.end());
  EXPECT_GE(live.size(), stored_.first_at_or_after(known + 1));
  EXPECT_EQ(text_of(live.state_at(known)), text_of(stored_.state_at(known)));
}

TEST_F(Live, ClosingLeavesNoProcess) {
  for (const Tick granted : {Tick{-1}, 8 * hour, never}) {
    {
      LiveRecording live(options());
      if (granted >= 0) live.grant(granted);
      live.wait_until(7 * hour);
      ASSERT_EQ(children().size(), 1U);
    }
    EXPECT_TRUE(children().empty());
  }
}

TEST_F(Live, EndsWithAViewerThatIsKilled) {
  ChildProcess viewer([](int to_parent) {
    LiveRecording live(options());
    live.grant(8 * hour);
    live.wait_until(8 * hour);
    const pid_t simulator = children().at(0);
    write_all(to_parent, &simulator, sizeof simulator);
    for (;;) pause();
    return 0;
  });
  ASSERT_TRUE(viewer.hear());
  viewer.kill();
  const Ended ended = viewer.end();
  ASSERT_EQ(ended.said.size(), sizeof(pid_t));
  pid_t simulator = 0;
  std::memcpy(&simulator, ended.said.data(), sizeof simulator);
  const std::string process = "/proc/" + std::to_string(simulator) + "/cmdline";
  const auto runs = [&process] {  // a process that has ended has no command line, even if nobody has waited for it
    std::string line;
    return std::getline(std::ifstream(process), line) && !line.empty();
  };
  for (int i = 0; i < 500 && runs(); ++i) usleep(10'000);
  EXPECT_FALSE(runs());
}

TEST_F(Live, SaysWhatIsWrongWithTheScenario) {
  try {
    LiveRecording live({program, {scenario, "--set", "stations.nonsense.servers=12"}});
    FAIL() << "nothing was wrong";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("nonsense"));
  }
  EXPECT_TRUE(children().empty());
}

TEST_F(Live, SaysWhyThereIsNoSimulator) {
  const auto problem = [](const LiveOptions& wrong) -> std::string {
    try {
      LiveRecording live(wrong);
    } catch (const RunError& error) {
      return error.what();
    }
    return "no problem";
  };
  EXPECT_THAT(problem({"/no/such/program", {scenario}}), HasSubstr("No such file or directory"));
  EXPECT_THAT(problem({"/bin/false", {scenario}}), HasSubstr("ended with exit code 1"));
  EXPECT_THAT(problem({program, {scenario, "--sett", "x"}}), HasSubstr("--sett"));
  EXPECT_TRUE(children().empty());
}

}  // namespace
}  // namespace crossflow::test
