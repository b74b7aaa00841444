#include "sim/base/module.hpp"

#include <filesystem>

#include <dlfcn.h>

#include "sim/base/problem.hpp"

namespace crossflow {

std::string beside_program(const std::string& name) {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
}

void* symbol_of_module(const std::string& file, const char* symbol, int flags, const std::string& what) {
  void* const loaded = dlopen(file.c_str(), flags);
  void* const found = loaded == nullptr ? nullptr : dlsym(loaded, symbol);
  if (found == nullptr) throw RunError("cannot load " + what + ": " + dlerror());
  return found;
}

}  // namespace crossflow
