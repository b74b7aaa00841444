// Mistakes that only the model's own kinds can know, each with its exact message beside it in tests/model/bad. With
// CROSSFLOW_UPDATE=1 the messages are written anew; read the difference before keeping it.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "sim/model/kinds.hpp"
#include "sim/model/simulation.hpp"
#include "sim/scenario/load.hpp"
#include "tests/paths.hpp"

namespace crossflow::test {
namespace {

const std::filesystem::path folder = std::filesystem::path(source_root()) / "tests" / "model" / "bad";

std::string messages_of(const std::filesystem::path& file) {
  std::string text;
  try {
    text = validate(load_scenario(file.string(), all_kinds())).text();
  } catch (const InputError& error) {
    text = error.what();
  }
  const std::string prefix = folder.parent_path().string() + "/";
  for (std::size_t at = 0; (at = text.find(prefix)) != std::string::npos;) text.erase(at, prefix.size());
  return text.empty() ? text : text + "\n";
}

std::vector<std::string> bad_scenarios() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class BadForTheModel : public ::testing::TestWithParam<std::string> {};

TEST_P(BadForTheModel, SaysExactlyWhatIsWrong) {
  const std::string messages = messages_of(folder / (GetParam() + ".yaml"));
  EXPECT_NE(messages, "") << "nothing wrong is found";
  const auto expected = folder / (GetParam() + ".txt");
  if (std::getenv("CROSSFLOW_UPDATE") != nullptr) std::ofstream(expected) << messages;
  std::ostringstream kept;
  kept << std::ifstream(expected).rdbuf();
  EXPECT_EQ(messages, kept.str());
}

INSTANTIATE_TEST_SUITE_P(All, BadForTheModel, ::testing::ValuesIn(bad_scenarios()), [](const auto& param) {
  std::string name = param.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace crossflow::test
