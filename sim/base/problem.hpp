// What a user got wrong: a message with its place, what was expected, and the nearest right word.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace crossflow {

/// Where in the user's input. Lines and columns count from 1; 0 means that the place has none (a whole file).
struct Place {
  std::string file;
  int line = 0;
  int column = 0;

  std::string text() const;  ///< "file:12:5", "file" where there is no line
};

struct Problem {
  Place place;
  std::string what;      ///< "unknown key 'servrs' of station 'arrival counters'"
  std::string expected;  ///< "a whole number from 1 to 100000"; may be empty
  std::string nearest;   ///< the nearest right word, may be empty

  /// "file:12:5: what; expected ...; did you mean 'servers'?"
  std::string text() const;
};

/// All that is wrong with an input, gathered so that a user sees everything at once, in order of place.
class Problems {
 public:
  void add(Problem problem);
  void add(Place place, std::string what, std::string expected = {}, std::string nearest = {});
  bool empty() const { return items_.empty(); }
  std::size_t size() const { return items_.size(); }
  const std::vector<Problem>& items() const { return items_; }
  /// One line for each problem, ordered by file (in order of appearance), line and column.
  std::string text() const;

 private:
  std::vector<Problem> items_;
};

/// Carries problems to the program's edge, where they are printed and the exit code 2 is set.
class InputError : public std::runtime_error {
 public:
  explicit InputError(Problems problems);
  InputError(Place place, std::string what, std::string expected = {}, std::string nearest = {});
  const Problems& problems() const { return problems_; }

 private:
  Problems problems_;
};

/// What the machine could not do (disk full, no permission): printed as one message, exit code 3.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file could not be written: what comes after it will not be either.
class WriteError : public RunError {
 public:
  using RunError::RunError;
};

/// The candidate nearest to `word` by edit distance (case ignored, a swap of neighbours counts one), or empty if none
/// is near enough to be what the user meant.
std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace crossflow
