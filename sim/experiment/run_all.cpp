#include "sim/experiment/run_all.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace crossflow {
namespace {

volatile std::sig_atomic_t asked_to_end = 0;

void on_signal(int) {
  asked_to_end = 1;
}

// While it lives, Ctrl-C and a polite kill only set the flag above.
class SignalGuard {
 public:
  SignalGuard() {
    asked_to_end = 0;
    struct sigaction action {};
    action.sa_handler = on_signal;  // no SA_RESTART: poll must return
    sigaction(SIGINT, &action, &before_int_);
    sigaction(SIGTERM, &action, &before_term_);
  }
  ~SignalGuard() {
    sigaction(SIGINT, &before_int_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
  }
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

 private:
  struct sigaction before_int_ {
  }, before_term_{};
};

// What a worker writes into its pipe: this for each replication, and in the end what went wrong, if anything did.
constexpr char replication_done = '\1';

struct Worker {
  std::size_t index = 0;
  pid_t process = 0;
  int pipe = -1;
  std::string failure;
};

[[noreturn]] void work(const Experiment& experiment, int pipe) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  std::signal(SIGINT, SIG_DFL);  // `run` looks after both while it runs
  std::signal(SIGTERM, SIG_DFL);
  int status = 0;
  std::string failure;
  try {
    run(experiment, [pipe](std::uint32_t) {
      if (write(pipe, &replication_done, 1) < 0) throw RunError("nobody waits for the results any more");
    });
  } catch (const std::exception& e) {
    failure = e.what();
    status = 3;
  }
  if (!failure.empty() && write(pipe, failure.data(), failure.size()) < 0) status = 3;
  _exit(status);  // no exit handlers: they belong to the parent
}

class Workers {
 public:
  Workers(const std::vector<NamedExperiment>& experiments, const Progress& progress)
      : experiments_(experiments), progress_(progress) {}
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() {
    for (const Worker& w : running_) kill(w.process, SIGTERM);
    while (!running_.empty()) end(running_.size() - 1);
  }

  std::size_t running() const { return running_.size(); }

  void start(std::size_t index) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw RunError(std::string("cannot make a pipe: ") + std::strerror(errno));
    std::fflush(nullptr);
    const pid_t process = fork();
    if (process == 0) {
      close(ends[0]);
      for (const Worker& other : running_) close(other.pipe);
      work(experiments_[index].experiment, ends[1]);
    }
    close(ends[1]);
    if (process < 0) {
      close(ends[0]);
      throw RunError(std::string("cannot start a process: ") + std::strerror(errno));
    }
    running_.push_back({index, process, ends[0], {}});
  }

  /// Until something was heard, or this process was asked to end.
  void hear() {
    std::vector<pollfd> polled;
    for (const Worker& w : running_) polled.push_back({w.pipe, POLLIN, 0});
    if (poll(polled.data(), polled.size(), 1000) <= 0) return;
    for (std::size_t i = polled.size(); i-- > 0;)
      if (polled[i].revents != 0 && !hear(running_[i])) finish(i);
  }

 private:
  // False at the end of what a worker has to say.
  bool hear(Worker& worker) {
    std::array<char, 4096> buffer{};
    const ssize_t n = read(worker.pipe, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) return true;
    for (ssize_t i = 0; i < n; ++i) {
      const char c = buffer[static_cast<std::size_t>(i)];
      if (c == replication_done) {
        progress_(++done_);
      } else {
        worker.failure += c;
      }
    }
    return n > 0;
  }

  int end(std::size_t i) {
    int status = 0;
    while (waitpid(running_[i].process, &status, 0) < 0 && errno == EINTR) {
    }
    close(running_[i].pipe);
    running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
    return status;
  }

  void finish(std::size_t i) {
    const Worker worker = running_[i];
    const int status = end(i);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    const std::string why = !worker.failure.empty() ? worker.failure
                            : WIFSIGNALED(status)   ? std::string("stopped by ") + strsignal(WTERMSIG(status))
                                                    : "its process ended without a word";
    throw RunError(experiments_[worker.index].name + ": " + why);
  }

  const std::vector<NamedExperiment>& experiments_;
  const Progress& progress_;
  std::vector<Worker> running_;
  std::uint32_t done_ = 0;
};

}  // namespace

void run_all(const std::vector<NamedExperiment>& experiments, int at_once, const Progress& progress) {
  const SignalGuard guard;
  Workers workers(experiments, progress);
  std::size_t next = 0;
  while (next < experiments.size() || workers.running() > 0) {
    while (next < experiments.size() && workers.running() < static_cast<std::size_t>(std::max(1, at_once)))
      workers.start(next++);
    workers.hear();
    if (asked_to_end != 0) throw RunError("interrupted; the study is not complete");
  }
}

}  // namespace crossflow
