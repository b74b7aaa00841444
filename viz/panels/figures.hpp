// Figures of the selected one, of the run that it is of; where two are on the screen, of both and the difference.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "viz/app/session.hpp"
#include "viz/app/theme.hpp"

namespace crossflow::viz {

enum class Unit : std::uint8_t { count, duration, share, words };

struct Figure {
  std::string name;
  Unit unit = Unit::count;
  std::array<std::optional<double>, 2> values{};  ///< by run; durations in seconds, shares of 1
  std::array<std::string, 2> words{};             ///< instead, of unit words
  Colour colour = 0;                              ///< of a square before the name; 0: none
};

/// Asks each run that has the subject.
class Figures {
 public:
  Figures(Session& session, const Subject& subject);

  /// `value` is given a run and the subject there, and says a number, or nothing; or a text.
  template <class Value>
  void add(std::string name, Unit unit, Value value, Colour colour = 0) {
    Figure figure{std::move(name), unit, {}, {}, colour};
    for (std::size_t i = 0; i < session_.runs.size(); ++i) {
      if (in_[i].what == Subject::What::none) continue;
      auto said = value(session_.runs[i], in_[i]);
      if constexpr (std::is_convertible_v<decltype(said), std::string>)
        figure.words[i] = std::move(said);
      else
        figure.values[i] = said;
    }
    all_.push_back(std::move(figure));
  }
  /// Takes the last one away if it is nothing in either run.
  void unless_nothing();

  const std::vector<Figure>& all() const { return all_; }
  /// As a table: of one run name and value, of two A, B and B - A.
  void draw(const char* id) const;

 private:
  Session& session_;
  Subject subject_;
  std::array<Subject, 2> in_{};
  std::vector<Figure> all_;
};

/// "1,234", "12 min 30 s", "98.5%", or "-".
std::string figure_text(const Figure& figure, std::size_t run);
/// B less A: "+3", "-2 min 05 s", "+1.5 points"; empty where one of them has none.
std::string difference_text(const Figure& figure);

/// Where there are two runs: which of them is told of, and a way to the other; says if that one has no such thing.
void draw_run_switch(Session& session);

/// Red if it is more than nothing, blue if less.
void draw_difference(double by, const std::string& words);
/// After a duration of the window, where its words are being told: not rounded, for scripts. Nothing on the screen.
void say_exactly(double seconds);
/// "+2 min 30 s": B less A, of seconds as they are shown, so that the figures add up.
std::string difference_of_durations(double a, double b);
/// "+1.5 points", likewise; of shares of 1.
std::string difference_of_shares(double a, double b);
/// In a cell of a table: of one run its words, of two A's, B's and the difference, one below the other. `seconds`: what
/// is a duration, not rounded; below 0: none. `by` is more where it is worse.
void draw_in_cell(const std::vector<std::string>& words, const std::string& difference = {}, double by = 0,
                  const std::vector<double>& seconds = {});
/// A square of a colour, before words.
void swatch(Colour colour);

}  // namespace crossflow::viz
