// How long at what time: waits by half-hour.
#include <algorithm>

#include "analysis/sections/sections.hpp"

namespace crossflow {
namespace {

constexpr double little_s = 60;  // a half-hour in which 95% waited less is not worth a line, unless all are asked for

std::string who_text(const Page& page, const WaitsSummary& w) {
  switch (w.of) {
    case WaitsOf::traveller_class:
      return class_label(page, static_cast<std::uint8_t>(w.row), w.direction);
    case WaitsOf::source:
      return page.say("all of {}", station_label(page, page.directory.sources.at(w.row).station));
    case WaitsOf::station:
      break;
  }
  return page.say("queue of {}", station_label(page, w.row));
}

std::string time_or_none(const Page& page, const std::optional<double>& s, bool within) {
  return !s ? "-" : within ? page.within(*s) : page.seconds(*s);
}

struct Line {
  const WaitsSummary* of;
  const WaitsRow* row;
  double waited_s() const { return row->mean_s.value_or(0) * static_cast<double>(row->people); }
};

void add(const Page& page, TextTable& table, const Line& line) {
  const WaitsRow& r = *line.row;
  table.add({who_text(page, *line.of), page.clock(r.from),
             mean_count_text(static_cast<double>(r.people) / page.summary.replications),
             time_or_none(page, r.mean_s, false), time_or_none(page, r.percentile_95_s, true),
             time_or_none(page, r.longest_s, true), r.in_time ? share_text(*r.in_time) : "-"});
}

}  // namespace

std::string waits_text(const Page& page) {
  std::vector<Line> lines;
  for (const WaitsSummary& w : page.summary.waits)
    for (const WaitsRow& r : w.half_hours)
      if (!page.is_short() || (w.of == WaitsOf::traveller_class && r.percentile_95_s.value_or(0) >= little_s))
        lines.push_back({&w, &r});
  if (lines.empty()) return {};
  if (page.is_short()) {  // the half-hours in which most was waited, in order of time
    const auto most = [](const Line& a, const Line& b) { return a.waited_s() > b.waited_s(); };
    const std::size_t room = std::min(lines.size(), page.lines - 1);
    std::stable_sort(lines.begin(), lines.end(), most);
    lines.resize(room);
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return a.row->from < b.row->from; });
  }
  TextTable table({Align::left, Align::left, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({several(page.summary) ? "WAITS BY HALF-HOUR of joining, mean" : "WAITS BY HALF-HOUR of joining",
                        "from", "people", "mean", "95% within", "longest", "in time"}));
  for (const Line& line : lines) add(page, table, line);
  return table.text(page.width);
}

}  // namespace crossflow
