// The form in which we write files: no other is read. What somebody else's file may hold is much more, and HDF5 1.10
// crashes on some of it, waits for a pipe that a link leads to, or takes another file's numbers for this one's. Each of
// these is a Failure that says what is wrong. Internal to sim/record.
#pragma once

#include <string>
#include <string_view>

#include "sim/record/hdf5_raii.hpp"
#include "sim/record/table_layout.hpp"

namespace crossflow::h5 {

/// How they begin: HDF5's signature, and the version of its superblock.
inline constexpr std::string_view superblock = "\x89HDF\r\n\x1a\n\x03";

/// Whether there is such an object; every link on the way to it must be a hard one.
bool has_object(hid_t file, const std::string& path);
/// Opens it; its header is as ours are.
Handle open_object(hid_t file, const std::string& path);

/// A table: one dimension, in chunks no larger than ours that are shuffled and deflated; each column as we write it,
/// one behind the other. A newer minor version may have columns that `columns` does not know.
void check_table(hid_t dataset, const Columns& columns, bool plain_column);
/// All its bytes lie in this file, in one piece.
void check_one_piece(hid_t dataset, const std::string& path);
/// One value of just that type.
void check_attribute(hid_t attribute, hid_t type, const char* name);
std::string read_text_attribute(hid_t object, const char* name);
/// Of how many bytes a text is.
std::size_t text_bytes(hid_t type, const std::string& name);

}  // namespace crossflow::h5
