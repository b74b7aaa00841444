// Options that several commands have, each said once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "analysis/page.hpp"
#include "cli/variants.hpp"

namespace crossflow {

/// Of a file or folder to write: '-o ""' is not the default name.
CLI::Validator a_name();

/// `--with`, `--set`, `--inputs-below` and the scenario.
void add_scenario(CLI::App& command, std::string& scenario, LoadOptions& load);
void add_inputs_below(CLI::App& command);
/// Files, `--variant`, `--with`, `--set` and `--inputs-below` of what is compared.
void add_variants(CLI::App& command, VariantOptions& variants, const std::string& files);

CLI::Option* add_replications(CLI::App& command, std::optional<std::uint32_t>& replications, const std::string& says);
void add_seed(CLI::App& command, std::string& seed, const std::string& says);
void add_drawn_inputs(CLI::App& command, bool& drawn);
void add_jobs(CLI::App& command, std::optional<int>& at_once);
CLI::Option* add_force(CLI::App& command, bool& force);
/// Of a command that writes what people go on to edit.
void add_force_edited(CLI::App& command, bool& force);
/// A folder for result files.
CLI::Option* add_results_folder(CLI::App& command, std::string& folder, const std::string& says);
void add_csv(CLI::App& command, std::string& file);
CLI::Option* add_quiet(CLI::App& command, bool& quiet, const std::string& says);

/// What is told of a result. `quiet`: the option that leaves it out, if there is one.
void add_page(CLI::App& command, PageOptions& page, bool& json, CLI::Option* quiet = nullptr);

}  // namespace crossflow
