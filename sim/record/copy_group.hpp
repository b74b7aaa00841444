// Copies a group from file to file. Internal to sim/record.
#pragma once

#include <string>

#include "sim/record/input_file.hpp"
#include "sim/record/output_file.hpp"

namespace crossflow::h5 {

/// Copies a group and all that is in it: attributes, groups and our tables, whose chunks stay as they are packed. Wants
/// to be called within `guarded` of the file that is written. H5Ocopy does the same, but HDF5 1.10 dies in it of a
/// failed write.
void copy_group(const InputFile& from, OutputFile& to, const std::string& path);

}  // namespace crossflow::h5
