#include "viz/app/session.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "sim/base/problem.hpp"
#include "viz/app/calendar.hpp"
#include "viz/app/class_shade.hpp"
#include "viz/replay/file_recording.hpp"
#include "viz/replay/same_subject.hpp"
#include "viz/replay/worst.hpp"

namespace crossflow::viz {
namespace {

constexpr std::uint64_t piece = 20'000;  // events

/// How long reading may take of a turn that came so many seconds after the last: a good part of the time, whether there
/// are sixty turns a second or four.
std::chrono::duration<double> time_to_read(double seconds) {
  return std::chrono::duration<double>(std::clamp(seconds / 3, 0.005, 0.08));
}

/// All that is made of a recording. The run must be where it stays: parts of it refer to each other.
void look_into(Run& run) {
  run.scene_builder.reset();
  run.overview.reset();
  run.cursor.reset();
  run.queues = {};
  run.plan = floor_plan(run.recording->directory());
  run.cursor.emplace(*run.recording);
  run.overview.emplace(*run.recording);
  run.duties.emplace(*run.recording);
  run.scene_builder.emplace(*run.recording, run.plan);
}

void open_day(Run& run, std::size_t day) {
  auto recording = std::make_unique<FileRecording>(run.path, run.days.with_trace[day].replication);
  run.scene_builder.reset();
  run.overview.reset();
  run.cursor.reset();
  run.recording = std::move(recording);
  run.day = day;
  look_into(run);
}

/// What is said and shown of all runs alike.
void settle_looks(Session& session) {
  std::vector<const Directory*> directories;
  for (const Run& run : session.runs) directories.push_back(&run.recording->directory());
  set_calendar(*directories.front());
  auto shades = shades_of(directories);
  for (Run& run : session.runs) run.class_shades = std::move(shades[run.number]);
}

std::optional<std::size_t> day_of(const Run& run, std::uint32_t replication) {
  const auto& days = run.days.with_trace;
  const auto found =
      std::find_if(days.begin(), days.end(), [&](const DayChoice& d) { return d.replication == replication; });
  if (found == days.end()) return std::nullopt;
  return static_cast<std::size_t>(found - days.begin());
}

/// Full hours around the opening of all ports, and on until the runs end.
void set_range(Session& session) {
  Tick from = never, until = 0;
  bool growing = false;
  for (const Run& run : session.runs) {
    for (const PortEntry& port : run.recording->directory().ports) from = std::min(from, port.open);
    until = std::max(until, run.recording->known_until());
    growing = growing || !run.recording->complete();
  }
  from = from == never ? 0 : std::max<Tick>(0, from / hour * hour - hour);
  session.time.set_range(from, std::max(from, until), growing);
  // The axis of a live run reaches to where the day will end, and fills as it becomes known; that of one that was
  // broken off keeps its length.
  until = std::max(until, from + hour);
  for (const Run& run : session.runs)
    if (!run.recording->complete() || !run.recording->broken().empty())
      for (const PortEntry& port : run.recording->directory().ports)
        until = std::max(until, (run.recording->directory().days - 1) * day + port.close + hour);
  session.axis.set_whole(from, until);
}

/// True if there was something to be folded.
bool fold_on(Run& run, double seconds) {
  const std::uint64_t before = run.overview->folded();
  const std::size_t minutes = run.overview->minutes();
  const auto end = std::chrono::steady_clock::now() + time_to_read(seconds);
  while (!run.overview->advance(piece) && std::chrono::steady_clock::now() < end) {
  }
  return run.overview->folded() != before || run.overview->minutes() != minutes;
}

}  // namespace

Session open_files(const std::vector<std::string>& paths) {
  Session session;
  session.runs.reserve(2);
  for (const std::string& path : paths) {
    Run& run = session.runs.emplace_back();
    run.number = static_cast<std::uint8_t>(session.runs.size() - 1);
    run.name = run.number == 0 ? "A" : "B";
    run.path = path;
    std::size_t day = 0;
    {
      const ResultReader file(path);
      if (file.traces().empty())
        throw InputError({path}, "it has results but no trace, so there is nothing to replay",
                         "a result of 'crossflow run SCENARIO --trace'");
      run.days = days_of(file);
      run.all_series = file.read<SeriesRow>();
      run.all_ledger = file.read<LedgerRow>();
      run.all_pledges = file.read<PledgeRow>();
      run.seed = file.info().seed;
      run.scenario = file.info().resolved;
      day = run.days.middle;
    }
    // The same day in both, if the second has it: only then are the people the same.
    if (session.runs.size() == 2) {
      const Run& first = session.runs.front();
      day = day_of(run, first.days.with_trace[first.day].replication).value_or(day);
    }
    open_day(run, day);
  }
  settle_looks(session);
  set_range(session);
  session.time.go_to(session.time.from() + hour);
  go_to_worst_half_hour(session);
  return session;
}

void go_to_worst_half_hour(Session& session) {
  const Run& first = session.runs.front();
  if (const auto worst = worst_half_hour(first.all_series, first.days.with_trace[first.day].replication))
    session.time.go_to(worst->at);
}

Session open_live(const LiveOptions& options) {
  Session session;
  session.runs.reserve(2);
  Run& run = session.runs.emplace_back();
  run.name = "A";
  run.path = options.arguments.empty() ? "" : options.arguments.front();
  auto recording = std::make_unique<LiveRecording>(options);
  run.live = recording.get();
  run.recording = std::move(recording);
  look_into(run);
  settle_looks(session);
  set_range(session);
  session.time.set_speed(300);
  session.time.play();
  return session;
}

namespace {

/// Takes in what came, and lets the simulator go on as far as the screen will need in the next two seconds; or so far
/// that it never waits for us. True if something came.
bool listen(Session& session, Run& run, double seconds) {
  LiveRecording& live = *run.live;
  const auto end = std::chrono::steady_clock::now() + time_to_read(seconds);
  bool heard = false;
  while (live.hear(piece)) {
    heard = true;
    if (std::chrono::steady_clock::now() >= end) break;
  }
  if (const std::string why = live.broken(); !why.empty() && session.trouble.empty() && !session.told_of_death) {
    session.told_of_death = true;
    session.trouble =
        fmt::format(fmt::runtime(text(Word::simulator_gone)), why) + "\n\n" + text(Word::simulator_gone_do);
  }
  const TimeControl& time = session.time;
  if (!time.playing() || live.complete()) return heard;
  const auto ahead = static_cast<Tick>(2 * time.speed() * static_cast<double>(second));
  // Who has done all that was granted had to wait: twice as much the next time. A pause is to be one of the run too, so
  // the rest is kept small.
  if (session.flat_out && live.granted() > 0)
    session.ahead = live.known_until() >= live.granted() ? std::min(2 * session.ahead, 30 * day)
                                                         : std::max(session.ahead * 15 / 16, minute);
  const Tick until = session.flat_out ? live.known_until() + session.ahead : time.now() + std::max<Tick>(ahead, minute);
  if (until > live.granted()) live.grant(until);
  return heard;
}

/// Of an instant that playing came from.
void stop_where_asked(Session& session, Tick was) {
  TimeControl& time = session.time;
  if (!session.stop.asked() || time.now() <= was) return;
  for (Run& run : session.runs) {
    run.cursor->go_to(was);
    const auto stop = first_stop(session.stop, *run.recording, *run.overview, run.cursor->state(), was, time.now());
    if (!stop) continue;
    session.stopped = stop;
    time.go_to(stop->tick);
    time.pause();
  }
}

}  // namespace

bool Session::advance(double seconds) {
  const Tick was = time.now();
  const bool ill = !trouble.empty(), played = time.playing();
  bool changed = false;
  try {
    for (Run& run : runs)
      if (run.live != nullptr) changed = listen(*this, run, seconds) || changed;
    set_range(*this);
    time.advance(seconds);
    if (flat_out && time.playing() && time.growing()) time.go_to(time.until());
    for (Run& run : runs) {
      changed = fold_on(run, seconds) || run.reading || changed;
      run.reading = false;
    }
    if (played) stop_where_asked(*this, was);
    for (Run& run : runs) {
      run.cursor->go_to(time.now());
      run.queues.follow(*run.recording, run.cursor->state(), run.cursor->tick());
    }
  } catch (const InputError& e) {
    trouble = e.problems().text();
    time.pause();
  } catch (const RunError& e) {
    trouble = e.what();
    time.pause();
  }
  return changed || time.now() != was || time.playing() != played || trouble.empty() == ill;
}

void Session::follow_time() {
  const Tick was = std::exchange(followed_, time.now());
  if (was >= 0) axis.follow(was, time.now(), time.playing());
  const bool had = std::exchange(had_range_, axis.range().has_value());
  if (axis.range() && !had) settings.open.insert("range");
}

void Session::settle() {
  for (Run& run : runs)
    while (!run.overview->advance(1'000'000)) {
    }
}

void Session::show_day(std::size_t which, std::size_t day) {
  // The recordings before, until who was selected is found in the new ones.
  std::vector<std::unique_ptr<Recording>> before(runs.size());
  const std::uint32_t replication = runs[which].days.with_trace[day].replication;
  try {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const std::optional<std::size_t> same = i == which ? day : day_of(runs[i], replication);
      if (!same) continue;
      auto recording = std::make_unique<FileRecording>(runs[i].path, replication);
      before[i] = std::move(runs[i].recording);
      runs[i].recording = std::move(recording);
      runs[i].day = *same;
      look_into(runs[i]);
    }
  } catch (const std::exception& e) {
    trouble = e.what();
  }
  if (selected.what == Subject::What::entity && before[selected.run] != nullptr)
    selected = same_subject(*run_of(selected).recording, selected.run, *before[selected.run], selected);
  set_range(*this);
  time.go_to(time.now());
}

Subject Session::in_run(const Subject& subject, std::size_t run) const {
  if (subject.what == Subject::What::none || subject.run >= runs.size() || run >= runs.size()) return {};
  if (subject.run == run) return subject;
  const Recording &from = *runs[subject.run].recording, &in = *runs[run].recording;
  const auto look = [&] { return same_subject(in, static_cast<std::uint8_t>(run), from, subject); };
  if (subject.what != Subject::What::entity) return look();
  // Asked several times a frame, and looking for a person goes through all of them.
  struct Found {
    Subject of, is;
    std::uint64_t from = 0, in = 0;
    std::size_t known = 0;
  };
  static Found last;
  if (last.of == subject && last.from == from.serial() && last.in == in.serial() && last.known == in.entities().size())
    return last.is;
  last = {subject, look(), from.serial(), in.serial(), in.entities().size()};
  return last.is;
}

std::string day_line(const Run& run) {
  const Directory& directory = run.recording->directory();
  // Where there are several days their dates come first.
  const auto say = [&](Word word, const auto&... values) {
    const auto pattern = fmt::runtime(text(word));
    return several_days() ? fmt::format(pattern, dates_text(directory), values...) : fmt::format(pattern, values...);
  };
  if (run.live != nullptr) {
    if (!run.recording->broken().empty()) return say(Word::day_line_broken, moment_text(run.recording->known_until()));
    return say(run.recording->complete() ? Word::day_line_live_done : Word::day_line_live);
  }
  const DayChoice& day = run.days.with_trace[run.day];
  if (run.days.days == 1) return say(Word::day_line_only, day.replication, run.seed);
  const char* which = run.day == run.days.middle          ? text(Word::day_line_middle)
                      : run.day == run.days.one_in_twenty ? text(Word::day_line_bad)
                                                          : "";
  return say(Word::day_line, run.days.days, day.replication, which, run.seed);
}

std::string range_text(const Session& session) {
  return clock_text(session.time.from()) + " to " + clock_text(session.time.until(), true);
}

std::string title_line(const Session& session) {
  std::string line;
  for (const Run& run : session.runs) {
    if (!line.empty()) line += "   |   ";
    if (session.runs.size() > 1) {  // where there is less room, and the titles may well be the same
      line += run.name + ": " + std::filesystem::path(run.path).filename().string() + ", " + day_line(run);
      continue;
    }
    const std::string& title = text(run.recording->directory().title);
    line += (title.empty() ? run.path : title) + " - " + day_line(run);
  }
  return line;
}

Tick worst_instant(const Run& run) {
  const auto& stations = run.overview->stations();
  Tick worst = 0;
  std::int64_t most = -1;
  for (std::size_t m = 0; m < run.overview->minutes(); ++m) {
    std::int64_t waiting = 0;
    for (const StationCourse& station : stations)
      if (m < station.waiting.size()) waiting += station.waiting[m];
    if (waiting > most) {
      most = waiting;
      worst = static_cast<Tick>(m) * minute;
    }
  }
  return worst + minute / 2;
}

}  // namespace crossflow::viz
