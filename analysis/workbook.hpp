// A result as an Excel workbook.
#pragma once

#include <string>

#include "analysis/summary.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

/// Writes a new file: a front sheet with the verdicts and charts, waits by half-hour, servers needed, then a sheet for
/// each table of the result. Instants are dates with a clock; units stand in the headings; no cell is a formula,
/// whatever a text begins with. A table of more rows than a sheet can have goes on in the next. A RunError if it cannot
/// be written.
void write_workbook(const std::string& file, const Directory& directory, const ResultRows& rows,
                    const Summary& summary);

}  // namespace crossflow
