// What moves through a port.
#pragma once

#include <cstdint>

namespace crossflow {

/// Numbers are part of the file format.
enum class EntityKind : std::uint8_t { traveller = 0, vehicle = 1, consignment = 2 };

}  // namespace crossflow
