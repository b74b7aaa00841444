#include "cli/show.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action show_verb(CLI::App& command) {
  const auto options = std::make_shared<ShowOptions>();
  command.add_option("result", options->result, "a result file of 'crossflow run'")->required();
  add_page(command, options->page, options->json);
  return [options](const std::string&) {
    show(*options);
    return succeeded;
  };
}

}  // namespace crossflow
