#include "sim/record/trace_writer.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "sim/base/check.hpp"
#include "sim/base/problem.hpp"
#include "sim/record/result_file.hpp"
#include "sim/record/trace_encoder.hpp"

namespace crossflow {
namespace {

// Blocks that may wait for the second thread: enough to ride over a slow write, few enough to stay within 10 MB.
constexpr std::size_t most_waiting = 4;

}  // namespace

class TraceWriter::Worker {
 public:
  Worker(h5::OutputFile& file, const Directory& directory, std::uint32_t replication)
      : file_(file), encoder_(file, directory, replication) {}

  ~Worker() {
    if (thread_.joinable()) stop(std::nullopt);
  }

  // Takes the block and gives back an empty one.
  void hand_over(std::vector<Event>& block) {
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [this] { return waiting_.size() < most_waiting; });
      waiting_.push_back(std::move(block));
      block = std::vector<Event>();
      if (!spare_.empty()) {
        block = std::move(spare_.back());
        spare_.pop_back();
      }
    }
    news_.notify_one();
    block.clear();
    block.reserve(h5::events_in_block);
  }

  // Waits until all is written. Without an end of the run, what has been handed over is dropped.
  void stop(std::optional<Tick> end) {
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    {
      const std::lock_guard lock(mutex_);
      end_ = end;
      stopping_ = true;
      if (!end) waiting_.clear();
    }
    news_.notify_one();
    thread_.join();
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void work() {
    h5::start();
    for (;;) {
      std::vector<Event> block;
      {
        std::unique_lock lock(mutex_);
        news_.wait(lock, [this] { return !waiting_.empty() || stopping_; });
        if (waiting_.empty()) break;
        block = std::move(waiting_.front());
        waiting_.pop_front();
      }
      room_.notify_one();
      attempt([&] { encoder_.add(block); });
      const std::lock_guard lock(mutex_);
      spare_.push_back(std::move(block));
    }
    if (end_) attempt([&] { encoder_.finish(*end_); });
  }

  // After the first failure the rest of the log is dropped.
  template <class Step>
  void attempt(Step&& step) {
    if (failure_) return;
    try {
      file_.guarded(step);
    } catch (...) {
      failure_ = std::current_exception();
    }
  }

  h5::OutputFile& file_;
  h5::TraceEncoder encoder_;
  std::mutex mutex_;
  std::condition_variable news_, room_;
  std::deque<std::vector<Event>> waiting_;
  std::vector<std::vector<Event>> spare_;
  bool stopping_ = false;
  std::optional<Tick> end_;
  std::exception_ptr failure_;  // the second thread's until it has been joined
  std::thread thread_;
};

TraceWriter::TraceWriter(ResultWriter& file, const Directory& directory, std::uint32_t replication) {
  h5::start();
  hbool_t threads = false;
  if (H5is_library_threadsafe(&threads) < 0 || !threads) {
    throw RunError("this machine's HDF5 library cannot be used by two threads, so no trace can be written");
  }
  h5::OutputFile& output = file.output();
  worker_ = output.guarded([&] { return std::make_unique<Worker>(output, directory, replication); });
  block_.reserve(h5::events_in_block);
}

TraceWriter::~TraceWriter() = default;

void TraceWriter::consume(std::span<const Event> block) {
  while (!block.empty()) {
    const std::size_t taken = std::min(block.size(), h5::events_in_block - block_.size());
    block_.insert(block_.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(taken));
    block = block.subspan(taken);
    if (block_.size() == h5::events_in_block) worker_->hand_over(block_);
  }
}

void TraceWriter::finish(Tick end) {
  CROSSFLOW_CHECK(worker_ != nullptr, "a trace was finished twice");
  if (!block_.empty()) worker_->hand_over(block_);
  worker_->stop(end);
  const std::unique_ptr<Worker> worker = std::move(worker_);
  worker->rethrow();
}

}  // namespace crossflow
