#include "tests/kernel/in_child.hpp"

#include <exception>

#include <unistd.h>

#include "sim/base/child_process.hpp"

namespace crossflow::test {

ChildEnd in_child(const std::function<std::string()>& work) {
  ChildProcess child([&work](int to_parent) {
    alarm(60);
    std::string said;
    int code = 0;
    try {
      said = work();
    } catch (const std::exception& e) {
      said = e.what();
      code = 4;
    }
    return write_all(to_parent, said.data(), said.size()) ? code : 5;
  });
  const Ended ended = child.end();
  return {ended.well(), ended.said};
}

}  // namespace crossflow::test
