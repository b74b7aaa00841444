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

constexpr std::size_t head_lines = 6;
constexpr std::size_t foot_lines = 7;  // where more is to be read, and what the program says of the run

constexpr std::size_t most_lines() {
  std::size_t sum = head_lines + foot_lines;
  for (const Section& s : all_sections) sum += s.lines > 0 ? s.lines + 1 : 0;  // a blank line before each
  return sum;
}
static_assert(most_lines() <= short_page_lines, "a new section on the short page takes its lines from the others");

std::string shortened(const Page& page, const Section& section, const std::string& text, std::size_t most) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  if (lines <= most) return text;
  std::size_t end = 0;
  for (std::size_t line = 0; line + 1 < most; ++line) end = text.find('\n', end) + 1;
  return text.substr(0, end) +
         page.note("... {} more lines: {}", lines - (most - 1), std::string("--section ") + section.name);
}

bool wanted(const Section& section, const PageOptions& options) {
  const auto& names = options.sections;
  if (names.empty()) return options.full || section.lines > 0;
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
  const bool short_page = !options.full && options.sections.empty();
  Page page = page_of(directory, summary, options);
  std::string text = head_text(page);
  for (const Section& section : all_sections) {
    if (!wanted(section, options)) continue;
    if (short_page) page.lines = section.lines;
    const std::string said = section.text(page);
    if (!said.empty()) text += "\n" + (short_page ? shortened(page, section, said, section.lines) : said);
  }
  if (short_page)
    text += "\n" + page.note("More: {}, or {}, such as {}.", "--full", "--section NAME", "times, people, staff-needed");
  return text;
}

}  // namespace crossflow
