#include "cli/show.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "analysis/summary_json.hpp"
#include "analysis/text_table.hpp"
#include "analysis/words.hpp"
#include "cli/output.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/say.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

std::size_t rows_of(const NamedText& table) {
  return static_cast<std::size_t>(
      std::max<std::ptrdiff_t>(0, std::count(table.text.begin(), table.text.end(), '\n') - 1));
}

// In two lines at most where the page is short.
std::string inputs_text(const FileInfo& info, const PageOptions& page) {
  std::string text;
  for (const NamedText& file : info.originals) text += (text.empty() ? "" : ", ") + file.name;
  for (const NamedText& table : info.tables) {
    const std::size_t rows = rows_of(table);
    text += rows == 1
                ? say_in(page.language, ", 1 row of {}", table.name)
                : say_in(page.language, ", {} rows of {}", count_text(static_cast<std::int64_t>(rows)), table.name);
  }
  const std::size_t width = std::min(page_width, output_width().value_or(page_width));
  auto lines = wrap_text(say_in(page.language, "Read, and kept in the results: {}.", text), width);
  constexpr std::size_t most = 2;
  if (!page.full && lines.size() > most) {
    lines.resize(most);
    lines.back() = cut_text(lines.back(), width - 4) + " ...";
  }
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

std::string warnings_text(const std::vector<std::string>& warnings, const PageOptions& page) {
  constexpr std::size_t most = 5;
  const std::size_t shown = page.full ? warnings.size() : std::min(most, warnings.size());
  const std::size_t width = std::min(page_width, output_width().value_or(page_width));
  std::string text;
  for (std::size_t i = 0; i < shown; ++i)
    text += fmt::format("{}\n", fmt::join(wrap_text(say_in(page.language, "Warning: {}", warnings[i]), width), "\n"));
  if (shown < warnings.size())
    text += say_in(page.language, "And {} more warnings: {}", warnings.size() - shown, "crossflow validate") + "\n";
  return text;
}

nlohmann::ordered_json inputs_json(const FileInfo& info) {
  nlohmann::ordered_json out = {{"files", nlohmann::ordered_json::array()},
                                {"tables", nlohmann::ordered_json::array()}};
  for (const NamedText& file : info.originals) out["files"].push_back(file.name);
  for (const NamedText& table : info.tables) out["tables"].push_back({{"file", table.name}, {"rows", rows_of(table)}});
  return out;
}

}  // namespace

void check_sections(const PageOptions& page) {
  const std::vector<std::string> known = section_names();
  for (const std::string& name : page.sections)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw InputError({"--section", 0, 0}, "the page has no section '" + name + "'",
                       fmt::format("one of {}", fmt::join(known, ", ")), nearest_word(name, known));
}

void print_page(const Directory& directory, const Summary& summary, PageOptions page) {
  page.width = output_width().value_or(as_needed);
  say_on_output(text_of(directory, summary, page));
}

void print_foot(const FileInfo& info, const PageOptions& page) {
  say("{}{}", inputs_text(info, page), warnings_text(info.warnings, page));
}

nlohmann::ordered_json json_of_result(const ResultReader& reader, const Summary& summary) {
  const FileInfo info = reader.info();
  nlohmann::ordered_json out = json_of(reader.directory(), summary);
  out["inputs"] = inputs_json(info);
  out["warnings"] = info.warnings;
  return out;
}

void show(const ShowOptions& options) {
  check_sections(options.page);
  const ResultReader reader(options.result);
  Summary summary = summarise(reader, reader.short_rows());
  summary.replications_asked = reader.replications_asked();
  if (options.json) {
    say_on_output(json_of_result(reader, summary).dump(2) + "\n");
  } else {
    print_page(reader.directory(), summary, options.page);
    say("\n");
    print_foot(reader.info(), options.page);
  }
}

}  // namespace crossflow
