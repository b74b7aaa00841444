// A run under way in a child process, as a recording that grows.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "viz/replay/recording.hpp"

namespace crossflow::viz {

struct LiveOptions {
  std::string simulator;               ///< the program `crossflow`
  std::vector<std::string> arguments;  ///< the scenario, and what `crossflow run` takes: --seed, --with, --set
};

/// The child ends with this object, and with this process however that ends.
class LiveRecording : public Recording {
 public:
  /// Starts the simulator and waits until it has sent the directory. An InputError with what the simulator said of a
  /// wrong scenario; a RunError if it could not be started.
  explicit LiveRecording(const LiveOptions& options);
  ~LiveRecording() override;

  /// The simulator may go on up to this instant and no further; a grant is never taken back.
  void grant(Tick until);
  Tick granted() const;
  /// Takes in what the simulator has sent, without waiting, at most so many events. True if there was something.
  bool hear(std::uint64_t events);
  /// For tests and headless use: waits until all up to `tick` is known, or no more comes.
  void wait_until(Tick tick);

  const Directory& directory() const override;
  const std::vector<TraceEntity>& entities() const override;
  std::uint64_t size() const override;
  std::vector<Event> events(std::uint64_t from, std::uint64_t to) override;
  std::uint64_t first_at_or_after(Tick tick) override;
  PortState state_at(Tick tick) override;
  Tick known_until() const override;
  bool complete() const override;
  std::string broken() const override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace crossflow::viz
