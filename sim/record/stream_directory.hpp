// A directory as the content of a frame. Its tables have the columns that they have in a result file; texts are as wide
// as the longest of their column. Internal to sim/record.
#pragma once

#include "sim/record/directory.hpp"
#include "sim/record/stream_frame.hpp"

namespace crossflow::stream {

void put(const Directory& directory, FrameBytes& frame);
/// All of it is checked; else a BadFrame.
Directory take_directory(FrameContent& content);

}  // namespace crossflow::stream
