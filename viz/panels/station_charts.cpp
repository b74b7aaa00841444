#include "viz/panels/station_charts.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <imgui.h>

#include "viz/panels/chart.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/subjects.hpp"
#include "viz/replay/curves.hpp"

namespace crossflow::viz {
namespace {

std::vector<double> numbers(const std::vector<std::int32_t>& counts, std::size_t minutes) {
  return {counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(std::min(minutes, counts.size()))};
}

double largest(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

/// What is drawn of a station, made anew when minutes have come in.
struct Curves {
  std::size_t minutes = static_cast<std::size_t>(-1);
  std::vector<double> waiting, open, busy, wait_min;
  Band waiting_over_days, wait_over_days;  // the second in minutes
  LedgerStack ledger;
  std::size_t ledger_bins = static_cast<std::size_t>(-1);  // of a live run, that are in
  bool fixed = false;                                      // what does not change is in
};

struct Remembered {
  std::uint64_t recording = 0;
  std::map<std::uint16_t, Curves> stations;
};

std::uint32_t replication_of(const Run& run) {
  return run.day < run.days.with_trace.size() ? run.days.with_trace[run.day].replication : 0;
}

Remembered& remembered(const Run& run) {
  static std::array<Remembered, 2> of_runs;
  Remembered& r = of_runs[run.number];
  if (r.recording != run.recording->serial()) r = {};
  r.recording = run.recording->serial();
  return r;
}

const Curves& curves_of(const Run& run, std::uint16_t station) {
  Curves& c = remembered(run).stations[station];
  const Overview& overview = *run.overview;
  if (c.minutes != overview.minutes()) {
    c.minutes = overview.minutes();
    const StationCourse& course = overview.stations()[station];
    c.waiting = numbers(course.waiting, c.minutes);
    c.open = numbers(course.open, c.minutes);
    c.busy = moving_mean(course.busy, c.minutes, 15);
    const std::vector<float> means = mean_wait_s(course, c.minutes, 15);
    c.wait_min.assign(means.begin(), means.end());
    for (double& w : c.wait_min) w = w < 0 ? -1 : w / 60;
  }
  if (!c.fixed) {
    c.fixed = true;
    const Tick bin = run.recording->directory().bin;
    c.waiting_over_days = band_of(run.all_series, run.days.days, station, BandOf::waiting_max, bin);
    c.ledger = ledger_stack(run.all_ledger, replication_of(run), station, bin);
  }
  if (run.live == nullptr) return c;
  const Tick bin = run.recording->directory().bin;
  const auto bins = static_cast<std::size_t>(static_cast<Tick>(c.minutes) * minute / bin);
  if (bins != c.ledger_bins) {
    c.ledger_bins = bins;
    c.ledger = ledger_stack(run.overview->ledger(), 0, station, bin);
  }
  return c;
}

/// A station in one of the runs.
struct InRun {
  Run& run;
  std::uint16_t station;
  const Curves& curves;
};

struct Drawn {
  Session& session;
  std::vector<InRun> in;  ///< in each run that has it
  std::size_t told;       ///< which of these was selected: of that one there is more to tell
  ImVec2 size;

  const InRun& selected() const { return in[told]; }
  const StationEntry& entry() const { return selected().run.recording->directory().stations[selected().station]; }
  bool two() const { return session.runs.size() > 1; }
  Chart chart(const char* id, const std::string& title, double top, bool whole) const {
    return {id, title, size, session.axis, {top, whole}};
  }
  void finish(Chart& chart) const {
    if (const auto to = chart.finish(session.time.now(), session.time.until())) session.time.go_to(*to);
  }
  static Series by_minute(const std::vector<double>& values) { return {values, 0, minute}; }

  double largest_of(std::vector<double> Curves::*values) const {
    double most = 0;
    for (const InRun& each : in) most = std::max(most, largest(each.curves.*values));
    return most;
  }
  /// A line for each run, and what is between them; of one run in its own colour and by this name.
  void lines(Chart& chart, std::vector<double> Curves::*values, const char* name) const {
    for (const InRun& each : in)
      chart.line(by_minute(each.curves.*values), two() ? run_colour(each.run.number) : theme().accent,
                 two() ? each.run.name : std::string(name));
    if (in.size() == 2) chart.difference(by_minute(in[0].curves.*values), by_minute(in[1].curves.*values), "B - A");
  }
};

void queue_chart(const Drawn& d) {
  const Band& band = d.selected().curves.waiting_over_days;
  const bool people = d.entry().unit == EntityKind::traveller;
  Chart chart = d.chart("queue", text(people ? Word::people_waiting : Word::vehicles_waiting),
                        std::max({1.0, d.largest_of(&Curves::waiting), largest(band.high)}), true);
  if (!band.high.empty()) {
    chart.band({band.low, 0, band.bin}, {band.high, 0, band.bin}, theme().band, say(Word::nine_of_ten_days, band.days));
    chart.line({band.middle, 0, band.bin}, theme().faint_text, text(Word::middle_day), 1);
  }
  d.lines(chart, &Curves::waiting, text(Word::this_day));
  d.finish(chart);
}

/// The pledges of those who come to the selected one, by their limits, which classes share more often than not.
std::map<Tick, std::string> limits_of(const Drawn& d) {
  const Directory& directory = d.selected().run.recording->directory();
  const StationEntry& entry = d.entry();
  std::map<Tick, std::string> limits;
  const bool promised =
      entry.authority >= 0 && directory.authorities[static_cast<std::size_t>(entry.authority)] == pledge_authority;
  for (std::size_t i = 0; promised && i < directory.classes.size(); ++i) {
    const ClassEntry& its_class = directory.classes[i];
    if (its_class.pledge_share <= 0 || its_class.kind != entry.unit ||
        !duties_of(d.selected().run).came(d.selected().station, i))
      continue;
    std::string& names = limits[its_class.pledge_limit];
    names += (names.empty() ? "" : ", ") + text(its_class.label);
  }
  return limits;
}

void wait_chart(const Drawn& d) {
  const std::map<Tick, std::string> limits = limits_of(d);
  const double highest = d.largest_of(&Curves::wait_min);
  double top = std::max(1.0, highest);
  for (const auto& [limit, names] : limits)
    if (const double at = to_seconds(limit) / 60; at < 4 * std::max(highest, 5.0)) top = std::max(top, at * 1.1);
  Chart chart = d.chart("wait", text(Word::mean_wait_min), top, false);
  d.lines(chart, &Curves::wait_min, text(Word::called_15_min));
  for (const auto& [limit, names] : limits)
    chart.level(to_seconds(limit) / 60, theme().pledge, say(Word::pledge_of, duration(limit), names),
                say(Word::pledge_briefly, duration(limit)));
  d.finish(chart);
}

void servers_chart(const Drawn& d) {
  std::uint32_t servers = 0;
  for (const InRun& each : d.in)
    servers = std::max(servers, each.run.recording->directory().stations[each.station].servers);
  const double most = std::max(d.largest_of(&Curves::open), d.largest_of(&Curves::busy));
  Chart chart = d.chart("servers", text(Word::servers), std::max(1.0, std::min<double>(servers, most)), true);
  if (servers == 0) {
    chart.nothing(text(Word::has_no_servers));
  } else {
    for (const InRun& each : d.in) {
      const std::string before = d.two() ? each.run.name + " " : std::string();
      const Colour colour = run_colour(each.run.number);
      chart.steps(Drawn::by_minute(each.curves.busy), d.two() ? colour : theme().busy, before + text(Word::busy_15_min),
                  true);
      chart.steps(Drawn::by_minute(each.curves.open), d.two() ? colour : theme().accent, before + text(Word::open));
    }
    if (d.in.size() == 2)
      chart.difference(Drawn::by_minute(d.in[0].curves.busy), Drawn::by_minute(d.in[1].curves.busy), "B - A");
  }
  d.finish(chart);
}

/// Causes lie one on the other, so with two runs they are those of the selected one; of the other there is the sum.
void ledger_chart(const Drawn& d) {
  const LedgerStack& ledger = d.selected().curves.ledger;
  double most = 1;
  for (const InRun& each : d.in) most = std::max(most, each.curves.ledger.most);
  const std::string title = text(Word::waiting_charged_to);
  Chart chart = d.chart("ledger", d.two() ? d.selected().run.name + ": " + title : title, most, false);
  if (ledger.empty()) chart.nothing(text(Word::nobody_waited));
  for (std::size_t i = 0; i < ledger.causes.size(); ++i) {
    const auto cause = static_cast<LedgerCause>(i);
    if (ledger.causes[i].empty()) continue;
    std::string name = text(cause);
    if (cause == LedgerCause::next_place_full && ledger.fullest != no_station)
      name += ": " + station_name(d.selected().run.recording->directory(), ledger.fullest);
    chart.stacked({ledger.causes[i], 0, ledger.bin}, cause_colour(cause), name);
  }
  if (d.in.size() == 2) {
    const InRun& other = d.in[1 - d.told];
    const std::vector<double> own = ledger.sums(), others = other.curves.ledger.sums();
    const Series of_own{own, 0, ledger.bin}, of_other{others, 0, other.curves.ledger.bin};
    chart.line(of_other, run_colour(other.run.number), other.run.name);
    chart.difference(d.told == 0 ? of_own : of_other, d.told == 0 ? of_other : of_own, "B - A");
  }
  d.finish(chart);
}

}  // namespace

void draw_station_charts(Session& session, const Subject& place, int across, float room) {
  const Run& run = session.run_of(place);
  ImGui::PushID(static_cast<int>(place.index));
  link_to(session, place, station_name(run.recording->directory(), static_cast<std::uint16_t>(place.index)));
  const float em = ImGui::GetFontSize();
  const ImVec2 gap = ImGui::GetStyle().ItemSpacing;
  const int rows = 4 / across;
  Drawn d{session,
          {},
          0,
          {(ImGui::GetContentRegionAvail().x - gap.x * static_cast<float>(across - 1)) / static_cast<float>(across),
           std::clamp((room - em) / static_cast<float>(rows) - 2 * gap.y, 7 * em, 16 * em)}};
  for (Run& each : session.runs) {
    const Subject there = session.in_run(place, each.number);
    if (there.what == Subject::What::none) {
      ImGui::SameLine();
      faint(say(Word::not_in, each.name));
      continue;
    }
    if (each.number == place.run) d.told = d.in.size();
    const auto station = static_cast<std::uint16_t>(there.index);
    d.in.push_back({each, station, curves_of(each, station)});
  }
  int i = 0;
  for (const auto draw : {queue_chart, wait_chart, servers_chart, ledger_chart}) {
    draw(d);
    if (++i % across != 0) ImGui::SameLine();
  }
  ImGui::PopID();
}

}  // namespace crossflow::viz
