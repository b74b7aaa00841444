// Work in a process of its own that sends back numbers: what breaks takes nothing with it, and no memory is warm. For
// tests and benchmarks.
#pragma once

#include <cstring>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/child_process.hpp"

namespace crossflow {

/// A child that is at work from construction on. It is a copy of this process, so it knows all that this one has
/// loaded.
class Child {
 public:
  explicit Child(const std::function<std::vector<double>()>& work)
      : process_([&work](int to_parent) { return answer(work, to_parent); }) {}

  /// Waits for what the child's work returns; throws if the work threw or did not end well.
  std::vector<double> wait() {
    const Ended ended = process_.end();
    if (ended.code() == threw) throw std::runtime_error("in a child: " + ended.said);
    if (!ended.well()) throw std::runtime_error("a child: " + ended.how());
    std::vector<double> numbers(ended.said.size() / sizeof(double));
    std::memcpy(numbers.data(), ended.said.data(), numbers.size() * sizeof(double));
    return numbers;
  }

 private:
  static constexpr int threw = 4, nobody_listens = 5;

  static int answer(const std::function<std::vector<double>()>& work, int to_parent) {
    try {
      const std::vector<double> numbers = work();
      return write_all(to_parent, numbers.data(), numbers.size() * sizeof(double)) ? 0 : nobody_listens;
    } catch (const std::exception& e) {
      return write_all(to_parent, e.what(), std::strlen(e.what())) ? threw : nobody_listens;
    }
  }

  ChildProcess process_;
};

}  // namespace crossflow
