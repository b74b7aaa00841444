// Queues, halls and closing.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"
#include "sim/record/words.hpp"

namespace crossflow {

namespace {

std::string charge_text(const Page& page, const Charge& c, double all_person_s) {
  const std::string what = c.cause == LedgerCause::next_place_full && c.place < page.directory.stations.size()
                               ? page.say("{} full", station_label(page, c.place))
                           : c.limit == Limit::maximum_flow ? page.say("held back by maximum flow")
                           : c.limit == Limit::headway      ? page.say("headway on the road")
                                                            : page.label(label_of(c.cause));
  return fmt::format("{} {:.0f}%", what, 100 * c.person_s / all_person_s);
}

// The causes in lines of at most `width`; those of less than half a percent are left out.
std::vector<std::string> charges_lines(const Page& page, const std::vector<Charge>& charges, double all_person_s,
                                       std::size_t width) {
  std::vector<std::string> lines;
  const std::string comma = page.say(", ");
  for (const Charge& c : charges) {
    if (c.person_s < 0.005 * all_person_s) continue;
    const std::string item = charge_text(page, c, all_person_s);
    if (lines.empty()) {
      lines = wrap_text(item, width - text_width(comma));
    } else if (text_width(lines.back() + comma + item + comma) <= width) {
      lines.back() += comma + item;
    } else {
      lines.back() += comma;
      for (const std::string& part : wrap_text(item, width - text_width(comma))) lines.push_back(part);
    }
  }
  return lines;
}

constexpr std::size_t shown_if_short = 5;  // queues

// Of causes the largest, which come first, where there is no room for more.
void keep_first(std::vector<std::string>& lines, std::size_t most, std::size_t width) {
  if (lines.size() <= most) return;
  lines.resize(most);
  lines.back() = cut_text(lines.back() + ".....", std::min(width, text_width(lines.back()) + 3));
}

// Adds a row, and as many as its causes need below it.
void add_with_lines(TextTable& table, std::vector<std::string> row, const std::vector<std::string>& lines) {
  const std::size_t column = row.size();
  row.push_back(lines.empty() ? "" : lines.front());
  table.add(std::move(row));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::vector<std::string> next(column);
    next.push_back(lines[i]);
    table.add(std::move(next));
  }
}

// What the other columns leave, after names are cut if that is too little.
std::size_t room_for_causes(const Page& page, std::vector<std::vector<std::string>>& rows) {
  constexpr std::size_t least = 30, least_name = 12;
  const auto width_of = [&](std::size_t c) {
    std::size_t width = 0;
    for (const auto& row : rows) width = std::max(width, text_width(row[c]));
    return width > 0 ? width + 2 : 0;
  };
  std::size_t figures = 0;
  for (std::size_t c = 1; c < rows.front().size(); ++c) figures += width_of(c);
  const auto left_of = [&](std::size_t width) { return width - std::min(width, figures + width_of(0)); };
  if (page.width == as_needed) return std::max(least, left_of(page.prose()));
  const std::size_t names = page.width - std::min(page.width, figures + 2 + least);
  for (auto& row : rows) row[0] = cut_name(row[0], std::max(least_name, names));
  return std::max(least, left_of(page.width));
}

// Those of a port together, the port with the most waiting first; within it as they stood.
void group_by_port(const Page& page, std::vector<const QueueSummary*>& queues) {
  std::vector<double> waited(page.directory.ports.size());
  for (const QueueSummary* q : queues) waited[page.directory.stations.at(q->station).port] += q->waited_person_s;
  std::stable_sort(queues.begin(), queues.end(), [&](const auto* a, const auto* b) {
    const std::uint16_t p = page.directory.stations.at(a->station).port;
    const std::uint16_t q = page.directory.stations.at(b->station).port;
    return p != q && (waited[p] != waited[q] ? waited[p] > waited[q] : p < q);
  });
}

}  // namespace

std::string queues_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.queues.empty()) return {};
  std::vector<const QueueSummary*> queues;
  for (const QueueSummary& q : s.queues) queues.push_back(&q);
  std::stable_sort(queues.begin(), queues.end(),
                   [](const auto* a, const auto* b) { return a->waited_person_s > b->waited_person_s; });
  const double all = s.waited_person_s();
  const std::size_t every = queues.size();
  if (many_ports(page) || page.is_short())
    std::erase_if(queues,
                  [all](const auto* q) { return q->waited_person_s < little_waiting * all && q->held.most == 0; });
  if (page.is_short()) queues.resize(std::min(queues.size(), shown_if_short));
  const auto a_run = [&](double person_s) {
    return person_s > 0 ? person_hours_text(person_s / s.replications) : std::string("-");
  };
  const bool several = s.replications > 1;
  const bool upstream = std::any_of(queues.begin(), queues.end(), [](const auto* q) { return q->held.most > 0; });
  std::vector<std::vector<std::string>> rows{
      page.heads({"QUEUES", "longest", "room", "at", several ? "average day" : "", upstream ? "held upstream" : "",
                  "hours waited"})};
  const bool by_port = many_ports(page) && !page.is_short();
  if (by_port) group_by_port(page, queues);
  for (std::size_t i = 0; i < queues.size(); ++i) {
    const QueueSummary* q = queues[i];
    const StationEntry& station = page.directory.stations.at(q->station);
    if (by_port && (i == 0 || station.port != page.directory.stations.at(queues[i - 1]->station).port))
      rows.push_back({port_label(page, station.port), "", "", "", "", "", ""});
    const std::int64_t space = page.directory.stations.at(q->station).space;
    rows.push_back(
        {by_port ? "  " + page.label(station.label) : station_label(page, q->station), count_text(q->queue.most),
         space < 0 ? "-" : count_text(space), q->queue.most > 0 ? page.clock(q->queue.at) : "",
         several ? mean_count_text(std::round(q->queue.daily_most)) : "",
         q->held.most > 0 ? count_text(q->held.most) : std::string(upstream ? "-" : ""), a_run(q->waited_person_s)});
  }
  if (every > 1 && all > 0) rows.push_back({page.say("all"), "", "", "", "", "", a_run(all)});
  const std::size_t left = room_for_causes(page, rows);
  TextTable table(
      {Align::left, Align::right, Align::right, Align::left, Align::right, Align::right, Align::right, Align::left});
  add_with_lines(table, rows.front(), page.heads({"charged to"}));
  std::size_t next = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].back().empty()) {  // a port's name
      table.add(rows[i]);
      continue;
    }
    const QueueSummary* q = next < queues.size() ? queues[next++] : nullptr;
    auto causes = charges_lines(page, q ? q->charges : s.charges, q ? q->waited_person_s : all, left);
    if (page.is_short()) keep_first(causes, q ? 2 : 1, left);
    add_with_lines(table, rows[i], causes);
  }
  std::string text = table.text(page.width);
  if (queues.size() < every)
    text += page.is_short() ? page.note("And {} more: {}", every - queues.size(), "--section queues")
                            : page.note("Left out: {} with less than 0.5% of all waiting.", every - queues.size());
  return text;
}

std::string halls_text(const Page& page) {
  const Summary& s = page.summary;
  TextTable table({Align::left, Align::right, Align::left, Align::right, Align::right, Align::right});
  const bool several = s.replications > 1;
  table.add(page.heads({"HALLS", "most people", "at", several ? "average day" : "", "area", "area per person"}));
  bool any = false;
  constexpr double roomy_m2 = 3;
  int roomy = 0;
  for (const HallSummary& h : s.halls) {
    if (h.inside.most == 0) continue;
    if (many_ports(page) && h.m2_per_person.value_or(0) > roomy_m2) {
      ++roomy;
      continue;
    }
    any = true;
    const double area = page.directory.stations.at(h.station).area_m2;
    table.add({station_label(page, h.station), count_text(h.inside.most), page.clock(h.inside.at),
               several ? mean_count_text(std::round(h.inside.daily_most)) : "",
               area > 0 ? page.say("{} m2", count_text(std::llround(area))) : "-",
               h.m2_per_person ? page.say("{:.{}f} m2", *h.m2_per_person, *h.m2_per_person < 1 ? 2 : 1) : "-"});
  }
  const std::string note =
      roomy > 0
          ? (any ? page.note("Other HALLS with more than {:g} m2 for each person at all times: {}.", roomy_m2, roomy)
                 : page.note("HALLS with more than {:g} m2 for each person at all times: {}.", roomy_m2, roomy))
          : "";
  return (any ? table.text(page.width) : std::string()) + note;
}

std::string closing_text(const Page& page) {
  const Summary& s = page.summary;
  const auto last = [&](const std::string& what, const LastTime& t) {
    return several(s) ? page.say("{} {} (median {})", what, page.clock(t.latest), page.clock(t.median))
                      : fmt::format("{} {}", what, page.clock(t.latest));
  };
  std::vector<std::string> parts;
  if (s.closing.last_check) parts.push_back(last(page.say("last check"), *s.closing.last_check));
  if (s.closing.last_clearance) parts.push_back(last(page.say("last clearance"), *s.closing.last_clearance));
  if (s.closing.inside_mean) {
    const std::string count = mean_count_text(*s.closing.inside_mean);
    const std::string inside = count == "1" ? page.say("1 person inside") : page.say("{} people inside", count);
    parts.push_back(several(s) ? page.say("{} (most {})", inside, count_text(s.closing.inside_most)) : inside);
  }
  if (parts.empty()) return {};
  return page.note("CLOSING: {}", fmt::join(parts, page.say("; ")));
}

}  // namespace crossflow
