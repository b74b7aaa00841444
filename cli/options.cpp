#include "cli/options.hpp"

#include <memory>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/base/read_file.hpp"

namespace crossflow {

CLI::Validator a_name() {
  return CLI::Validator([](const std::string& text) { return text.empty() ? "the name is empty" : ""; }, "");
}

void add_inputs_below(CLI::App& command) {
  command
      .add_option_function<std::string>(
          "--inputs-below", inputs_below,
          "read scenarios, overlays and tables from this folder alone: for those of others")
      ->type_name("FOLDER");
}

namespace {

void add_sets(CLI::App& command, std::vector<std::string>& sets, const std::string& says) {
  const auto seen = std::make_shared<std::set<std::string>>();
  command.add_option("--set", sets, says)
      ->type_name("KEY.PATH=VALUE")
      ->allow_extra_args(false)
      ->each([seen](const std::string& text) {
        const std::string path = text.substr(0, text.find('='));
        if (!seen->insert(path).second) throw CLI::ValidationError("--set", "'" + path + "' is set twice");
      });
}

}  // namespace

void add_scenario(CLI::App& command, std::string& scenario, LoadOptions& load) {
  command.add_option("scenario", scenario, "the scenario, a YAML file")->required();
  add_inputs_below(command);
  command.add_option("--with", load.overlays, "a YAML file that says what differs; may be repeated")
      ->type_name("OVERLAY");
  add_sets(command, load.sets, "sets one key, as in --set stations.counters.servers=12; may be repeated");
}

void add_variants(CLI::App& command, VariantOptions& variants, const std::string& files) {
  command.add_option("files", variants.files, files)->required();
  add_inputs_below(command);
  command
      .add_option("--variant", variants.variants,
                  "a variant of the first scenario: an overlay, several as in a.yaml+b.yaml, or KEY.PATH=VALUE; may be "
                  "repeated")
      ->type_name("OVERLAY")
      ->allow_extra_args(false);
  command.add_option("--with", variants.common.overlays, "an overlay that is laid over all scenarios; may be repeated")
      ->type_name("OVERLAY")
      ->allow_extra_args(false);
  add_sets(command, variants.common.sets, "sets one key of all scenarios; may be repeated");
}

CLI::Option* add_replications(CLI::App& command, std::optional<std::uint32_t>& replications, const std::string& says) {
  return command.add_option("-R,--replications", replications, says)->check(CLI::Range(1, 100'000));
}

void add_seed(CLI::App& command, std::string& seed, const std::string& says) {
  CLI::Option* option = command.add_option("--seed", seed, "a whole number; " + says);
  if (!seed.empty()) option->capture_default_str();
}

void add_drawn_inputs(CLI::App& command, bool& drawn) {
  command
      .add_option_function<std::string>(
          "--inputs", [&drawn](const std::string& word) { drawn = word == "drawn"; },
          "'drawn': draw every figure that has a range, once a replication")
      ->check(CLI::IsMember({"as written", "drawn"}))
      ->default_str("as written");
}

void add_jobs(CLI::App& command, std::optional<int>& at_once) {
  command
      .add_option("-j,--jobs", at_once,
                  "days to simulate at the same time; results are the same; unless given, one for each processor")
      ->check(CLI::Range(1, 256));
}

CLI::Option* add_force(CLI::App& command, bool& force) {
  return command.add_flag("--force", force, "replace a result that has more days, or is of another scenario");
}

void add_force_edited(CLI::App& command, bool& force) {
  command.add_flag("--force", force, "write over what an earlier run wrote, though it may have been edited");
}

CLI::Option* add_results_folder(CLI::App& command, std::string& folder, const std::string& says) {
  return command.add_option("-o,--output", folder, says)->check(a_name())->type_name("FOLDER");
}

void add_csv(CLI::App& command, std::string& file) {
  command.add_option("--csv", file, "write all numbers to this file")->check(a_name())->type_name("FILE");
}

CLI::Option* add_quiet(CLI::App& command, bool& quiet, const std::string& says) {
  return command.add_flag("-q,--quiet", quiet, says);
}

void add_page(CLI::App& command, PageOptions& page, bool& json, CLI::Option* quiet) {
  CLI::Option* full = command.add_flag("--full", page.full, "print the whole page, not the first 60 lines' worth");
  CLI::Option* section =
      command
          .add_option("--section", page.sections,
                      "print this section of the page in full: " + fmt::format("{}", fmt::join(section_names(), ", ")) +
                          "; may be repeated")
          ->type_name("NAME")
          ->allow_extra_args(false);
  CLI::Option* language =
      command
          .add_option_function<std::string>(
              "--language",
              [&page](const std::string& word) { page.language = word == "zh" ? Language::zh : Language::en; },
              "of the page: en, or zh for Traditional Chinese")
          ->check(CLI::IsMember({"en", "zh"}))
          ->default_str("en");
  CLI::Option* as_json = command.add_flag("--json", json, "print the summary as JSON, described in docs/json.md");
  for (CLI::Option* of_page : {full, section, language}) {
    as_json->excludes(of_page);
    if (quiet != nullptr) quiet->excludes(of_page);
  }
}

}  // namespace crossflow
