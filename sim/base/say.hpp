// What a program says beside its results.
#pragma once

#include <string>

namespace crossflow {

/// Says it on standard error; if nobody can hear it there, nothing more can be done, and nothing is thrown.
void say_on_error(const std::string& text);

}  // namespace crossflow
