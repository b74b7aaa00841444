#include "sim/record/stream_writer.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include <sys/socket.h>

#include "sim/record/entity_naming.hpp"
#include "sim/record/stream_directory.hpp"
#include "sim/record/stream_frame.hpp"
#include "sim/record/trace_layouts.hpp"

namespace crossflow {

using namespace stream;

namespace {

constexpr std::size_t events_in_frame = 2048;

}  // namespace

struct StreamWriter::Parts {
  void lost() {
    if (!alive) return;
    alive = false;
    gone();
  }

  void send(FrameBytes&& frame) {
    for (auto bytes = frame.done(); alive && !bytes.empty();) {
      const ssize_t n = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n >= 0) {
        bytes = bytes.subspan(static_cast<std::size_t>(n));
      } else if (errno != EINTR) {
        lost();
      }
    }
  }

  // Entities go ahead of the events that speak of them.
  void send_events() {
    if (events.empty()) return;
    if (auto& fresh = naming->fresh(); !fresh.empty()) {
      const auto& layout = h5::entities_layout();
      send(std::move(FrameBytes(FrameKind::entities).raw(layout.pack(fresh, layout.columns()))));
      fresh.clear();
    }
    send(std::move(FrameBytes(FrameKind::events).raw(std::as_bytes(std::span(events)))));
    events.clear();
  }

  void fail(bool input, const std::vector<Problem>& problems) {
    FrameBytes frame(FrameKind::failure);
    frame.number(static_cast<std::uint8_t>(input)).number(static_cast<std::uint32_t>(problems.size()));
    for (const Problem& p : problems) {
      frame.text(p.place.file).number(std::int32_t{p.place.line}).number(std::int32_t{p.place.column});
      frame.text(p.what).text(p.expected).text(p.nearest);
    }
    send(std::move(frame));
  }

  // Takes what the viewer has sent; waits if there is nothing.
  void hear() {
    std::array<std::byte, 4096> buffer;
    const ssize_t n = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (n < 0 && errno == EINTR) return;
    if (n <= 0) return lost();
    from_viewer.add(std::span(buffer).first(static_cast<std::size_t>(n)));
    while (const auto frame = from_viewer.next()) {
      if (frame->kind != FrameKind::grant) throw BadFrame("a viewer sends grants and nothing else");
      granted = std::max(granted, FrameContent(frame->content).number<Tick>());
    }
  }

  int socket;
  std::function<void()> gone;
  bool alive = true;
  std::optional<EntityNaming> naming;
  std::vector<Event> events;
  FrameSplitter from_viewer;
  Tick granted = -1;
};

StreamWriter::StreamWriter(int socket, std::function<void()> gone) : parts_(std::make_unique<Parts>()) {
  parts_->socket = socket;
  parts_->gone = std::move(gone);
  parts_->send(std::move(FrameBytes(FrameKind::hello).raw(std::as_bytes(std::span(magic))).number(version)));
}

StreamWriter::~StreamWriter() = default;

void StreamWriter::open(const Directory& directory) {
  parts_->naming.emplace(directory);
  FrameBytes frame(FrameKind::directory);
  put(directory, frame);
  parts_->send(std::move(frame));
}

void StreamWriter::consume(std::span<const Event> block) {
  if (!parts_->alive) return;
  for (Event event : block) {
    parts_->naming->name(event);
    event.reserved = 0;
    parts_->events.push_back(event);
    // Of somebody who has just arrived the next event may tell more.
    if (parts_->events.size() >= events_in_frame && event.kind != EventKind::arrived) parts_->send_events();
  }
}

Tick StreamWriter::more(Tick happened) {
  parts_->send_events();
  if (happened >= 0) parts_->send(std::move(FrameBytes(FrameKind::known).number(happened)));
  try {
    while (parts_->alive && parts_->granted <= happened) parts_->hear();
  } catch (const BadFrame& bad) {
    fail(bad.what());
    parts_->lost();
  }
  return parts_->alive ? parts_->granted : never;
}

void StreamWriter::finish(Tick end) {
  parts_->send_events();
  parts_->send(std::move(FrameBytes(FrameKind::end).number(end)));
}

void StreamWriter::fail(const InputError& error) {
  parts_->fail(true, error.problems().items());
}

void StreamWriter::fail(const std::string& what) {
  parts_->fail(false, {{{}, what, {}, {}}});
}

}  // namespace crossflow
