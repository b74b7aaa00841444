#include "viz/panels/duty_rows.hpp"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "viz/floor/server_courses.hpp"
#include "viz/panels/floor_signs.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/subjects.hpp"
#include "viz/replay/curves.hpp"
#include "viz/replay/port_hours.hpp"

namespace crossflow::viz {
namespace {

using What = Subject::What;

/// Goes on a little with each call until all is in.
const ServerCourses& courses_of(Run& run) {
  struct Kept {
    std::uint64_t recording = 0;
    std::optional<ServerCourses> courses;
  };
  static std::array<Kept, 2> of_runs;
  Kept& kept = of_runs[run.number];
  if (kept.recording != run.recording->serial()) kept.courses.emplace(*run.recording);
  kept.recording = run.recording->serial();
  if (!kept.courses->advance(100'000)) run.reading = true;
  return *kept.courses;
}

Tick sum_of(const std::vector<Tick>& times, std::initializer_list<std::size_t> states) {
  Tick sum = 0;
  for (const std::size_t state : states) sum += state < times.size() ? times[state] : 0;
  return sum;
}
template <class... States>
Tick time_in(const std::vector<Tick>& times, States... states) {
  return sum_of(times, {static_cast<std::size_t>(states)...});
}

}  // namespace

Colour duty_colour(What what, std::uint8_t state) {
  const Theme& t = theme();
  if (what == What::server && state == ServerCourses::finishing) return t.blocked;
  if (what == What::server) return look_colour(static_cast<ServerLook>(state));
  if (what == What::officer) {
    constexpr auto none = IM_COL32_BLACK_TRANS;
    const std::array<Colour, officer_states> colours{none,   t.idle,       t.changing_over, t.changing_over,
                                                     t.busy, t.no_officer, t.blocked};
    return colours[state % colours.size()];
  }
  const std::array<Colour, team_states> colours{
      IM_COL32_BLACK_TRANS, t.no_officer, t.changing_over, t.busy, t.accent, t.blocked};
  return colours[state % colours.size()];
}

std::string duty_text(What what, std::uint8_t state) {
  if (what == What::server && state == ServerCourses::finishing) return text(OfficerState::finishing);
  if (what == What::server) return look_text(static_cast<ServerLook>(state));
  return what == What::officer ? text(static_cast<OfficerState>(state)) : text(static_cast<TeamState>(state));
}

std::optional<double> share_at_work(const Run& run, const DutyRow& row, Tick from, Tick until) {
  Tick work = 0, there = 0;
  if (row.subject.what == What::server) {
    const Directory& d = run.recording->directory();
    for (const auto& [begin, end] : open_times(d, *run.overview, d.stations[row.subject.index].port, from, until)) {
      const auto times = time_by_state(*row.duties, row.first, begin, end);
      work += time_in(times, ServerLook::busy);
      there += time_in(times, ServerLook::busy, ServerLook::idle, ServerLook::blocked);
    }
  } else {
    const auto times = time_by_state(*row.duties, row.first, from, until);
    work = row.subject.what == What::officer ? time_in(times, OfficerState::at_post, OfficerState::finishing)
                                             : time_in(times, TeamState::searching, TeamState::on_patrol);
    for (std::size_t state = 1; state < times.size(); ++state) there += times[state];
  }
  if (there == 0) return std::nullopt;
  return static_cast<double>(work) / static_cast<double>(there);
}

std::vector<DutyRow> duty_rows(Session& session, Run& run) {
  const Directory& d = run.recording->directory();
  const Subject s = session.in_run(session.selected, run.number);
  std::vector<DutyRow> rows;
  const auto servers = [&](std::uint32_t station) {
    const ServerCourses& courses = courses_of(run);
    const auto at = static_cast<std::uint16_t>(station);
    for (std::uint16_t i = 0; i < d.stations[station].servers && d.stations[station].shape != Shape::outside; ++i)
      rows.push_back({{What::server, station, i, run.number},
                      server_name(d, at, i),
                      station_name(d, at) + " " + server_name(d, at, i),
                      &courses.of(at, i),
                      static_cast<std::uint8_t>(ServerLook::idle)});
  };
  const auto officers = [&](auto wanted) {
    const Duties& duties = duties_of(run);
    for (std::uint32_t i = 0; i < d.officers.size(); ++i) {
      if (!wanted(i)) continue;
      const std::string pool = text(d.pools[d.officers[i].pool].label), whole = officer_name(d, i);
      if (rows.empty() || !rows.back().whole_name.starts_with(pool)) rows.push_back({{}, pool, pool, nullptr, 0});
      rows.push_back({{What::officer, i, 0, run.number},
                      whole.substr(std::min(whole.size(), pool.size() + 1)),
                      whole,
                      &duties.officer(i),
                      0});
    }
  };
  const auto teams = [&] {
    const Duties& duties = duties_of(run);
    if (!d.teams.empty()) rows.push_back({{}, text(Word::dog_teams), "", nullptr, 0});
    for (std::uint32_t i = 0; i < d.teams.size(); ++i)
      rows.push_back(
          {{What::team, i, 0, run.number}, text(d.teams[i].label), text(d.teams[i].label), &duties.team(i), 0});
  };
  if (s.what == What::station || s.what == What::server) servers(s.index);
  if (!rows.empty()) return rows;
  if (s.what == What::officer) {
    officers([&](std::uint32_t i) { return d.officers[i].pool == d.officers[s.index].pool; });
  } else if (s.what == What::team) {
    teams();
  } else {
    officers([](std::uint32_t) { return true; });
    teams();
    const auto longest = longest_queues(run.overview->stations(), d.stations.size());
    for (const auto& [length, station] : longest)
      if (rows.empty() && d.stations[station].shape != Shape::outside) servers(station);
  }
  return rows;
}

}  // namespace crossflow::viz
