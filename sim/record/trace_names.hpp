// Where the traces of a result file are. Internal to sim/record.
#pragma once

#include <cstdint>
#include <string>

#include <fmt/format.h>

namespace crossflow::h5 {

inline constexpr const char* traces_group = "/trace";

/// "/trace/0012": at least four digits, so that names sort as numbers do in all but very large experiments.
inline std::string trace_group(std::uint32_t replication) {
  return fmt::format("{}/{:04}", traces_group, replication);
}

}  // namespace crossflow::h5
