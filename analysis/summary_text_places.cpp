// Queues, halls and closing.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "analysis/summary_parts.hpp"
#include "analysis/summary_text_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {

namespace {

std::string charge_text(const Directory& directory, const Charge& c, double all_person_s) {
  const std::string what = c.cause == LedgerCause::next_place_full && c.place < directory.stations.size()
                               ? station_label(directory, c.place) + " full"
                               : cause_text(c);
  return fmt::format("{} {:.0f}%", what, 100 * c.person_s / all_person_s);
}

// The causes in lines of at most `width`; those of less than half a percent are left out.
std::vector<std::string> charges_lines(const Directory& directory, const std::vector<Charge>& charges,
                                       double all_person_s, std::size_t width) {
  std::vector<std::string> lines;
  for (const Charge& c : charges) {
    if (c.person_s < 0.005 * all_person_s) continue;
    const std::string item = charge_text(directory, c, all_person_s);
    if (lines.empty()) {
      lines = wrap_text(item, width);
    } else if (text_width(lines.back()) + 2 + text_width(item) <= width) {
      lines.back() += ", " + item;
    } else {
      lines.back() += ",";
      for (const std::string& part : wrap_text(item, width)) lines.push_back(part);
    }
  }
  return lines;
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

// Those of a port together, the port with the most waiting first; within it as they stood.
void group_by_port(const Directory& directory, std::vector<const QueueSummary*>& queues) {
  std::vector<double> waited(directory.ports.size());
  for (const QueueSummary* q : queues) waited[directory.stations.at(q->station).port] += q->waited_person_s;
  std::stable_sort(queues.begin(), queues.end(), [&](const auto* a, const auto* b) {
    const std::uint16_t p = directory.stations.at(a->station).port;
    const std::uint16_t q = directory.stations.at(b->station).port;
    return p != q && (waited[p] != waited[q] ? waited[p] > waited[q] : p < q);
  });
}

}  // namespace

std::string queues_text(const Directory& directory, const Summary& s) {
  if (s.queues.empty()) return {};
  std::vector<const QueueSummary*> queues;
  for (const QueueSummary& q : s.queues) queues.push_back(&q);
  std::stable_sort(queues.begin(), queues.end(),
                   [](const auto* a, const auto* b) { return a->waited_person_s > b->waited_person_s; });
  const double all = s.waited_person_s();
  const std::size_t every = queues.size();
  if (many_ports(directory))
    std::erase_if(queues,
                  [all](const auto* q) { return q->waited_person_s < little_waiting * all && q->held.most == 0; });
  const auto a_run = [&](double person_s) {
    return person_s > 0 ? person_hours_text(person_s / s.replications) : std::string("-");
  };
  const bool several = s.replications > 1;
  const bool upstream = std::any_of(queues.begin(), queues.end(), [](const auto* q) { return q->held.most > 0; });
  std::vector<std::vector<std::string>> rows{{"QUEUES", "longest", "room", "at", several ? "average day" : "",
                                              upstream ? "held upstream" : "", "hours waited"}};
  // With all columns there, long names give way.
  const std::size_t label = upstream && several ? 18 : 26;
  const bool by_port = many_ports(directory);
  if (by_port) group_by_port(directory, queues);
  for (std::size_t i = 0; i < queues.size(); ++i) {
    const QueueSummary* q = queues[i];
    const StationEntry& station = directory.stations.at(q->station);
    if (by_port && (i == 0 || station.port != directory.stations.at(queues[i - 1]->station).port))
      rows.push_back({cut_text(directory.ports.at(station.port).label.en, label), "", "", "", "", "", ""});
    const std::int64_t space = directory.stations.at(q->station).space;
    rows.push_back(
        {by_port ? "  " + cut_text(station.label.en, label - 2) : station_label(directory, q->station, label),
         count_text(q->queue.most), space < 0 ? "-" : count_text(space),
         q->queue.most > 0 ? clock_text(q->queue.at) : "",
         several ? mean_count_text(std::round(q->queue.daily_most)) : "",
         q->held.most > 0 ? count_text(q->held.most) : std::string(upstream ? "-" : ""), a_run(q->waited_person_s)});
  }
  if (every > 1 && all > 0) rows.push_back({"all", "", "", "", "", "", a_run(all)});
  // The causes get what the other columns leave.
  std::size_t left = page_width;
  for (std::size_t c = 0; c < rows.front().size(); ++c) {
    std::size_t width = 0;
    for (const auto& row : rows) width = std::max(width, text_width(row[c]));
    left -= width > 0 ? width + 2 : 0;
  }
  TextTable table(
      {Align::left, Align::right, Align::right, Align::left, Align::right, Align::right, Align::right, Align::left});
  add_with_lines(table, rows.front(), {"charged to"});
  std::size_t next = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].back().empty()) {  // a port's name
      table.add(rows[i]);
      continue;
    }
    const QueueSummary* q = next < queues.size() ? queues[next++] : nullptr;
    add_with_lines(table, rows[i],
                   charges_lines(directory, q ? q->charges : s.charges, q ? q->waited_person_s : all, left));
  }
  std::string text = table.text(page_width);
  if (queues.size() < every)
    text += fmt::format("Left out: {} with less than 0.5% of all waiting.\n", every - queues.size());
  return text;
}

std::string halls_text(const Directory& directory, const Summary& s) {
  TextTable table({Align::left, Align::right, Align::left, Align::right, Align::right, Align::right});
  const bool several = s.replications > 1;
  table.add({"HALLS", "most people", "at", several ? "average day" : "", "area", "area per person"});
  bool any = false;
  constexpr double roomy_m2 = 3;
  int roomy = 0;
  for (const HallSummary& h : s.halls) {
    if (h.inside.most == 0) continue;
    if (many_ports(directory) && h.m2_per_person.value_or(0) > roomy_m2) {
      ++roomy;
      continue;
    }
    any = true;
    const double area = directory.stations.at(h.station).area_m2;
    table.add({station_label(directory, h.station, many_ports(directory) ? 44 : 26), count_text(h.inside.most),
               clock_text(h.inside.at), several ? mean_count_text(std::round(h.inside.daily_most)) : "",
               area > 0 ? count_text(std::llround(area)) + " m2" : "-",
               h.m2_per_person ? fmt::format("{:.{}f} m2", *h.m2_per_person, *h.m2_per_person < 1 ? 2 : 1) : "-"});
  }
  const std::string note = roomy > 0 ? fmt::format("{}HALLS with more than {:g} m2 for each person at all times: {}.\n",
                                                   any ? "Other " : "", roomy_m2, roomy)
                                     : "";
  return (any ? table.text(page_width) : std::string()) + note;
}

std::string closing_text(const Summary& s) {
  const bool several = s.replications > 1;
  const auto last = [&](const char* what, const LastTime& t) {
    return several ? fmt::format("{} {} (median {})", what, clock_text(t.latest), clock_text(t.median))
                   : fmt::format("{} {}", what, clock_text(t.latest));
  };
  std::vector<std::string> parts;
  if (s.closing.last_check) parts.push_back(last("last check", *s.closing.last_check));
  if (s.closing.last_clearance) parts.push_back(last("last clearance", *s.closing.last_clearance));
  if (s.closing.inside_mean) {
    const std::string inside = mean_count_text(*s.closing.inside_mean) + " people inside";
    parts.push_back(several ? fmt::format("{} (most {})", inside, count_text(s.closing.inside_most)) : inside);
  }
  if (parts.empty()) return {};
  std::string text = "CLOSING: ";
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? "; " : "") + parts[i];
  std::string out;
  for (const std::string& line : wrap_text(text, page_width)) out += line + "\n";
  return out;
}

}  // namespace crossflow
