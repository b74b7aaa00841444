// Result files that are not what they should be: foreign, cut short, damaged, older, newer.
#include <fstream>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>

#include "sim/base/draws.hpp"
#include "sim/base/problem.hpp"
#include "sim/record/result_file.hpp"
#include "tests/record/sample.hpp"

namespace crossflow::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class DamagedResult : public ::testing::Test {
 protected:
  DamagedResult() {
    ResultWriter writer(path_, sample_directory(), sample_info());
    writer.append(sample_rows(0, 200));
    writer.finish(sample_run());
  }

  void put(const std::string& bytes) { std::ofstream(path_, std::ios::binary) << bytes; }

  // Changes the file by HDF5 itself.
  void edit(const std::function<void(hid_t)>& work) {
    const hid_t file = H5Fopen(path_.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    ASSERT_GE(file, 0);
    work(file);
    ASSERT_GE(H5Fclose(file), 0);
  }

  static void set_attribute(hid_t file, const char* name, const std::string& value) {
    H5Adelete(file, name);
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, value.size());
    const hid_t space = H5Screate(H5S_SCALAR);
    const hid_t attribute = H5Acreate2(file, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    EXPECT_GE(H5Awrite(attribute, type, value.data()), 0);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
  }

  // A table of one column and one row in place of ours.
  static void set_table(hid_t file, const char* path, const char* column, hid_t kept, std::int64_t value) {
    H5Ldelete(file, path, H5P_DEFAULT);
    const hid_t type = H5Tcreate(H5T_COMPOUND, H5Tget_size(kept));
    H5Tinsert(type, column, 0, kept);
    const hsize_t one = 1;
    const hid_t space = H5Screate_simple(1, &one, nullptr);
    const hid_t dataset = H5Dcreate2(file, path, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    EXPECT_GE(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, &value), 0);
    H5Dclose(dataset);
    H5Sclose(space);
    H5Tclose(type);
  }

  std::string problem() const {
    try {
      const ResultReader reader(path_);
      reader.info();
      reader.run();
      reader.rows();
      reader.traces();
    } catch (const InputError& error) {
      return error.what();
    }
    return "no problem";
  }

  const Folder folder_;
  const std::string path_ = folder_ / "a.h5";
};

TEST_F(DamagedResult, IsWholeBeforeItIsDamaged) {
  EXPECT_EQ(problem(), "no problem");
}

TEST_F(DamagedResult, MissingFile) {
  std::filesystem::remove(path_);
  EXPECT_THAT(problem(), AllOf(HasSubstr("a.h5"), HasSubstr("no such file")));
}

TEST_F(DamagedResult, Folder) {
  std::filesystem::remove(path_);
  std::filesystem::create_directory(path_);
  EXPECT_THAT(problem(), HasSubstr("not a file"));
}

TEST_F(DamagedResult, ForeignFiles) {
  put("");
  EXPECT_THAT(problem(), AllOf(HasSubstr("not an HDF5 file"), HasSubstr("crossflow run")));
  put("crossflow: 1\n");
  EXPECT_THAT(problem(), HasSubstr("not an HDF5 file"));
  std::filesystem::remove(path_);
  H5Fclose(H5Fcreate(path_.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT));
  EXPECT_THAT(problem(), HasSubstr("not made by Crossflow"));
}

TEST_F(DamagedResult, CutShortAnywhere) {
  const std::string whole = bytes_of(path_);
  for (std::size_t i = 1; i < 40; ++i) {
    put(whole.substr(0, whole.size() * i / 40));
    EXPECT_THAT(problem(), HasSubstr("cut short or damaged")) << i;
  }
}

TEST_F(DamagedResult, WithoutStatus) {
  edit([](hid_t file) { H5Adelete(file, "status"); });
  EXPECT_THAT(problem(), AllOf(HasSubstr("not completed"), HasSubstr("repeat the run")));
}

TEST_F(DamagedResult, NewerMajorIsRefused) {
  edit([](hid_t file) {
    set_attribute(file, "crossflow_format", "3.0");
    set_attribute(file, "creator", "crossflow 9.9");
  });
  EXPECT_THAT(problem(), AllOf(HasSubstr("format 3.0"), HasSubstr("crossflow 9.9"), HasSubstr("newer")));
}

TEST_F(DamagedResult, OlderMajorIsRefused) {
  edit([](hid_t file) { set_attribute(file, "crossflow_format", "1.0"); });
  EXPECT_THAT(problem(), AllOf(HasSubstr("format 1.0"), HasSubstr("older"), HasSubstr("run its scenario again")));
}

TEST_F(DamagedResult, NewerMinorIsRead) {
  edit([](hid_t file) {
    set_attribute(file, "crossflow_format", "2.7");
    set_table(file, "/results/new_table", "new_column", H5T_STD_I64LE, 5);
  });
  EXPECT_EQ(problem(), "no problem");
  EXPECT_EQ(text_of(ResultReader(path_).rows()), text_of(sample_rows(0, 200)));
}

TEST_F(DamagedResult, OlderMinorMayLackTablesAndColumns) {
  edit([](hid_t file) {
    H5Ldelete(file, "/results/clocks", H5P_DEFAULT);
    H5Ldelete(file, "/directory/links", H5P_DEFAULT);
    // Wider numbers than ours are converted.
    set_table(file, "/results/work", "offered", H5T_STD_I64LE, 17);
    set_table(file, "/results/inputs", "value", H5T_IEEE_F64LE, 0);
    set_table(file, "/results/waits", "station", H5T_STD_I64LE, 3);
  });
  EXPECT_TRUE(ResultReader(path_).directory().links.empty());
  const ResultRows rows = ResultReader(path_).rows();
  EXPECT_TRUE(rows.of<ClockRow>().empty());
  ASSERT_EQ(rows.of<WorkRow>().size(), 1U);
  EXPECT_EQ(rows.of<WorkRow>()[0].offered, 17);
  EXPECT_EQ(rows.of<WorkRow>()[0].served, 0);
  ASSERT_EQ(rows.of<InputRow>().size(), 1U);
  EXPECT_EQ(rows.of<InputRow>()[0].path, "");
  ASSERT_EQ(rows.of<WaitRow>().size(), 1U);
  EXPECT_EQ(rows.of<WaitRow>()[0].station, 3);
}

TEST_F(DamagedResult, OtherTypesThanOurs) {
  edit([](hid_t file) {
    const hid_t text = H5Tcopy(H5T_C_S1);
    H5Tset_size(text, 8);
    set_table(file, "/results/work", "offered", text, 0);
    H5Tclose(text);
  });
  EXPECT_THAT(problem(), HasSubstr("another type"));
}

TEST_F(DamagedResult, NumbersThatPointNowhere) {
  edit([](hid_t file) { set_table(file, "/results/waits", "station", H5T_STD_I64LE, 6); });
  EXPECT_THAT(problem(), HasSubstr("of no station"));
  edit([](hid_t file) { set_table(file, "/directory/links", "to", H5T_STD_I64LE, 6); });
  EXPECT_THAT(problem(), AllOf(HasSubstr("this file is damaged"), HasSubstr("a link leads to no station")));
  edit([](hid_t file) { H5Ldelete(file, "/directory/links", H5P_DEFAULT); });
  edit([](hid_t file) { H5Ldelete(file, "/directory/classes", H5P_DEFAULT); });
  EXPECT_THAT(problem(), HasSubstr("of no class"));
  edit([](hid_t file) { H5Ldelete(file, "/directory/ports", H5P_DEFAULT); });
  EXPECT_THAT(problem(), HasSubstr("at no port"));
}

TEST_F(DamagedResult, MoreRowsThanItHolds) {
  edit([](hid_t file) {
    const hid_t dataset = H5Dopen2(file, "/results/waits", H5P_DEFAULT);
    const hsize_t many = hsize_t{1} << 50U;
    EXPECT_GE(H5Dset_extent(dataset, &many), 0);
    H5Dclose(dataset);
  });
  EXPECT_THAT(problem(), HasSubstr("more rows than it holds"));
}

TEST_F(DamagedResult, AnyByteChanged) {
  const std::string whole = bytes_of(path_);
  const Stream stream(RunKey{}, "damage", "bytes");
  int noticed = 0;
  for (std::uint64_t i = 0; i < 400; ++i) {
    std::string damaged = whole;
    const std::size_t at = stream.bits(i, 0) % whole.size();
    damaged[at] = static_cast<char>(damaged[at] ^ static_cast<char>(1U << stream.bits(i, 1) % 8));
    put(damaged);
    // Not every byte matters; none may bring the reader down.
    if (problem() != "no problem") ++noticed;
  }
  EXPECT_GT(noticed, 200);
}

}  // namespace
}  // namespace crossflow::test
