// Charts of the selected station, or of the longest queues, on the clock of the picture.
#include <algorithm>
#include <map>

#include <imgui.h>

#include "viz/panels/chart.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
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
  std::vector<std::uint16_t> longest;
  std::size_t longest_of = static_cast<std::size_t>(-1);
};

std::uint32_t replication_of(const Run& run) {
  return run.day < run.days.with_trace.size() ? run.days.with_trace[run.day].replication : 0;
}

Remembered& remembered(const Run& run) {
  static Remembered r;
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

struct Drawn {
  Session& session;
  const Run& run;
  std::uint16_t station;
  ImVec2 size;
  Tick from, until;

  Chart chart(const char* id, Word title, double top, bool whole) const {
    return {id, text(title), size, {from, until, top, whole}};
  }
  void finish(Chart& chart) const {
    if (const auto to = chart.finish(session.time.now(), session.time.until())) session.time.go_to(*to);
  }
  Series by_minute(const std::vector<double>& values) const { return {values, 0, minute}; }
};

void queue_chart(const Drawn& d, const Curves& c) {
  const Band& band = c.waiting_over_days;
  const bool people = d.run.recording->directory().stations[d.station].unit == EntityKind::traveller;
  Chart chart = d.chart("queue", people ? Word::people_waiting : Word::vehicles_waiting,
                        std::max({1.0, largest(c.waiting), largest(band.high)}), true);
  if (!band.high.empty()) {
    chart.band({band.low, 0, band.bin}, {band.high, 0, band.bin}, theme().band, say(Word::nine_of_ten_days, band.days));
    chart.line({band.middle, 0, band.bin}, theme().faint_text, text(Word::middle_day), 1);
  }
  chart.line(d.by_minute(c.waiting), theme().accent, text(Word::this_day));
  d.finish(chart);
}

void wait_chart(const Drawn& d, const Curves& c) {
  const Directory& directory = d.run.recording->directory();
  const StationEntry& entry = directory.stations[d.station];
  // Classes share their limits more often than not.
  std::map<Tick, std::string> limits;
  const bool promised =
      entry.authority >= 0 && directory.authorities[static_cast<std::size_t>(entry.authority)] == pledge_authority;
  for (std::size_t i = 0; promised && i < directory.classes.size(); ++i) {
    const ClassEntry& its_class = directory.classes[i];
    if (its_class.pledge_share <= 0 || its_class.kind != entry.unit || !duties_of(d.run).came(d.station, i)) continue;
    std::string& names = limits[its_class.pledge_limit];
    names += (names.empty() ? "" : ", ") + text(its_class.label);
  }
  const double highest = largest(c.wait_min);
  double top = std::max(1.0, highest);
  for (const auto& [limit, names] : limits)
    if (const double at = to_seconds(limit) / 60; at < 4 * std::max(highest, 5.0)) top = std::max(top, at * 1.1);
  Chart chart = d.chart("wait", Word::mean_wait_min, top, false);
  chart.line(d.by_minute(c.wait_min), theme().accent, text(Word::called_15_min));
  for (const auto& [limit, names] : limits)
    chart.level(to_seconds(limit) / 60, theme().pledge, say(Word::pledge_of, duration(limit), names),
                say(Word::pledge_briefly, duration(limit)));
  d.finish(chart);
}

void servers_chart(const Drawn& d, const Curves& c) {
  const std::uint32_t servers = d.run.recording->directory().stations[d.station].servers;
  Chart chart = d.chart("servers", Word::servers,
                        std::max(1.0, std::min<double>(servers, std::max(largest(c.open), largest(c.busy)))), true);
  if (servers == 0) {
    chart.nothing(text(Word::has_no_servers));
  } else {
    chart.steps(d.by_minute(c.busy), theme().busy, text(Word::busy_15_min), true);
    chart.steps(d.by_minute(c.open), theme().accent, text(Word::open));
  }
  d.finish(chart);
}

void ledger_chart(const Drawn& d, const Curves& c) {
  Chart chart = d.chart("ledger", Word::waiting_charged_to, std::max(1.0, c.ledger.most), false);
  if (c.ledger.empty()) chart.nothing(text(Word::nobody_waited));
  for (std::size_t i = 0; i < c.ledger.causes.size(); ++i) {
    const auto cause = static_cast<LedgerCause>(i);
    if (c.ledger.causes[i].empty()) continue;
    std::string name = text(cause);
    if (cause == LedgerCause::next_place_full && c.ledger.fullest != no_station)
      name += ": " + station_name(d.run.recording->directory(), c.ledger.fullest);
    chart.stacked({c.ledger.causes[i], 0, c.ledger.bin}, cause_colour(cause), name);
  }
  d.finish(chart);
}

/// All four side by side where the panel is low or very wide, else in two rows, or one below the other.
int charts_across() {
  const float em = ImGui::GetFontSize();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  if (room.x > 64 * em && (room.y < 20 * em || room.x > 100 * em)) return 4;
  return room.x > 34 * em ? 2 : 1;
}

void draw_of(Session& session, const Run& run, std::uint16_t station, int across, float room) {
  const Curves& c = curves_of(run, station);
  ImGui::PushID(station);
  link_to(session, {Subject::What::station, station, 0}, station_name(run.recording->directory(), station));
  const float em = ImGui::GetFontSize();
  const ImVec2 gap = ImGui::GetStyle().ItemSpacing;
  const int rows = 4 / across;
  const Drawn d{
      session,
      run,
      station,
      {(ImGui::GetContentRegionAvail().x - gap.x * static_cast<float>(across - 1)) / static_cast<float>(across),
       std::clamp((room - em) / static_cast<float>(rows) - 2 * gap.y, 7 * em, 16 * em)},
      session.time.from(),
      std::max(session.time.until(), session.time.from() + hour)};
  int i = 0;
  for (const auto draw : {queue_chart, wait_chart, servers_chart, ledger_chart}) {
    draw(d, c);
    if (++i % across != 0) ImGui::SameLine();
  }
  ImGui::PopID();
}

void header(const Run& run) {
  if (run.live != nullptr) return faint(text(Word::live_one_day));
  if (run.day >= run.days.with_trace.size()) return;
  const DayChoice& day = run.days.with_trace[run.day];
  faint(run.days.days > 1 ? say(Word::one_day_of, run.days.days, day.replication) : text(Word::only_day));
}

}  // namespace

void draw_charts(Session& session) {
  if (session.runs.empty() || !session.runs[0].overview) return;
  const Run& run = session.runs[0];
  header(run);
  const int across = charts_across();
  const Subject& s = session.selected;
  const bool place = s.what == Subject::What::station || s.what == Subject::What::server;
  if (place && s.index < run.overview->stations().size())
    return draw_of(session, run, static_cast<std::uint16_t>(s.index), across, ImGui::GetContentRegionAvail().y);
  Remembered& r = remembered(run);
  if (r.longest_of != run.overview->minutes()) {
    r.longest_of = run.overview->minutes();
    r.longest = longest_queues(run.overview->stations(), 4);
  }
  if (r.longest.empty()) return faint(text(Word::nobody_waited));
  if (across == 4) ImGui::SameLine();
  faint(text(Word::longest_queues));
  const float room = ImGui::GetContentRegionAvail().y;
  for (const std::uint16_t station : r.longest) draw_of(session, run, station, across, room);
}

}  // namespace crossflow::viz
