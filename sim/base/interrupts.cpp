#include "sim/base/interrupts.hpp"

#include <array>
#include <climits>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sim/base/edge.hpp"

namespace crossflow {
namespace {

constexpr std::array signals = {SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t counting = 0, asked = 0;

// For the handler, which may use no memory of its own and none that is being changed: the text and the folder are
// changed only while signals are held back.
std::array<char, 2048> text{};
std::array<char, PATH_MAX> folder{};

// Files, and folders of files, as deep as any that we make.
void remove_all_in(int descriptor, int depth) {
  alignas(dirent64) std::array<char, 8192> entries;
  for (long n = 0; (n = syscall(SYS_getdents64, descriptor, entries.data(), entries.size())) > 0;)
    for (long at = 0; at < n;) {
      const auto* entry = reinterpret_cast<const dirent64*>(entries.data() + at);
      at += entry->d_reclen;
      const char* name = entry->d_name;
      if (std::strcmp(name, ".") == 0 || std::strcmp(name, "..") == 0) continue;
      if (unlinkat(descriptor, name, 0) == 0 || depth == 0) continue;
      const int inner = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (inner < 0) continue;
      remove_all_in(inner, depth - 1);
      close(inner);
      unlinkat(descriptor, name, AT_REMOVEDIR);
    }
}

void on_signal(int) {
  if (counting != 0) {
    asked = asked + 1;
    return;
  }
  const int there = folder[0] == '\0' ? -1 : open(folder.data(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (there >= 0) remove_all_in(there, 2);
  if (there >= 0) rmdir(folder.data());
  for (const char* part : {"crossflow: interrupted: ", const_cast<const char*>(text.data()), "\n"})
    if (write(STDERR_FILENO, part, std::strlen(part)) < 0) break;
  _exit(run_interrupted);
}

// Holds the signals back.
class Quiet {
 public:
  Quiet() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : signals) sigaddset(&set, signal);
    sigprocmask(SIG_BLOCK, &set, &before_);
  }
  ~Quiet() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

template <std::size_t N>
void put(const std::string& from, std::array<char, N>& to) {
  const Quiet quiet;
  to.fill('\0');
  from.copy(to.data(), N - 1);
}

}  // namespace

void end_when_interrupted() {
  for (const int signal : signals) {
    struct sigaction action {};
    sigaction(signal, nullptr, &action);
    if (action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = on_signal;  // no SA_RESTART: poll must return
    for (const int other : signals) sigaddset(&action.sa_mask, other);
    sigaction(signal, &action, nullptr);
  }
}

void say_if_interrupted(const std::string& what) {
  put(what, text);
}

void clear_if_interrupted(const std::string& path) {
  put(path.size() < folder.size() ? path : std::string(), folder);
}

Interrupts::Interrupts() {
  for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], nullptr, &before_[i]);
  if (counting == 0) asked = 0;
  counting = counting + 1;
  end_when_interrupted();
}

Interrupts::~Interrupts() {
  counting = counting - 1;
  for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &before_[i], nullptr);
}

int Interrupts::count() const {
  return asked;
}

std::string interrupted_text(const std::string& what) {
  return "interrupted: " + what;
}

}  // namespace crossflow
