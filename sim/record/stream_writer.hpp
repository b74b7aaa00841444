// The simulator's end of a live run: sends the log to a viewer and asks it how far to go. docs/live.md has the
// protocol.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "sim/base/problem.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"

namespace crossflow {

class StreamWriter : public EventSink {
 public:
  /// Says hello to the socket, which stays the caller's. `gone` is called once when there is no viewer any more, deep
  /// inside a simulation: it should end the process. If it returns, all that follows goes nowhere, and everything is
  /// granted.
  StreamWriter(int socket, std::function<void()> gone);
  ~StreamWriter() override;
  StreamWriter(const StreamWriter&) = delete;
  StreamWriter& operator=(const StreamWriter&) = delete;

  /// Before the run.
  void open(const Directory& directory);
  /// As Simulation::pace wants it: says that all up to and with `happened` is sent, then waits until the viewer grants
  /// more.
  Tick more(Tick happened);

  void consume(std::span<const Event> block) override;
  void finish(Tick end) override;

  /// Instead of all that would follow: why it does not.
  void fail(const InputError& error);
  void fail(const std::string& what);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crossflow
