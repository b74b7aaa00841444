#include "viz/replay/live_recording.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "sim/base/problem.hpp"
#include "sim/record/stream_reader.hpp"
#include "viz/replay/event_store.hpp"
#include "viz/replay/simulator_process.hpp"

namespace crossflow::viz {

struct LiveRecording::Parts {
  explicit Parts(const LiveOptions& options)
      : simulator(options.simulator, options.arguments), reader([this](std::span<const Event> events) {
          if (!store) store.emplace(reader.directory());
          store->add(events);
        }) {}

  bool over() const { return reader.end().has_value() || !broken.empty(); }

  void break_off(std::string why) {
    const std::string how = simulator.stop();
    broken = std::move(why);
    if (broken.empty()) broken = "the simulator " + how;
  }

  // Takes in one piece of what was sent; false if there was none.
  bool hear() {
    const auto bytes = simulator.receive();
    if (!bytes) {
      break_off({});
      return true;
    }
    if (bytes->empty()) return false;
    try {
      reader.take(*bytes);
    } catch (const RunError& error) {
      break_off(error.what());
      return true;
    }
    if (reader.failure()) break_off(reader.failure()->problems.text());
    known = reader.known_until();
    return true;
  }

  SimulatorProcess simulator;
  StreamReader reader;
  std::optional<EventStore> store;
  Tick granted = -1, known = -1;
  std::string broken;
};

LiveRecording::LiveRecording(const LiveOptions& options) : parts_(std::make_unique<Parts>(options)) {
  while (!parts_->reader.opened() && parts_->broken.empty())
    if (!parts_->hear()) parts_->simulator.wait();
  if (parts_->broken.empty()) {
    if (!parts_->store) parts_->store.emplace(parts_->reader.directory());
    return;
  }
  if (const auto& failure = parts_->reader.failure(); failure && failure->input) throw InputError(failure->problems);
  throw RunError(fmt::format("'{}' cannot simulate this: {}", options.simulator, parts_->broken));
}

LiveRecording::~LiveRecording() = default;

void LiveRecording::grant(Tick until) {
  if (until <= parts_->granted || complete()) return;
  parts_->granted = until;
  parts_->simulator.send(grant_frame(until));
}

Tick LiveRecording::granted() const {
  return parts_->granted;
}

bool LiveRecording::hear(std::uint64_t events) {
  const std::uint64_t before = size();
  bool something = false;
  while (!parts_->over() && size() - before < events && parts_->hear()) something = true;
  return something;
}

void LiveRecording::wait_until(Tick tick) {
  while (!parts_->over() && known_until() < std::min(tick, granted()))
    if (!parts_->hear()) parts_->simulator.wait();
}

const Directory& LiveRecording::directory() const {
  return parts_->reader.directory();
}
const std::vector<TraceEntity>& LiveRecording::entities() const {
  return parts_->reader.entities();
}
std::uint64_t LiveRecording::size() const {
  return parts_->store->size();
}
std::vector<Event> LiveRecording::events(std::uint64_t from, std::uint64_t to) {
  return parts_->store->events(from, to);
}
std::uint64_t LiveRecording::first_at_or_after(Tick tick) {
  return parts_->store->first_at_or_after(tick);
}
PortState LiveRecording::state_at(Tick tick) {
  return parts_->store->state_at(tick);
}
Tick LiveRecording::known_until() const {
  return parts_->known;
}
bool LiveRecording::complete() const {
  return parts_->over();
}
std::string LiveRecording::broken() const {
  return parts_->broken;
}

}  // namespace crossflow::viz
