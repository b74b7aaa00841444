// Names as a reader knows them.
#include <algorithm>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"
#include "sim/base/authority.hpp"
#include "sim/record/words.hpp"

namespace crossflow {

std::string direction_label(const Directory& directory, int direction) {
  if (direction < 0) return "both ways";
  return directory.directions.at(static_cast<std::size_t>(direction));
}

std::string direction_label(const Page& page, int direction) {
  if (direction < 0) return page.say("both ways");
  return page.label(direction_label(page.directory.directions.at(static_cast<std::size_t>(direction))));
}

std::string class_label(const Directory& directory, std::uint8_t traveller_class, std::uint8_t direction) {
  const ClassEntry& c = directory.classes.at(traveller_class);
  const std::string name = c.label.en.empty() ? c.name : c.label.en;
  return directory.directions.size() > 1 ? fmt::format("{}, {}", name, direction_label(directory, direction)) : name;
}

std::string class_label(const Page& page, std::uint8_t traveller_class, std::uint8_t direction) {
  const std::string name = class_label(page, traveller_class);
  return page.directory.directions.size() > 1 ? page.say("{}, {}", name, direction_label(page, direction)) : name;
}

std::string class_label(const Page& page, std::uint8_t traveller_class) {
  const ClassEntry& c = page.directory.classes.at(traveller_class);
  return page.label(c.label, c.name);
}

std::string port_label(const Page& page, std::uint16_t port) {
  const PortEntry& entry = page.directory.ports.at(port);
  return page.label(entry.label, entry.name);
}

std::string station_label(const Page& page, std::uint16_t station) {
  const StationEntry& s = page.directory.stations.at(station);
  const std::string& label = page.label(s.label);
  if (label.empty()) return s.name;
  return page.directory.ports.size() < 2 ? label : page.say("{}: {}", port_label(page, s.port), label);
}

std::string mean_of_text(const Page& page) {
  const Summary& s = page.summary;
  if (!several(s)) return {};
  return s.days > 1 ? page.say(", mean of {} replications", s.replications)
                    : page.say(", mean of {} days", s.replications);
}

std::string within_95_text(const Page& page, const std::optional<double>& seconds, std::int64_t people) {
  constexpr std::int64_t fewest = 20;
  if (!seconds) return "-";
  const std::string text = page.within(*seconds);
  return people < fewest ? page.say("{} (longest)", text) : text;
}

std::string skill_text(const Page& page, const std::string& skill) {
  const Authority* authority = page.language == Language::en ? nullptr : find_authority(skill);
  return authority == nullptr ? skill : authority->label_zh;
}

std::string weekday_text(const Page& page, Date date) {
  switch (weekday(date)) {
    case 0:
      return page.say("Monday");
    case 1:
      return page.say("Tuesday");
    case 2:
      return page.say("Wednesday");
    case 3:
      return page.say("Thursday");
    case 4:
      return page.say("Friday");
    case 5:
      return page.say("Saturday");
    default:
      return page.say("Sunday");
  }
}

void add_heads(TextTable& table, const std::vector<std::vector<std::string>>& heads) {
  std::size_t lines = 0;
  for (const auto& head : heads) lines = std::max(lines, head.size());
  for (std::size_t line = 0; line < lines; ++line) {
    std::vector<std::string> cells;
    for (const auto& head : heads) {
      const std::size_t blank = lines - head.size();
      cells.push_back(line < blank ? "" : head[line - blank]);
    }
    table.add(std::move(cells));
  }
}

std::vector<std::string> Page::heads(std::initializer_list<const char*> english) const {
  std::vector<std::string> out;
  for (const char* head : english) {
    const fmt::string_view said = language == Language::en || *head == 0 ? fmt::string_view(head) : in_chinese(head);
    out.emplace_back(said.data(), said.size());
  }
  return out;
}

const std::string& Page::label(const Label& label, const std::string& name) const {
  const std::string& said = in_language(label, language);
  return said.empty() ? name : said;
}

std::string Page::clock(Tick t) const {
  constexpr int days_of_a_week = 7;
  if (directory.days <= days_of_a_week) return clock_text(t);
  return date_text(days_after(directory.date, static_cast<int>(t / day))) + " " + clock_text(t % day);
}

std::string Page::seconds(double s) const {
  return in_units(seconds_text(s), language);
}

std::string Page::within(double s) const {
  return in_units(within_text(s), language);
}

std::string Page::limit(Tick t) const {
  return in_units(limit_text(t), language);
}

std::string Page::wrapped(const std::string& text) const {
  std::string out;
  for (const std::string& line : wrap_text(text, prose())) out += line + "\n";
  return out;
}

}  // namespace crossflow
