// What travels between a simulator and a viewer, over a pair of sockets: frames, each with its kind and its length, as
// docs/live.md describes them. Internal to sim/record.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace crossflow::stream {

/// To be raised with every change; both ends must have the same.
inline constexpr std::uint32_t version = 2;
inline constexpr std::array<char, 8> magic = {'c', 'r', 'o', 's', 's', 'f', 'l', 'w'};

enum class FrameKind : std::uint32_t {
  // From the simulator.
  hello = 1,      ///< magic, version
  directory = 2,  ///< see stream_directory.hpp
  entities = 3,   ///< rows of TraceEntity, as a trace has them
  events = 4,     ///< of 24 bytes each, in which entities are rows
  known = 5,      ///< tick: all events up to and with it have been sent
  end = 6,        ///< tick: when the run ended; nothing comes after it
  failure = 7,    ///< why no more comes
  // From the viewer.
  grant = 16,  ///< tick: the simulator may go on up to it
};

/// What is in a frame is not as it must be.
class BadFrame : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Puts the bytes of a frame together.
class FrameBytes {
 public:
  explicit FrameBytes(FrameKind kind);

  template <class T>
  FrameBytes& number(T value) {
    static_assert(std::is_arithmetic_v<T>);
    return raw(std::as_bytes(std::span(&value, 1)));
  }
  FrameBytes& text(const std::string& text);
  FrameBytes& raw(std::span<const std::byte> bytes);
  /// The whole frame, its length set.
  std::span<const std::byte> done();

 private:
  std::vector<std::byte> bytes_;
};

/// Reads what a frame holds; a BadFrame if it holds less.
class FrameContent {
 public:
  explicit FrameContent(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
  T number() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  std::string text();
  std::span<const std::byte> take(std::size_t bytes);
  std::size_t left() const { return bytes_.size(); }
  [[noreturn]] void refuse(const std::string& why) const { throw BadFrame(why); }
  /// A BadFrame if something is left.
  void finish() const;

 private:
  std::span<const std::byte> bytes_;
};

/// Finds the frames in bytes that come in pieces of any size.
class FrameSplitter {
 public:
  struct Frame {
    FrameKind kind;
    std::span<const std::byte> content;  ///< until the next call of any function
  };

  void add(std::span<const std::byte> bytes);
  /// The next whole frame, if there is one. A BadFrame for a kind that there is not, or for a length that the kind
  /// cannot have: before the frame is there.
  std::optional<Frame> next();

 private:
  std::vector<std::byte> bytes_;
  std::size_t at_ = 0;
};

}  // namespace crossflow::stream
