#include "cli/view.hpp"

#include <cstring>
#include <filesystem>

#include <unistd.h>

#include "sim/base/problem.hpp"

namespace crossflow {

void become_viewer(const std::vector<std::string>& arguments) {
  std::string program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "crossflow-view";
  std::vector<std::string> words = arguments;
  std::vector<char*> argv = {program.data()};
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  ::execv(program.c_str(), argv.data());
  throw RunError("cannot start the viewer " + program + ": " + std::strerror(errno));
}

}  // namespace crossflow
