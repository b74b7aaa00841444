#include "tests/analysis/example.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "sim/base/draws.hpp"
#include "sim/record/event.hpp"
#include "tests/paths.hpp"

namespace crossflow {
namespace {

constexpr double open_s = 7 * 3600;
constexpr int half_hours = 30;

struct Post {
  const char* name;
  const char* en;
  const char* kind;
  Shape shape;
  int authority;
  int direction;
  std::uint32_t servers;
  std::int64_t space;
  double area;
  double share;      // of the direction's people who come here
  double service_s;  // mean
};

constexpr Post posts[] = {
    {"arrival counters", "Arrival counters", "counter", Shape::bank, 1, 0, 6, 500, 0, 0.35, 26},
    {"arrival e-Channels", "Arrival e-Channels", "e-channel", Shape::bank, 1, 0, 18, 600, 0, 0.65, 10},
    {"arrival hall", "Arrival hall", "hall", Shape::area, -1, 0, 0, 1500, 1200, 1, 0},
    {"arriving", "Outside, arriving", "source", Shape::outside, -1, 0, 1, -1, 0, 1, 0},
    {"cash declaration", "Cash declaration", "counter", Shape::bank, 0, 0, 2, 20, 0, 0.0005, 480},
    {"customs x-ray", "Customs X-ray", "baggage-scanner", Shape::bank, 0, 0, 2, 60, 0, 0.03, 12},
    {"departing", "Outside, departing", "source", Shape::outside, -1, 1, 1, -1, 0, 1, 0},
    {"departure counters", "Departure counters", "counter", Shape::bank, 1, 1, 8, 400, 0, 0.3, 24},
    {"departure e-Channels", "Departure e-Channels", "e-channel", Shape::bank, 1, 1, 16, 500, 0, 0.7, 10},
    {"departure hall", "Departure hall", "hall", Shape::area, -1, 1, 0, 1200, 900, 1, 0},
    {"green channel", "Green channel", "corridor", Shape::path, -1, 0, 0, -1, 0, 0.97, 0},
    {"search tables", "Search tables", "search", Shape::bank, 0, 0, 4, 10, 0, 0.0005, 360},
};

// People of one direction in a half-hour of a usual day: two peaks, the later one higher.
double usual(int direction, int h) {
  const double at = 7 + h / 2.0;
  const double peak = direction == 0 ? 18.5 : 9.5;
  return 300 + 900 * std::exp(-std::pow((at - peak) / 1.8, 2)) + 400 * std::exp(-std::pow((at - 14) / 3, 2));
}

class Writer {
 public:
  Writer(ResultRows& rows, std::uint32_t replication)
      : rows_(rows), replication_(replication), stream_(RunKey{1, replication, 0}, "example", "crowd") {
    crowd_ = 0.85 + 0.3 * stream_.uniform(0);
  }

  void write() {
    for (std::uint8_t d = 0; d < 2; ++d)
      for (std::uint8_t c = 0; c < 3; ++c) people(d, c);
    for (std::uint16_t s = 0; s < std::size(posts); ++s)
      if (posts[s].direction >= 0) station(s);
    ReplicationRow r{};
    r.replication = replication_;
    for (const FlowRow& f : rows_.of<FlowRow>()) {
      if (f.replication != replication_) continue;
      r.generated += f.generated;
      r.entered += f.entered;
      r.left += f.left;
      r.gave_up += f.gave_up;
    }
    r.inside_at_closing = std::llround(260 * crowd_);
    r.last_check_s = 22 * 3600 + 240 * crowd_;
    r.last_clearance_s = r.last_check_s + 31;
    r.end_s = r.last_clearance_s + 120;
    rows_.of<ReplicationRow>().push_back(r);
  }

 private:
  // How full the servers are in a half-hour, on this day.
  double pressure(int direction, int h) const { return crowd_ * usual(direction, h) / 1250; }

  void people(std::uint8_t direction, std::uint8_t c) {
    constexpr double of_class[] = {0.3, 0.1, 0.6};
    const Tick limit = c == 2 ? 900 : 1800;
    FlowRow flow{};
    flow.replication = replication_;
    flow.traveller_class = c;
    flow.direction = direction;
    flow.source = direction;
    for (int h = 0; h < half_hours; ++h) {
      const double from = open_s + 1800 * h;
      const auto joined = std::llround(crowd_ * usual(direction, h) * of_class[c]);
      const double wait = (c == 2 ? 55 : 110) + 1500 * std::pow(pressure(direction, h), 6) * (c == 2 ? 0.45 : 1);
      // Five people's waits stand for all: from a third of the mean to twice of it.
      std::int64_t kept = 0;
      double sum = 0, longest = 0;
      for (int k = 0; k < 5; ++k) {
        const std::int64_t part = joined / 5 + (k < joined % 5 ? 1 : 0);
        const double w = std::floor(wait * (0.35 + 0.35 * k));
        if (part == 0) continue;
        rows_.of<ClockRow>().push_back(
            {replication_, c, direction, 1, from, w, static_cast<std::uint32_t>(part), 0, direction});
        sum += w * static_cast<double>(part);
        longest = w;
        if (w <= static_cast<double>(limit)) kept += part;
      }
      rows_.of<PledgeRow>().push_back(
          {replication_, c, direction, 1, from, joined, kept, joined, sum, 0, 0, direction, longest});
      flow.generated += joined;
    }
    flow.entered = flow.generated;
    flow.gave_up = c;
    flow.left = flow.entered - flow.gave_up;
    rows_.of<FlowRow>().push_back(flow);
  }

  void station(std::uint16_t s) {
    const Post& p = posts[s];
    for (int h = 0; h < half_hours; ++h) {
      const double from = open_s + 1800 * h;
      const double came = crowd_ * usual(p.direction, h) * p.share;
      const double load = p.servers > 0 ? came * p.service_s / 1800 / p.servers : pressure(p.direction, h);
      SeriesRow row{};
      row.replication = replication_;
      row.station = s;
      row.from_s = from;
      row.joined = row.served = std::llround(came);
      row.inside_max = std::llround(came * 0.4);
      if (p.service_s > 0) row.waiting_max = std::llround(came * 0.5 * std::pow(load, 4));
      row.waiting_max_at_s = row.inside_max_at_s = from;
      row.waiting_person_s = 600 * static_cast<double>(row.waiting_max);
      // By plan one server fewer before noon.
      row.open_s = 1800.0 * (p.servers - (h < 10 && p.servers > 4 ? 1 : 0));
      rows_.of<SeriesRow>().push_back(row);
      if (row.waiting_max > 0) ledger(s, from, row.waiting_person_s, h);
      if (p.service_s > 0 && row.joined > 0)
        rows_.of<WorkRow>().push_back(
            {replication_, s, from, row.joined, row.served, static_cast<double>(row.joined) * p.service_s});
    }
  }

  void ledger(std::uint16_t s, double from, double person_s, int h) {
    const auto charge = [&](LedgerCause cause, std::uint16_t place, double share) {
      rows_.of<LedgerRow>().push_back(
          {replication_, s, from, static_cast<std::uint8_t>(cause), place, person_s * share});
    };
    charge(LedgerCause::all_in_use, no_station, h % 4 == 0 ? 0.25 : 0.375);
    charge(LedgerCause::no_officer, no_station, h % 4 == 0 ? 0.5 : 0.625);
    if (h % 4 == 0) charge(LedgerCause::next_place_full, posts[s].direction == 0 ? 2 : 9, 0.25);
  }

  ResultRows& rows_;
  std::uint32_t replication_;
  Stream stream_;
  double crowd_ = 1;
};

}  // namespace

Directory example_directory() {
  Directory d;
  d.sources = {{"heung-yuen-wai/arriving", 3, 0}, {"heung-yuen-wai/departing", 6, 1}};
  d.title = {"Example crossing, a Sunday in October", "示例管制站，十月的一個星期日"};
  d.date = {2024, 10, 20};
  d.bin = 30 * minute;
  d.ports.push_back({"example", {"Example crossing", "示例管制站"}, 7 * hour, 22 * hour});
  for (const Post& p : posts) {
    StationEntry s;
    s.name = std::string("example/") + p.name;
    s.label = {p.en, ""};
    s.kind = p.kind;
    s.shape = p.shape;
    s.authority = static_cast<std::int16_t>(p.authority);
    s.direction = static_cast<std::int16_t>(p.direction);
    s.servers = p.servers;
    s.space = p.space;
    s.area_m2 = p.area;
    d.stations.push_back(s);
  }
  d.classes = {{"mainland", {"Mainland visitors", "內地旅客"}, 0.95, 30 * minute, false},
               {"other", {"Other visitors", "其他旅客"}, 0.95, 30 * minute, false},
               {"resident", {"Hong Kong residents", "香港居民"}, 0.98, 15 * minute, false}};
  d.directions = {"arrival", "departure"};
  d.authorities = {"customs", "immigration"};
  return d;
}

ResultRows example_rows(std::uint32_t replications) {
  ResultRows rows;
  for (std::uint32_t r = 0; r < replications; ++r) Writer(rows, r).write();
  return rows;
}

void expect_golden(const std::string& name, const std::string& text) {
  const std::string path = source_root() + "/tests/analysis/golden/" + name;
  if (std::getenv("CROSSFLOW_UPDATE") != nullptr) {
    std::ofstream out(path);
    out << text;
    ASSERT_TRUE(out.good()) << path;
    return;
  }
  std::ifstream in(path);
  ASSERT_TRUE(in) << path << " is missing; CROSSFLOW_UPDATE=1 writes it";
  std::ostringstream golden;
  golden << in.rdbuf();
  EXPECT_EQ(text, golden.str()) << "CROSSFLOW_UPDATE=1 accepts the new text";
}

}  // namespace crossflow
