// Numbers in messages.
#pragma once

#include <string>

namespace crossflow {

/// With commas between thousands: "15,343".
std::string grouped(long number);

}  // namespace crossflow
