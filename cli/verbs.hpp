// The commands of the program: each is a file of cli/verbs, which says its options, and a row of verbs.cpp.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace crossflow {

/// Does what a command says, once its options are read; given the whole command line, returns the exit code.
using Action = std::function<int(const std::string& command_line)>;

struct Verb {
  std::string name;
  std::string says;                      ///< one line for the help; empty: for programs, not for people
  Action (*options)(CLI::App& command);  ///< adds them
};

const std::vector<Verb>& all_verbs();

Action calendar_verb(CLI::App& command);
Action calibrate_verb(CLI::App& command);
Action capacity_verb(CLI::App& command);
Action check_verb(CLI::App& command);
Action compare_verb(CLI::App& command);
Action export_verb(CLI::App& command);
Action live_verb(CLI::App& command);
Action report_verb(CLI::App& command);
Action roster_verb(CLI::App& command);
Action run_verb(CLI::App& command);
Action schema_verb(CLI::App& command);
Action select_verb(CLI::App& command);
Action sensitivity_verb(CLI::App& command);
Action show_verb(CLI::App& command);
Action sweep_verb(CLI::App& command);
Action validate_verb(CLI::App& command);
Action view_verb(CLI::App& command);

}  // namespace crossflow
