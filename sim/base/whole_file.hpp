// Files that are whole or not there, and what must not be written over.
#pragma once

#include <string>
#include <string_view>

namespace crossflow {

/// What is at a path that is to be written. A link to a stream is a stream, one to a folder a folder.
enum class There { nothing, file, folder, link, stream, other };
There what_is_at(const std::string& path);

/// Throws an InputError if a file cannot or should not be made there: it is a folder, a link, a disk or a socket, there
/// is no such folder, or no name. A device such as /dev/stdout or a pipe is refused too, unless `streams` may be
/// written to. `wanted` says what to name instead.
void check_destination_path(const std::string& path, const std::string& wanted, bool streams);

/// Writes under `path`.part and gives the file its name when all is in it; what was there before stays until then. Into
/// a device or a pipe it writes straight away. A RunError that names the file and says why, if it cannot. `begins`: how
/// all files of this sort begin, so that a `path`.part which does not is known as somebody else's; empty in a folder
/// that is ours.
void write_whole(const std::string& path, std::string_view bytes, std::string_view begins);
/// The same for a table: it begins with its heading.
void write_table(const std::string& path, std::string_view text);

/// Whether a file is there, has something in it, and does not begin with these bytes: somebody else's.
bool begins_otherwise(const std::string& path, std::string_view bytes);

/// The first bytes of a file, at most so many; fewer where it is shorter or cannot be read.
std::string first_bytes(const std::string& path, std::size_t bytes);

}  // namespace crossflow
