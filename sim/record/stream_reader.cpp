#include "sim/record/stream_reader.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "sim/record/directory_check.hpp"
#include "sim/record/event_check.hpp"
#include "sim/record/stream_directory.hpp"
#include "sim/record/stream_frame.hpp"
#include "sim/record/trace_layouts.hpp"

namespace crossflow {

using namespace stream;

namespace {

void require(bool right, const char* what) {
  if (!right) throw BadFrame(what);
}

}  // namespace

struct StreamReader::Parts {
  void take(const FrameSplitter::Frame& frame) {
    require(!end && !failure, "something comes after the end");
    require(greeted == (frame.kind != FrameKind::hello), "it does not begin with a greeting");
    const bool early = frame.kind == FrameKind::hello || frame.kind == FrameKind::directory;
    require(directory ? !early : early || frame.kind == FrameKind::failure, "a frame comes out of order");
    FrameContent content(frame.content);
    switch (frame.kind) {
      case FrameKind::hello:
        return greet(content);
      case FrameKind::directory:
        directory = take_directory(content);
        return;
      case FrameKind::entities:
        return take_entities(frame.content);
      case FrameKind::events:
        return take_events(frame.content);
      case FrameKind::known:
        known = later(content.number<Tick>());
        return;
      case FrameKind::end:
        end = known = later(content.number<Tick>());
        return;
      case FrameKind::failure:
        return take_failure(content);
      case FrameKind::grant:
        break;
    }
    throw BadFrame("a simulator grants nothing");
  }

  void greet(FrameContent& content) {
    const auto word = content.take(sizeof magic);
    require(std::memcmp(word.data(), magic.data(), sizeof magic) == 0, "it is no simulator");
    if (const auto theirs = content.number<std::uint32_t>(); theirs != version)
      throw BadFrame(fmt::format("it speaks version {}, this viewer {}", theirs, version));
    greeted = true;
  }

  Tick later(Tick tick) const {
    require(tick >= known && tick >= latest && tick < never, "time runs backwards");
    return tick;
  }

  void take_entities(std::span<const std::byte> bytes) {
    const auto& layout = h5::entities_layout();
    require(bytes.size() % layout.columns().row_bytes == 0, "half an entity");
    const auto rows = layout.unpack(bytes, layout.columns());
    require(rows.size() < std::numeric_limits<std::uint32_t>::max() - entities.size(), "too many entities");
    entities.insert(entities.end(), rows.begin(), rows.end());
    for (auto e = entities.end() - static_cast<std::ptrdiff_t>(rows.size()); e != entities.end(); ++e)
      require(is_within(*e, *directory, entities.size()), "an entity points to what does not exist");
  }

  void take_events(std::span<const std::byte> bytes) {
    require(bytes.size() % sizeof(Event) == 0, "half an event");
    events.resize(bytes.size() / sizeof(Event));
    std::memcpy(static_cast<void*>(events.data()), bytes.data(), bytes.size());
    const auto rows = static_cast<std::uint32_t>(entities.size());
    for (const Event& event : events) {
      require(event.tick >= latest && event.tick > known && event.tick < never, "the events are out of order");
      latest = event.tick;
      require(is_known(event.kind) && is_within(event, *directory, rows), "an event points to what does not exist");
      if (event.kind == EventKind::arrived)
        require(event.aux == entities[event.entity].traveller_class, "somebody arrives as another");
    }
    on_events(events);
  }

  void take_failure(FrameContent& content) {
    Failure failed;
    failed.input = content.number<std::uint8_t>() != 0;
    for (auto left = content.number<std::uint32_t>(); left > 0; --left) {
      Problem problem;
      problem.place.file = content.text();
      problem.place.line = content.number<std::int32_t>();
      problem.place.column = content.number<std::int32_t>();
      problem.what = content.text();
      problem.expected = content.text();
      problem.nearest = content.text();
      failed.problems.add(std::move(problem));
    }
    content.finish();
    require(!failed.problems.empty(), "a failure without a reason");
    failure = std::move(failed);
  }

  OnEvents on_events;
  FrameSplitter frames;
  bool greeted = false;
  std::optional<Directory> directory;
  std::vector<TraceEntity> entities;
  std::vector<Event> events;  // of the present frame
  Tick known = -1;            // as the simulator said
  Tick latest = 0;            // of the events
  std::optional<Tick> end;
  std::optional<Failure> failure;
};

StreamReader::StreamReader(OnEvents on_events) : parts_(std::make_unique<Parts>()) {
  parts_->on_events = std::move(on_events);
}
StreamReader::~StreamReader() = default;

void StreamReader::take(std::span<const std::byte> bytes) {
  try {
    parts_->frames.add(bytes);
    while (const auto frame = parts_->frames.next()) parts_->take(*frame);
  } catch (const BadFrame& bad) {
    throw RunError(fmt::format("what the simulator sends cannot be read: {}", bad.what()));
  }
}

bool StreamReader::opened() const {
  return parts_->directory.has_value();
}
const Directory& StreamReader::directory() const {
  return *parts_->directory;
}
const std::vector<TraceEntity>& StreamReader::entities() const {
  return parts_->entities;
}
Tick StreamReader::known_until() const {
  // They come in order of time, so all before the latest are there; more of its own instant may follow.
  return std::max(parts_->known, parts_->latest - 1);
}
std::optional<Tick> StreamReader::end() const {
  return parts_->end;
}
const std::optional<StreamReader::Failure>& StreamReader::failure() const {
  return parts_->failure;
}

std::vector<std::byte> grant_frame(Tick tick) {
  FrameBytes frame(FrameKind::grant);
  const auto bytes = frame.number(tick).done();
  return {bytes.begin(), bytes.end()};
}

}  // namespace crossflow
