#include "sim/record/hdf5_raii.hpp"

#include <algorithm>

namespace crossflow::h5 {
namespace {

struct Reason {
  std::string innermost;
  std::string system;
};

thread_local int writing = 0;
thread_local bool giving_up = false;
thread_local std::string not_closed;  // why, of the first that could not be while this thread wrote

// Called for each entry of the error stack, the innermost last.
herr_t take_entry(unsigned, const H5E_error2_t* entry, void* data) {
  auto& reason = *static_cast<Reason*>(data);
  if (entry->desc == nullptr) return 0;
  reason.innermost = entry->desc;
  // "file write failed: time = ..., errno = 28, error message = 'No space left on device', buf = ..."
  constexpr std::string_view before = "error message = '";
  const std::size_t at = reason.innermost.find(before);
  if (at != std::string::npos) {
    const std::size_t from = at + before.size();
    reason.system = reason.innermost.substr(from, reason.innermost.find('\'', from) - from);
    if (reason.innermost.starts_with("unable to lock")) reason.system = "unable to lock: " + reason.system;
  }
  return 0;
}

std::string text_of_failure(std::string_view doing) {
  Reason reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, take_entry, &reason);
  std::string text(doing);
  const std::string& why = reason.system.empty() ? reason.innermost : reason.system;
  if (!why.empty()) text += ": " + why;
  return text;
}

}  // namespace

void start() {
  static const bool once = [] {
    H5dont_atexit();
    H5PLset_loading_state(0);  // no file has code loaded
    return true;
  }();
  static_cast<void>(once);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Writing::Writing() {
  ++writing;
}

Writing::~Writing() {
  if (--writing > 0) return;
  giving_up = false;
  not_closed.clear();
}

void Writing::check_closed() const {
  if (!not_closed.empty()) throw Failure(not_closed);
}

void close(hid_t id) {
  if (giving_up || H5Idec_ref(id) >= 0 || writing == 0) return;
  giving_up = true;
  not_closed = text_of_failure("closing a part of it");
}

void fail(std::string_view doing) {
  giving_up = writing > 0;
  throw Failure(text_of_failure(doing));
}

Handle text_type(std::size_t bytes) {
  Handle type = own(H5Tcopy(H5T_C_S1), "a text type");
  ok(H5Tset_size(type.get(), std::max<std::size_t>(bytes, 1)), "a text type");
  ok(H5Tset_cset(type.get(), H5T_CSET_UTF8), "a text type");
  ok(H5Tset_strpad(type.get(), H5T_STR_NULLPAD), "a text type");
  return type;
}

bool has_attribute(hid_t object, const char* name) {
  return ok(H5Aexists(object, name), name) > 0;
}

}  // namespace crossflow::h5
