#include "viz/app/bookmarks.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>

#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"
#include "viz/app/settings.hpp"

namespace crossflow::viz {
namespace {

constexpr Tick latest = 366 * day;

struct Line {
  std::string file;
  Bookmark mark;
};

std::optional<Line> parsed(const std::string& line) {
  const std::size_t first = line.find('\t');
  const std::size_t second_tab = first == std::string::npos ? first : line.find('\t', first + 1);
  if (second_tab == std::string::npos) return std::nullopt;
  Line out{line.substr(0, first), {0, line.substr(second_tab + 1)}};
  const char *from = line.data() + first + 1, *to = line.data() + second_tab;
  const auto [end, error] = std::from_chars(from, to, out.mark.tick);
  if (error != std::errc() || end != to || out.mark.tick < 0 || out.mark.tick > latest) return std::nullopt;
  return out;
}

std::vector<Line> all_lines(const std::string& path) {
  std::vector<Line> lines;
  std::ifstream stored(path);
  for (std::string line; std::getline(stored, line);)
    if (auto found = parsed(line)) lines.push_back(std::move(*found));
  return lines;
}

std::string without_breaks(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

std::string name_of(const std::string& file) {
  std::error_code error;
  const auto whole = std::filesystem::weakly_canonical(std::filesystem::absolute(file, error), error);
  return without_breaks(error ? file : whole.string());
}

}  // namespace

std::string bookmarks_path() {
  const std::string settings = settings_path();
  return settings.empty() ? settings : std::filesystem::path(settings).replace_filename("bookmarks.tsv").string();
}

std::vector<Bookmark> read_bookmarks(const std::string& path, const std::string& file) {
  std::vector<Bookmark> marks;
  for (Line& line : all_lines(path))
    if (line.file == name_of(file)) marks.push_back(std::move(line.mark));
  return marks;
}

void write_bookmarks(const std::string& path, const std::string& file, const std::vector<Bookmark>& bookmarks) {
  if (path.empty() || read_bookmarks(path, file) == bookmarks) return;
  std::vector<Line> lines = all_lines(path);
  std::erase_if(lines, [&](const Line& line) { return line.file == name_of(file); });
  for (const Bookmark& mark : bookmarks) lines.push_back({name_of(file), mark});
  std::string out;
  for (const Line& line : lines)
    out += line.file + '\t' + std::to_string(line.mark.tick) + '\t' + without_breaks(line.mark.name) + '\n';
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  try {
    write_whole(path, out, {});
  } catch (const RunError&) {
    // Not worth a word: the viewer works without.
  }
}

}  // namespace crossflow::viz
