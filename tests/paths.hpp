// Where the source tree and the programs are. Here alone, so that all other test files are compiled alike in every
// tree.
#pragma once

#include <string>

namespace crossflow {

std::string source_root();
/// Of `crossflow` and the other programs.
std::string program_folder();
/// Whether the long forms of tests are asked for, as `scripts/test night` does.
bool night();

}  // namespace crossflow
