// What things are called on the screen, in its language, and links between them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/record/rows.hpp"
#include "sim/record/words.hpp"
#include "viz/app/session.hpp"
#include "viz/app/theme.hpp"

namespace crossflow::viz {

/// With the port's name before it where there are several.
std::string station_name(const Directory& directory, std::uint16_t station);
/// What a station may be called where there is little room, without its port, the longest first: as it is, with the
/// direction that begins its name in short, without it. "Arrival car customs" tells more as "Arr. car customs" than as
/// "Arrival c..".
std::vector<std::string> names_to_shorten(const Directory& directory, std::uint16_t station);
std::string server_name(const Directory& directory, std::uint16_t station, std::uint16_t number);
/// "Hong Kong resident 12,345": class and number within the source.
std::string entity_name(const Recording& recording, std::uint32_t entity);
std::string direction_name(const Directory& directory, std::size_t direction);
std::string officer_name(const Directory& directory, std::size_t officer);
/// Of a subject, in its run.
std::string name_of(const Session& session, const Subject& subject);

/// Those of a class who go one way.
std::string group_name(const Directory& directory, std::size_t traveller_class, std::size_t direction);
/// Words as they fit in so many pixels: with ".." at the end where they had to be cut.
std::string shortened(const std::string& words, float width);

/// Of a column of times, as links to them stand there without seconds.
float moment_width();

std::string duration(Tick t);   ///< "12 min 30 s", "12 分 30 秒"
std::string minutes(double s);  ///< whole minutes of so many seconds: "12 min"; below one "30 s"

std::string person_hours(double s);  ///< "3.5 h", "1,234 h", of so many person-seconds

Colour cause_colour(LedgerCause cause);  ///< that of a server which is in that state

/// A state, a cause, an order, a way of leaving.
template <class State>
requires requires(State state) {
  label_of(state);
}
const char* text(State state) {
  return text(label_of(state)).c_str();
}

/// The sentence with what it leaves open filled in, {} by {}.
template <class... Values>
std::string say(Word word, const Values&... values) {
  return fmt::format(fmt::runtime(text(word)), values...);
}

/// Words that can be clicked; true when they are. `id` makes those apart that read the same.
bool link(const std::string& words, int id = 0);
/// Links that select something, or go to an instant.
void link_to(Session& session, const Subject& subject, const std::string& words, int id = 0);
void link_to(Session& session, Tick tick, int id = 0, bool with_seconds = true);
/// Text in a fainter colour, wrapped.
void faint(const std::string& words);

}  // namespace crossflow::viz
