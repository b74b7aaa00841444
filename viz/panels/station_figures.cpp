#include "viz/panels/station_figures.hpp"

#include <algorithm>

#include "sim/record/ledger.hpp"
#include "viz/panels/floor_signs.hpp"
#include "viz/panels/names.hpp"
#include "viz/replay/port_hours.hpp"

namespace crossflow::viz {
namespace {

/// What those do who are in no queue: they are served, or are on their way.
Word in_service_word(const StationEntry& entry) {
  if (entry.servers > 0) return Word::being_served;
  return entry.unit == EntityKind::vehicle ? Word::driving : Word::walking_through;
}

/// What has come through a station so far, and how long those of the last half-hour had waited.
struct Throughput {
  std::int64_t begun = 0, lately = 0;
  double waited_s = 0;
};
Throughput throughput(const Run& run, std::size_t station) {
  Throughput sum;
  const Tick now = run.cursor->tick();
  const auto minutes_in = std::min(run.overview->minutes(), static_cast<std::size_t>(std::max<Tick>(0, now / minute)));
  const StationCourse& course = run.overview->stations()[station];
  for (std::size_t i = 0; i < std::min(minutes_in, course.started.size()); ++i) {
    sum.begun += course.started[i];
    if (i + 30 < minutes_in) continue;
    sum.lately += course.started[i];
    sum.waited_s += course.waited_s[i];
  }
  return sum;
}

}  // namespace

bool shut_at(const Run& run, std::uint16_t station) {
  const Directory& directory = run.recording->directory();
  return is_shut(directory, *run.overview, run.cursor->state(), directory.stations[station].port, run.cursor->tick());
}

std::string state_text(const ServerStatus& server, bool shut) {
  if (server.state != ServerState::open && server.serving > 0)
    return std::string(text(server.state)) + ", " + text(OfficerState::finishing);
  return look_text(look_of(server, shut));
}

void add_server_counts(Figures& figures) {
  for (const ServerLook look :
       {ServerLook::busy, ServerLook::blocked, ServerLook::idle, ServerLook::closed, ServerLook::down,
        ServerLook::no_officer, ServerLook::not_opened, ServerLook::changing_over}) {
    figures.add(
        look_text(look), Unit::count,
        [look](const Run& run, const Subject& s) -> std::optional<double> {
          const auto station = static_cast<std::uint16_t>(s.index);
          const bool shut = shut_at(run, station);
          int count = 0;
          for (std::uint32_t i = 0; i < run.recording->directory().stations[station].servers; ++i)
            count += look_of(run.cursor->state().server(station, static_cast<std::uint16_t>(i)), shut) == look ? 1 : 0;
          return count;
        },
        look_colour(look));
    figures.unless_nothing();
  }
}

void add_charged_now(Figures& figures) {
  constexpr std::int64_t all = 1'000'000;
  const auto charged = [](const Run& run, const Subject& s) {
    LedgerBin bin;
    const PortState& state = run.cursor->state();
    if (state.stations()[s.index].waiting > 0) bin.charge(all, state.stations()[s.index], state);
    return bin;
  };
  for (int i = 0; i < ledger_causes; ++i) {
    const auto cause = static_cast<LedgerCause>(i);
    figures.add(
        text(cause), Unit::share,
        [&](const Run& run, const Subject& s) -> std::optional<double> {
          return static_cast<double>(charged(run, s).charged[static_cast<std::size_t>(i)]) / all;
        },
        cause_colour(cause));
    figures.unless_nothing();
    if (cause != LedgerCause::next_place_full) continue;
    figures.add("", Unit::words, [&](const Run& run, const Subject& s) {
      std::string places;
      for (const auto& [place, amount] : charged(run, s).by_place)
        places += (places.empty() ? "" : ", ") + station_name(run.recording->directory(), place) +
                  fmt::format(" {:.0f}%", 100.0 * static_cast<double>(amount) / all);
      return places;
    });
    figures.unless_nothing();
  }
}

void add_waiting(Figures& figures) {
  figures.add(text(Word::waiting), Unit::count, [](const Run& run, const Subject& s) -> std::optional<double> {
    return run.cursor->state().stations()[s.index].waiting;
  });
}

void add_station(Figures& figures, const StationEntry& entry) {
  const auto count = [&](Word word, auto of) {
    figures.add(text(word), Unit::count, [of](const Run& run, const Subject& s) -> std::optional<double> {
      return of(run.cursor->state().stations()[s.index]);
    });
  };
  add_waiting(figures);
  if (entry.shape != Shape::outside) {
    count(in_service_word(entry), [](const StationStatus& s) { return s.serving; });
    count(Word::done_not_gone, [](const StationStatus& s) { return s.staying; });
    figures.unless_nothing();
    figures.add(text(entry.servers > 0 ? Word::begun_so_far : Word::entered_so_far), Unit::count,
                [](const Run& run, const Subject& s) -> std::optional<double> {
                  return static_cast<double>(throughput(run, s.index).begun);
                });
    figures.add(text(Word::mean_wait_30), Unit::duration,
                [](const Run& run, const Subject& s) -> std::optional<double> {
                  const Throughput sum = throughput(run, s.index);
                  if (sum.lately == 0) return std::nullopt;
                  return sum.waited_s / static_cast<double>(sum.lately);
                });
  }
  count(Word::held_upstream, [](const StationStatus& s) { return s.held; });
  figures.unless_nothing();
  figures.add(text(Word::space), Unit::count, [](const Run& run, const Subject& s) -> std::optional<double> {
    const std::int64_t space = run.recording->directory().stations[s.index].space;
    if (space < 0) return std::nullopt;
    return static_cast<double>(space);
  });
  figures.unless_nothing();
}

}  // namespace crossflow::viz
