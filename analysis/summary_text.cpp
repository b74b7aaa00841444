#include "analysis/summary_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "analysis/summary_text_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {

namespace {

constexpr std::array<const char*, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};

std::string capitals(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

std::string wrapped(const std::string& text) {
  std::string out;
  for (const std::string& line : wrap_text(text, page_width)) out += line + "\n";
  return out;
}

std::string people_count_text(std::int64_t n) {
  return count_text(n) + (n == 1 ? " person" : " people");
}

std::string verdict_cell(Verdict verdict) {
  if (verdict == Verdict::one_day_kept) return "KEPT";
  if (verdict == Verdict::one_day_not_kept) return "NOT KEPT";
  return capitals(text_of(verdict));
}

// "98.9-99.4%"
std::string range_text(std::string low, const std::string& high) {
  low.pop_back();
  return low + "-" + high;
}

std::string share_interval_text(const PledgeSummary& p) {
  if (!p.share || !p.share->interval) return "-";
  return range_text(share_text(p.share->interval->low), share_text(p.share->interval->high));
}

// "29/30, 83-99%"
std::string days_text(const PledgeSummary& p) {
  if (!p.share_of_days) return "-";
  const std::string kept = fmt::format("{}/{}", p.days.kept, p.days.joined);
  if (!p.share_of_days->interval) return kept;
  const auto [low, high] = *p.share_of_days->interval;
  return fmt::format("{}, {:.0f}-{:.0f}%", kept, low * 100, high * 100);
}

std::string worst_text(const PledgeSummary& p) {
  if (!p.worst || p.worst->people.kept == p.worst->people.joined) return "-";
  const Tally& t = p.worst->people;
  const double share = static_cast<double>(t.kept) / static_cast<double>(t.joined);
  const std::string text = fmt::format("{}, {}", clock_text(p.worst->from), share_text(share, p.promised));
  // A share of a handful says little; let the reader see that it is one.
  return t.joined < 20 ? fmt::format("{} of {} {}", text, t.joined, t.joined == 1 ? "person" : "people") : text;
}

std::string title_text(const Directory& directory, const Summary& s) {
  const Date first = days_after(directory.date, static_cast<int>(s.warm_up / day));
  std::string when = fmt::format("{} {}", weekdays.at(static_cast<std::size_t>(weekday(first))), date_text(first));
  if (s.days > 1) when += fmt::format(" to {}", date_text(days_after(first, s.days - 1)));
  std::string how;
  const std::string drawn =
      fmt::format("with what we do not know ({} {} drawn)", s.inputs_drawn, s.inputs_drawn == 1 ? "input" : "inputs");
  if (several(s)) {
    how = fmt::format("{} replications. Intervals (95%) show chance{}", count_text(s.replications),
                      s.inputs_drawn > 0 ? ", " + drawn : " alone");
  } else {
    how = s.days > 1 ? "1 replication: no interval" : "1 replication: one day, no interval";
    if (s.inputs_drawn > 0) how += "; " + drawn;
  }
  std::string text = fmt::format("{}\n{}. {}.\n", directory.title.en, when, how);
  if (s.replications_asked)
    text += wrapped(fmt::format("NOT COMPLETE: the run was interrupted; these are the first {} of {} replications.",
                                count_text(s.replications), count_text(*s.replications_asked)));
  if (s.warm_up > 0)
    text += wrapped(
        fmt::format("Warm-up: the {} before are left out, but for the numbers of people, vehicles and goods, which are "
                    "of the whole time, and so are checks and finds.",
                    duration_text(s.warm_up)));
  return text;
}

}  // namespace

std::string direction_label(const Directory& directory, int direction) {
  if (direction < 0) return "both ways";
  return directory.directions.at(static_cast<std::size_t>(direction));
}

std::string class_label(const Directory& directory, std::uint8_t traveller_class, std::uint8_t direction) {
  const ClassEntry& c = directory.classes.at(traveller_class);
  const std::string name = c.label.en.empty() ? c.name : c.label.en;
  return directory.directions.size() > 1 ? fmt::format("{}, {}", name, direction_label(directory, direction)) : name;
}

std::string station_label(const Directory& directory, std::uint16_t station, std::size_t width) {
  const StationEntry& s = directory.stations.at(station);
  if (s.label.en.empty()) return cut_text(s.name, width);
  if (directory.ports.size() < 2) return cut_text(s.label.en, width);
  const PortEntry& port = directory.ports.at(s.port);
  const std::size_t wanted = text_width(s.label.en) + 2;
  const std::string ahead = cut_text(port.label.en.empty() ? port.name : port.label.en,
                                     std::max<std::size_t>(6, width - std::min(width, wanted)));
  return cut_text(ahead + ": " + s.label.en, width);
}

std::string verdicts_text(const Directory& directory, const Summary& s) {
  std::size_t widest = 0;
  for (const PledgeSummary& p : s.pledges)
    if (p.share) widest = std::max(widest, text_width(share_text(p.share->value, p.promised)));
  TextTable table({Align::left, Align::left, Align::left, Align::left}, cut_before_comma);
  table.add({"PLEDGES",
             several(s)   ? ""
             : s.days > 1 ? "those days"
                          : "that day",
             "people in time (promised)", "worst half-hour"});
  bool any = false;
  std::string called;
  std::string notes;
  for (const PledgeSummary& p : s.pledges) {
    if (p.promised <= 0) continue;
    if (p.people.joined == 0) {
      notes += wrapped(class_label(directory, p.traveller_class, p.direction) +
                       ": no pledge clock ran: nobody of this class came to an immigration queue" +
                       (s.warm_up > 0 ? " after the warm-up." : "."));
      continue;
    }
    any = true;
    const std::string share = p.share ? fmt::format("{:>{}} within {} ({})", share_text(p.share->value, p.promised),
                                                    widest, limit_text(p.limit), round_share_text(p.promised))
                                      : "-";
    const std::string label = class_label(directory, p.traveller_class, p.direction);
    table.add({label, verdict_cell(p.verdict), share, worst_text(p)});
    if (directory.classes.at(p.traveller_class).pledge_ends_called) called += (called.empty() ? "" : "; ") + label;
  }
  const auto undecided = [](const PledgeSummary& p) { return p.verdict == Verdict::cannot_tell; };
  if (std::any_of(s.pledges.begin(), s.pledges.end(), undecided))
    notes = wrapped("CANNOT TELL YET: more replications would tell.") + notes;
  if (!called.empty()) notes = wrapped("In time means called, not cleared, for: " + called + ".") + notes;
  return any ? table.text(page_width) + notes : notes.empty() ? notes : "PLEDGES\n" + notes;
}

std::string not_cleared_text(const Directory& directory, const Summary& s) {
  if (!s.not_cleared) return {};
  const NotCleared& n = *s.not_cleared;
  std::string place;
  if (n.station) {
    const bool line = directory.stations.at(*n.station).shape == Shape::outside;
    place = fmt::format("most in {}{}", line ? "the line outside of " : "", station_label(directory, *n.station));
  }
  const std::string end = clock_text(n.latest_end);
  const bool several_kinds = s.vehicles.generated + s.consignments.generated > 0;
  const auto left_over = [&](std::int64_t count) {
    return several_kinds ? count_text(count) + " (people, vehicles and goods)" : people_count_text(count);
  };
  if (!n.ring.empty()) {
    std::vector<std::string> places;
    for (const std::uint16_t p : n.ring) places.push_back(station_label(directory, p));
    places.push_back(places.front());
    place += fmt::format("{}a ring of full places, in which each waits for the next: {}", place.empty() ? "" : "; ",
                         fmt::join(places, " -> "));
  }
  if (!several(s)) {
    std::string who;
    if (n.inside > 0) who = left_over(n.inside) + " still inside";
    if (n.outside > 0)
      who += n.inside > 0 ? fmt::format(" and {} still outside", count_text(n.outside))
                          : left_over(n.outside) + " still outside";
    return wrapped(fmt::format("NOT CLEARED: {} when the simulation ended at {}{}.", who, end,
                               place.empty() ? "" : " (" + place + ")"));
  }
  const auto mean = [&](std::int64_t people) { return mean_count_text(static_cast<double>(people) / s.replications); };
  return wrapped(fmt::format(
      "NOT CLEARED: in {} of {} replications people were left over when the simulation ended (the latest at {}): on "
      "average {} inside and {} outside, {} at most{}.",
      n.replications, s.replications, end, mean(n.inside), mean(n.outside), count_text(n.most),
      place.empty() ? "" : "; " + place));
}

std::string start_up_text(const Directory& directory, const Summary& s) {
  if (!s.start_up) return {};
  std::string text = fmt::format(
      "START-UP: {} and the simulation began with nobody inside at 00:00; at midnight {} are waiting on average. ",
      directory.ports.size() > 1 ? "some ports never close" : "the port never closes",
      mean_count_text(s.start_up->waiting));
  const std::string left_out = s.warm_up > 0 ? duration_text(s.warm_up) : "";
  if (s.start_up->suggested) {
    text += fmt::format("By MSER-5 the empty beginning shows for {}; {}. To leave it out: --set \"results.warm-up={}\"",
                        duration_text(*s.start_up->suggested),
                        left_out.empty() ? "nothing is left out" : left_out + " are left out",
                        duration_text(*s.start_up->suggested));
  } else if (directory.days < 3) {
    text += fmt::format(
        "So the first hours look better than they are; for how long, {} cannot tell. To begin with a day that is left "
        "out: --set days={} --set \"results.warm-up=24 h\"",
        directory.days == 1 ? "one day" : "two days", directory.days + 1);
  } else {
    text += "So the first hours look better than they are; for how long, MSER-5 cannot tell of these days: take more.";
  }
  return wrapped(text);
}

std::string times_text(const Directory& directory, const Summary& s) {
  std::vector<const PledgeSummary*> joined;
  // Travellers, then vehicles; goods have a table of their own.
  for (const EntityKind kind : {EntityKind::traveller, EntityKind::vehicle})
    for (const PledgeSummary& p : s.pledges)
      if (p.people.joined > 0 && directory.classes.at(p.traveller_class).kind == kind) joined.push_back(&p);
  if (joined.empty()) return {};
  const auto time = [](const std::optional<TimeTaken>& t, bool pooled) {
    return t ? seconds_text(pooled ? t->all_travellers_s : t->typical_day_s.value) : std::string("-");
  };
  const auto within = [](const std::optional<TimeTaken>& t, bool pooled) {
    return t ? within_text(pooled ? t->all_travellers_s : t->typical_day_s.value) : std::string("-");
  };
  if (!several(s)) {
    TextTable table({Align::left, Align::right, Align::right}, cut_before_comma);
    table.add({"FROM QUEUE TO CLEARANCE", "mean", "95% within"});
    for (const PledgeSummary* p : joined)
      table.add({class_label(directory, p->traveller_class, p->direction), time(p->mean, true),
                 within(p->percentile_95, true)});
    return table.text(page_width);
  }
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right},
                  cut_before_comma);
  table.add({"", "in time", "days kept", "average day", "average day", "all people"});
  table.add({"FROM QUEUE TO CLEARANCE", "interval", "interval", "mean", "95% within", "95% within"});
  for (const PledgeSummary* p : joined)
    table.add({class_label(directory, p->traveller_class, p->direction), share_interval_text(*p), days_text(*p),
               time(p->mean, false), within(p->percentile_95, false), within(p->percentile_95, true)});
  return table.text(page_width);
}

std::string text_of(const Directory& directory, const Summary& summary) {
  std::string text = title_text(directory, summary);
  for (const std::string& block : {verdicts_text(directory, summary),       not_cleared_text(directory, summary),
                                   start_up_text(directory, summary),       minutes_lost_text(directory, summary),
                                   disruptions_text(directory, summary),    times_text(directory, summary),
                                   sides_text(directory, summary),          people_text(directory, summary),
                                   virtual_queues_text(directory, summary), network_text(directory, summary),
                                   queues_text(directory, summary),         halls_text(directory, summary),
                                   releases_text(directory, summary),       risk_text(directory, summary),
                                   teams_text(directory, summary),          officers_text(directory, summary),
                                   orders_text(directory, summary),         closing_text(summary),
                                   staff_needs_text(directory, summary),    requirements_text(directory, summary)})
    if (!block.empty()) text += "\n" + block;
  return text;
}

}  // namespace crossflow
