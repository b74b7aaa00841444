#include "sim/experiment/job.hpp"

#include <filesystem>
#include <future>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/base/edge.hpp"
#include "sim/experiment/replication.hpp"
#include "sim/kernel/actors.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {

void Job::prepare() {
  if (prepared_) return;
  started_ = std::chrono::system_clock::now();
  // Beside the reading of the scenario: the processes made from this one have it then.
  std::future<void> loading;
  try {
    loading = std::async(std::launch::async, &Actors::load);
  } catch (const std::system_error&) {  // no thread to be had: they load it then
  }
  draft_ = load_checked(experiment_->scenario, experiment_->load);
  scenario_ = draft_->scenario();
  check_output(*experiment_, *scenario_);
  if (experiment_->replications > 1 || has_parts(experiment_->output)) {
    parts_ = std::make_unique<Parts>(*experiment_, *scenario_);
    finished_ = parts_->found();
    from_before_ = finished();
  }
  for (std::uint32_t r = experiment_->first; r < end(); ++r)
    if (!finished_.contains(r)) pending_.push_back(r);
  take_note_of_finished();
  prepared_ = true;
}

std::optional<Piece> Job::take() {
  if (!stopped_ && !pending_.empty()) {
    const std::uint32_t replication = pending_.front();
    pending_.pop_front();
    under_way_.insert(replication);
    return Piece{replication};
  }
  if (merging_ == Merging::not_yet && under_way_.empty() && to_merge() > 0) {
    merging_ = Merging::under_way;
    return Piece{};
  }
  return std::nullopt;
}

void Job::cannot_begin(const Piece& piece, const std::string& why) {
  if (piece.replication) {
    under_way_.erase(*piece.replication);
  } else {
    merging_ = Merging::done;
  }
  broken_ = why;
}

int Job::work(const Piece& piece, int to_parent) const {
  dup2(to_parent, STDERR_FILENO);  // so that a failed assertion is told with its replication
  give_up_without_memory();        // SimGrid cannot be unwound
  const auto failed = [to_parent](int code, const std::string& what) {
    write_all(to_parent, what.data(), what.size());
    return code;
  };
  try {
    if (piece.replication) {
      const std::string file = parts_ ? parts_->file(*piece.replication) : experiment_->output;
      simulate(*experiment_, *draft_, *scenario_, *piece.replication, file, parts_ != nullptr);
    } else {
      std::vector<std::string> files;
      for (std::uint32_t r = 0, n = to_merge(); r < n; ++r) files.push_back(parts_->file(experiment_->first + r));
      merge(*experiment_, *draft_, *scenario_, files, started_,
            stopped_by_user_ ? std::optional(experiment_->replications) : std::nullopt);
    }
    return 0;
  } catch (const WriteError& e) {
    return failed(fails_again, e.what());
  } catch (...) {
    return failed(run_failed, sentence_of(std::current_exception()));
  }
}

void Job::ended(const Piece& piece, const Ended& how) {
  std::string why = parts_ ? parts_->in_words(how.said) : how.said;
  while (why.ends_with('\n')) why.pop_back();
  if (constexpr std::string_view program = "crossflow: "; why.starts_with(program)) why.erase(0, program.size());
  if (!how.well() && (why.empty() || how.code() < 0)) why = how.how() + (why.empty() ? "" : ": " + why);
  if (!piece.replication) {
    merging_ = Merging::done;
    draft_.reset();
    scenario_.reset();
    if (!how.well()) {
      broken_ = how.code() == fails_again ? why : fmt::format("cannot merge '{}': {}", experiment_->output, why);
      remove_unfinished(experiment_->output);
    }
    return;
  }
  const std::uint32_t replication = *piece.replication;
  under_way_.erase(replication);
  if (how.well()) {
    if (!why.empty() && experiment_->notice) experiment_->notice(fmt::format("{}: {}", name_of(replication), why));
    finished_.insert(replication);
    take_note_of_finished();
    return;
  }
  remove_unfinished(parts_ ? parts_->file(replication) : experiment_->output);
  if (!wants(piece)) return;
  if (how.code() == fails_again) {
    broken_ = fmt::format("{} failed: {}", name_of(replication), why);
  } else if (tried_again_.insert(replication).second) {
    if (experiment_->notice) experiment_->notice(fmt::format("{}: {}; trying once more", name_of(replication), why));
    pending_.push_front(replication);
  } else {
    failures_[replication] = why;
  }
}

bool Job::wants(const Piece& piece) const {
  if (!piece.replication) return true;
  return !stopped_ && (!enough_ || *piece.replication < experiment_->first + *enough_);
}

void Job::stop(bool by_user) {
  stopped_ = true;
  stopped_by_user_ = by_user && to_merge() == 0;  // else all is there, and only to be merged
  pending_.clear();
}

std::uint32_t Job::without_gap() const {
  std::uint32_t r = experiment_->first;
  while (finished_.contains(r)) ++r;
  return r - experiment_->first;
}

// Replications that a result file is to be made of now; 0: none yet, or none at all.
std::uint32_t Job::to_merge() const {
  if (!parts_) return 0;
  if (enough_) return *enough_;
  if (finished() == experiment_->replications) return finished();
  return stopped_by_user_ && may_take_the_place() ? without_gap() : 0;
}

bool Job::may_take_the_place() const {
  std::error_code none;
  if (!std::filesystem::exists(experiment_->output, none)) return true;
  try {
    const ResultReader earlier(experiment_->output);
    return earlier.replications_asked() && earlier.read<ReplicationRow>().size() <= without_gap();
  } catch (const InputError&) {
    return false;
  }
}

void Job::take_note_of_finished() {
  if (!experiment_->enough || !parts_) return;
  while (!enough_ && finished_.contains(experiment_->first + told_)) {
    try {
      const ResultRows rows = rows_of_part(parts_->file(experiment_->first + told_));
      ++told_;
      if (experiment_->enough(rows)) enough_ = told_;
    } catch (const InputError& error) {
      broken_ = parts_->in_words(error.what());
      return;
    }
  }
  if (!enough_) return;
  pending_.clear();
  failures_.erase(failures_.lower_bound(experiment_->first + *enough_), failures_.end());  // nobody needs them now
}

void Job::remove_parts() {
  if (parts_) parts_->remove();
  parts_.reset();
}

std::string Job::name_of(std::uint32_t replication) const {
  return fmt::format("replication {} (seed {})", replication, experiment_->seed);
}

bool Job::complete() const {
  if (failed()) return false;
  return parts_ ? !stopped_by_user_ && merging_ == Merging::done : finished() > 0;
}

std::string Job::failure() const {
  if (!broken_.empty() || failures_.empty()) return broken_;
  const auto& [first, why] = *failures_.begin();
  std::string text = fmt::format("{} failed twice: {}", name_of(first), why);
  if (failures_.size() > 1) {
    text += "; missing are replications";
    for (const auto& [replication, unused] : failures_) text += fmt::format(" {}", replication);
  }
  return text;
}

// For the user, when the result is not complete; a folder with nothing in it is cleared away.
std::string Job::how_to_go_on() {
  if (!parts_) return "no results were written; the same command begins anew";
  const std::uint32_t kept = this->kept();
  if (kept == 0 && finished() > 0)
    return fmt::format("the finished replications in '{}' were taken away meanwhile, and none is kept",
                       parts_->folder());
  if (kept == 0) {
    remove_parts();
    return "no replication was finished; the same command begins anew";
  }
  return fmt::format(
      "{} of {} replications are finished and kept in '{}'; the same command with --resume goes on with them", kept,
      experiment_->replications, parts_->folder());
}

RunOutcome Job::outcome() {
  RunOutcome out;
  out.from_before = from_before_;
  if (complete()) {
    out.in_file = parts_ ? to_merge() : 1;
    remove_parts();
    return out;
  }
  if (!stopped_by_user_ || broken()) throw RunError(failure() + "; " + how_to_go_on());
  if (merging_ == Merging::done) out.in_file = to_merge();
  const bool earlier_stays = finished() > 0 && !may_take_the_place();
  out.interrupted = how_to_go_on();
  if (out.in_file > 0) {
    out.interrupted += fmt::format("; '{}' holds the first {}", experiment_->output, out.in_file);
  } else if (earlier_stays) {
    out.interrupted += fmt::format("; '{}' is still the earlier result", experiment_->output);
  }
  return out;
}

}  // namespace crossflow
