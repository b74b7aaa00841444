// What the viewer is showing: one run or two, at one instant, and what is picked. Panels read it and send it commands.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/record/rows.hpp"
#include "viz/app/words.hpp"
#include "viz/floor/scene.hpp"
#include "viz/replay/cursor.hpp"
#include "viz/replay/days.hpp"
#include "viz/replay/duties.hpp"
#include "viz/replay/live_recording.hpp"
#include "viz/replay/overview.hpp"
#include "viz/replay/queues_now.hpp"
#include "viz/replay/stop_when.hpp"
#include "viz/replay/subject.hpp"
#include "viz/replay/time_axis.hpp"
#include "viz/replay/time_control.hpp"

namespace crossflow::viz {

/// A run on the screen.
struct Run {
  std::string name;         ///< "A", "B"; what to call it where there are two
  std::uint8_t number = 0;  ///< its own in Session::runs
  std::string path;         ///< the result file, or the scenario
  std::uint64_t seed = 0;
  std::unique_ptr<Recording> recording;
  LiveRecording* live = nullptr;  ///< the recording, if it is live
  std::optional<Cursor> cursor;
  std::optional<Overview> overview;
  std::optional<Duties> duties;
  FloorPlan plan;
  std::optional<SceneBuilder> scene_builder;
  Scene scene;
  QueuesNow queues;                       ///< at the cursor's instant
  std::vector<std::size_t> class_shades;  ///< of its classes, by row
  Days days;                              ///< of a file
  std::size_t day = 0;                    ///< which of days.with_trace is shown
  std::vector<SeriesRow> all_series;      ///< of all days of the file, for bands
  std::vector<LedgerRow> all_ledger;
  std::vector<PledgeRow> all_pledges;
  std::string scenario;  ///< as a file has it, the whole of it
  bool reading = false;  ///< a panel is still reading what it shows, in pieces: another frame is wanted
};

struct Settings {
  Language language = Language::en;
  bool dark = false;
  float scale = 1;  ///< of all text
  ColourBy colour_by = ColourBy::wait;
  bool show_help = false;
  std::set<std::string> open = {"overview", "story", "range"};  ///< panels of the right column, by id
  float right = 0.32F;                                          ///< its share of the width
  float bottom = 168;                                           ///< height of the timeline at scale 1
};

/// Of the panel that compares two runs.
enum class CompareTab : std::uint8_t { people, classes, places };

struct Session {
  std::vector<Run> runs;  ///< one or two
  TimeControl time;
  TimeAxis axis;                   ///< what of time the strip and charts show, and the range that is told of
  Subject selected;                ///< what it is in the other run says in_run
  bool follow = false;             ///< the floor keeps the selected one in the middle
  Subject look_at;                 ///< the floor goes there, near enough to see it, and sets this back to none
  Subject bring_in;                ///< the floor moves there if it is not seen, and sets this back to none
  bool flat_out = false;           ///< a live run is granted as much as it can do, and the screen stays at its edge
  bool told_of_death = false;      ///< of the simulator
  bool focus_search = false;       ///< the next thing typed is to be searched for
  bool presenting = false;         ///< clock, headline and floor alone
  StopWhen stop;                   ///< where playing is to stop
  std::optional<Stopped> stopped;  ///< and where it did
  std::optional<CompareTab> compare_tab;  ///< to be opened
  Settings settings;
  std::string trouble;  ///< an error to be shown, with what to do; empty: none
  Tick ahead = hour;    ///< by which a live run that goes as fast as it can is granted more than is known of it

  /// Real time has passed: moves the clock on, takes in what live runs sent, grants them more, folds on. How much of
  /// this is done hangs on the seconds, and not on how often it is called. True if something that is shown has changed.
  bool advance(double seconds);
  /// The axis keeps the instant in sight, and a range that was taken is told of: to be called before each picture.
  void follow_time();
  /// Folds all that is known into the overviews now, however long it takes: for pictures and tests.
  void settle();
  /// Shows another day of the file.
  void show_day(std::size_t run, std::size_t day);

  /// The run that a subject is of.
  Run& run_of(const Subject& subject) { return runs[subject.run]; }
  const Run& run_of(const Subject& subject) const { return runs[subject.run]; }
  /// What a subject of either run is in this one, by its name; nothing if this one has none of it.
  Subject in_run(const Subject& subject, std::size_t run) const;

 private:
  Tick followed_ = -1;      // the instant of the last picture
  bool had_range_ = false;  // likewise
};

/// Opens result files (one or two), or one scenario to be run live. Throws an InputError with what to do.
Session open_files(const std::vector<std::string>& paths);
Session open_live(const LiveOptions& options);

/// Of files: the instant in the half-hour in which most time was spent waiting at which the longest queue was longest.
void go_to_worst_half_hour(Session& session);

/// "one day of 20: replication 7, the middle day; seed 1".
std::string day_line(const Run& run);
/// What there is to be shown, as one would type it: "06:00 to 00:06:12 +1".
std::string range_text(const Session& session);
/// The scenario's title, and which day is shown.
std::string title_line(const Session& session);
/// The minute in which most waited, as far as the overview is folded.
Tick worst_instant(const Run& run);

}  // namespace crossflow::viz
