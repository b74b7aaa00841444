// Runs something in a process of its own: SimGrid allows one run in a process.
#pragma once

#include <functional>
#include <string>

namespace crossflow::test {

struct ChildEnd {
  bool well = false;  ///< it returned, with exit code 0
  std::string said;   ///< what it returned, or what its exception says
};

/// Forks, calls `work` and brings back what it returns. A child that needs longer than a minute is ended.
ChildEnd in_child(const std::function<std::string()>& work);

}  // namespace crossflow::test
