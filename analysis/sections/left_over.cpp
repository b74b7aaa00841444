// Who was still there at the end, and who was not there at the beginning.
#include <vector>

#include <fmt/format.h>

#include "analysis/not_cleared.hpp"
#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

std::string people_count_text(const Page& page, std::int64_t n) {
  return n == 1 ? page.say("1 person") : page.say("{} people", count_text(n));
}

std::string left_over_count_text(const Page& page, std::int64_t count) {
  const bool several_kinds = page.summary.vehicles.generated + page.summary.consignments.generated > 0;
  return several_kinds ? page.say("{} (people, vehicles and goods)", count_text(count))
                       : people_count_text(page, count);
}

// "gates -> counters -> gates".
std::string ring_text(const Page& page, const std::vector<std::uint16_t>& ring) {
  std::string text;
  for (const std::uint16_t place : ring) text += station_label(page, place) + " -> ";
  return text + station_label(page, ring.front());
}

// Who was left over at the end, sent away, or stood outside overnight: a sentence for each.
std::string that_day_text(const Page& page, const std::string& place) {
  const NotCleared& n = *page.summary.not_cleared;
  const auto [outside, inside, turned_back, overnight] = n.people;
  std::vector<std::string> said;
  if (outside + inside > 0) {
    const std::string who = outside == 0  ? page.say("{} still inside", left_over_count_text(page, inside))
                            : inside == 0 ? page.say("{} still outside", left_over_count_text(page, outside))
                                          : page.say("{} still inside and {} still outside",
                                                     left_over_count_text(page, inside), count_text(outside));
    said.push_back(page.say("{} when the simulation ended at {}{}", who, page.clock(n.latest_end),
                            place.empty() ? "" : page.say(" ({})", place)));
  }
  if (turned_back > 0) said.push_back(page.say("{} turned back", left_over_count_text(page, turned_back)));
  if (overnight > 0) said.push_back(page.say("{} outside overnight", left_over_count_text(page, overnight)));
  return page.note("NOT CLEARED: {}.", fmt::join(said, page.say("; ")));
}

std::string on_average_text(const Page& page, const std::string& place) {
  const Summary& s = page.summary;
  const NotCleared& n = *s.not_cleared;
  const auto [outside, inside, turned_back, overnight] = n.people;
  const auto mean = [&](std::int64_t people) {
    return mean_not_cleared_text(people, static_cast<std::uint32_t>(s.replications));
  };
  std::vector<std::string> said;
  if (outside + inside > 0)
    said.push_back(page.say("{} inside and {} outside when the simulation ended (the latest at {}{})", mean(inside),
                            mean(outside), page.clock(n.latest_end), place.empty() ? "" : page.say("; ") + place));
  if (turned_back > 0) said.push_back(page.say("{} turned back", mean(turned_back)));
  if (overnight > 0) said.push_back(page.say("{} outside overnight", mean(overnight)));
  return page.note("NOT CLEARED: in {} of {} replications, {} at most; on average {}.", n.replications, s.replications,
                   left_over_count_text(page, n.most), fmt::join(said, page.say("; ")));
}

// By class and direction, of whom a pledge need not know.
std::string by_class_text(const Page& page) {
  const Summary& s = page.summary;
  std::string of;
  for (const FlowSummary& f : s.flows)
    if (const std::int64_t people = f.not_cleared.sum(); people > 0)
      of += (of.empty() ? "" : page.say("; ")) +
            page.say("{}: {}", class_label(page, f.traveller_class, f.direction),
                     mean_not_cleared_text(people, static_cast<std::uint32_t>(s.replications)));
  return of.empty() ? of : page.note("These are: {}.", of);
}

}  // namespace

namespace {

std::string left_over_text(const Page& page) {
  const Summary& s = page.summary;
  if (!s.not_cleared) return {};
  const NotCleared& n = *s.not_cleared;
  std::string place;
  if (n.station) {
    const bool line = page.directory.stations.at(*n.station).shape == Shape::outside;
    const std::string name = station_label(page, *n.station);
    place = line ? page.say("most in the line outside of {}", name) : page.say("most in {}", name);
  }
  if (!n.ring.empty())
    place += (place.empty() ? "" : page.say("; ")) +
             page.say("a ring of full places, in which each waits for the next: {}", ring_text(page, n.ring));
  return (several(s) ? on_average_text(page, place) : that_day_text(page, place)) + by_class_text(page);
}

// The one that lasted longest, of all replications.
std::string stand_still_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.stand_stills.empty()) return {};
  const StandStill& one = s.stand_stills.front();
  const std::string ring = ring_text(page, one.places), from = page.clock(one.from), until = page.clock(one.until);
  if (!several(s))
    return page.note(
        "STAND-STILL: people waited for officers who stood where nobody could go on: {}; for {} in all, the longest "
        "time from {} until {}.",
        ring, page.time(one.lasted), from, until);
  return page.note(
      "STAND-STILL: people waited for officers who stood where nobody could go on: {}; for {} on average, the longest "
      "time from {} until {}.",
      ring, page.time(one.lasted / s.replications / minute * minute), from, until);
}

}  // namespace

std::string not_cleared_text(const Page& page) {
  return left_over_text(page) + stand_still_text(page);
}

std::string crowded_text(const Page& page) {
  const Summary& s = page.summary;
  std::string out;
  for (const CrowdedSummary& c : s.crowded) {
    const std::string place = station_label(page, c.station);
    const std::string people = count_text(c.people.most);
    const std::string area = count_text(std::llround(page.directory.stations.at(c.station).area_m2));
    out += several(s)
               ? page.note(
                     "FULLER THAN CAN BE: {}, {} people on {} m2 at {}, in {} of {} replications; {} can "
                     "stand there, 4 a square metre.",
                     place, people, area, page.clock(c.people.at), c.replications, s.replications, count_text(c.room))
               : page.note(
                     "FULLER THAN CAN BE: {}, {} people on {} m2 at {}; {} can stand there, 4 a square "
                     "metre.",
                     place, people, area, page.clock(c.people.at), count_text(c.room));
  }
  return out;
}

std::string start_up_text(const Page& page) {
  const Summary& s = page.summary;
  if (!s.start_up) return {};
  const int days = page.directory.days;
  const std::string waiting = mean_count_text(s.start_up->waiting);
  std::string text =
      page.directory.ports.size() > 1
          ? page.say(
                "START-UP: some ports never close and the simulation began with nobody inside at 00:00; at "
                "midnight {} are waiting on average.",
                waiting)
          : page.say(
                "START-UP: the port never closes and the simulation began with nobody inside at 00:00; at "
                "midnight {} are waiting on average.",
                waiting);
  text += " ";
  if (s.start_up->suggested) {
    const std::string length = page.time(*s.start_up->suggested);
    text += s.warm_up > 0
                ? page.say("By MSER-5 the empty beginning shows for {}; {} are left out.", length, page.time(s.warm_up))
                : page.say("By MSER-5 the empty beginning shows for {}; nothing is left out.", length);
    text += " " + page.say("To leave it out: {}",
                           fmt::format("--set \"results.warm-up={}\"", duration_text(*s.start_up->suggested)));
  } else if (days < 3) {
    text += days == 1 ? page.say("So the first hours look better than they are; for how long, one day cannot tell.")
                      : page.say("So the first hours look better than they are; for how long, two days cannot tell.");
    text += " " + page.say("To begin with a day that is left out: {}",
                           fmt::format("--set date={} --set days={} --set \"results.warm-up=24 h\"",
                                       date_text(days_after(page.directory.date, -1)), days + 1));
  } else {
    text += page.say(
        "So the first hours look better than they are; for how long, MSER-5 cannot tell of these days: take more.");
  }
  return page.wrapped(text);
}

}  // namespace crossflow
