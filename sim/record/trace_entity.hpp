// Who is who in a stored trace.
#pragma once

#include <cstdint>

namespace crossflow {

/// An entity of a trace. Its row in the table of entities, which are in order of arrival, is its Event::entity.
struct TraceEntity {
  std::uint32_t number = 0;            ///< within its source and class
  std::uint32_t party = 0;             ///< row of the first member of its party; its own if it is alone
  std::uint32_t carrier = 0xffffffff;  ///< row of the vehicle that it is in; 0xffffffff: none
  std::uint16_t source = 0;            ///< index into Directory::sources
  std::uint8_t traveller_class = 0;
  std::uint8_t direction = 0;

  friend bool operator==(const TraceEntity&, const TraceEntity&) = default;
};

}  // namespace crossflow
