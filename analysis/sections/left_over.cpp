// Who was still there at the end, and who was not there at the beginning.
#include <vector>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

std::string people_count_text(const Page& page, std::int64_t n) {
  return n == 1 ? page.say("1 person") : page.say("{} people", count_text(n));
}

}  // namespace

std::string not_cleared_text(const Page& page) {
  const Summary& s = page.summary;
  if (!s.not_cleared) return {};
  const NotCleared& n = *s.not_cleared;
  std::string place;
  if (n.station) {
    const bool line = page.directory.stations.at(*n.station).shape == Shape::outside;
    const std::string name = station_label(page, *n.station);
    place = line ? page.say("most in the line outside of {}", name) : page.say("most in {}", name);
  }
  const std::string end = clock_text(n.latest_end);
  const bool several_kinds = s.vehicles.generated + s.consignments.generated > 0;
  const auto left_over = [&](std::int64_t count) {
    return several_kinds ? page.say("{} (people, vehicles and goods)", count_text(count))
                         : people_count_text(page, count);
  };
  if (!n.ring.empty()) {
    std::vector<std::string> places;
    for (const std::uint16_t p : n.ring) places.push_back(station_label(page, p));
    places.push_back(places.front());
    place += (place.empty() ? "" : page.say("; ")) +
             page.say("a ring of full places, in which each waits for the next: {}", fmt::join(places, " -> "));
  }
  if (!several(s)) {
    const std::string who =
        n.outside == 0  ? page.say("{} still inside", left_over(n.inside))
        : n.inside == 0 ? page.say("{} still outside", left_over(n.outside))
                        : page.say("{} still inside and {} still outside", left_over(n.inside), count_text(n.outside));
    return page.note("NOT CLEARED: {} when the simulation ended at {}{}.", who, end,
                     place.empty() ? "" : page.say(" ({})", place));
  }
  const auto mean = [&](std::int64_t people) { return mean_count_text(static_cast<double>(people) / s.replications); };
  return page.note(
      "NOT CLEARED: in {} of {} replications people were left over when the simulation "
      "ended (the latest at {}): on "
      "average {} inside and {} outside, {} at most{}.",
      n.replications, s.replications, end, mean(n.inside), mean(n.outside), count_text(n.most),
      place.empty() ? "" : page.say("; ") + place);
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
                           fmt::format("--set days={} --set \"results.warm-up=24 h\"", days + 1));
  } else {
    text += page.say(
        "So the first hours look better than they are; for how long, MSER-5 cannot tell of these days: take more.");
  }
  return page.wrapped(text);
}

}  // namespace crossflow
