// What lies beside the program: other programs, and libraries that are loaded only when they are needed.
#pragma once

#include <string>

namespace crossflow {

/// The path of a file in the folder of this program.
std::string beside_program(const std::string& name);

/// A symbol of a library that lies there, which is loaded with these flags of dlopen. `what`: "SimGrid", for the
/// RunError if it cannot.
void* symbol_of_module(const std::string& file, const char* symbol, int flags, const std::string& what);

}  // namespace crossflow
