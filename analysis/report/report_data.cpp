#include "analysis/report/report_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "analysis/start_up.hpp"
#include "analysis/stats.hpp"
#include "analysis/summary_json.hpp"

namespace crossflow {
namespace {

using Json = nlohmann::ordered_json;

// A hundredth is finer than any chart.
double rounded(double value) {
  return std::round(value * 100) / 100;
}

// A replication that has ended has nobody who waits.
Json courses(const ReportSource& source, const ReportSeries::Course& course) {
  const Summary& summary = source.summary;
  const auto all = static_cast<std::size_t>(std::max(1, summary.replications * (course.folded ? summary.days : 1)));
  Json out = Json::array();
  const auto& stations = source.series.stations();
  for (std::size_t i = 0; i < stations.size(); ++i) {
    if (stations[i].empty()) continue;
    const StationEntry& entry = source.directory.stations[i];
    Json waiting = Json::array(), low = Json::array(), high = Json::array(), held = Json::array(), open = Json::array(),
         busy = Json::array();
    double most = 0, work = 0;
    for (std::size_t step = 0; step < course.steps; ++step) {
      const std::size_t bin = course.first + step;
      ReportSeries::Step s = bin < stations[i].size() ? stations[i][bin] : ReportSeries::Step{};
      s.waiting.resize(std::max(s.waiting.size(), all));
      const auto days = static_cast<double>(s.waiting.size());
      double sum = 0;
      for (const double w : s.waiting) sum += w;
      most = std::max({most, sum, s.held});
      work += s.busy;
      waiting.push_back(rounded(sum / days));
      low.push_back(rounded(quantile_of(s.waiting, 0.1)));
      high.push_back(rounded(quantile_of(s.waiting, 0.9)));
      held.push_back(rounded(s.held / days));
      open.push_back(rounded(s.open / days));
      busy.push_back(rounded(s.busy / days));
    }
    if (most == 0 && work == 0) continue;
    Json one = {{"station", entry.name}, {"label", json_of(entry.label)}, {"servers", entry.servers}};
    one["waiting"] = std::move(waiting);
    one["waiting_10"] = std::move(low);
    one["waiting_90"] = std::move(high);
    one["held"] = std::move(held);
    one["open"] = std::move(open);
    one["busy"] = std::move(busy);
    out.push_back(std::move(one));
  }
  return out;
}

Json floor_json(const ReportSource& source, const ResultRows& rows) {
  const Directory& directory = source.directory;
  const OneDay shown = source.series.middle_day();
  const double step_s = to_seconds(directory.bin);
  const double begins = shown.day * to_seconds(day);
  // The last day goes on until everybody has gone.
  const double ends = shown.day + 1 < directory.days ? begins + to_seconds(day) : 1e300;
  struct Frame {
    double waiting = 0, held = 0, busy = 0, open = 0;
    std::int64_t inside = 0;
  };
  std::vector<std::map<std::size_t, Frame>> frames(directory.stations.size());
  std::size_t first = SIZE_MAX, last = 0;
  const double from_s = std::max(begins, to_seconds(directory.warm_up));
  const auto [first_row, after_last_row] = source.series.rows_of(shown.replication);
  source.reader.for_each_between<SeriesRow>(first_row, after_last_row, [&](const SeriesRow& row) {
    if (row.replication != shown.replication || row.from_s < from_s || row.from_s >= ends) return;
    if (row.joined + row.started + row.served + row.held_max + row.inside_max == 0 && row.waiting_person_s <= 0 &&
        row.busy_s <= 0)
      return;
    const auto step = static_cast<std::size_t>((row.from_s - begins) / step_s + 1e-9);
    first = std::min(first, step);
    last = std::max(last, step);
    frames[row.station][step] = {row.waiting_person_s / step_s, row.held_person_s / step_s, row.busy_s / step_s,
                                 row.open_s / step_s, row.inside_max};
  });
  std::map<std::pair<std::uint16_t, std::size_t>, std::pair<double, std::int64_t>>
      waits;  // of who joined in a half-hour
  const double half = to_seconds(30 * minute);
  for (const WaitSumRow& row : rows.of<WaitSumRow>()) {
    if (row.replication != shown.replication || row.from_s < begins || row.from_s >= ends) continue;
    auto& [sum, count] = waits[{row.station, static_cast<std::size_t>((row.from_s - begins) / half + 1e-9)}];
    sum += row.wait_s;
    count += row.count;
  }
  Json out = {{"replication", shown.replication}, {"day", shown.day}, {"step_s", step_s}};
  out["from_s"] = first == SIZE_MAX ? begins : begins + static_cast<double>(first) * step_s;
  out["places"] = Json::array();
  for (std::size_t i = 0; i < directory.stations.size() && first != SIZE_MAX; ++i) {
    const ReportPlace& at = source.places[i];
    const StationEntry& entry = directory.stations[i];
    if (at.width <= 0) continue;
    Json one = {{"station", entry.name},
                {"label", json_of(entry.label)},
                {"servers", entry.servers},
                {"box", {rounded(at.x), rounded(at.y), rounded(at.width), rounded(at.height)}}};
    Json waiting = Json::array(), held = Json::array(), busy = Json::array(), open = Json::array(),
         inside = Json::array(), wait = Json::array();
    for (std::size_t step = first; step <= last; ++step) {
      const auto found = frames[i].find(step);
      const Frame frame = found == frames[i].end() ? Frame{} : found->second;
      waiting.push_back(std::round(frame.waiting * 10) / 10);
      held.push_back(std::round(frame.held * 10) / 10);
      busy.push_back(std::round(frame.busy * 10) / 10);
      open.push_back(std::round(frame.open * 10) / 10);
      inside.push_back(frame.inside);
      const auto joined = static_cast<std::size_t>(static_cast<double>(step) * step_s / half + 1e-9);
      const auto waited = waits.find({static_cast<std::uint16_t>(i), joined});
      wait.push_back(waited == waits.end()
                         ? Json(nullptr)
                         : Json(std::round(waited->second.first / static_cast<double>(waited->second.second))));
    }
    one["waiting"] = std::move(waiting);
    one["held"] = std::move(held);
    one["busy"] = std::move(busy);
    one["open"] = std::move(open);
    one["inside"] = std::move(inside);
    one["wait_s"] = std::move(wait);
    out["places"].push_back(std::move(one));
  }
  return out;
}

// Of those whose clock of the pledge's authority ran: few points, each a share that was cleared within so long.
Json distributions(const Directory& directory, const Summary& summary) {
  constexpr std::size_t most_points = 1000;
  Json out = Json::array();
  for (const PledgeSummary& p : summary.pledges) {
    if (p.times.count() == 0) continue;
    Json points = Json::array();
    std::int64_t sum = 0;
    const std::int64_t all = p.people.joined;
    double told = -1;
    p.times.for_each_bin([&](double up_to_s, std::int64_t count) {
      sum += count;
      const double share = static_cast<double>(sum) / static_cast<double>(all);
      if (share < told + 1.0 / most_points && sum != p.times.count()) return;
      told = share;
      points.push_back({up_to_s, sum == all ? 1.0 : std::floor(share * 1e5) / 1e5});
    });
    out.push_back({{"class", directory.classes[p.traveller_class].name},
                   {"label", json_of(directory.classes[p.traveller_class].label)},
                   {"direction", directory.directions[p.direction]},
                   {"points", std::move(points)}});
  }
  return out;
}

Json officers_json(const Directory& directory, const ResultRows& rows, int replications) {
  struct Hours {
    double at_post = 0, on_break = 0, other = 0, rostered = 0;
  };
  std::map<std::uint16_t, std::map<double, Hours>> pools;
  for (const OfficerHoursRow& row : rows.of<OfficerHoursRow>()) {
    if (row.of_other_dates != 0) continue;
    Hours& h = pools[row.pool][row.from_s];
    h.at_post += row.at_post_s + row.finishing_s;
    h.on_break += row.break_s;
    h.other += row.spare_s + row.walking_s + row.changing_over_s;
    h.rostered += row.rostered_s;
  }
  const double whole = to_seconds(30 * minute) * std::max(1, replications);
  Json out = Json::array();
  for (const auto& [pool, hours] : pools) {
    Json half_hours = Json::array();
    for (const auto& [from_s, h] : hours)
      half_hours.push_back({{"from_s", from_s},
                            {"at_post", rounded(h.at_post / whole)},
                            {"on_break", rounded(h.on_break / whole)},
                            {"other", rounded(h.other / whole)},
                            {"rostered", rounded(h.rostered / whole)}});
    out.push_back({{"pool", directory.pools[pool].name},
                   {"label", json_of(directory.pools[pool].label)},
                   {"half_hours", std::move(half_hours)}});
  }
  return out;
}

Json figures_json(const std::vector<FigureEntry>& figures) {
  const auto number = [](double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); };
  Json out = Json::array();
  for (const FigureEntry& f : figures)
    out.push_back({{"path", f.path},
                   {"value", f.central.empty() ? f.text : f.central},
                   {"mark", f.mark},
                   {"source", f.source},
                   {"note", f.note},
                   {"low", number(f.low)},
                   {"high", number(f.high)}});
  return out;
}

}  // namespace

Json report_data(const ReportSource& source) {
  const Directory& directory = source.directory;
  ResultRows left;
  const ResultRows& rows = after_warm_up(directory, source.rows, left);
  const ReportSeries::Course course = source.series.course();
  Json out = {{"name", source.file}, {"summary", json_of(directory, source.summary)}};
  out["course"] = {{"from_s", course.from_s},
                   {"step_s", course.step_s},
                   {"folded", course.folded},
                   {"stations", courses(source, course)}};
  out["ports"] = Json::array();
  for (const PortEntry& port : directory.ports)
    out["ports"].push_back({{"port", port.name}, {"label", json_of(port.label)}});
  out["floor"] = floor_json(source, rows);
  out["distribution"] = distributions(directory, source.summary);
  out["officers"] = officers_json(directory, rows, source.summary.replications);
  out["figures"] = figures_json(source.info.figures);
  out["run"] = {{"seed", std::to_string(source.info.seed)},
                {"scenario", source.run.scenario},
                {"command", source.run.command},
                {"version", source.run.version},
                {"started_at", source.run.started_at},
                {"overrides", source.info.overrides},
                {"warnings", source.info.warnings}};
  return out;
}

}  // namespace crossflow
