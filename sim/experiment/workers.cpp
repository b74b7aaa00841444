#include "sim/experiment/workers.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim/base/interrupts.hpp"

namespace crossflow {
namespace {

// The two ends of a socket: this process keeps one, the process made with it reads the other.
class Commands {
 public:
  Commands() {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()) != 0)
      throw RunError(std::string("cannot make a socket: ") + std::strerror(errno));
  }
  Commands(Commands&& other) noexcept : ends_(std::exchange(other.ends_, {-1, -1})) {}
  Commands& operator=(Commands&& other) noexcept {
    std::swap(ends_, other.ends_);
    return *this;
  }
  ~Commands() {
    for (const int end : ends_)
      if (end >= 0) ::close(end);
  }

  // After the fork, on either side: so that each notices when the other is gone.
  void only_send() { ::close(std::exchange(ends_[1], -1)); }
  void only_receive() { ::close(std::exchange(ends_[0], -1)); }

  // False if that process is gone.
  bool send(std::uint32_t replication) const {
    return ::send(ends_[0], &replication, sizeof replication, MSG_NOSIGNAL) == sizeof replication;
  }
  std::optional<std::uint32_t> next() const {
    std::uint32_t replication = 0;
    ssize_t n = 0;
    while ((n = recv(ends_[1], &replication, sizeof replication, MSG_WAITALL)) < 0 && errno == EINTR) {
    }
    if (n != sizeof replication) return std::nullopt;
    return replication;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

// A process of a job. It goes on with other replications of that job until it is no longer needed or one fails: a
// failure ends it, so that nothing of it reaches another replication.
class Worker {
 public:
  Worker(Job& job, const Piece& first)
      : job_(&job), piece_(first), process_([&](int to_parent) { return work_off(first, to_parent); }) {
    commands_.only_send();
  }

  Job& job() const { return *job_; }
  bool idle() const { return !piece_; }
  const Piece& piece() const { return *piece_; }
  int pipe() const { return process_.pipe(); }

  bool give(const Piece& piece) {
    if (!commands_.send(*piece.replication)) return false;
    piece_ = piece;
    return true;
  }
  void kill() { process_.kill(); }

  // False when there is nobody any more. Tells the job of a piece that has ended.
  bool hear() {
    if (!process_.hear()) {
      const Ended how = process_.end();
      if (piece_) job_->ended(*piece_, how);
      return false;
    }
    if (const std::optional<std::string> said = process_.said_until(done)) {
      job_->ended(*std::exchange(piece_, std::nullopt), Ended{0, *said});
    }
    return true;
  }

 private:
  static constexpr char done = '\0';

  int work_off(const Piece& first, int to_parent) {
    commands_.only_receive();
    for (std::optional<Piece> piece = first; piece; piece = next()) {
      if (const int code = job_->work(*piece, to_parent); code != 0 || job_->in_one_piece() || !piece->replication)
        return code;
      if (!write_all(to_parent, &done, 1)) return 0;
    }
    return 0;
  }
  std::optional<Piece> next() const {
    const std::optional<std::uint32_t> replication = commands_.next();
    return replication ? std::optional(Piece{*replication}) : std::nullopt;
  }

  Job* job_;
  std::optional<Piece> piece_;
  Commands commands_;
  ChildProcess process_;
};

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
        for (Worker& worker : workers_) worker.kill();
      hand_out();
      tell();
      if (std::all_of(workers_.begin(), workers_.end(), [](const Worker& worker) { return worker.idle(); })) return;
      hear();
    }
  }

 private:
  void stop(bool by_user) {
    stopped_ = true;
    for (Job& job : jobs_) job.stop(by_user);
    kill_unwanted();
  }

  void kill_unwanted() {
    for (Worker& worker : workers_)
      if (!worker.idle() && !worker.job().wants(worker.piece())) worker.kill();
  }

  void hand_out() {
    for (Job& job : jobs_) {
      if (!stopped_) job.prepare();
      while (may_begin()) {
        const std::optional<Piece> piece = job.take();
        if (!piece) break;
        try {
          give(job, *piece);
        } catch (const RunError& error) {  // no process to be had
          job.cannot_begin(*piece, error.what());
          return;
        }
      }
      if (!may_begin()) return;
    }
  }

  std::vector<Worker>::iterator idle() {
    return std::find_if(workers_.begin(), workers_.end(), [](const Worker& worker) { return worker.idle(); });
  }
  bool may_begin() { return workers_.size() < at_once_ || idle() != workers_.end(); }

  // To a process of the job that is waiting, or to a new one.
  void give(Job& job, const Piece& piece) {
    if (piece.replication)
      for (Worker& worker : workers_)
        if (worker.idle() && &worker.job() == &job && worker.give(piece)) return;
    if (workers_.size() == at_once_) workers_.erase(idle());
    workers_.emplace_back(job, piece);
  }

  // Until a process was heard, this one was asked to end, or a second went by.
  void hear() {
    std::vector<pollfd> polled;
    for (const Worker& worker : workers_) polled.push_back({worker.pipe(), POLLIN, 0});
    if (poll(polled.data(), polled.size(), 1000) <= 0) return;
    for (std::size_t i = polled.size(); i-- > 0;)
      if (polled[i].revents != 0 && !workers_[i].hear())
        workers_.erase(workers_.begin() + static_cast<std::ptrdiff_t>(i));
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
  std::vector<Worker> workers_;
  bool stopped_ = false;
};

}  // namespace

void work_off(std::vector<Job>& jobs, int at_once, const Progress& progress, bool together) {
  Workers(jobs, at_once, progress).work_off(together);
}

}  // namespace crossflow
