// The simulator in a process of its own, and the socket to it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/child_process.hpp"

namespace crossflow::viz {

/// It ends with this object, and with this process however that ends (the thread that starts it must live as long).
class SimulatorProcess {
 public:
  /// A RunError if there is no such program, or no process to be had.
  SimulatorProcess(const std::string& program, const std::vector<std::string>& arguments);
  ~SimulatorProcess();
  SimulatorProcess(const SimulatorProcess&) = delete;
  SimulatorProcess& operator=(const SimulatorProcess&) = delete;

  /// What has come, without waiting; empty: nothing yet. Nothing at all once no more will come.
  std::optional<std::span<const std::byte>> receive();
  /// Sends as soon as the simulator takes it; never waits.
  void send(std::span<const std::byte> bytes);
  /// Waits until there is something to receive.
  void wait();
  /// Ends it, unless it has ended by itself. How it went and what it said: "stopped by signal 11 (Segmentation fault)".
  std::string stop();

 private:
  void send_waiting();

  int socket_ = -1;
  std::vector<std::byte> to_send_, received_;
  std::optional<ChildProcess> child_;
};

}  // namespace crossflow::viz
