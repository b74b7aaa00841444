#include "sim/record/stream_frame.hpp"

#include <bit>
#include <limits>

#include <fmt/format.h>

#include "sim/base/check.hpp"
#include "sim/record/event.hpp"

namespace crossflow::stream {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers travel as they lie in memory");

// Ahead of each frame: its kind, and the bytes that follow these two.
struct Header {
  std::uint32_t kind;
  std::uint32_t bytes;
};
static_assert(sizeof(Header) == 8);

struct Bounds {
  std::size_t least, most;
};

constexpr std::size_t most_bytes = 16 * 1024 * 1024;

Bounds bounds_of(std::uint32_t kind) {
  switch (static_cast<FrameKind>(kind)) {
    case FrameKind::hello:
      return {sizeof magic + sizeof version, sizeof magic + sizeof version};
    case FrameKind::directory:
    case FrameKind::failure:
    case FrameKind::entities:
      return {1, most_bytes};
    case FrameKind::events:
      return {sizeof(Event), most_bytes};
    case FrameKind::known:
    case FrameKind::end:
    case FrameKind::grant:
      return {sizeof(Tick), sizeof(Tick)};
  }
  throw BadFrame(fmt::format("there is no frame of kind {}", kind));
}

}  // namespace

FrameBytes::FrameBytes(FrameKind kind) : bytes_(sizeof(Header)) {
  const Header header{static_cast<std::uint32_t>(kind), 0};
  std::memcpy(bytes_.data(), &header, sizeof header);
}

FrameBytes& FrameBytes::text(const std::string& text) {
  number(static_cast<std::uint32_t>(text.size()));
  return raw(std::as_bytes(std::span(text)));
}

FrameBytes& FrameBytes::raw(std::span<const std::byte> bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  return *this;
}

std::span<const std::byte> FrameBytes::done() {
  Header header{};
  std::memcpy(&header, bytes_.data(), sizeof header);
  const std::size_t content = bytes_.size() - sizeof header;
  CROSSFLOW_CHECK(content <= most_bytes, "a frame is too long to be sent");
  header.bytes = static_cast<std::uint32_t>(content);
  std::memcpy(bytes_.data(), &header, sizeof header);
  return bytes_;
}

std::span<const std::byte> FrameContent::take(std::size_t bytes) {
  if (bytes > bytes_.size()) throw BadFrame("a frame holds less than it says");
  const auto taken = bytes_.first(bytes);
  bytes_ = bytes_.subspan(bytes);
  return taken;
}

std::string FrameContent::text() {
  const auto bytes = take(number<std::uint32_t>());
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void FrameContent::finish() const {
  if (!bytes_.empty()) throw BadFrame("a frame holds more than it should");
}

void FrameSplitter::add(std::span<const std::byte> bytes) {
  bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(at_));
  at_ = 0;
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

std::optional<FrameSplitter::Frame> FrameSplitter::next() {
  if (bytes_.size() - at_ < sizeof(Header)) return std::nullopt;
  Header header{};
  std::memcpy(&header, bytes_.data() + at_, sizeof header);
  const Bounds bounds = bounds_of(header.kind);
  if (header.bytes < bounds.least || header.bytes > bounds.most)
    throw BadFrame(fmt::format("a frame of kind {} cannot be {} bytes long", header.kind, header.bytes));
  if (bytes_.size() - at_ - sizeof header < header.bytes) return std::nullopt;
  const Frame frame{static_cast<FrameKind>(header.kind), std::span(bytes_).subspan(at_ + sizeof header, header.bytes)};
  at_ += sizeof header + header.bytes;
  return frame;
}

}  // namespace crossflow::stream
