// Every mistake in tests/scenario/bad has its exact message beside it. With CROSSFLOW_UPDATE=1 the messages are written
// anew; read the difference before keeping it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/paths.hpp"
#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

const std::filesystem::path folder = std::filesystem::path(source_root()) / "tests" / "scenario" / "bad";

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

std::string messages_of(const std::filesystem::path& file) {
  try {
    load_scenario(file.string(), test_kinds());
  } catch (const InputError& error) {
    std::string text = error.what();
    const std::string prefix = folder.parent_path().string() + "/";
    for (std::size_t at = 0; (at = text.find(prefix)) != std::string::npos;) text.erase(at, prefix.size());
    return text + "\n";
  }
  return "";
}

std::vector<std::string> bad_scenarios() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class BadScenario : public ::testing::TestWithParam<std::string> {};

TEST_P(BadScenario, SaysExactlyWhatIsWrong) {
  const std::string messages = messages_of(folder / (GetParam() + ".yaml"));
  EXPECT_NE(messages, "") << "loads without a problem";
  const auto expected = folder / (GetParam() + ".txt");
  if (std::getenv("CROSSFLOW_UPDATE") != nullptr) std::ofstream(expected) << messages;
  EXPECT_EQ(messages, text_of(expected));
}

INSTANTIATE_TEST_SUITE_P(All, BadScenario, ::testing::ValuesIn(bad_scenarios()), [](const auto& param) {
  std::string name = param.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace crossflow::testing
