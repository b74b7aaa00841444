// Reads one value by a type, apart from any scenario.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/tables.hpp"
#include "sim/scenario/types.hpp"
#include "tests/paths.hpp"

namespace crossflow::testing {

template <class T>
struct ReadResult {
  std::optional<T> value;
  std::string problems;  ///< one a line, as "line:column: what; expected ..."
  std::vector<Figure> figures;
};

/// The value stands under the key `x`; known are the classes mainland, other and resident, the stations counter and
/// hall.
template <class Y, class T = typename Y::value_type>
ReadResult<T> read_value(const std::shared_ptr<Y>& type, const std::string& yaml,
                         const std::map<std::string, double>& drawn = {}) {
  Problems problems;
  TableStore tables;
  tables.set_home(source_root() + "/tests/scenario/data/here.yaml");
  Reader reader(problems, tables);
  reader.names.classes = {"mainland", "other", "resident"};
  reader.names.stations = {"counter", "hall"};
  reader.date = {2024, 10, 20};
  reader.drawn = drawn;
  const Value value = parse_yaml(yaml, source_root() + "/tests/scenario/data/v", problems);
  ReadResult<T> out;
  T read = blank<T>();
  bool good = false;
  {
    const Reader::Scope scope(reader, "x");
    good = problems.empty() && type->read(value, reader, read);
  }
  if (good) out.value = std::move(read);
  out.problems = problems.text();
  const std::string folder = source_root() + "/tests/scenario/data/";
  for (std::size_t at = 0; (at = out.problems.find(folder)) != std::string::npos;)
    out.problems.erase(at, folder.size());
  out.figures = reader.figures;
  return out;
}

/// What is said against the value, or nothing.
template <class Type>
std::string refused(const Type& type, const std::string& yaml) {
  return read_value(type, yaml).problems;
}

}  // namespace crossflow::testing
