// The viewer's end of a live run: what the simulator sends, checked before anybody sees it. Does no reading itself, so
// that any bytes can be given to it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/problem.hpp"
#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/trace_entity.hpp"

namespace crossflow {

class StreamReader {
 public:
  /// Told of events, in order; their entities are rows of `entities()`.
  using OnEvents = std::function<void(std::span<const Event>)>;

  explicit StreamReader(OnEvents on_events);
  ~StreamReader();
  StreamReader(const StreamReader&) = delete;
  StreamReader& operator=(const StreamReader&) = delete;

  /// Bytes as they come, in pieces of any size. A RunError for what no simulator of this version sends: nothing may be
  /// given to it after that. Events are within the directory and in order of time; whether each can follow the one
  /// before is for the fold to say.
  void take(std::span<const std::byte> bytes);

  /// There is a directory.
  bool opened() const;
  const Directory& directory() const;
  const std::vector<TraceEntity>& entities() const;
  /// All events up to and with this instant have come; -1: none may have.
  Tick known_until() const;
  /// When the run ended, if it has.
  std::optional<Tick> end() const;

  /// Why no more comes, in the simulator's own words.
  struct Failure {
    bool input = false;  ///< the scenario is wrong, as `problems` say; else only the first one's `what` says something
    Problems problems;
  };
  const std::optional<Failure>& failure() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The bytes by which a viewer lets the simulator go on up to `tick`.
std::vector<std::byte> grant_frame(Tick tick);

}  // namespace crossflow
