// Loads inputs of many shapes in three sizes, each twice the one before, and lets valgrind count the instructions of
// each: doubling_test.py runs it and looks at the counts.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>
#include <valgrind/callgrind.h>

#include "sim/scenario/tables.hpp"
#include "sim/scenario/yaml_builder.hpp"
#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

std::string repeated(int n, const std::function<std::string(int)>& part) {
  std::string out;
  for (int i = 0; i < n; ++i) out += part(i);
  return out;
}

std::string always(int n, const std::string& part) {
  return repeated(n, [&](int) { return part; });
}

// What loads an input of size n, when all is ready that is not to be counted.
using Load = std::function<void()>;

Load yaml(std::string text) {
  return [text = std::move(text)] {
    Problems problems;
    static_cast<void>(yaml_text(parse_yaml(text, "input.yaml", problems)));
    static_cast<void>(problems.text());
  };
}

// Tables are read so fast that there have to be many more rows.
constexpr int rows_for_one = 20;

Load csv(std::string text) {
  return [text = std::move(text)] {
    Problems problems;
    parse_csv(text, "input.csv", problems);
  };
}

// The good scenario with more stations, all on one line; and an overlay that changes every one of them.
Load scenario(int n, bool overlay) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("crossflow-doubling-{}", getpid());
  std::filesystem::create_directories(folder);
  const auto stations = [&](const char* keys) {
    return repeated(n, [&](int i) { return fmt::format("more {}: {}, ", i, keys); });
  };
  const std::string base = (folder / "base.yaml").string(), top = (folder / "top.yaml").string(),
                    over = (folder / "over.yaml").string();
  std::ofstream(base) << good_scenario();
  std::ofstream(top) << "extends: base.yaml\nstations: {" + stations("{kind: hall, walk: 1 min, area: 9 m2}") + "}\n";
  std::ofstream(over) << "stations: {" + stations("{area: 8 m2}") + "}\n";
  return [=] {
    try {
      LoadOptions options;
      if (overlay) options.overlays = {over};
      load_scenario(top, test_kinds(), options);
    } catch (const InputError& error) {
      fmt::print(stderr, "{}\n", error.what());
      std::exit(1);
    }
  };
}

const std::vector<std::pair<const char*, std::function<Load(int)>>>& shapes() {
  static const std::vector<std::pair<const char*, std::function<Load(int)>>> all = {
      {"a map on one line",
       [](int n) { return yaml("{" + repeated(n, [](int i) { return fmt::format("k{}: 1,", i); }) + "}"); }},
      {"a map of lines", [](int n) { return yaml(repeated(n, [](int i) { return fmt::format("k{}: 1\n", i); })); }},
      {"a list on one line", [](int n) { return yaml("[" + always(n, "1, ") + "]"); }},
      {"a list of quotes", [](int n) { return yaml("[" + always(n, "'''',") + "]"); }},
      {"a list of escapes", [](int n) { return yaml("[" + always(n, R"("\u9999\n",)") + "]"); }},
      {"maps in a list", [](int n) { return yaml("[" + always(n, "{a: {b: 1}},") + "]"); }},
      {"numbers with commas", [](int n) { return yaml("[" + always(n, "47,658, ") + "]"); }},
      {"keys that stand twice", [](int n) { return yaml("{" + always(n, "k: 1,") + "}"); }},
      {"aliases", [](int n) { return yaml("[&a {b: 1}, " + always(n, "*a, ") + "]"); }},
      {"one long text", [](int n) { return yaml("a: " + always(n, "many words ")); }},
      {"one long quote", [](int n) { return yaml("a: \"" + always(n, "many\\twords ") + "\""); }},
      {"comments", [](int n) { return yaml(always(n, "a: 1 # and so on\n#\n").substr(5)); }},
      {"words in Chinese on one line", [](int n) { return yaml("[" + always(n, "入境櫃位, ") + "]"); }},
      {"rows", [](int n) { return csv("a,b\n" + always(rows_for_one * n, "1,\"2\"\n")); }},
      {"columns",
       [](int n) { return csv(always(rows_for_one * n, "a,") + "z\n" + always(rows_for_one * n, "1,") + "2\n"); }},
      {"rows that are wrong", [](int n) { return csv("a,b\n" + always(rows_for_one * n, "1\n")); }},
      {"stations on one line", [](int n) { return scenario(n, false); }},
      {"an overlay of all stations", [](int n) { return scenario(n, true); }},
  };
  return all;
}

}  // namespace
}  // namespace crossflow::testing

int main() {
  for (const auto& [name, make] : crossflow::testing::shapes())
    for (const int n : {200, 400, 800}) {
      const auto load = make(n);
      CALLGRIND_START_INSTRUMENTATION;
      load();
      CALLGRIND_STOP_INSTRUMENTATION;
      CALLGRIND_DUMP_STATS;
      fmt::print("{}|{}\n", name, n);  // the dumps come in this order
    }
}
