#include "tests/record/sample.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>
#include <stdlib.h>

#include "sim/base/draws.hpp"

namespace crossflow::test {

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "crossflow-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for a test");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Directory sample_directory() {
  Directory d;
  d.title = {"A small port", "小口岸"};
  d.date = {2024, 10, 20};
  d.days = 2;
  d.bin = 10 * minute;
  d.ports = {{"port", {"Port", "口岸"}, 6 * hour, 24 * hour}};
  const auto station = [](const char* name, const char* kind, Shape shape, std::uint32_t servers) {
    StationEntry s;
    s.name = std::string("port/") + name;
    s.label = {name, ""};
    s.kind = kind;
    s.shape = shape;
    s.servers = servers;
    return s;
  };
  d.stations = {station("residents", "source", Shape::outside, 1), station("visitors", "source", Shape::outside, 1),
                station("hall", "hall", Shape::area, 0),           station("counters", "counter", Shape::bank, 10),
                station("gates", "e-channel", Shape::bank, 6),     station("corridor", "corridor", Shape::path, 0)};
  d.stations[2].area_m2 = 850.5;
  d.stations[2].space = 400;
  d.stations[3].authority = 0;
  d.stations[3].server_word = "officer";
  d.stations[3].label.zh = "櫃位";
  d.stations[4].authority = 0;
  d.stations[4].direction = 1;
  d.stations[4].line_per_server = true;
  d.stations[4].server_word = "gate";
  d.stations[4].x = 1.5;
  d.stations[4].y = -2;
  d.stations[4].width = 20;
  d.stations[4].height = 3;
  d.sources = {{"port/residents", 0, 0, false}, {"port/visitors", 1, 1, true}};
  d.classes = {{"resident", {"Hong Kong resident", "香港居民"}, 0.92, 15 * minute, false},
               {"mainland visitor", {"Mainland visitor", "內地旅客"}, 0.95, 30 * minute, true}};
  d.directions = {"northbound", "southbound"};
  d.authorities = {"immigration", "customs"};
  d.stations.back().checks = CheckKind::search;
  d.prevalences = {{0, Contraband::drugs, 1e-4}, {1, Contraband::other, 0.25}};
  d.disruptions = {{"storm", {"Storm", "風暴"}, 7 * hour, 31 * hour, "ports closed", ""},
                   {"outage", {"Outage", ""}, 8 * hour, 9 * hour, "servers down", "servers down (no station)"}};
  d.stations[3].post_skill = "immigration";
  d.stations[3].post_officers = 2;
  d.stations[3].post_servers = 1;
  d.stations[3].server_kind = ServerKind::kiosk;
  d.stations[3].move_up = 10 * second;
  d.teams = {{"port/rex", {"Rex", ""}, 0, "drugs"}};
  d.pools = {{"port/immigration", {"Immigration", "入境處"}, 0, "immigration"},
             {"port/customs", {}, 0, "customs, dogs"}};
  d.officers = {{"port/immigration/early/01", 0}, {"port/immigration/early/02", 0}, {"port/customs/early/01", 1}};
  d.supervisors = {{"port/hall", {"Hall", ""}, 0, "thresholds"}};
  d.links = {{0, 2}, {1, 2}, {2, 3}, {2, 4}, {3, 5}, {4, 3}, {4, 5}};
  return d;
}

FileInfo sample_info() {
  FileInfo info;
  info.title = "A small port";
  info.resolved = "crossflow: 1\ntitle: A small port\n# 小口岸\n" + std::string(100'000, '#') + "\n";
  info.originals = {{"port.yaml", "crossflow: 1\nextends: base.yaml\n"}, {"base.yaml", std::string(3000, 'b')}};
  info.tables = {{"arrivals.csv", "hour,persons\n7,100\n"}};
  info.figures = {{"stations.counters.service", "{lognormal: {mean: 16 s, cv: 50%}}", "16 s", "assumption", "a visit",
                   "to be measured", 12, 20},
                  {"demand.total", "60122", "60122", "observed", "手冊", "", {}, {}}};
  info.figures[1].low = info.figures[1].high = std::numeric_limits<double>::quiet_NaN();
  info.overrides = {"stations.counters.servers=12"};
  info.warnings = {"port.yaml:3:1: the title speaks of a Monday", "櫃位"};
  info.seed = 0xfedcba9876543210ULL;
  return info;
}

RunInfo sample_run() {
  return {"2024-10-20T08:00:00",          12.5,    "planner-1", "/home/port.yaml",
          "crossflow run port.yaml -R 2", "0.1.0", "g++ 12.2",  {{"HDF5", "1.10.8"}, {"fmt", "9.1.0"}}};
}

ResultRows sample_rows(std::uint32_t replication, std::size_t waits) {
  const Stream stream(RunKey{7, replication, 0}, "sample", "rows");
  std::uint64_t drawn = 0;
  const auto whole = [&](std::uint64_t below) { return stream.bits(drawn++) % below; };
  const auto i64 = [&] { return static_cast<std::int64_t>(whole(100'000)); };
  const auto f64 = [&] { return static_cast<double>(whole(1'000'000'000)) / 1e6; };
  const auto u8 = [&](std::uint64_t below) { return static_cast<std::uint8_t>(whole(below)); };
  const auto u16 = [&](std::uint64_t below) { return static_cast<std::uint16_t>(whole(below)); };
  const auto u32 = [&](std::uint64_t below) { return static_cast<std::uint32_t>(whole(below)); };
  ResultRows rows;
  const std::uint32_t r = replication;
  rows.of<ReplicationRow>().push_back(
      {r, 0, i64(), i64(), i64(), i64(), i64(), i64(), i64(), i64(), i64(), i64(), -1, f64(), f64(), f64()});
  for (std::uint8_t c = 0; c < 2; ++c) {
    rows.of<FlowRow>().push_back(
        {r, c, u8(2), i64(), i64(), i64(), i64(), i64(), i64(), i64(), i64(), i64(), 0, u16(2)});
    rows.of<DateRow>().push_back({r, c, u8(2), u16(2), u16(2), i64(), i64(), i64(), i64()});
    for (int half_hour = 0; half_hour < 48; ++half_hour) {
      const double from = 1800.0 * half_hour;
      rows.of<PledgeRow>().push_back({r, c, u8(2), u8(2), from, i64(), i64(), i64(), f64(), f64(), 0, u16(2), f64()});
      rows.of<ClockRow>().push_back({r, c, u8(2), u8(2), from, f64(), u32(500)});
    }
  }
  for (std::uint16_t s = 0; s < 6; ++s) {
    for (int bin = 0; bin < 288; ++bin) {
      const double from = 600.0 * bin;
      rows.of<SeriesRow>().push_back({r, s, from, i64(), i64(), i64(), i64(), f64(), i64(), f64(), i64(), i64(), f64(),
                                      f64(), f64(), f64(), f64(), f64()});
      rows.of<LedgerRow>().push_back({r, s, from, u8(7), whole(2) == 0 ? std::uint16_t{0xffff} : u16(6), f64()});
      rows.of<WorkRow>().push_back({r, s, from, i64(), i64(), f64(), i64()});
    }
  }
  for (std::size_t i = 0; i < waits; ++i) {
    rows.of<WaitRow>().push_back(
        {r, u16(6), u8(2), 1800.0 * static_cast<double>(i * 48 / waits), 0.1 * u32(600), u32(20) + 1});
  }
  rows.of<WaitSumRow>().push_back({r, u16(6), u8(2), 1800, i64(), f64(), f64()});
  for (std::uint32_t i = 0; i <= replication; ++i)
    rows.of<InputRow>().push_back({r, "demand." + std::string(i, 'x'), f64()});
  rows.of<ReleaseRow>().push_back({r, u8(2), u8(2), i64(), i64(), i64(), i64(), i64(), i64(), f64(), f64(), f64()});
  rows.of<ReleaseTimeRow>().push_back({r, u8(2), u8(2), u8(2), f64(), u32(20) + 1});
  for (std::uint8_t k = 0; k <= contraband_kinds; ++k) {
    rows.of<RiskRow>().push_back({r, u8(2), u8(2), k, i64(), i64(), i64(), i64(), i64(), i64(), f64()});
    rows.of<CheckRow>().push_back({r, u16(6), u8(2), k, i64(), i64(), i64()});
  }
  rows.of<DisruptionRow>().push_back({r, u16(2), 0, u8(3), i64(), i64(), i64(), f64()});
  rows.of<PassageRow>().push_back({r, u8(2), u8(2), i64(), f64(), f64()});
  rows.of<PassageTimeRow>().push_back({r, u8(2), u8(2), f64(), u32(20) + 1});
  rows.of<VirtualQueueRow>().push_back({r, u16(2), u8(2), i64(), i64(), i64(), i64(), f64(), f64()});
  rows.of<VirtualQueueTimeRow>().push_back({r, u16(2), u8(2), f64(), u32(20) + 1});
  for (std::uint16_t i = 0; i < replication; ++i) rows.of<RingRow>().push_back({r, i, u16(6)});
  rows.of<PortChoiceRow>().push_back({r, u16(2), u16(2), u8(2), u8(3), i64()});
  rows.of<TeamRow>().push_back({r, 0, i64(), i64(), i64(), f64(), f64(), f64(), f64(), f64(), f64(), f64()});
  rows.of<OfficerRow>().push_back({r, u16(3), f64(), f64(), i64(), f64(), f64()});
  rows.of<OfficerHoursRow>().push_back({r, u16(2), f64(), f64(), f64(), f64(), f64(), f64(), f64(), i64()});
  rows.of<PostHoursRow>().push_back({r, u16(6), f64(), f64(), f64()});
  rows.of<OrderRow>().push_back({r, f64(), 0, u8(6), u16(6), static_cast<std::int32_t>(u16(9))});
  rows.of<OrderRow>().push_back({r, f64(), 0, u8(6), 0xffff, -1});
  return rows;
}

std::string text_of(const ResultRows& rows) {
  std::string t;
  const auto add = [&t](auto... fields) {
    ((t += fmt::format("{} ", fields)), ...);
    t += '\n';
  };
  for (const auto& r : rows.of<ReplicationRow>()) {
    add("replication", r.replication, r.branch, r.events, r.generated, r.outside, r.entered, r.left, r.diverted,
        r.gave_up, r.turned_back, r.left_behind, r.inside, r.inside_at_closing, r.last_clearance_s, r.last_check_s,
        r.end_s, r.balked);
  }
  for (const auto& r : rows.of<FlowRow>()) {
    add("flow", r.replication, r.traveller_class, r.direction, r.generated, r.outside, r.entered, r.left, r.diverted,
        r.gave_up, r.turned_back, r.left_behind, r.inside, r.source, r.balked);
  }
  for (const auto& r : rows.of<DateRow>())
    add("date", r.replication, r.traveller_class, r.direction, r.source, r.date, r.came, r.turned_back, r.left_outside,
        r.left_inside);
  for (const auto& r : rows.of<PledgeRow>()) {
    add("pledge", r.replication, r.traveller_class, r.direction, r.authority, r.from_s, r.joined, r.kept, r.cleared,
        r.wait_s, r.beyond_s, r.source, r.longest_s);
  }
  for (const auto& r : rows.of<DisruptionRow>()) {
    add("disruption", r.replication, r.disruption, r.port, r.kind, r.before, r.most, r.at_end, r.cleared_s);
  }
  for (const auto& r : rows.of<ClockRow>()) {
    add("clock", r.replication, r.traveller_class, r.direction, r.authority, r.from_s, r.up_to_s, r.count, r.source);
  }
  for (const auto& r : rows.of<SeriesRow>()) {
    add("series", r.replication, r.station, r.from_s, r.joined, r.started, r.served, r.gave_up, r.waiting_person_s,
        r.waiting_max, r.held_person_s, r.held_max, r.inside_max, r.open_s, r.busy_s, r.blocked_s, r.waiting_max_at_s,
        r.held_max_at_s, r.inside_max_at_s, r.balked);
  }
  for (const auto& r : rows.of<WaitRow>()) {
    add("wait", r.replication, r.station, r.traveller_class, r.from_s, r.up_to_s, r.count);
  }
  for (const auto& r : rows.of<WaitSumRow>())
    add("wait sum", r.replication, r.station, r.traveller_class, r.from_s, r.count, r.wait_s, r.longest_s);
  for (const auto& r : rows.of<LedgerRow>()) {
    add("ledger", r.replication, r.station, r.from_s, r.cause, r.place, r.waiting_person_s);
  }
  for (const auto& r : rows.of<WorkRow>())
    add("work", r.replication, r.station, r.from_s, r.offered, r.served, r.work_s, r.kept_away);
  for (const auto& r : rows.of<InputRow>()) add("input", r.replication, r.path, r.value);
  for (const auto& r : rows.of<ReleaseRow>())
    add("release", r.replication, r.traveller_class, r.direction, r.arrived, r.presented, r.selected, r.released,
        r.unfinished, r.lodged, r.lodged_before_s, r.to_presented_s, r.to_released_s);
  for (const auto& r : rows.of<ReleaseTimeRow>())
    add("release time", r.replication, r.traveller_class, r.direction, r.selected, r.up_to_s, r.count);
  for (const auto& r : rows.of<RiskRow>())
    add("risk", r.replication, r.traveller_class, r.direction, r.contraband, r.entities, r.clean, r.carriers, r.found,
        r.selected, r.searched, r.chance_sum);
  for (const auto& r : rows.of<CheckRow>())
    add("check", r.replication, r.station, r.traveller_class, r.contraband, r.checked, r.alarms, r.found);
  for (const auto& r : rows.of<PassageRow>())
    add("passage", r.replication, r.traveller_class, r.direction, r.people, r.outside_s, r.inside_s);
  for (const auto& r : rows.of<PassageTimeRow>())
    add("passage time", r.replication, r.traveller_class, r.direction, r.up_to_s, r.count);
  for (const auto& r : rows.of<VirtualQueueRow>())
    add("virtual queue", r.replication, r.source, r.traveller_class, r.came, r.no_slot, r.no_show, r.not_called,
        r.waited_s, r.early_s);
  for (const auto& r : rows.of<VirtualQueueTimeRow>())
    add("virtual queue time", r.replication, r.source, r.traveller_class, r.up_to_s, r.count);
  for (const auto& r : rows.of<PortChoiceRow>())
    add("port choice", r.replication, r.from_source, r.to_source, r.traveller_class, r.reason, r.count);
  for (const auto& r : rows.of<TeamRow>())
    add("team", r.replication, r.team, r.searches, r.screened, r.alerts, r.worked_s, r.walked_s, r.rested_s,
        r.on_duty_s, r.longest_work_s, r.rest_kept_s, r.most_effective_s);
  for (const auto& r : rows.of<OfficerRow>())
    add("officer", r.replication, r.officer, r.on_duty_s, r.at_post_s, r.breaks, r.break_s, r.overtime_s);
  for (const auto& r : rows.of<OfficerHoursRow>())
    add("officer hours", r.replication, r.pool, r.from_s, r.spare_s, r.walking_s, r.changing_over_s, r.at_post_s,
        r.break_s, r.finishing_s, r.most_on_duty);
  for (const auto& r : rows.of<PostHoursRow>())
    add("post hours", r.replication, r.station, r.from_s, r.at_post_s, r.changing_over_s);
  for (const auto& r : rows.of<OrderRow>()) add("order", r.replication, r.time_s, r.supervisor, r.order, r.at, r.value);
  for (const auto& r : rows.of<RingRow>()) add("ring", r.replication, r.position, r.station);
  return t;
}

std::string text_of(const Directory& d) {
  std::string t = fmt::format("{} {} {} {} {}\n", d.title.en, d.title.zh, date_text(d.date), d.days, d.bin);
  for (const auto& p : d.ports) t += fmt::format("{} {} {} {} {}\n", p.name, p.label.en, p.label.zh, p.open, p.close);
  for (const auto& s : d.stations) {
    t += fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}\n", s.name, s.label.en, s.label.zh,
                     s.port, s.kind, static_cast<int>(s.shape), static_cast<int>(s.unit), s.authority, s.also,
                     s.direction, s.servers, s.line_per_server, s.space, s.area_m2, s.server_word, s.x, s.y, s.width,
                     s.height);
  }
  for (const auto& s : d.sources)
    t += fmt::format("{} {} {} {} {}\n", s.name, s.station, s.direction, s.groups, s.option);
  for (const auto& c : d.classes) {
    t += fmt::format("{} {} {} {} {} {}\n", c.name, c.label.en, c.label.zh, c.pledge_share, c.pledge_limit,
                     c.pledge_ends_called);
  }
  for (const auto& name : d.directions) t += name + "\n";
  for (const auto& name : d.authorities) t += name + "\n";
  for (const auto& s : d.stations) t += fmt::format("{}", static_cast<int>(s.checks));
  for (const auto& p : d.prevalences)
    t += fmt::format("\n{} {} {}", p.traveller_class, static_cast<int>(p.contraband), p.share);
  for (const auto& s : d.stations)
    t += fmt::format("\n{} {} {} {} {}", s.post_skill, s.post_officers, s.post_servers, static_cast<int>(s.server_kind),
                     s.move_up);
  for (const auto& p : d.pools) t += fmt::format("\n{} {} {} {} {}", p.name, p.label.en, p.label.zh, p.port, p.skills);
  for (const auto& o : d.officers) t += fmt::format("\n{} {}", o.name, o.pool);
  for (const auto& l : d.links) t += fmt::format("\n{} {}", l.from, l.to);
  for (const auto& s : d.supervisors)
    t += fmt::format("\n{} {} {} {} {}", s.name, s.label.en, s.label.zh, s.port, s.policy);
  return t;
}

std::string text_of(const FileInfo& info) {
  std::string t = fmt::format("{}\n{}\n{}\n", info.title, info.resolved, info.seed);
  for (const auto& text : info.originals) t += text.name + ":" + text.text + "\n";
  for (const auto& text : info.tables) t += text.name + ":" + text.text + "\n";
  for (const auto& f : info.figures) {
    t += fmt::format("{}|{}|{}|{}|{}|{}|{}|{}\n", f.path, f.text, f.central, f.mark, f.source, f.note, f.low, f.high);
  }
  for (const auto& o : info.overrides) t += o + "\n";
  for (const auto& w : info.warnings) t += w + "\n";
  return t;
}

std::string text_of(const RunInfo& run) {
  std::string t = fmt::format("{}|{}|{}|{}|{}|{}|{}\n", run.started_at, run.wall_s, run.host, run.scenario, run.command,
                              run.version, run.compiler);
  for (const auto& library : run.libraries) t += library.name + " " + library.text + "\n";
  return t;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace crossflow::test
