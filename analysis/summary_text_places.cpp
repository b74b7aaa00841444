// Queues, halls and closing.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "analysis/summary_text_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {

namespace {

constexpr std::size_t station_width = 26;
constexpr double notable = 0.01;  // share of all waiting from which its causes are listed

std::string charge_text(const Directory& directory, const Charge& c, double all_person_s) {
  const std::string what = c.cause == LedgerCause::next_place_full && c.place < directory.stations.size()
                               ? station_label(directory, c.place) + " full"
                               : text_of(c.cause);
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
      lines.push_back(item);
    } else if (text_width(lines.back()) + 2 + text_width(item) <= width) {
      lines.back() += ", " + item;
    } else {
      lines.back() += ",";
      lines.push_back(item);
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

}  // namespace

std::string queues_text(const Directory& directory, const Summary& s) {
  if (s.queues.empty()) return {};
  std::vector<const QueueSummary*> queues;
  for (const QueueSummary& q : s.queues) queues.push_back(&q);
  std::stable_sort(queues.begin(), queues.end(),
                   [](const auto* a, const auto* b) { return a->waited_person_s > b->waited_person_s; });
  const double all = s.waited_person_s();
  const auto a_run = [&](double person_s) {
    return person_s > 0 ? person_hours_text(person_s / s.replications) : std::string("-");
  };
  const bool several = s.replications > 1;
  TextTable table({Align::left, Align::right, Align::right, Align::left, Align::right, Align::right, Align::left});
  table.add({"QUEUES", "longest", "room", "at", several ? "usually" : "", "waiting", "charged to"});
  // What the other columns leave: at most 45 characters of figures and blanks, and the stations' names.
  std::size_t names = 0;
  for (const QueueSummary* q : queues)
    names = std::max(names, std::min(station_width, text_width(station_label(directory, q->station))));
  const std::size_t charged_width = page_width - 45 - names;
  for (const QueueSummary* q : queues) {
    const std::int64_t space = directory.stations.at(q->station).space;
    const bool listed = q->waited_person_s > 0 && q->waited_person_s >= notable * all;
    add_with_lines(
        table,
        {cut_text(station_label(directory, q->station), station_width), count_text(q->queue.most),
         space < 0 ? "-" : count_text(space), q->queue.most > 0 ? clock_text(q->queue.from) : "",
         several ? mean_count_text(std::round(q->queue.daily_most)) : "", a_run(q->waited_person_s)},
        listed ? charges_lines(directory, q->charges, q->waited_person_s, charged_width) : std::vector<std::string>{});
  }
  if (queues.size() > 1 && all > 0)
    add_with_lines(table, {"all", "", "", "", "", a_run(all)}, charges_lines(directory, s.charges, all, charged_width));
  return table.text(page_width);
}

std::string halls_text(const Directory& directory, const Summary& s) {
  TextTable table({Align::left, Align::right, Align::left, Align::right, Align::right, Align::right});
  const bool several = s.replications > 1;
  table.add({"HALLS", "most people", "at", several ? "usually" : "", "area", "each has"});
  bool any = false;
  for (const HallSummary& h : s.halls) {
    if (h.inside.most == 0) continue;
    any = true;
    const double area = directory.stations.at(h.station).area_m2;
    table.add({cut_text(station_label(directory, h.station), station_width), count_text(h.inside.most),
               clock_text(h.inside.from), several ? mean_count_text(std::round(h.inside.daily_most)) : "",
               area > 0 ? count_text(std::llround(area)) + " m2" : "-",
               h.m2_per_person ? fmt::format("{:.1f} m2", *h.m2_per_person) : "-"});
  }
  return any ? table.text(page_width) : std::string();
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
    const std::string inside = "inside " + mean_count_text(*s.closing.inside_mean);
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
