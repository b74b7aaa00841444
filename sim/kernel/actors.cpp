#include "sim/kernel/actors.hpp"

#include <dlfcn.h>

#include "sim/base/module.hpp"

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
  return reinterpret_cast<Make>(symbol_of_module(Actors::file(), "crossflow_actors", flags, "SimGrid"));
}

Make module() {
  static const Make make = load_module();
  return make;
}

}  // namespace

std::string Actors::file() {
  return beside_program(CROSSFLOW_ACTORS_MODULE);
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
