#include "viz/replay/scenario_differences.hpp"

#include <map>
#include <sstream>
#include <utility>

namespace crossflow::viz {
namespace {

/// Where a key ends: the colon that a blank or the end follows, outside of quotes and brackets.
std::size_t colon_of(const std::string& line) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    } else if (c == ':' && depth == 0 && (i + 1 == line.size() || line[i + 1] == ' ')) {
      return i;
    }
  }
  return std::string::npos;
}

/// Values by their keys, from the outermost on.
std::map<std::string, std::string> leaves(const std::string& text) {
  struct Level {
    std::size_t indent;
    std::string path;
    int items = 0;
  };
  std::map<std::string, std::string> found;
  std::vector<Level> levels;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string::npos) continue;
    std::string rest = line.substr(indent);
    while (!levels.empty() && levels.back().indent >= indent &&
           !(rest[0] == '-' && levels.back().indent == indent && levels.back().items > 0))
      levels.pop_back();
    const auto within = [&](const std::string& key) {
      return levels.empty() || levels.back().path.empty() ? key : levels.back().path + " › " + key;
    };
    while (rest == "-" || rest.starts_with("- ")) {  // an item of a list is called by its number
      if (levels.empty() || levels.back().indent != indent || levels.back().items == 0)
        levels.push_back({indent, levels.empty() ? "" : levels.back().path, 0});
      const std::string path = levels.back().path + " #" + std::to_string(++levels.back().items);
      const std::size_t more = rest.size() > 1 ? rest.find_first_not_of(' ', 1) : std::string::npos;
      rest = more == std::string::npos ? "" : rest.substr(more);
      indent += more == std::string::npos ? 2 : more;
      levels.push_back({indent - 1, path, 0});
    }
    if (rest.empty()) continue;
    const std::size_t colon = colon_of(rest);
    if (colon == std::string::npos) {
      found[levels.empty() ? "" : levels.back().path] += rest;
      continue;
    }
    const std::string path = within(rest.substr(0, colon));
    const std::size_t value = rest.find_first_not_of(' ', colon + 1);
    if (value != std::string::npos)
      found[path.ends_with(" › value") ? path.substr(0, path.rfind(" › ")) : path] = rest.substr(value);
    levels.push_back({indent, path, 0});
  }
  return found;
}

/// "9" of "{mark: observed, source: S13, value: 9}".
std::string plain(const std::string& value) {
  if (!value.starts_with("{")) return value;
  for (const char* key : {"{value: ", ", value: "}) {
    const std::size_t at = value.find(key);
    if (at == std::string::npos) continue;
    const std::size_t from = at + std::string(key).size();
    if (value[from] == '{' || value[from] == '[') return value;
    return value.substr(from, value.find_first_of(",}", from) - from);
  }
  return value;
}

/// Whose value this tells the source, the range or the mark of; empty: it is a value itself.
std::string note_of(const std::string& where) {
  for (const std::string key : {" › mark", " › range", " › source"})
    if (where.ends_with(key)) return where.substr(0, where.size() - key.size());
  return {};
}

}  // namespace

std::vector<ScenarioDifference> scenario_differences(const std::string& a, const std::string& b) {
  const auto of_a = leaves(a), of_b = leaves(b);
  std::map<std::string, std::pair<std::string, std::string>> both;
  for (const auto& [where, value] : of_a) both[where].first = value;
  for (const auto& [where, value] : of_b) both[where].second = value;
  std::vector<ScenarioDifference> differences;
  for (const auto& [where, values] : both) {
    if (values.first == values.second) continue;
    if (const auto noted = both.find(note_of(where));
        noted != both.end() && noted->second.first != noted->second.second)
      continue;
    const std::string x = plain(values.first), y = plain(values.second);
    differences.push_back(x == y ? ScenarioDifference{where, values.first, values.second}
                                 : ScenarioDifference{where, x, y});
  }
  return differences;
}

}  // namespace crossflow::viz
