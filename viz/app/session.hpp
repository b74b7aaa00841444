// What the viewer is showing: one run or two, at one instant, and what is picked. Panels read it and send it commands.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/record/rows.hpp"
#include "viz/app/words.hpp"
#include "viz/floor/scene.hpp"
#include "viz/replay/cursor.hpp"
#include "viz/replay/days.hpp"
#include "viz/replay/live_recording.hpp"
#include "viz/replay/overview.hpp"
#include "viz/replay/subject.hpp"
#include "viz/replay/time_control.hpp"

namespace crossflow::viz {

/// A run on the screen.
struct Run {
  std::string name;  ///< "A", "B"; what to call it where there are two
  std::string path;  ///< the result file, or the scenario
  std::unique_ptr<Recording> recording;
  LiveRecording* live = nullptr;  ///< the recording, if it is live
  std::optional<Cursor> cursor;
  std::optional<Overview> overview;
  FloorPlan plan;
  std::optional<SceneBuilder> scene_builder;
  Scene scene;
  Days days;                          ///< of a file
  std::size_t day = 0;                ///< which of days.with_trace is shown
  std::vector<SeriesRow> all_series;  ///< of all days of the file, for bands
  std::vector<LedgerRow> all_ledger;
};

struct Settings {
  Language language = Language::en;
  bool dark = false;
  float scale = 1;  ///< of all text
  ColourBy colour_by = ColourBy::traveller_class;
  bool show_help = false;
};

struct Session {
  std::vector<Run> runs;  ///< one or two
  TimeControl time;
  Subject selected;     ///< in runs[0]; an entity of the other run is found by same_entity
  bool follow = false;  ///< the floor keeps the selected one in the middle
  Settings settings;
  std::string trouble;  ///< an error to be shown, with what to do; empty: none

  /// Moves time on, takes in what live runs sent, grants them more, folds on. Once a frame.
  void advance(double seconds);
  /// Shows another day of the file.
  void show_day(std::size_t run, std::size_t day);
};

/// Opens result files (one or two), or one scenario to be run live. Throws an InputError with what to do.
Session open_files(const std::vector<std::string>& paths);
Session open_live(const LiveOptions& options);

}  // namespace crossflow::viz
