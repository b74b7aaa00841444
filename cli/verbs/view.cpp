#include "cli/view.hpp"

#include <memory>

#include "cli/verbs.hpp"

namespace crossflow {

Action view_verb(CLI::App& command) {
  command.prefix_command();
  command.set_help_flag();
  return [&command](const std::string&) -> int { become_viewer(command.remaining()); };
}

}  // namespace crossflow
