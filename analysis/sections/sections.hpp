// The sections that the front page is put together from; for analysis/ alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analysis/page.hpp"
#include "analysis/text_table.hpp"
#include "analysis/words.hpp"
#include "sim/base/language.hpp"

namespace crossflow {

/// What a section is written from, and the room that it has.
struct Page {
  const Directory& directory;
  const Summary& summary;
  std::size_t width = page_width;  ///< of tables; `as_needed`: no name is cut
  /// On the short page. A section that has more to say leads with what matters most; what is over is cut off, with a
  /// line that says how much, unless others leave room.
  std::size_t lines = std::numeric_limits<std::size_t>::max();

  /// Sentences are not read well in lines that are longer.
  std::size_t prose() const { return width < page_width ? width : page_width; }
  Language language = Language::en;

  /// All text of the page is said here: `english` is its key in analysis/words_zh.inc, where the Chinese may take the
  /// values in another order, {1} before {0}.
  template <class... Values>
  std::string say(fmt::format_string<Values...> english, Values&&... values) const {
    return say_in(language, english, std::forward<Values>(values)...);
  }
  /// The same in lines of the page, as a note.
  template <class... Values>
  std::string note(fmt::format_string<Values...> english, Values&&... values) const {
    return wrapped(say(english, std::forward<Values>(values)...));
  }
  /// Heads of columns.
  std::vector<std::string> heads(std::initializer_list<const char*> english) const;
  const std::string& label(const Label& label) const { return in_language(label, language); }
  /// The name in programs where there is no label.
  const std::string& label(const Label& label, const std::string& name) const;
  std::string time(Tick t) const { return duration_text(t, language); }
  /// When something was: "18:15", or "00:05 +1" in a run of up to a week, else with its date.
  std::string clock(Tick t) const;
  std::string seconds(double s) const;  ///< see seconds_text, and so on
  std::string within(double s) const;
  std::string limit(Tick t) const;
  std::string wrapped(const std::string& text) const;

  bool is_short() const { return lines != std::numeric_limits<std::size_t>::max(); }
};

/// As wide and in the language that is asked for.
Page page_of(const Directory& directory, const Summary& summary, const PageOptions& options);

/// A section of the page: a row of the table in sections.cpp.
struct Section {
  const char* name;                  ///< for `--section`
  std::string (*text)(const Page&);  ///< whole lines; empty if there is nothing to say
  std::size_t lines;                 ///< that are its own on the short page; 0: it is not there
};

std::span<const Section> sections();

/// With the port's name ahead where there are several ports.
std::string station_label(const Page& page, std::uint16_t station);
std::string port_label(const Page& page, std::uint16_t port);
std::string class_label(const Page& page, std::uint8_t traveller_class);
std::string class_label(const Page& page, std::uint8_t traveller_class, std::uint8_t direction);
std::string direction_label(const Page& page, int direction);
/// A time within which 95% of so many people were; of fewer than 20 it is the longest, and says so.
std::string within_95_text(const Page& page, const std::optional<double>& seconds, std::int64_t people);
/// In English, where there is no page.
std::string class_label(const Directory& directory, std::uint8_t traveller_class, std::uint8_t direction);
std::string direction_label(const Directory& directory, int direction);

/// A skill of officers; in Chinese the name of an authority where it is one.
std::string skill_text(const Page& page, const std::string& skill);
/// "Sunday"
std::string weekday_text(const Page& page, Date date);

/// "NOT KEPT".
std::string verdict_cell(const Page& page, Verdict verdict);
/// "NOT CLEARED 47,160": the mean over replications.
std::string not_cleared_cell(const Page& page, std::int64_t people);
/// "18:30, 65.1%"; "-" if all were in time.
std::string worst_half_hour_cell(const Page& page, const std::optional<HalfHour>& worst, double promised);

/// Heads in as many lines as they need, the last one above the figures.
void add_heads(TextTable& table, const std::vector<std::vector<std::string>>& heads);

/// With many ports the page shows details only where they matter: the files have all.
inline bool many_ports(const Page& page) {
  return page.directory.ports.size() > 2;
}

/// Of all waiting: what is less is left out there.
inline constexpr double little_waiting = 0.005;

/// One day or many: only then is there an interval.
inline bool several(const Summary& summary) {
  return summary.replications > 1;
}

std::string head_text(const Page& page);
std::string days_text(const Page& page);
std::string verdicts_text(const Page& page);
std::string not_cleared_text(const Page& page);
std::string crowded_text(const Page& page);
std::string start_up_text(const Page& page);
std::string minutes_lost_text(const Page& page);
std::string disruptions_text(const Page& page);
std::string times_text(const Page& page);
std::string waits_text(const Page& page);
std::string sides_text(const Page& page);
std::string people_text(const Page& page);
std::string virtual_queues_text(const Page& page);
std::string network_text(const Page& page);
std::string queues_text(const Page& page);
std::string halls_text(const Page& page);
std::string releases_text(const Page& page);
std::string risk_text(const Page& page);
std::string teams_text(const Page& page);
std::string officers_text(const Page& page);
std::string orders_text(const Page& page);
std::string closing_text(const Page& page);
std::string staff_needs_text(const Page& page);
std::string requirements_text(const Page& page);
/// ", mean of 20 days"; empty of one.
std::string mean_of_text(const Page& page);
/// "Needed for 95% to wait 5 min at most, ..."
std::string standards_text(const Page& page);
/// "4", "≥4", "?"
std::string needed_text(const std::optional<int>& needed, bool at_least);

}  // namespace crossflow
