// One experiment under way: which replications are still to do, which are safe on disk, and the result file made of
// them.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/base/child_process.hpp"
#include "sim/experiment/parts.hpp"
#include "sim/experiment/replicate.hpp"

namespace crossflow {

/// What one process does: a replication, or the merging of all into the result file.
struct Piece {
  std::optional<std::uint32_t> replication;  ///< none: the merging
};

class Job {
 public:
  explicit Job(const Experiment& experiment) : experiment_(&experiment) {}

  /// Loads the scenario, checks the output and looks at what is there from before, unless that is done. What it throws
  /// leaves everything as it was.
  void prepare();

  /// The next piece that a process could do now, if there is one; it counts as handed out.
  std::optional<Piece> take();
  /// There is no process for it.
  void cannot_begin(const Piece& piece, const std::string& why);
  /// In the process: returns its exit code. Exceptions and all that is printed as an error go to `to_parent`.
  int work(const Piece& piece, int to_parent) const;
  /// In the parent, when the process is gone.
  void ended(const Piece& piece, const Ended& how);
  /// One replication alone, which writes the result itself.
  bool in_one_piece() const { return parts_ == nullptr; }
  /// Whether a piece that was handed out still matters.
  bool wants(const Piece& piece) const;

  /// No more replications. If asked to by the user, a partial result is merged from what there is.
  void stop(bool by_user);
  /// The result file is there, and whole.
  bool complete() const;
  /// It will not be there.
  bool failed() const { return !failures_.empty() || !broken_.empty(); }
  std::string failure() const;
  /// What cannot be mended by going on: a file that cannot be written.
  bool broken() const { return !broken_.empty(); }

  std::uint32_t finished() const { return static_cast<std::uint32_t>(finished_.size()); }
  /// How many finished replications can be found now by who goes on.
  std::uint32_t kept() const { return parts_ ? parts_->kept() : complete() ? finished() : 0; }
  /// What is in the folder of parts, if anything, is of no more use.
  void remove_parts();
  /// When no piece is under way or left. Throws a RunError if there is no result and nobody asked to end.
  RunOutcome outcome();

 private:
  enum class Merging { not_yet, under_way, done };

  std::uint32_t end() const { return experiment_->first + experiment_->replications; }
  /// How many of the first replications are there without a gap.
  std::uint32_t without_gap() const;
  std::uint32_t to_merge() const;
  bool may_take_the_place() const;
  void take_note_of_finished();
  std::string how_to_go_on();
  std::string name_of(std::uint32_t replication) const;

  const Experiment* experiment_;
  std::chrono::system_clock::time_point started_;
  std::optional<Draft> draft_;
  std::optional<Scenario> scenario_;
  std::unique_ptr<Parts> parts_;  // none of a single replication, which writes the result itself
  std::deque<std::uint32_t> pending_;
  std::set<std::uint32_t> finished_, under_way_, tried_again_;
  std::map<std::uint32_t, std::string> failures_;  // of replications that failed twice
  std::string broken_;
  std::uint32_t from_before_ = 0;
  std::uint32_t told_ = 0;               // replications that `enough` was told of
  std::optional<std::uint32_t> enough_;  // how many it found enough
  bool stopped_ = false, stopped_by_user_ = false;
  bool prepared_ = false;
  Merging merging_ = Merging::not_yet;
};

}  // namespace crossflow
