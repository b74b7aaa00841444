// A log as sentences, so that a test can say what should happen in words: "12 b starts desk/0".
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "sim/record/event.hpp"

namespace crossflow::test {

/// Keeps all events of a run.
class Tape : public EventSink {
 public:
  void consume(std::span<const Event> block) override { events.insert(events.end(), block.begin(), block.end()); }
  void finish(Tick at) override { end = at; }

  std::vector<Event> events;
  Tick end = -1;
};

/// What the numbers of a log are called.
struct Cast {
  std::vector<std::string> stations;     ///< by Event::station
  std::vector<std::string> authorities;  ///< by number
  Tick unit = 1;  ///< times are told in this unit, which must divide them: else a fraction follows
  /// What a traveller is called: from its source's station, class and number. Unless given: a, b, ... z, a1, b1, ...
  std::function<std::string(std::uint16_t, std::uint8_t, std::int32_t)> name;
};

/// One sentence for each event whose first word after the person is among `verbs` (all if empty): arrives, joins,
/// starts, ends, fails, blocked, moves, cleared, leaves, gives, balks, turned, left (behind); for servers and ports:
/// is, opens, closes.
std::vector<std::string> story(const std::vector<Event>& events, const Cast& cast,
                               const std::set<std::string>& verbs = {});

/// A sentence a line, without blanks at either end of lines and without empty lines: how a test writes down a story.
std::string lines(const std::string& text);
std::string lines(const std::vector<std::string>& story);

}  // namespace crossflow::test
