// The actors of a run, as SimGrid runs them: all that this program has of SimGrid. It stands in a module that is loaded
// when something is simulated, since with SimGrid come 40 libraries, which take longer than most commands.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace crossflow {

class Actors {
 public:
  /// What comes next in the flow plane: who wakes, and how many seconds later that is.
  struct WakeUp {
    std::uint32_t actor = 0;
    double after_s = 0;
    bool any = false;  ///< false: nobody will wake any more
  };

  virtual ~Actors() = default;

  /// Runs the bodies, in this order; all but the last are daemons and end when that returns. False if it did not
  /// return, because nobody is left to wake it.
  virtual bool run(const std::vector<std::pair<std::string, std::function<void()>>>& bodies,
                   const std::function<WakeUp()>& next) = 0;
  /// In a body: until it wakes. `actor`: its place among the bodies.
  virtual void block(std::uint32_t actor) = 0;

  /// The only ones of a process; runs use them one after the other. A RunError if the module cannot be loaded.
  static Actors& get();
  /// Loads the module ahead of that; from any thread. What goes wrong is told by `get`.
  static void load();
  /// The module's file: it lies beside the program.
  static std::string file();
};

}  // namespace crossflow
