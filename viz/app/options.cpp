#include "viz/app/options.hpp"

#include <algorithm>
#include <cctype>

#include <CLI/CLI.hpp>

#include "sim/base/problem.hpp"
#include "sim/record/file_info.hpp"
#include "viz/app/layout.hpp"
#include "viz/replay/story.hpp"

namespace crossflow::viz {
namespace {

bool is_scenario(const std::string& path) {
  return path.ends_with(".yaml") || path.ends_with(".yml");
}

[[noreturn]] void wrong(const std::string& what, const std::string& expected, const std::string& nearest = {}) {
  throw InputError({"crossflow-view"}, what, expected, nearest);
}

std::string lower(std::string s) {
  std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return s;
}

/// A station, team or officer of a run by its name, or its label; else the first entity that search finds.
std::optional<Subject> find_in(const Run& run, const std::string& typed, std::vector<std::string>& names) {
  using What = Subject::What;
  const Directory& directory = run.recording->directory();
  const std::string name = lower(typed);
  const auto is = [&](const std::string& full, const std::string& label) {
    const std::size_t slash = full.find('/');
    const std::string own = slash == std::string::npos ? full : full.substr(slash + 1);
    names.push_back(own);
    return name == lower(full) || name == lower(own) || name == lower(label);
  };
  for (std::uint32_t i = 0; i < directory.stations.size(); ++i)
    if (is(directory.stations[i].name, directory.stations[i].label.en)) return Subject{What::station, i, 0, run.number};
  for (std::uint32_t i = 0; i < directory.teams.size(); ++i)
    if (is(directory.teams[i].name, directory.teams[i].label.en)) return Subject{What::team, i, 0, run.number};
  for (std::uint32_t i = 0; i < directory.officers.size(); ++i)
    if (is(directory.officers[i].name, "")) return Subject{What::officer, i, 0, run.number};
  const auto found = search(*run.recording, typed, 1);
  if (found.empty()) return std::nullopt;
  return Subject{What::entity, found.front(), 0, run.number};
}

/// Two instants as they are typed, the first of them earlier.
std::optional<std::pair<Tick, Tick>> piece_of(const std::string& option, const std::vector<std::string>& typed) {
  if (typed.empty()) return std::nullopt;
  const auto from = TimeControl::instant(typed[0]), until = TimeControl::instant(typed[1]);
  if (!from || !until || *from >= *until)
    wrong(option + " '" + typed[0] + "' '" + typed[1] + "' is no piece of time",
          "two times, the earlier one first, such as 18:30 20:30, or 22:00 '01:00 +1'");
  return std::pair(*from, *until);
}

/// The first run that has it.
Subject find_subject(const Session& session, const std::string& typed) {
  std::vector<std::string> names;
  for (const Run& run : session.runs)
    if (const auto found = find_in(run, typed, names)) return *found;
  wrong("nothing is called '" + typed + "'", "a station, \"resident 123\" or \"#4711\"", nearest_word(typed, names));
}

}  // namespace

bool ViewOptions::live() const {
  return !files.empty() && is_scenario(files.front());
}

std::optional<int> read_command_line(int argc, char** argv, ViewOptions& options) {
  CLI::App app{
      "Shows a control point with its queues at any instant of a day: a stored run, two on one clock, or a run "
      "that is simulated as you watch."};
  app.set_version_flag("--version", creator);
  std::vector<std::string> with, set;
  std::string seed, size, trial, below;
  app.add_option("files", options.files, "a result file with a trace ('crossflow run --trace'), or two; or a scenario")
      ->required()
      ->expected(1, 2);
  app.add_option("--with", with, "of a live run: an overlay, as for 'crossflow run'; may be repeated")
      ->type_name("OVERLAY")
      ->allow_extra_args(false);
  app.add_option("--set", set, "of a live run: sets one key; may be repeated")
      ->type_name("KEY.PATH=VALUE")
      ->allow_extra_args(false);
  app.add_option("--seed", seed, "of a live run")->check(CLI::NonNegativeNumber);
  app.add_option("--inputs-below", below, "of a live run: read scenarios and tables from this folder alone")
      ->type_name("FOLDER");
  app.add_option("--replication", options.replication, "which day of the file; unless given, the middle one");
  app.add_option("--at", options.at, "the instant to begin at: 17:40, or worst: when most wait")->type_name("TIME");
  app.add_option("--select", options.select, "what to look at: a station, \"resident 123\", \"#4711\"")
      ->type_name("NAME");
  app.add_option("--zoom", options.zoom, "where the floor is to be near: a name as of --select")->type_name("NAME");
  app.add_option("--axis", options.axis, "what the strip and charts show of the day, as in 17:00 21:00")
      ->expected(2)
      ->type_name("FROM UNTIL");
  app.add_option("--range", options.range, "a range of time whose figures are told, as in 18:30 20:30")
      ->expected(2)
      ->type_name("FROM UNTIL");
  app.add_option("--panel", options.panels,
                 "a panel to be open (of compare also its part classes or places), or none; may be repeated")
      ->check(CLI::IsMember({"overview", "story", "charts", "compare", "classes", "places", "days", "search", "legend",
                             "events", "duties", "range", "none"}))
      ->allow_extra_args(false);
  app.add_option("--colour", options.colour, "what dots are coloured by")
      ->check(CLI::IsMember({"class", "wait", "pledge"}));
  app.add_flag("--present", options.present, "clock, headline and floor alone, and larger, as F11 does");
  app.add_flag("--dark", options.dark, "light on dark");
  app.add_flag("--zh", options.zh, "in Traditional Chinese");
  app.add_flag("--fresh", options.fresh, "as if it had never run: remembers nothing, and leaves what is remembered");
  app.add_flag("--tell", options.tell,
               "say on standard output where everything stands in the window, and what is told of each thing selected");
  app.add_option("--scale", options.scale, "size of all text")->check(CLI::Range(0.7, 3.0));
  app.add_option("--size", size, "of the window or picture, as in 1280x800")->type_name("WIDTHxHEIGHT");
  app.add_option("--screenshot", options.screenshot, "write a picture of an instant (17:40, worst, end) and end")
      ->expected(2)
      ->type_name("TIME FILE.png");
  app.add_option("--frames", options.frames, "write numbered pictures for a video, and end")
      ->expected(3)
      ->type_name("FROM UNTIL FOLDER");
  app.add_option("--speed", options.speed, "simulated seconds a second")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  app.add_option("--fps", options.fps, "frames a second of --frames")->check(CLI::Range(1, 120))->capture_default_str();
  try {
    app.parse(argc, argv);
    if (!size.empty()) {
      char rest = 0;
      if (std::sscanf(size.c_str(), "%dx%d%c", &options.width, &options.height, &rest) != 2 || options.width < 640 ||
          options.height < 400 || options.width > 7680 || options.height > 4320)
        throw CLI::ValidationError("--size", "'" + size + "' is no size; expected 640x400 to 7680x4320");
    }
    const bool any_scenario = std::any_of(options.files.begin(), options.files.end(), is_scenario);
    if (any_scenario && options.files.size() > 1)
      throw CLI::ValidationError("files", "a scenario is shown alone; two result files can be shown together");
    if (!any_scenario && !(with.empty() && set.empty() && seed.empty()))
      throw CLI::ValidationError("--with, --set, --seed", "are for a scenario that is run live, not for a result file");
    if (any_scenario && options.replication)
      throw CLI::ValidationError("--replication", "is for a result file; a live run is one day");
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  if (options.live()) {
    options.simulator_arguments = {options.files.front()};
    const auto pass = [&](const std::string& option, const std::vector<std::string>& values) {
      for (const std::string& value : values) {
        options.simulator_arguments.push_back(option);
        options.simulator_arguments.push_back(value);
      }
    };
    pass("--with", with);
    pass("--set", set);
    if (!seed.empty()) pass("--seed", {seed});
    if (!below.empty()) pass("--inputs-below", {below});
  }
  return std::nullopt;
}

Session open_session(const ViewOptions& options, const std::string& simulator) {
  if (options.live()) return open_live({simulator, options.simulator_arguments});
  Session session = open_files(options.files);
  if (options.replication) {
    const auto& days = session.runs.front().days.with_trace;
    const auto found = std::find_if(days.begin(), days.end(),
                                    [&](const DayChoice& d) { return d.replication == *options.replication; });
    if (found == days.end())
      wrong("the file has no trace of replication " + std::to_string(*options.replication),
            "one of those that were run with --trace");
    session.show_day(0, static_cast<std::size_t>(found - days.begin()));
    go_to_worst_half_hour(session);
  }
  return session;
}

void apply(const ViewOptions& options, Session& session) {
  Settings& settings = session.settings;
  if (options.dark) settings.dark = true;
  session.presenting = options.present;
  if (options.zh) settings.language = Language::zh;
  if (options.scale > 0) settings.scale = options.scale;
  if (options.colour == "class") settings.colour_by = ColourBy::traveller_class;
  if (options.colour == "wait") settings.colour_by = ColourBy::wait;
  if (options.colour == "pledge") settings.colour_by = ColourBy::pledge;
  if (!options.panels.empty()) {
    settings.open = {options.panels.begin(), options.panels.end()};
    settings.open.erase("none");
    for (const auto& [part, tab] :
         {std::pair{"classes", CompareTab::classes}, std::pair{"places", CompareTab::places}}) {
      if (settings.open.erase(part) == 0) continue;
      settings.open.insert("compare");
      session.compare_tab = tab;
    }
  }
  session.time.set_speed(options.live() && options.speed == 60 ? session.time.speed() : options.speed);
  if (const auto piece = piece_of("--axis", options.axis)) session.axis.show(piece->first, piece->second);
  if (const auto piece = piece_of("--range", options.range)) session.axis.take(piece->first, piece->second);
  if (!options.select.empty()) session.selected = find_subject(session, options.select);
  if (!options.zoom.empty()) session.look_at = find_subject(session, options.zoom);
}

namespace {

/// Of a live run: lets it go on to an instant, and waits for it.
void reach(Session& session, Tick tick) {
  for (Run& run : session.runs) {
    if (run.live == nullptr) continue;
    run.live->grant(tick);
    run.live->wait_until(tick);
  }
  session.advance(0);
}

}  // namespace

void go_to(Session& session, const std::string& when) {
  TimeControl& time = session.time;
  const std::optional<Tick> tick = TimeControl::instant(when);
  if (!tick && when != "worst" && when != "end")
    wrong("'" + when + "' is no time of this run", "a time such as 17:40, 17:40:05 or 00:10 +1, or worst, or end");
  const Run& first = session.runs.front();
  if (first.live != nullptr) reach(session, tick.value_or((first.recording->directory().days + 10) * day));
  if (when == "worst") {
    session.settle();
    time.go_to(worst_instant(first));
  } else if (when == "end") {
    time.go_to(time.until());
  } else if (*tick < time.from() || *tick > time.until()) {
    wrong("'" + when + "' is not in " + first.path + ", which covers " + range_text(session), "a time in between");
  } else {
    time.go_to(*tick);
  }
}

}  // namespace crossflow::viz
