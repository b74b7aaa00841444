// How a trace gets into its file: merged, given up, on a full disk; and how others open it.
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/base/draws.hpp"
#include "sim/base/problem.hpp"
#include "sim/record/trace_reader.hpp"
#include "sim/record/trace_writer.hpp"
#include "tests/paths.hpp"
#include "tests/record/sample.hpp"
#include "tests/record/sample_log.hpp"
#include "tests/record/sample_trace.hpp"

namespace crossflow::test {
namespace {

TEST(Trace, IsMergedWithItsPart) {
  const Folder folder;
  const auto first = sample_log(sample_directory(), {.seed = 5});
  const auto second = sample_log(sample_directory(), {.seed = 6});
  const auto write_part = [&](const std::string& name, const std::vector<Event>& log, std::uint32_t replication) {
    ResultWriter part(folder / name);
    TraceWriter trace(part, sample_directory(), replication);
    feed(trace, log);
    part.finish_part({});
  };
  write_part("part-0.h5", first, 3);
  write_part("part-1.h5", second, 10'000);
  {
    ResultWriter writer(folder / "a.h5", sample_directory(), sample_info());
    writer.append_part(folder / "part-0.h5");
    writer.append_part(folder / "part-1.h5");
    writer.finish(sample_run());
  }
  const ResultReader result(folder / "a.h5");
  EXPECT_EQ(result.traces(), (std::vector<std::uint32_t>{3, 10'000}));
  EXPECT_TRUE(result.has_trace(3));
  EXPECT_FALSE(result.has_trace(4));
  TraceReader a(folder / "a.h5", 3), b(folder / "a.h5", 10'000);
  EXPECT_TRUE(same(a.events(0, a.size()), with_rows(first)));
  EXPECT_TRUE(same(b.events(0, b.size()), with_rows(second)));
}

TEST(Trace, IsTheSameHoweverItsBlocksCome) {
  const Folder folder;
  const auto log = sample_log(sample_directory(), {.persons = 9000});
  write_trace(folder / "a.h5", log);
  {
    ResultWriter writer(folder / "b.h5", sample_directory(), sample_info());
    TraceWriter trace(writer, sample_directory(), 0);
    trace.consume(log);
    trace.finish(log.back().tick + minute);
    writer.append(sample_rows(0));
    writer.finish(sample_run());
  }
  EXPECT_TRUE(bytes_of(folder / "a.h5") == bytes_of(folder / "b.h5"));
}

TEST(Trace, ThatIsGivenUpLeavesNothing) {
  const Folder folder;
  {
    ResultWriter writer(folder / "a.h5", sample_directory(), sample_info());
    TraceWriter trace(writer, sample_directory(), 0);
    trace.consume(sample_log(sample_directory(), {.persons = 9000}));
  }
  EXPECT_TRUE(folder.empty());
}

// 1: finish said what is wrong and nothing is left. A child of its own, for the limit and for the signal.
int write_within(const std::string& path, rlim_t limit, const Folder& folder, const std::vector<Event>& log) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit bytes{limit, limit};
    if (::setrlimit(RLIMIT_FSIZE, &bytes) != 0) ::_exit(9);
    int code = 0;
    try {
      ResultWriter writer(path, sample_directory(), FileInfo{});
      TraceWriter trace(writer, sample_directory(), 0);
      try {
        for (int again = 0; again < 20; ++again) trace.consume(log);
      } catch (...) {
        code = 4;
      }
      trace.finish(log.back().tick);
      writer.finish(sample_run());
    } catch (const RunError& error) {
      if (code == 0) code = std::strstr(error.what(), "File too large") != nullptr ? 1 : 2;
    } catch (...) {
      code = 5;
    }
    ::_exit(code == 1 && !folder.empty() ? 3 : code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

TEST(Trace, TellsOfAFullDiskAtTheEnd) {
  // Nobody need leave for a log to be written: arrivals alone, always of the same slots.
  std::vector<Event> log;
  const Stream stream(RunKey{}, "test", "noise");
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    log.push_back(
        {Tick(i), i % 100, static_cast<std::int32_t>(stream.bits(i) & 0x7fffffff), 0, 0, EventKind::arrived, 0, 0});
  }
  const Folder folder;
  for (const rlim_t limit : {20'000U, 100'000U, 400'000U, 1'000'000U, 5'000'000U}) {
    EXPECT_EQ(write_within(folder / "a.h5", limit, folder, log), 1) << limit;
  }
}

TEST(Trace, OpensWithPandas) {
  const Folder folder;
  {
    ResultWriter writer(folder / "a.h5", sample_directory(), sample_info());
    TraceWriter trace(writer, sample_directory(), 1);
    feed(trace, sample_log(sample_directory(), {}));
    writer.append(sample_rows(0));
    writer.append(sample_rows(1));
    writer.finish(sample_run());
  }
  const std::string command = std::string("/usr/bin/python3 ") + source_root() + "/tests/record/open_with_pandas.py " +
                              (folder / "a.h5") + " 0001";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace crossflow::test
