#include "sim/record/result_file.hpp"

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/base/problem.hpp"
#include "tests/paths.hpp"
#include "tests/record/sample.hpp"

namespace crossflow::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

void write(const std::string& path, std::initializer_list<std::uint32_t> replications, std::size_t waits = 1000) {
  ResultWriter writer(path, sample_directory(), sample_info());
  for (const std::uint32_t replication : replications) writer.append(sample_rows(replication, waits));
  writer.finish(sample_run());
}

void write_part(const std::string& path, std::uint32_t replication) {
  ResultWriter writer(path);
  writer.finish_part(sample_rows(replication));
}

std::string problem(const std::function<void()>& work) {
  try {
    work();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no problem";
}

TEST(ResultFile, GivesBackAllThatWasWritten) {
  const Folder folder;
  write(folder / "a.h5", {3});
  const ResultReader reader(folder / "a.h5");
  EXPECT_EQ(text_of(reader.directory()), text_of(sample_directory()));
  EXPECT_EQ(text_of(reader.info()), text_of(sample_info()));
  EXPECT_EQ(text_of(reader.run()), text_of(sample_run()));
  EXPECT_EQ(text_of(reader.rows()), text_of(sample_rows(3)));
  EXPECT_FALSE(reader.has_trace(3));
  EXPECT_TRUE(reader.traces().empty());
}

TEST(ResultFile, LongTablesComePieceByPiece) {
  constexpr std::size_t waits = 100'000;  // of each replication: more than a chunk
  const Folder folder;
  write(folder / "a.h5", {0, 1}, waits);
  const ResultReader reader(folder / "a.h5");
  ResultRows whole = reader.rows(), joined = reader.short_rows();
  EXPECT_TRUE(joined.of<WaitRow>().empty());
  EXPECT_TRUE(joined.of<SeriesRow>().empty());
  EXPECT_EQ(joined.of<WaitSumRow>().size(), whole.of<WaitSumRow>().size());
  reader.for_each<ClockRow>([&](const ClockRow& row) { joined.of<ClockRow>().push_back(row); });
  reader.for_each<SeriesRow>([&](const SeriesRow& row) { joined.of<SeriesRow>().push_back(row); });
  reader.for_each<WaitRow>([&](const WaitRow& row) { joined.of<WaitRow>().push_back(row); });
  ASSERT_EQ(joined.of<WaitRow>().size(), whole.of<WaitRow>().size());
  EXPECT_TRUE(text_of(joined) == text_of(whole));

  std::vector<WaitRow> some;
  reader.for_each_between<WaitRow>(waits - 2, waits + 70'000, [&](const WaitRow& row) { some.push_back(row); });
  ASSERT_EQ(some.size(), 70'002U);
  EXPECT_EQ(some[1].replication, 0U);
  EXPECT_EQ(some[2].replication, 1U);
  const WaitRow& last = whole.of<WaitRow>()[waits + 70'000 - 1];
  EXPECT_EQ(some.back().from_s, last.from_s);
  EXPECT_EQ(some.back().up_to_s, last.up_to_s);
  some.clear();
  reader.for_each_between<WaitRow>(2 * waits - 1, 9 * waits, [&](const WaitRow& row) { some.push_back(row); });
  EXPECT_EQ(some.size(), 1U) << "there are no more";
}

TEST(ResultFile, HoldsNothingAtAll) {
  const Folder folder;
  Directory directory;
  directory.title = {"Nothing", ""};
  {
    ResultWriter writer(folder / "a.h5", directory, FileInfo{});
    writer.finish(RunInfo{});
  }
  const ResultReader reader(folder / "a.h5");
  EXPECT_EQ(text_of(reader.directory()), text_of(directory));
  EXPECT_EQ(text_of(reader.info()), text_of(FileInfo{}));
  EXPECT_TRUE(reader.read<FlowRow>().empty());
}

TEST(ResultFile, KeepsManyChunksInOrder) {
  const Folder folder;
  write(folder / "a.h5", {0, 1, 2}, 70'000);
  ResultRows all;
  for (const std::uint32_t r : {0U, 1U, 2U}) {
    const ResultRows rows = sample_rows(r, 70'000);
    all.of<WaitRow>().insert(all.of<WaitRow>().end(), rows.of<WaitRow>().begin(), rows.of<WaitRow>().end());
  }
  ResultRows read;
  read.of<WaitRow>() = ResultReader(folder / "a.h5").read<WaitRow>();
  EXPECT_EQ(read.of<WaitRow>().size(), 210'000U);
  EXPECT_EQ(text_of(read), text_of(all));
}

TEST(ResultFile, MergesPartsAsIfWrittenByOne) {
  const Folder folder;
  write(folder / "one.h5", {0, 1, 2, 11});
  for (const std::uint32_t r : {0U, 1U, 2U}) write_part(folder / ("part-" + std::to_string(r)), r);
  {
    ResultWriter writer(folder / "merged.h5", sample_directory(), sample_info());
    for (const std::uint32_t r : {0U, 1U, 2U}) writer.append_part(folder / ("part-" + std::to_string(r)));
    writer.append(sample_rows(11));
    writer.finish(sample_run());
  }
  EXPECT_TRUE(bytes_of(folder / "merged.h5") == bytes_of(folder / "one.h5"));
}

TEST(ResultFile, PartsGiveBackTheirRowsOrAreDamaged) {
  const Folder folder;
  write_part(folder / "part", 3);
  EXPECT_EQ(text_of(rows_of_part(folder / "part")), text_of(sample_rows(3)));
  const std::string whole = bytes_of(folder / "part");
  std::size_t found_damaged = 0, tried = 0;
  for (std::size_t at = whole.size() / 2; at < whole.size(); at += 997) {  // most of it is rows
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    std::ofstream(folder / "part", std::ios::binary) << bytes;
    ++tried;
    try {
      EXPECT_EQ(text_of(rows_of_part(folder / "part")), text_of(sample_rows(3))) << at;  // not of the rows
    } catch (const InputError&) {
      ++found_damaged;
    }
  }
  EXPECT_GT(found_damaged, tried * 9 / 10);
  std::ofstream(folder / "part", std::ios::binary) << whole.substr(0, whole.size() - 1);
  EXPECT_THROW(rows_of_part(folder / "part"), InputError);
  write(folder / "result.h5", {3});
  EXPECT_THROW(rows_of_part(folder / "result.h5"), InputError);
}

TEST(ResultFile, IsTheSameWheneverItIsWritten) {
  const Folder folder;
  write(folder / "a.h5", {1});
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  write(folder / "b.h5", {1});
  EXPECT_TRUE(bytes_of(folder / "a.h5") == bytes_of(folder / "b.h5"));
}

TEST(ResultFile, TakesItsNameOnlyWhenItIsWhole) {
  const Folder folder;
  std::ofstream(folder / "a.h5") << "an earlier result";
  {
    ResultWriter writer(folder / "a.h5", sample_directory(), sample_info());
    writer.append(sample_rows(0));
    EXPECT_EQ(bytes_of(folder / "a.h5"), "an earlier result");
  }
  EXPECT_EQ(bytes_of(folder / "a.h5"), "an earlier result");
  EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.part"));
  write(folder / "a.h5", {0});
  EXPECT_FALSE(std::filesystem::exists(folder / "a.h5.part"));
  EXPECT_EQ(ResultReader(folder / "a.h5").read<ReplicationRow>().size(), 1U);
}

TEST(ResultFile, LeavesAloneWhatAnotherRunIsWriting) {
  const Folder folder;
  ResultWriter first(folder / "a.h5", sample_directory(), sample_info());
  try {
    ResultWriter second(folder / "a.h5", sample_directory(), sample_info());
    FAIL();
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), HasSubstr("another run is writing"));
  }
  first.append(sample_rows(4));
  first.finish(sample_run());
  EXPECT_EQ(text_of(ResultReader(folder / "a.h5").rows()), text_of(sample_rows(4)));
}

TEST(ResultFile, RefusesARunThatWasNotCompleted) {
  const Folder folder;
  {
    ResultWriter writer(folder / "a.h5", sample_directory(), sample_info());
    writer.finish(sample_run(), "stopped");
  }
  EXPECT_THAT(problem([&] { ResultReader reader(folder / "a.h5"); }),
              AllOf(HasSubstr("a.h5"), HasSubstr("not completed"), HasSubstr("stopped"), HasSubstr("repeat the run")));
}

// 0: written; 1: refused with a clear message and nothing left; else what was wrong.
int write_within(const std::string& path, rlim_t limit, const Folder& folder) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit bytes{limit, limit};
    if (::setrlimit(RLIMIT_FSIZE, &bytes) != 0) ::_exit(9);
    try {
      write(path, {0, 1}, 60'000);
    } catch (const RunError& error) {
      const std::string what = error.what();
      const bool clear = what.find(path) != std::string::npos && what.find("File too large") != std::string::npos;
      ::_exit(!clear ? 2 : folder.empty() ? 1 : 3);
    } catch (...) {
      ::_exit(4);
    }
    ::_exit(std::filesystem::exists(path) ? 0 : 5);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100 + WTERMSIG(status);
}

TEST(ResultFile, FailsCleanlyWhereverTheDiskIsFull) {
  const Folder whole;
  ASSERT_EQ(write_within(whole / "a.h5", RLIM_INFINITY, whole), 0);
  const auto size = std::filesystem::file_size(whole / "a.h5");
  ASSERT_GT(size, 400'000U);
  for (int i = 0; i < 60; ++i) {
    const Folder folder;
    const rlim_t limit = size * static_cast<unsigned>(i) / 60;
    EXPECT_EQ(write_within(folder / "a.h5", limit, folder), 1) << "limit " << limit << " of " << size;
  }
  const Folder folder;
  EXPECT_EQ(write_within(folder / "a.h5", size - 1, folder), 1);
}

TEST(ResultFile, SaysThatAFolderIsMissing) {
  const Folder folder;
  try {
    ResultWriter writer(folder / "none/a.h5", sample_directory(), sample_info());
    FAIL();
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("none/a.h5"), HasSubstr("No such file")));
  }
}

TEST(ResultFile, ChecksWhereItIsToGo) {
  const Folder folder;
  EXPECT_NO_THROW(check_output_path(folder / "a.h5"));
  std::ofstream(folder / "b.h5") << "old";
  EXPECT_NO_THROW(check_output_path(folder / "b.h5"));
  EXPECT_THAT(problem([&] { check_output_path(folder / ""); }), HasSubstr("folder"));
  EXPECT_THAT(problem([&] { check_output_path("/dev/null"); }), HasSubstr("device or a pipe"));
  EXPECT_THAT(problem([&] { check_output_path(folder / "none/a.h5"); }), HasSubstr("there is no folder"));
  EXPECT_THAT(problem([&] { check_output_path(""); }), HasSubstr("no file is named"));
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(problem([&] { check_output_path(folder / "pipe"); }), HasSubstr("device or a pipe"));
}

TEST(ResultFile, OpensWithPandas) {
  const Folder folder;
  write(folder / "a.h5", {0, 1});
  const std::string command =
      std::string("/usr/bin/python3 ") + source_root() + "/tests/record/open_with_pandas.py " + (folder / "a.h5");
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace crossflow::test
