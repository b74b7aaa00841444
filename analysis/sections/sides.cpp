// The way through the checks of both sides: a line for each authority, and from door to door.
#include <map>
#include <set>

#include <fmt/format.h>

#include "analysis/histogram.hpp"
#include "analysis/sections/sections.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"
#include "analysis/time_fold.hpp"
#include "sim/base/authority.hpp"

namespace crossflow {
namespace {

bool of_traveller(const Directory& directory, std::uint8_t traveller_class) {
  return directory.classes.at(traveller_class).kind == EntityKind::traveller;
}

struct Sums {
  std::int64_t people = 0;
  double seconds = 0;
  WaitHistogram times;

  SideTime time() const {
    SideTime out;
    out.people = people;
    if (people > 0) out.mean_s = seconds / static_cast<double>(people);
    out.percentile_95_s = times.quantile_s(0.95);
    return out;
  }
};

std::string authority_label(const Page& page, const std::string& name) {
  const Authority* known = find_authority(name);
  return known == nullptr ? name : page.language == Language::zh ? known->label_zh : known->label_en;
}

// "Mainland immigration clears at one stop with Immigration", for all that have no clock of their own somewhere.
std::string one_stop_text(const Page& page) {
  std::set<std::pair<std::string, std::string>> pairs;
  for (const StationEntry& station : page.directory.stations)
    for (std::size_t a = 0; a < page.directory.authorities.size(); ++a)
      if ((static_cast<unsigned>(station.also) >> a & 1U) != 0)
        pairs.emplace(
            authority_label(page, page.directory.authorities[a]),
            authority_label(page, page.directory.authorities.at(static_cast<std::size_t>(station.authority))));
  std::vector<std::string> stops;
  for (const auto& [also, first] : pairs) stops.push_back(page.say("{} with {}", also, first));
  return stops.empty() ? "" : page.say("At one stop, so that one clock runs: {}.", fmt::join(stops, page.say("; ")));
}

}  // namespace

std::vector<SidesSummary> summarise_sides(const Directory& directory, const ResultRows& rows, TimeFold& times) {
  struct Gathered {
    Sums inside;
    double outside_s = 0;
    std::map<std::size_t, Sums> authorities;
  };
  std::map<std::uint8_t, Gathered> by_direction;
  for (const PassageRow& r : rows.of<PassageRow>()) {
    if (!of_traveller(directory, r.traveller_class)) continue;
    Gathered& g = by_direction[r.direction];
    g.inside.people += r.people;
    g.inside.seconds += r.inside_s;
    g.outside_s += r.outside_s;
  }
  for (const PassageTimeRow& r : rows.of<PassageTimeRow>())
    if (of_traveller(directory, r.traveller_class)) by_direction[r.direction].inside.times.add(r.up_to_s, r.count);
  if (by_direction.empty()) return {};
  for (const PledgeRow& r : rows.of<PledgeRow>()) {
    if (!of_traveller(directory, r.traveller_class)) continue;
    Sums& sums = by_direction[r.direction].authorities[r.authority];
    sums.people += r.cleared;
    sums.seconds += r.wait_s;
    sums.times.note_longest(r.longest_s);
  }
  for (auto& [direction, g] : by_direction)
    for (auto& [authority, sums] : g.authorities)
      sums.times.merge(times.by_authority(direction, static_cast<std::uint8_t>(authority)));
  std::vector<SidesSummary> out;
  for (const auto& [direction, g] : by_direction) {
    SidesSummary s;
    s.direction = direction;
    s.inside = g.inside.time();
    if (g.inside.people > 0) s.outside_mean_s = g.outside_s / static_cast<double>(g.inside.people);
    // In the order in which their words stand, each side's together.
    for (const Authority& known : known_authorities)
      for (const auto& [row, sums] : g.authorities)
        if (directory.authorities.at(row) == known.name) s.authorities.emplace_back(row, sums.time());
    out.push_back(std::move(s));
  }
  return out;
}

std::string sides_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.sides.empty()) return {};
  TextTable table({Align::left, Align::right, Align::right, Align::right});
  table.add(page.heads({"THROUGH BOTH SIDES", several(s) ? "people, mean" : "people", "mean", "95% within"}));
  const auto time = [&](const auto& seconds) { return seconds ? page.seconds(*seconds) : std::string("-"); };
  for (const SidesSummary& of : s.sides) {
    const std::string ahead = page.directory.directions.size() > 1
                                  ? page.say("{}: {}", direction_label(page, of.direction), "")
                                  : std::string();
    const auto add = [&](const std::string& label, const SideTime& t) {
      table.add({ahead + label, mean_count_text(static_cast<double>(t.people) / s.replications), time(t.mean_s),
                 within_95_text(page, t.percentile_95_s, t.people)});
    };
    for (const auto& [row, t] : of.authorities) add(authority_label(page, page.directory.authorities.at(row)), t);
    add(page.say("from door to door"), of.inside);
    if (of.outside_mean_s && *of.outside_mean_s >= 0.5)
      table.add({ahead + page.say("before the door"), "", time(of.outside_mean_s), ""});
  }
  std::string text =
      table.text(page.width) +
      page.note("Each authority: from joining its queue to being cleared. The pledge is Immigration's alone.");
  text += page.wrapped(one_stop_text(page));
  return text;
}

}  // namespace crossflow
