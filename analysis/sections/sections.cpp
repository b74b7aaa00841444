#include "analysis/sections/sections.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace crossflow {
namespace {

// In the order of the page. A section is a function in a file of its topic and a row here.
constexpr std::array all_sections{
    Section{"days", days_text, 7},
    Section{"not-cleared", not_cleared_text, 4},
    Section{"crowding", crowded_text, 2},
    Section{"verdicts", verdicts_text, 11},
    Section{"start-up", start_up_text, 3},
    Section{"minutes-lost", minutes_lost_text, 0},
    Section{"disruptions", disruptions_text, 0},
    Section{"times", times_text, 0},
    Section{"waits", waits_text, 4},
    Section{"sides", sides_text, 0},
    Section{"people", people_text, 0},
    Section{"virtual-queues", virtual_queues_text, 0},
    Section{"network", network_text, 0},
    Section{"queues", queues_text, 7},
    Section{"halls", halls_text, 0},
    Section{"goods", releases_text, 0},
    Section{"risk", risk_text, 0},
    Section{"dogs", teams_text, 0},
    Section{"officers", officers_text, 0},
    Section{"orders", orders_text, 0},
    Section{"closing", closing_text, 2},
    Section{"staff-needed", staff_needs_text, 0},
    Section{"servers-needed", requirements_text, 0},
};

constexpr std::size_t head_lines = 3;  // at the most in a terminal of 100 columns, unless the run was interrupted
constexpr std::size_t foot_lines = 8;  // where more is to be read, and what the program says of the run

constexpr std::size_t most_lines() {
  std::size_t sum = head_lines + foot_lines;
  for (const Section& s : all_sections) sum += s.lines > 0 ? s.lines + 1 : 0;  // a blank line before each
  return sum;
}
static_assert(most_lines() <= short_page_lines, "a new section on the short page takes its lines from the others");

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string shortened(const Page& page, const char* section, const std::string& text, std::size_t most) {
  const std::size_t lines = lines_of(text);
  if (lines <= most) return text;
  std::size_t end = 0;
  for (std::size_t line = 0; line + 1 < most; ++line) end = text.find('\n', end) + 1;
  return text.substr(0, end) +
         page.note("... {} more lines: {}", lines - (most - 1), std::string("--section ") + section);
}

// Each section in its lines; those that had to be cut share what the others leave, in the order of the page.
std::string short_page(Page page, const std::string& head) {
  struct Part {
    const Section* section;
    std::string text;
    std::size_t lines;
  };
  std::vector<Part> parts;
  std::size_t used = lines_of(head) + foot_lines;
  for (const Section& section : all_sections) {
    if (section.lines == 0) continue;
    page.lines = section.lines;
    const std::string said = section.text(page);
    if (said.empty()) continue;
    parts.push_back({&section, said, std::min(lines_of(said), section.lines)});
    used += parts.back().lines + 1;
  }
  std::string text = head;
  for (const Part& part : parts) {
    const std::size_t spare = short_page_lines - std::min(short_page_lines, used);
    const std::size_t lines = std::min(lines_of(part.text), part.lines + spare);
    used += lines - part.lines;
    text += "\n" + shortened(page, part.section->name, part.text, lines);
  }
  return text + "\n" +
         page.note("More: {}, or {}, such as {}.", "--full", "--section NAME", "times, people, staff-needed");
}

bool wanted(const Section& section, const PageOptions& options) {
  const auto& names = options.sections;
  if (options.full) return true;
  return std::find(names.begin(), names.end(), section.name) != names.end();
}

}  // namespace

Page page_of(const Directory& directory, const Summary& summary, const PageOptions& options) {
  Page page{directory, summary};
  page.width = options.width;
  page.language = options.language;
  return page;
}

std::span<const Section> sections() {
  return all_sections;
}

std::vector<std::string> section_names() {
  std::vector<std::string> names;
  for (const Section& s : all_sections) names.emplace_back(s.name);
  return names;
}

std::string text_of(const Directory& directory, const Summary& summary, const PageOptions& options) {
  const Page page = page_of(directory, summary, options);
  std::string text = head_text(page);
  if (!options.full && options.sections.empty()) return short_page(page, text);
  for (const Section& section : all_sections) {
    if (!wanted(section, options)) continue;
    const std::string said = section.text(page);
    if (!said.empty()) text += "\n" + said;
  }
  return text;
}

}  // namespace crossflow
