#include "cli/view.hpp"

#include <cstring>

#include <unistd.h>

#include "sim/base/module.hpp"
#include "sim/base/problem.hpp"

namespace crossflow {

void become_viewer(const std::vector<std::string>& arguments) {
  std::string program = beside_program("crossflow-view");
  std::vector<std::string> words = arguments;
  std::vector<char*> argv = {program.data()};
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  ::execv(program.c_str(), argv.data());
  throw RunError("cannot start the viewer " + program + ": " + std::strerror(errno));
}

}  // namespace crossflow
