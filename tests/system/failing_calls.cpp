// Loaded ahead of the C library (LD_PRELOAD), lets the n-th call of one function fail, in a program and all its
// children:
//
//     FAIL_CALL=pwrite FAIL_NTH=23 FAIL_COUNTER=FILE [FAIL_FROM_THEN_ON=1] LD_PRELOAD=... crossflow ...
//
// FILE, of eight bytes, counts the calls of all processes; with FAIL_NTH=0 none fails, and it says how many there are.
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t n, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}

namespace {

struct Fault {
  char call[16] = "";
  std::uint64_t nth = 0;
  bool from_then_on = false;
  std::atomic<std::uint64_t>* counter = nullptr;
};
Fault fault;

template <class F>
F next(F, const char* name) {
  return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}

__attribute__((constructor)) void begin() {
  const char *call = std::getenv("FAIL_CALL"), *nth = std::getenv("FAIL_NTH"), *file = std::getenv("FAIL_COUNTER");
  if (call == nullptr || nth == nullptr || file == nullptr) return;
  const auto really_open = next(&open, "open");
  const int descriptor = really_open(file, O_RDWR | O_CLOEXEC);
  void* shared = mmap(nullptr, sizeof(std::uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  next(&close, "close")(descriptor);
  if (shared == MAP_FAILED) return;
  std::strncpy(fault.call, call, sizeof fault.call - 1);
  fault.nth = std::strtoull(nth, nullptr, 10);
  fault.from_then_on = std::getenv("FAIL_FROM_THEN_ON") != nullptr;
  fault.counter = static_cast<std::atomic<std::uint64_t>*>(shared);
}

// Whether this call is the one, with the error that it is to have.
bool fails(const char* call, int error) {
  if (fault.counter == nullptr || std::strcmp(call, fault.call) != 0) return false;
  const std::uint64_t n = ++*fault.counter;
  if (fault.nth == 0 || (fault.from_then_on ? n < fault.nth : n != fault.nth)) return false;
  errno = error;
  return true;
}

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* data, std::size_t size) {
  static const auto really = next(&write, "write");
  return fails("write", ENOSPC) ? -1 : really(descriptor, data, size);
}

ssize_t pwrite(int descriptor, const void* data, std::size_t size, off_t at) {
  static const auto really = next(&pwrite, "pwrite");
  return fails("pwrite", ENOSPC) ? -1 : really(descriptor, data, size, at);
}

ssize_t pwrite64(int descriptor, const void* data, std::size_t size, off64_t at) {
  static const auto really = next(&pwrite64, "pwrite64");
  return fails("pwrite", ENOSPC) ? -1 : really(descriptor, data, size, at);
}

ssize_t read(int descriptor, void* data, std::size_t size) {
  static const auto really = next(&read, "read");
  return fails("read", EIO) ? -1 : really(descriptor, data, size);
}

ssize_t pread64(int descriptor, void* data, std::size_t size, off64_t at) {
  static const auto really = next(&pread64, "pread64");
  return fails("pread", EIO) ? -1 : really(descriptor, data, size, at);
}

ssize_t pread(int descriptor, void* data, std::size_t size, off_t at) {
  static const auto really = next(&pread, "pread");
  return fails("pread", EIO) ? -1 : really(descriptor, data, size, at);
}

int fsync(int descriptor) {
  static const auto really = next(&fsync, "fsync");
  return fails("fsync", EIO) ? -1 : really(descriptor);
}

int ftruncate(int descriptor, off_t size) noexcept {
  static const auto really = next(&ftruncate, "ftruncate");
  return fails("ftruncate", EIO) ? -1 : really(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) noexcept {
  static const auto really = next(&ftruncate64, "ftruncate64");
  return fails("ftruncate", EIO) ? -1 : really(descriptor, size);
}

int rename(const char* from, const char* to) noexcept {
  static const auto really = next(&rename, "rename");
  return fails("rename", EIO) ? -1 : really(from, to);
}

int open(const char* path, int flags, ...) {
  static const auto really = next(&open, "open");
  std::va_list rest;
  va_start(rest, flags);
  const auto mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return fails("open", EACCES) ? -1 : really(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  static const auto really = next(&open64, "open64");
  std::va_list rest;
  va_start(rest, flags);
  const auto mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return fails("open", EACCES) ? -1 : really(path, flags, mode);
}

int close(int descriptor) {
  static const auto really = next(&close, "close");
  const bool failed = fails("close", EIO);
  const int error = errno, result = really(descriptor);
  if (!failed) return result;
  errno = error;
  return -1;
}

int mkdir(const char* path, mode_t mode) noexcept {
  static const auto really = next(&mkdir, "mkdir");
  return fails("mkdir", ENOSPC) ? -1 : really(path, mode);
}

pid_t fork() noexcept {
  static const auto really = next(&fork, "fork");
  return fails("fork", EAGAIN) ? -1 : really();
}

int socketpair(int domain, int type, int protocol, int ends[2]) noexcept {
  static const auto really = next(&socketpair, "socketpair");
  return fails("socketpair", EMFILE) ? -1 : really(domain, type, protocol, ends);
}
ssize_t send(int descriptor, const void* data, std::size_t bytes, int flags) {
  static const auto really = next(&send, "send");
  return fails("send", EPIPE) ? -1 : really(descriptor, data, bytes, flags);
}
ssize_t recv(int descriptor, void* data, std::size_t bytes, int flags) {
  static const auto really = next(&recv, "recv");
  return fails("recv", EIO) ? -1 : really(descriptor, data, bytes, flags);
}
int pipe(int ends[2]) noexcept {
  static const auto really = next(&pipe, "pipe");
  return fails("pipe", EMFILE) ? -1 : really(ends);
}

void* malloc(std::size_t size) noexcept {
  return fails("malloc", ENOMEM) ? nullptr : __libc_malloc(size);
}

void* calloc(std::size_t n, std::size_t size) noexcept {
  return fails("malloc", ENOMEM) ? nullptr : __libc_calloc(n, size);
}

void* realloc(void* old, std::size_t size) noexcept {
  return fails("malloc", ENOMEM) ? nullptr : __libc_realloc(old, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return fails("malloc", ENOMEM) ? nullptr : __libc_memalign(alignment, size);
}
}
