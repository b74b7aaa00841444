#include "cli/live.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action live_verb(CLI::App& command) {
  const auto options = std::make_shared<LiveOptions>();
  command.add_option("scenario", options->scenario)->required();
  add_inputs_below(command);
  command.add_option("--with", options->load.overlays)->allow_extra_args(false);
  command.add_option("--set", options->load.sets)->allow_extra_args(false);
  command.add_option("--seed", options->seed);
  command.add_option("--socket", options->socket)->required();
  return [options](const std::string&) { return live(*options) ? succeeded : run_failed; };
}

}  // namespace crossflow
