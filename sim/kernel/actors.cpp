#include "sim/kernel/actors.hpp"

#include <filesystem>

#include <dlfcn.h>

#include "sim/base/problem.hpp"

namespace crossflow {

namespace {

using Make = Actors* (*)();

// The libraries look for their symbols among themselves first, and not in all that HDF5 has brought: a third of the
// time.
#if defined(__SANITIZE_ADDRESS__)
constexpr int flags = RTLD_LAZY;  // which it does not go with
#else
constexpr int flags = RTLD_LAZY | RTLD_DEEPBIND;
#endif

Make load_module() {
  void* const loaded = dlopen(Actors::file().c_str(), flags);
  void* const symbol = loaded == nullptr ? nullptr : dlsym(loaded, "crossflow_actors");
  if (symbol == nullptr) throw RunError(std::string("cannot load SimGrid: ") + dlerror());
  return reinterpret_cast<Make>(symbol);
}

Make module() {
  static const Make make = load_module();
  return make;
}

}  // namespace

std::string Actors::file() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / CROSSFLOW_ACTORS_MODULE;
}

Actors& Actors::get() {
  return *module()();
}

void Actors::load() {
  try {
    module();
  } catch (const std::exception&) {
  }
}

}  // namespace crossflow
