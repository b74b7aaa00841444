#include "sim/experiment/workers.hpp"

#include <algorithm>

#include <poll.h>

#include "sim/base/interrupts.hpp"

namespace crossflow {
namespace {

class Workers {
 public:
  Workers(std::vector<Job>& jobs, int at_once, const Progress& progress)
      : jobs_(jobs), at_once_(static_cast<std::size_t>(std::max(1, at_once))), progress_(progress) {}

  void work_off(bool together) {
    const Interrupts interrupts;
    for (;;) {
      const bool hopeless = std::any_of(jobs_.begin(), jobs_.end(),
                                        [&](const Job& job) { return job.broken() || (together && job.failed()); });
      if ((interrupts.count() > 0 || hopeless) && !stopped_) stop(!hopeless && !together);
      if (interrupts.count() > 1)
        for (Busy& busy : busy_) busy.process.kill();
      hand_out();
      tell();
      if (busy_.empty()) return;
      hear();
    }
  }

 private:
  struct Busy {
    Job* job;
    Piece piece;
    ChildProcess process;
  };

  void stop(bool by_user) {
    stopped_ = true;
    for (Job& job : jobs_) job.stop(by_user);
    kill_unwanted();
  }

  void kill_unwanted() {
    for (Busy& busy : busy_)
      if (!busy.job->wants(busy.piece)) busy.process.kill();
  }

  void hand_out() {
    for (Job& job : jobs_) {
      if (!stopped_) job.prepare();
      while (busy_.size() < at_once_) {
        const std::optional<Piece> piece = job.take();
        if (!piece) break;
        try {
          busy_.push_back({&job, *piece, ChildProcess([&](int to_parent) { return job.work(*piece, to_parent); })});
        } catch (const RunError& error) {  // no process to be had
          job.cannot_begin(*piece, error.what());
          return;
        }
      }
      if (busy_.size() == at_once_) return;
    }
  }

  // Until a process was heard, this one was asked to end, or a second went by.
  void hear() {
    std::vector<pollfd> polled;
    for (const Busy& busy : busy_) polled.push_back({busy.process.pipe(), POLLIN, 0});
    if (poll(polled.data(), polled.size(), 1000) <= 0) return;
    for (std::size_t i = polled.size(); i-- > 0;) {
      if (polled[i].revents == 0 || busy_[i].process.hear()) continue;
      Busy gone = std::move(busy_[i]);
      busy_.erase(busy_.begin() + static_cast<std::ptrdiff_t>(i));
      gone.job->ended(gone.piece, gone.process.end());
    }
    kill_unwanted();
  }

  void tell() const {
    std::uint32_t finished = 0;
    for (const Job& job : jobs_) finished += job.finished();
    progress_(finished);
  }

  std::vector<Job>& jobs_;
  std::size_t at_once_;
  const Progress& progress_;
  std::vector<Busy> busy_;
  bool stopped_ = false;
};

}  // namespace

void work_off(std::vector<Job>& jobs, int at_once, const Progress& progress, bool together) {
  Workers(jobs, at_once, progress).work_off(together);
}

}  // namespace crossflow
