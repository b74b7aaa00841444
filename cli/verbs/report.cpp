#include "cli/report.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action report_verb(CLI::App& command) {
  const auto options = std::make_shared<ReportOptions>();
  command.add_option("results", options->results, "result files of 'crossflow run'")->required();
  command.add_option("-o,--output", options->output, "write it to this file: .html, or .pdf by Chromium")
      ->required()
      ->check(a_name())
      ->type_name("FILE");
  command
      .add_option("--language", options->language, "of the page: en, zh for Traditional Chinese, or both with a switch")
      ->check(CLI::IsMember({"en", "zh", "both"}))
      ->capture_default_str();
  return [options](const std::string&) {
    report(*options);
    return succeeded;
  };
}

}  // namespace crossflow
