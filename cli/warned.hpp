// Warnings of scenarios that are simulated for one answer.
#pragma once

#include <string>
#include <vector>

namespace crossflow {

struct Warned {
  std::string name;                   ///< of the variant
  std::vector<std::string> warnings;  ///< of its scenario
};

/// Each warning once, with the variants that it is about where it is not about all: lines for the user.
std::vector<std::string> warnings_of_all(const std::vector<Warned>& variants);

/// "warning: ..." of each, below what was asked for.
void say_warnings(const std::vector<Warned>& variants);

}  // namespace crossflow
