// A made-up port of two directions and ten stations, with rows as a run would give them, for the golden front pages.
#pragma once

#include "sim/record/directory.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

Directory example_directory();
ResultRows example_rows(std::uint32_t replications);

}  // namespace crossflow
