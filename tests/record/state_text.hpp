// Every field of a PortState that means anything, as text.
#pragma once

#include <string>

#include "sim/record/port_state.hpp"

namespace crossflow::test {

/// Of entities gone nothing; of servers that are open and idle not who was there last.
std::string text_of(const PortState& state);

}  // namespace crossflow::test
