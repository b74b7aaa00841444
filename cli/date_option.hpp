// Dates on the command line.
#pragma once

#include <optional>
#include <string>

#include "sim/base/tick.hpp"

namespace crossflow {

/// The date that an option gives; none where it is empty. Throws an InputError.
std::optional<Date> date_of_option(const std::string& option, const std::string& text);

}  // namespace crossflow
