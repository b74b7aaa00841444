// The program `crossflow`: finds the command, reads its options, does it.
#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"
#include "sim/base/interrupts.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/say.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

// A command that is none is named, with the one that may be meant.
void check_command(int argc, char** argv) {
  if (argc < 2) return;
  const std::string word = argv[1];
  std::vector<std::string> commands;
  for (const Verb& verb : all_verbs()) {
    if (verb.name == word) return;
    if (!verb.says.empty()) commands.push_back(verb.name);
  }
  if (word.starts_with("-")) {
    const std::vector<std::string> options{"--help", "--version"};
    if (word == "-h" || std::find(options.begin(), options.end(), word) != options.end()) return;
    throw InputError(Place{}, "'crossflow' has no option '" + word + "'",
                     fmt::format("--help, --version, or one of {}", fmt::join(commands, ", ")),
                     nearest_word(word, options));
  }
  std::vector<std::string> words = commands;
  words.insert(words.end(), {"import", "simulate", "print", "study"});  // as others say it
  static const std::map<std::string, std::string> ours = {
      {"import", "export"}, {"simulate", "run"}, {"print", "show"}, {"study", "sweep"}};
  std::string meant = nearest_word(word, words);
  if (const auto other = ours.find(meant); other != ours.end()) meant = other->second;
  throw InputError(Place{}, "there is no command '" + word + "'", fmt::format("one of {}", fmt::join(commands, ", ")),
                   meant);
}

// Likewise of a command that has commands of its own.
void check_part(const CLI::App& command, int argc, char** argv) {
  std::vector<std::string> names;
  for (const CLI::App* part : command.get_subcommands([](const CLI::App*) { return true; }))
    if (!part->get_name().empty()) names.push_back(part->get_name());  // a group of options has none
  if (names.empty() || argc < 3 || argv[2][0] == '-') return;
  if (std::find(names.begin(), names.end(), argv[2]) != names.end()) return;
  throw InputError(Place{}, fmt::format("'crossflow {}' has no command '{}'", command.get_name(), argv[2]),
                   fmt::format("one of {}", fmt::join(names, ", ")), nearest_word(argv[2], names));
}

// "crossflow calibrate hours"
std::string spelt(const CLI::App& command) {
  return command.get_parent() == nullptr ? "crossflow" : spelt(*command.get_parent()) + " " + command.get_name();
}

// An option that a command does not have, likewise.
void check_options(const CLI::App& command, int argc, char** argv) {
  std::vector<std::string> known;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    if (!word.starts_with("--")) continue;
    const std::string name = word.substr(0, word.find('='));
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    throw InputError(Place{}, fmt::format("'{}' has no option '{}'", spelt(command), name),
                     fmt::format("one of {}", fmt::join(known, ", ")), nearest_word(name, known));
  }
}

int run_program(int argc, char** argv) {
  CLI::App app{"Crossflow simulates how people get through a border control point."};
  app.set_version_flag("--version", creator);
  app.require_subcommand(1);
  std::vector<std::pair<CLI::App*, Action>> commands;
  for (const Verb& verb : all_verbs()) {
    CLI::App* command = app.add_subcommand(verb.name, verb.says);
    if (verb.says.empty()) command->group("");
    commands.emplace_back(command, verb.options(*command));
  }

  check_command(argc, argv);
  const auto [command, action] = [&] {
    for (const auto& one : commands)
      if (argc > 1 && one.first->get_name() == argv[1]) return one;
    return std::pair<CLI::App*, Action>();
  }();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (dynamic_cast<const CLI::ExtrasError*>(&e) != nullptr && command != nullptr) {
      const auto parts = command->get_subcommands();
      check_options(parts.empty() ? *command : *parts.front(), argc, argv);
    }
    if (command != nullptr) check_part(*command, argc, argv);
    std::ostringstream page, complaint;
    const int status = app.exit(e, page, complaint);
    say_on_output(page.str());
    say_on_error(complaint.str());
    return status == 0 ? succeeded : input_is_wrong;
  }
  end_when_interrupted();
  say_if_interrupted("nothing was simulated");
  return action(fmt::format("{}", fmt::join(std::vector<std::string>(argv, argv + argc), " ")));
}

}  // namespace
}  // namespace crossflow

int main(int argc, char** argv) {
  return crossflow::at_the_edge("crossflow", [argc, argv] { return crossflow::run_program(argc, argv); });
}
