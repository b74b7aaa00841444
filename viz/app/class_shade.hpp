// Which shade a class of people or vehicles has: its name's own, so that it is the same in every file and both runs.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/record/directory.hpp"

namespace crossflow::viz {

/// By directory and class. Where two names want the same shade, the later one has the next that is free.
std::vector<std::vector<std::size_t>> shades_of(const std::vector<const Directory*>& directories);

}  // namespace crossflow::viz
