// The little of HDF5 that the record layer builds on: ids that close themselves and errors that become exceptions.
// Internal to sim/record; no public header includes it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <hdf5.h>

namespace crossflow::h5 {

/// What HDF5 said went wrong. Who reads or writes turns it into an InputError or a RunError with the file's name.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Every thread calls this before its first use of HDF5: HDF5 then prints nothing by itself and does nothing at exit.
void start();

/// "doing: reason", the reason from HDF5's error stack: what the system said if a read or write failed, else the
/// innermost message.
[[noreturn]] void fail(std::string_view doing);

/// Passes a result through, or fails if it is negative.
template <class T>
T ok(T result, std::string_view doing) {
  if (result < 0) [[unlikely]]
    fail(doing);
  return result;
}

/// While one lives, this thread writes. HDF5 1.10 may crash when something is closed after a failed write, so from the
/// first failure until the last Writing ends handles are given up instead of closed.
class Writing {
 public:
  Writing();
  ~Writing();
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  /// Throws a Failure if anything could not be closed: HDF5 keeps short texts back until then, so that is a failed
  /// write.
  void check_closed() const;
};

/// Closes an id, or gives it up: see Writing.
void close(hid_t id);

/// Owns one HDF5 id of whatever sort.
class Handle {
 public:
  Handle() = default;
  explicit Handle(hid_t id) : id_(id) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close(id_);
  }

  hid_t get() const { return id_; }
  /// Gives the id up without closing it.
  hid_t release() { return std::exchange(id_, H5I_INVALID_HID); }

 private:
  hid_t id_ = H5I_INVALID_HID;
};

inline Handle own(hid_t id, std::string_view doing) {
  return Handle(ok(id, doing));
}

/// A fixed-length UTF-8 string type padded with zeros: what numpy calls S and its length.
Handle text_type(std::size_t bytes);

bool has_attribute(hid_t object, const char* name);

}  // namespace crossflow::h5
