// A made-up port of two directions and ten stations, with rows as a run would give them, for the golden front pages.
#pragma once

#include <string>

#include "sim/record/directory.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

Directory example_directory();
ResultRows example_rows(std::uint32_t replications);

/// The text is that of the file of this name in tests/analysis/golden; CROSSFLOW_UPDATE=1 in the environment writes it.
void expect_golden(const std::string& name, const std::string& text);

}  // namespace crossflow
