#include "tests/model/run_checks.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "sim/record/road.hpp"

namespace crossflow::test {
namespace {

Tick ticks(double seconds) {
  return std::llround(seconds * 1e6);
}

// Ticks of waiting by station, of those that it counts: from joining a queue (or the line outside, or being stuck at
// the door, or from the end of the free drive down a road) until what comes next.
std::vector<Tick> waiting_by_log(const Replay& run) {
  struct Waits {
    std::uint16_t at = no_station;
    Tick since = 0;
  };
  std::map<std::uint32_t, Waits> waits;
  std::map<std::uint32_t, std::uint16_t> door;  // of those who have not entered
  std::map<std::uint32_t, EntityKind> kinds;
  std::vector<Tick> out(run.directory.stations.size(), 0);
  const auto add = [&](std::uint32_t entity, const Waits& w, Tick until) {
    if (run.directory.stations[w.at].unit == kinds[entity]) out[w.at] += until - w.since;
  };
  for (const Event& e : run.events) {
    switch (e.kind) {
      case EventKind::arrived:
        door[e.entity] = e.station;
        kinds[e.entity] = run.directory.classes[e.aux].kind;
        break;
      case EventKind::joined:
      case EventKind::started:
      case EventKind::left:
        if (const auto w = waits.find(e.entity); w != waits.end()) {
          add(e.entity, w->second, e.tick);
          waits.erase(w);
        }
        if (e.kind == EventKind::joined) waits[e.entity] = {e.station, e.tick};
        if (e.kind == EventKind::left || !door.contains(e.entity) || door[e.entity] != e.station) door.erase(e.entity);
        break;
      case EventKind::ended:
        if (is_road(run.directory.stations[e.station])) waits[e.entity] = {e.station, e.tick};
        break;
      case EventKind::interrupted:
        waits[e.entity] = {e.station, e.tick};
        break;
      case EventKind::blocked:
        if (door.contains(e.entity) && !waits.contains(e.entity)) waits[e.entity] = {door[e.entity], e.tick};
        break;
      default:
        break;
    }
  }
  for (const auto& [entity, w] : waits) add(entity, w, run.end);
  return out;
}

// Nobody goes a way of which the directory does not know. What a manual fallback does to failures is not in it.
void check_links(const Replay& run) {
  const std::vector<LinkEntry>& links = run.directory.links;
  EXPECT_TRUE(std::is_sorted(links.begin(), links.end()));
  EXPECT_EQ(std::adjacent_find(links.begin(), links.end()), links.end());
  for (const DisruptionEntry& d : run.directory.disruptions)
    if (d.effects.find("manual fallback") != std::string::npos) return;
  std::map<std::uint32_t, std::uint16_t> at;
  for (const Event& e : run.events) {
    if (e.kind == EventKind::arrived) at[e.entity] = e.station;
    if (e.kind != EventKind::joined && e.kind != EventKind::started) continue;
    const LinkEntry link{at[e.entity], e.station};
    ASSERT_TRUE(link.from == link.to || std::binary_search(links.begin(), links.end(), link))
        << "no link from " << run.directory.stations[link.from].name << " to " << run.directory.stations[link.to].name;
    at[e.entity] = e.station;
  }
}

// No post holds more officers than it needs, whoever comes, goes and finishes.
void check_posts(const Replay& run) {
  std::map<std::uint16_t, std::pair<std::uint16_t, std::int32_t>> at;  // by officer: station and first server
  std::map<std::pair<std::uint16_t, std::int32_t>, int> there;
  for (std::size_t i = 0; i < run.events.size(); ++i) {
    const Event& e = run.events[i];
    if (e.kind == EventKind::officer) {
      const auto state = static_cast<OfficerState>(e.aux);
      if (const auto was = at.find(e.server); was != at.end()) {
        --there[was->second];
        at.erase(was);
      }
      if (e.value >= 0 && (state == OfficerState::at_post || state == OfficerState::finishing)) {
        at[e.server] = {e.station, e.value};
        ++there[{e.station, e.value}];
      }
    }
    if (i + 1 < run.events.size() && run.events[i + 1].tick == e.tick) continue;
    for (const auto& [post, officers] : there)
      ASSERT_LE(officers, run.directory.stations[post.first].post_officers)
          << "at a post of " << run.directory.stations[post.first].name << " at " << to_seconds(e.tick) << " s";
  }
}

}  // namespace

void check_run(const Replay& run) {
  check_posts(run);
  Tick before = 0;
  for (const Event& e : run.events) {
    ASSERT_GE(e.tick, before) << "time runs backwards";
    before = e.tick;
  }
  check_links(run);
  const ReplicationRow& all = run.all();
  EXPECT_EQ(static_cast<std::size_t>(all.generated), run.count(EventKind::arrived));
  EXPECT_EQ(all.generated, all.outside + all.entered);
  EXPECT_EQ(all.entered,
            all.left + all.diverted + all.gave_up + all.balked + all.turned_back + all.left_behind + all.inside);
  EXPECT_EQ(static_cast<std::size_t>(all.events), run.events.size());

  const std::vector<Tick> by_log = waiting_by_log(run);
  std::vector<Tick> by_statistics(by_log.size(), 0);
  std::map<std::pair<std::uint16_t, Tick>, Tick> by_ledger;
  for (const LedgerRow& row : run.rows.of<LedgerRow>())
    by_ledger[{row.station, ticks(row.from_s)}] += ticks(row.waiting_person_s);
  for (const SeriesRow& row : run.rows.of<SeriesRow>()) {
    by_statistics[row.station] += ticks(row.waiting_person_s);
    EXPECT_EQ((by_ledger[{row.station, ticks(row.from_s)}]), ticks(row.waiting_person_s))
        << "the ledger of " << run.directory.stations[row.station].name << " at " << row.from_s << " s";
    EXPECT_LE(ticks(row.busy_s) + ticks(row.blocked_s), ticks(row.open_s))
        << "at " << run.directory.stations[row.station].name;
  }
  for (std::size_t i = 0; i < by_log.size(); ++i)
    EXPECT_EQ(by_statistics[i], by_log[i]) << "waiting at " << run.directory.stations[i].name;
}

}  // namespace crossflow::test
