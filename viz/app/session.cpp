#include "viz/app/session.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "sim/base/problem.hpp"
#include "viz/app/calendar.hpp"
#include "viz/app/class_shade.hpp"
#include "viz/replay/file_recording.hpp"
#include "viz/replay/same_subject.hpp"

namespace crossflow::viz {
namespace {

constexpr auto time_to_fold = std::chrono::milliseconds(5);  // of a frame, for each run
constexpr std::uint64_t piece = 20'000;                      // events
constexpr std::uint64_t heard_a_frame = 200'000;

/// All that is made of a recording. The run must be where it stays: parts of it refer to each other.
void look_into(Run& run) {
  run.scene_builder.reset();
  run.overview.reset();
  run.cursor.reset();
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
}

void fold_on(Run& run) {
  const auto end = std::chrono::steady_clock::now() + time_to_fold;
  while (!run.overview->advance(piece))
    if (std::chrono::steady_clock::now() >= end) return;
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
      run.seed = file.info().seed;
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
  return session;
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

/// Takes in what came, and lets the simulator go on as far as the screen will need in the next two seconds.
void listen(Session& session, Run& run) {
  LiveRecording& live = *run.live;
  live.hear(heard_a_frame);
  if (const std::string why = live.broken(); !why.empty() && session.trouble.empty() && !session.told_of_death) {
    session.told_of_death = true;
    session.trouble =
        fmt::format(fmt::runtime(text(Word::simulator_gone)), why) + "\n\n" + text(Word::simulator_gone_do);
  }
  const TimeControl& time = session.time;
  if (!time.playing() || live.complete()) return;
  const auto ahead = static_cast<Tick>(2 * time.speed() * static_cast<double>(second));
  const Tick until = session.flat_out ? live.known_until() + hour : time.now() + std::max<Tick>(ahead, minute);
  if (until > live.granted()) live.grant(until);
}

}  // namespace

void Session::advance(double seconds) {
  try {
    for (Run& run : runs)
      if (run.live != nullptr) listen(*this, run);
    set_range(*this);
    time.advance(seconds);
    if (flat_out && time.playing() && time.growing()) time.go_to(time.until());
    for (Run& run : runs) {
      run.cursor->go_to(time.now());
      fold_on(run);
    }
  } catch (const InputError& e) {
    trouble = e.problems().text();
    time.pause();
  } catch (const RunError& e) {
    trouble = e.what();
    time.pause();
  }
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
