// Result files that are not what they should be: foreign, cut short, damaged, older, newer.
#include <cstring>
#include <fstream>
#include <functional>
#include <limits>
#include <utility>

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
    const hid_t type = text_type(value.size());
    const hid_t space = H5Screate(H5S_SCALAR);
    const hid_t attribute = H5Acreate2(file, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    EXPECT_GE(H5Awrite(attribute, type, value.data()), 0);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
  }

  static hid_t text_type(std::size_t bytes) {
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, bytes);
    H5Tset_cset(type, H5T_CSET_UTF8);
    H5Tset_strpad(type, H5T_STR_NULLPAD);
    return type;
  }

  enum class Form { ours, in_one_piece };
  // A table of one column and some equal rows in place of ours.
  static void set_table(hid_t file, const char* path, const char* column, hid_t kept, std::int64_t value,
                        Form form = Form::ours) {
    H5Ldelete(file, path, H5P_DEFAULT);
    const hid_t type = H5Tcreate(H5T_COMPOUND, H5Tget_size(kept));
    H5Tinsert(type, column, 0, kept);
    const hsize_t one = 1, unlimited = H5S_UNLIMITED;
    const hid_t space = H5Screate_simple(1, &one, form == Form::ours ? &unlimited : nullptr);
    const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    if (form == Form::ours) {
      H5Pset_chunk(creation, 1, &one);
      H5Pset_shuffle(creation);
      H5Pset_deflate(creation, 1);
    }
    const hid_t dataset = H5Dcreate2(file, path, type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    EXPECT_GE(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, &value), 0);
    H5Dclose(dataset);
    H5Pclose(creation);
    H5Sclose(space);
    H5Tclose(type);
  }
  static void set_number(hid_t file, const char* object, const char* name, std::int64_t value) {
    const hid_t there = H5Oopen(file, object, H5P_DEFAULT);
    const hid_t attribute = H5Aopen(there, name, H5P_DEFAULT);
    EXPECT_GE(attribute, 0) << H5Eprint2(H5E_DEFAULT, stderr);
    EXPECT_GE(H5Awrite(attribute, H5T_NATIVE_INT64, &value), 0) << H5Eprint2(H5E_DEFAULT, stderr);
    H5Aclose(attribute);
    H5Oclose(there);
  }
  // Changes a column of the first row of a table.
  template <class Value>
  static void set_value(hid_t file, const char* path, const char* column, hid_t kept, Value value) {
    const hid_t dataset = H5Dopen2(file, path, H5P_DEFAULT);
    const hid_t type = H5Tcreate(H5T_COMPOUND, sizeof value);
    H5Tinsert(type, column, 0, kept);
    const hsize_t none = 0, one = 1;
    const hid_t space = H5Dget_space(dataset), memory = H5Screate_simple(1, &one, nullptr);
    H5Sselect_hyperslab(space, H5S_SELECT_SET, &none, nullptr, &one, nullptr);
    EXPECT_GE(H5Dwrite(dataset, type, memory, space, H5P_DEFAULT, &value), 0) << path;
    H5Sclose(memory);
    H5Sclose(space);
    H5Tclose(type);
    H5Dclose(dataset);
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
    set_table(file, "/results/work", "offered", H5T_STD_I64LE, 17);
    set_table(file, "/results/inputs", "value", H5T_IEEE_F64LE, 0);
    set_table(file, "/results/waits", "station", H5T_STD_U16LE, 3);
    set_table(file, "/results/series", "joined", H5T_STD_I64LE, 1);
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
  ASSERT_EQ(rows.of<SeriesRow>().size(), 1U);
  EXPECT_EQ(rows.of<SeriesRow>()[0].waiting_max_at_s, -1) << "what a column is where there is none";
}

TEST_F(DamagedResult, OtherTypesThanOurs) {
  edit([](hid_t file) {
    const hid_t text = text_type(8);
    set_table(file, "/results/work", "offered", text, 0);
    H5Tclose(text);
  });
  EXPECT_THAT(problem(), HasSubstr("another type"));
  for (const hid_t other : {H5T_STD_I32LE, H5T_STD_U64LE, H5T_STD_I64BE, H5T_IEEE_F64LE}) {
    edit([other](hid_t file) { set_table(file, "/results/work", "offered", other, 0); });
    EXPECT_THAT(problem(), HasSubstr("work/offered has another type"));
  }
  edit([](hid_t file) { set_table(file, "/results/work", "of_a_newer_version", H5T_STD_I64BE, 0); });
  EXPECT_THAT(problem(), HasSubstr("work/of_a_newer_version has another type"));
}

TEST_F(DamagedResult, OtherFormsThanOurs) {
  edit([](hid_t file) { set_table(file, "/results/work", "offered", H5T_STD_I64LE, 17, Form::in_one_piece); });
  EXPECT_THAT(problem(), AllOf(HasSubstr("this file is damaged"), HasSubstr("work is not in chunks")));
}

TEST_F(DamagedResult, LinksToElsewhere) {
  edit([](hid_t file) {
    H5Lmove(file, "/results/work", file, "/results/elsewhere", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_soft("/results/elsewhere", file, "/results/work", H5P_DEFAULT, H5P_DEFAULT);
  });
  EXPECT_THAT(problem(), HasSubstr("/results/work is a link to something else"));
  edit([this](hid_t file) {
    H5Ldelete(file, "/results", H5P_DEFAULT);
    H5Lcreate_external(path_.c_str(), "/directory", file, "/results", H5P_DEFAULT, H5P_DEFAULT);
  });
  EXPECT_THAT(problem(), HasSubstr("/results is a link to something else"));
}

TEST_F(DamagedResult, TextOfAnotherFile) {
  edit([](hid_t file) {
    H5Ldelete(file, "/scenario/resolved", H5P_DEFAULT);
    const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    H5Pset_external(creation, "/etc/passwd", 0, 64);
    const hsize_t one = 1;
    const hid_t type = text_type(64), space = H5Screate_simple(1, &one, nullptr);
    H5Dclose(H5Dcreate2(file, "/scenario/resolved", type, space, H5P_DEFAULT, creation, H5P_DEFAULT));
    H5Sclose(space);
    H5Tclose(type);
    H5Pclose(creation);
  });
  EXPECT_THAT(problem(), HasSubstr("/scenario/resolved does not lie in this file"));
}

TEST_F(DamagedResult, NoResults) {
  edit([](hid_t file) { H5Ldelete(file, "/results", H5P_DEFAULT); });
  EXPECT_THAT(problem(), HasSubstr("results of no replication"));
}

TEST_F(DamagedResult, NumbersThatCannotBe) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  struct Damage {
    const char* path;
    const char* column;
    double value;
  };
  const std::string whole = bytes_of(path_);
  for (const Damage& damage : std::initializer_list<Damage>{{"/results/work", "from_s", nan},
                                                            {"/results/work", "from_s", infinity},
                                                            {"/results/work", "from_s", -1800},
                                                            {"/results/work", "from_s", 1e9},
                                                            {"/results/series", "waiting_person_s", -infinity},
                                                            {"/results/replications", "end_s", -1},
                                                            {"/results/inputs", "value", nan},
                                                            {"/directory/stations", "x", infinity},
                                                            {"/directory/classes", "pledge_share", 1.5}}) {
    edit([&](hid_t file) { set_value(file, damage.path, damage.column, H5T_NATIVE_DOUBLE, damage.value); });
    EXPECT_THAT(problem(), AllOf(HasSubstr("this file is damaged"), HasSubstr(damage.column))) << damage.value;
    put(whole);
  }
  for (const auto& [path, column] : {std::pair("/results/flows", "inside"), std::pair("/results/work", "served"),
                                     std::pair("/results/risk", "carriers"), std::pair("/directory/ports", "open_us"),
                                     std::pair("/results/series", "waiting_max")}) {
    for (const std::int64_t value : {std::numeric_limits<std::int64_t>::max(), std::int64_t{-2}}) {
      edit([&, p = path, c = column](hid_t file) { set_value(file, p, c, H5T_NATIVE_INT64, value); });
      EXPECT_THAT(problem(), HasSubstr(column)) << value;
      put(whole);
    }
  }
  for (const auto& [name, value] :
       {std::pair("bin_us", std::int64_t{1}), std::pair("bin_us", std::int64_t{0}), std::pair("days", std::int64_t{0}),
        std::pair("days", std::int64_t{1} << 32U), std::pair("warm_up_us", std::int64_t{1} << 62U)}) {
    edit([&, n = name, v = value](hid_t file) { set_number(file, "/directory", n, v); });
    EXPECT_THAT(problem(), HasSubstr(name)) << value;
    put(whole);
  }
  EXPECT_EQ(problem(), "no problem");
}

TEST_F(DamagedResult, TextThatIsNone) {
  for (const char* text : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
    edit([text](hid_t file) {
      std::int64_t bytes = 0;
      std::memcpy(&bytes, text, std::strlen(text));
      const hid_t type = text_type(8);
      set_table(file, "/results/inputs", "path", type, bytes);
      H5Tclose(type);
    });
    EXPECT_THAT(problem(), HasSubstr("inputs: path in row 0 is no text in UTF-8"));
  }
}

TEST_F(DamagedResult, NumbersThatPointNowhere) {
  edit([](hid_t file) { set_table(file, "/results/waits", "station", H5T_STD_U16LE, 6); });
  EXPECT_THAT(problem(), HasSubstr("waits: station in row 0 is 6; expected a row of /directory/stations"));
  edit([](hid_t file) { set_table(file, "/directory/links", "to", H5T_STD_U16LE, 6); });
  EXPECT_THAT(problem(), AllOf(HasSubstr("this file is damaged"), HasSubstr("links: to in row 0 is 6")));
  edit([](hid_t file) { H5Ldelete(file, "/directory/links", H5P_DEFAULT); });
  edit([](hid_t file) { H5Ldelete(file, "/directory/classes", H5P_DEFAULT); });
  EXPECT_THAT(problem(), HasSubstr("expected a row of /directory/classes"));
  edit([](hid_t file) { H5Ldelete(file, "/directory/ports", H5P_DEFAULT); });
  EXPECT_THAT(problem(), HasSubstr("stations: port in row 0 is 0; expected a row of /directory/ports"));
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

TEST_F(DamagedResult, MoreRowsThanARunCanMake) {
  edit([](hid_t file) {
    const hid_t dataset = H5Dopen2(file, "/results/flows", H5P_DEFAULT);
    std::vector<std::byte> zeros(8'000'000);
    const hsize_t many = 100'000;
    const hid_t type = H5Tcreate(H5T_COMPOUND, 80);
    H5Tinsert(type, "inside", 0, H5T_NATIVE_INT64);
    EXPECT_GE(H5Dset_extent(dataset, &many), 0);
    EXPECT_GE(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, zeros.data()), 0);
    H5Tclose(type);
    H5Dclose(dataset);
  });
  EXPECT_THAT(problem(), HasSubstr("more rows than a run can make"));
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
