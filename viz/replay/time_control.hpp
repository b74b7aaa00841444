// Where in time the viewer stands and how it moves. A plain object: widgets and keys only send it commands.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/tick.hpp"

namespace crossflow::viz {

struct Bookmark {
  Tick tick = 0;
  std::string name;
  bool operator==(const Bookmark&) const = default;
};

class TimeControl {
 public:
  static constexpr double slowest = 1, fastest = 3600;  ///< simulated seconds a second

  /// What there is to be shown: of a growing run `until` moves on. What is beyond cannot be reached yet.
  void set_range(Tick from, Tick until, bool growing);
  Tick from() const { return from_; }
  Tick until() const { return until_; }
  bool growing() const { return growing_; }

  Tick now() const { return now_; }
  bool playing() const { return playing_; }
  double speed() const { return speed_; }

  void play();  ///< from the start again, if it stands at the end of what is complete
  void pause() { playing_ = false; }
  void toggle();
  void set_speed(double simulated_seconds_a_second);  ///< kept between slowest and fastest
  void faster();                                      ///< to the next of 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600
  void slower();
  void go_to(Tick tick);  ///< kept inside the range
  void step(Tick by);     ///< and pauses
  /// An instant typed as "17:40", "17:40:05" or "00:10 +1"; nothing if it is none.
  static std::optional<Tick> instant(const std::string& typed);
  /// Goes to an instant so typed. False, and nothing changes, if it is none.
  bool go_to(const std::string& typed);
  /// Goes to the first of these instants, in order, after now (before now); false if there is none.
  bool go_to_next(const std::vector<Tick>& instants);
  bool go_to_previous(const std::vector<Tick>& instants);

  /// Plays this piece over and over.
  void loop(Tick from, Tick until);
  void no_loop() { loop_.reset(); }
  const std::optional<std::pair<Tick, Tick>>& looping() const { return loop_; }

  void add_bookmark(std::string name);  ///< at now; in order of time, one an instant
  void rename_bookmark(std::size_t index, std::string name);
  void remove_bookmark(std::size_t index);
  void set_bookmarks(std::vector<Bookmark> bookmarks);  ///< as kept from before
  const std::vector<Bookmark>& bookmarks() const { return bookmarks_; }

  /// Real time has passed.
  void advance(double seconds);

 private:
  Tick from_ = 0, until_ = 0, now_ = 0;
  double rest_ = 0;  // of a tick, not yet advanced
  bool growing_ = false, playing_ = false;
  double speed_ = 60;
  std::optional<std::pair<Tick, Tick>> loop_;
  std::vector<Bookmark> bookmarks_;
};

}  // namespace crossflow::viz
