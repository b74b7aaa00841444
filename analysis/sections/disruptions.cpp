// What disruptions did: who had to wait, how long it took to clear, and the minutes by which pledges were missed.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "analysis/possible.hpp"
#include "analysis/sections/sections.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

struct Gathered {
  std::vector<double> before, most, at_end, cleared_s;
};

std::string name_of(const Page& page, const DisruptionSummary& d) {
  const DisruptionEntry& entry = page.directory.disruptions.at(d.disruption);
  std::string text = page.label(entry.label, entry.name);
  if (page.directory.ports.size() > 1) text = page.say("{}, {}", text, port_label(page, d.port));
  return d.kind == EntityKind::vehicle ? page.say("{}, vehicles", text) : text;
}

std::string cleared_text(const Page& page, const DisruptionSummary& d) {
  if (!d.cleared_s) return page.say("never");
  std::string text = page.time(ticks_from_seconds(d.cleared_s->value));
  if (d.cleared_s->interval) {
    const auto [low, high] = *d.cleared_s->interval;
    text += page.say(" ({}-{} min)", std::lround(low / 60), std::lround(high / 60));
  }
  return d.cleared < d.replications ? text + " *" : text;
}

// Vehicles only where some waited, goods not at all: they wait on vehicles.
bool is_shown(const DisruptionSummary& d) {
  return d.kind == EntityKind::traveller || (d.kind == EntityKind::vehicle && d.most.value > 0);
}

}  // namespace

std::vector<DisruptionSummary> summarise_disruptions(const ResultRows& rows) {
  std::map<std::tuple<std::uint16_t, std::uint16_t, std::uint8_t>, Gathered> all;
  for (const DisruptionRow& r : rows.of<DisruptionRow>()) {
    Gathered& g = all[{r.disruption, r.port, r.kind}];
    g.before.push_back(static_cast<double>(r.before));
    g.most.push_back(static_cast<double>(r.most));
    g.at_end.push_back(static_cast<double>(r.at_end));
    if (r.cleared_s >= 0) g.cleared_s.push_back(r.cleared_s);
  }
  std::vector<DisruptionSummary> out;
  for (const auto& [key, g] : all) {
    DisruptionSummary s;
    s.disruption = std::get<0>(key);
    s.port = std::get<1>(key);
    s.kind = static_cast<EntityKind>(std::get<2>(key));
    s.before = mean_above_zero(g.before);
    s.most = mean_above_zero(g.most);
    s.at_end = mean_above_zero(g.at_end);
    s.replications = static_cast<int>(g.before.size());
    s.cleared = static_cast<int>(g.cleared_s.size());
    if (!g.cleared_s.empty()) s.cleared_s = mean_above_zero(g.cleared_s);
    out.push_back(s);
  }
  return out;
}

std::string disruptions_text(const Page& page) {
  const Summary& s = page.summary;
  if (page.directory.disruptions.empty()) return {};
  std::string text;
  std::string notes;
  TextTable table({Align::left, Align::left, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({several(s) ? "DISRUPTIONS, mean" : "DISRUPTIONS", "from-until", "waiting before", "most",
                        "at its end", "cleared after"}));
  bool any = false;
  for (const DisruptionSummary& d : s.disruptions) {
    if (!is_shown(d)) continue;
    any = true;
    const DisruptionEntry& entry = page.directory.disruptions.at(d.disruption);
    table.add({name_of(page, d), page.clock(entry.from) + "-" + page.clock(entry.until),
               mean_count_text(d.before.value), mean_count_text(d.most.value), mean_count_text(d.at_end.value),
               cleared_text(page, d)});
    if (d.cleared < d.replications && several(s) && d.cleared > 0)
      notes += page.note("* {}: in {} of {} replications it never was.", name_of(page, d), d.replications - d.cleared,
                         d.replications);
  }
  if (any) {
    text = table.text(page.width) + notes;
    text += page.note(
        "Waiting: all of the port in queues, held up or outside. Cleared: from its end until for 5 minutes no "
        "more "
        "wait than before, or than a twentieth of the most. This compares with the moment before it, not with a "
        "day without it: run that too, with the same seed.");
  } else {
    text = page.note("DISRUPTIONS");
  }
  for (const DisruptionEntry& entry : page.directory.disruptions) {
    if (entry.idle.empty()) continue;
    text += page.note("{} does nothing here: {}.", page.label(entry.label, entry.name), entry.idle);
  }
  return text;
}

std::string minutes_lost_text(const Page& page) {
  const Summary& s = page.summary;
  TextTable table({Align::left, Align::right, Align::right});
  table.add(page.heads(
      {several(s) ? "PLEDGE-MINUTES LOST, mean" : "PLEDGE-MINUTES LOST", "minutes", several(s) ? "interval" : ""}));
  const auto minutes = [](double seconds) { return mean_count_text(seconds / 60); };
  bool any = false;
  for (const PledgeSummary& p : s.pledges) {
    if (p.promised <= 0 || p.beyond_s.value <= 0) continue;
    any = true;
    table.add(
        {class_label(page, p.traveller_class, p.direction), minutes(p.beyond_s.value),
         p.beyond_s.interval ? minutes(p.beyond_s.interval->low) + "-" + minutes(p.beyond_s.interval->high) : ""});
  }
  if (!any) return {};
  return table.text(page.width) +
         page.note(
             "What everybody's clock ran beyond the promised limit, summed; until he was cleared, gave up or the end.");
}

}  // namespace crossflow
