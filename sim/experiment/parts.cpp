#include "sim/experiment/parts.hpp"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/base/draws.hpp"
#include "sim/base/read_file.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/kernel/actors.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_name = "manifest.txt";
constexpr std::string_view before_number = "replication-", after_number = ".h5";

std::string folder_of(const std::string& output) {
  return output + ".parts";
}

// "replication-0007.h5" is 7; none for any other name.
std::optional<std::uint32_t> number_in(const std::string& name) {
  if (!name.starts_with(before_number) || !name.ends_with(after_number)) return std::nullopt;
  std::uint32_t number = 0;
  const char* end = name.data() + name.size() - after_number.size();
  const auto [at, error] = std::from_chars(name.data() + before_number.size(), end, number);
  if (error != std::errc() || at != end) return std::nullopt;
  return number;
}

std::set<std::uint32_t> numbers_in(const std::string& folder) {
  std::set<std::uint32_t> out;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (const auto number = number_in(entry.path().filename().string())) out.insert(*number);
  return out;
}

std::uint64_t hash_of(std::string_view bytes, std::uint64_t hash = 0) {
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof word);
    hash = mix64(hash ^ word);
  }
  return combine(hash, hash_name(bytes));
}

// Two builds of one version may still differ in what they simulate.
const std::string& program() {
  static const std::string name = [] {
    std::uint64_t hash = 0;
    for (const std::string& file : {std::string("/proc/self/exe"), Actors::file()}) {
      const FileText bytes = read_file(file, 1'000'000'000);
      if (!bytes.bytes) throw RunError("this program's '" + file + "' " + bytes.wrong);
      hash = hash_of(*bytes.bytes, hash);
    }
    return fmt::format("{}, build {:016x}", creator, hash);
  }();
  return name;
}

using Lines = std::vector<std::pair<std::string, std::string>>;

// All that the numbers in a part depend on. Comments in the scenario are not in it.
Lines manifest_of(const Experiment& experiment, const Scenario& scenario) {
  std::uint64_t hash = hash_of(scenario.resolved);
  for (const TableUse& table : scenario.tables) hash = hash_of(table.rows, hash);
  std::string inputs = experiment.drawn_inputs ? fmt::format("drawn for {} replications", experiment.drawn_for())
                                               : std::string("as written");
  for (const DrawnInput& input : experiment.moved) inputs += fmt::format(", {} at {}", input.path, input.number);
  return {{"scenario", fmt::format("{:016x}", hash)},
          {"seed", fmt::format("{}", experiment.seed)},
          {"inputs", inputs},
          {"trace", experiment.trace ? "yes" : "no"},
          {"program", program()}};
}

constexpr const char* explanation =
    "# Finished replications of a run that is not complete. The same command with --resume goes on with them.\n";

std::string text_of(const Lines& lines) {
  std::string out = explanation;
  for (const auto& [key, value] : lines) out += fmt::format("{}: {}\n", key, value);
  return out;
}

// Empty if there is none, or one that is not ours.
std::map<std::string, std::string> read_manifest(const std::string& folder) {
  std::map<std::string, std::string> out;
  const std::string name = folder + "/" + manifest_name;
  const FileText text = read_file(name, 1'000'000);
  if (!text.bytes || !text.bytes->starts_with(explanation)) return out;
  std::istringstream file(*text.bytes);
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (!line.starts_with('#') && colon != std::string::npos) out[line.substr(0, colon)] = line.substr(colon + 2);
  }
  return out;
}

// By its name and by what is in it.
bool is_ours(const fs::path& path) {
  std::string name = path.filename().string();
  if (constexpr std::string_view unfinished = ".part"; name.ends_with(unfinished))
    name.resize(name.size() - unfinished.size());
  std::error_code none;
  const fs::file_type there = fs::symlink_status(path, none).type();
  if (there != fs::file_type::regular) return there == fs::file_type::not_found;  // gone meanwhile
  if (name == manifest_name) return !begins_otherwise(path.string(), explanation);
  return number_in(name) && is_of_a_run(path.string());
}

[[noreturn]] void written_by_another(const Experiment& experiment) {
  throw RunError(fmt::format("another run is writing '{}'", experiment.output));
}

Claim claimed(const Experiment& experiment) {
  std::optional<Claim> claim = Claim::folder(folder_of(experiment.output), Claim::Patience::some);
  if (!claim) written_by_another(experiment);
  return std::move(*claim);
}

// `path`: of the folder, by its name or its descriptor.
void check_found(const std::string& path, const Experiment& experiment, const Scenario& scenario) {
  const std::string folder = folder_of(experiment.output);
  std::error_code none;
  const auto there = read_manifest(path);
  if (there.empty()) {
    for (const auto& entry : fs::directory_iterator(path, none)) {
      if (!is_ours(entry.path()))
        throw InputError({folder, 0, 0},
                         "this folder is in the way and holds '" + entry.path().filename().string() + "'",
                         "another name for the results, with -o");
    }
    return;
  }
  const auto numbers = numbers_in(path);
  if (numbers.empty()) return;
  if (!experiment.resume)
    throw InputError({folder, 0, 0},
                     fmt::format("{} of an earlier run that was not completed {} here",
                                 numbers.size() == 1 ? "one finished replication"
                                                     : fmt::format("{} finished replications", numbers.size()),
                                 numbers.size() == 1 ? "lies" : "lie"),
                     "--resume, to go on with them, or this folder deleted, to begin anew");
  const std::map<std::string, std::string> names{{"scenario", "a scenario that says something else"},
                                                 {"seed", "another seed"},
                                                 {"inputs", "other inputs"},
                                                 {"trace", "another choice of --trace"},
                                                 {"program", "another program"}};
  const std::string expected = "what they were simulated with, or this folder deleted, to begin anew";
  Problems problems;
  for (const auto& [key, value] : manifest_of(experiment, scenario)) {
    const auto at = there.find(key);
    const std::string was = at == there.end() ? "unknown" : at->second;
    if (was == value) continue;
    const std::string both = key == "scenario" ? "" : fmt::format(" ({}, now {})", was, value);
    problems.add({folder, 0, 0}, "the replications here are of " + names.at(key) + both, expected);
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  const std::uint32_t end = experiment.first + experiment.replications;
  for (const std::uint32_t number : {*numbers.begin(), *numbers.rbegin()})
    if (number < experiment.first || number >= end)
      throw InputError({folder, 0, 0},
                       fmt::format("replication {} is here, and would be thrown away: it is none of the {} wanted",
                                   number, experiment.replications),
                       fmt::format("-R {} or more, or another name for the results, with -o", *numbers.rbegin() + 1));
}

}  // namespace

Parts::Parts(const Experiment& experiment, const Scenario& scenario)
    : folder_(folder_of(experiment.output)), claim_(claimed(experiment)) {
  check_found(claim_.inside(), experiment, scenario);  // as it is now that nobody else can change it
  if (experiment.resume && !read_manifest(claim_.inside()).empty()) find();
  if (!found_.empty()) return;
  for (const std::uint32_t number : numbers_in(claim_.inside())) std::remove(file(number).c_str());  // damaged
  try {
    write_manifest(experiment, scenario);
  } catch (const RunError& error) {
    remove();
    throw WriteError(in_words(error.what()));
  }
}

void Parts::write_manifest(const Experiment& experiment, const Scenario& scenario) const {
  write_whole(claim_.inside() + "/" + manifest_name, text_of(manifest_of(experiment, scenario)), explanation);
  static_cast<void>(fsync(claim_.descriptor()));
}

void Parts::find() {
  for (const std::uint32_t number : numbers_in(claim_.inside())) {
    try {
      rows_of_part(file(number));
      found_.insert(number);
    } catch (const InputError&) {  // damaged: to be simulated again
    }
  }
}

std::string Parts::file(std::uint32_t replication) const {
  return fmt::format("{}/{}{:04}{}", claim_.inside(), before_number, replication, after_number);
}

std::uint32_t Parts::kept() const {
  return claim_.holds_the_name() ? static_cast<std::uint32_t>(numbers_in(claim_.inside()).size()) : 0;
}

void Parts::remove() {
  // The manifest first: a folder without one is nobody's, if this is cut short.
  std::error_code ignored;
  fs::remove(claim_.inside() + "/" + manifest_name, ignored);
  std::vector<fs::path> ours;
  for (const auto& entry : fs::directory_iterator(claim_.inside(), ignored))
    if (is_ours(entry.path())) ours.push_back(entry.path());
  for (const fs::path& path : ours) fs::remove(path, ignored);
  if (claim_.holds_the_name()) static_cast<void>(rmdir(folder_.c_str()));
}

std::string Parts::in_words(std::string message) const {
  const std::string inside = claim_.inside();
  for (std::size_t at = 0; (at = message.find(inside, at)) != std::string::npos; at += folder_.size())
    message.replace(at, inside.size(), folder_);
  return message;
}

bool has_parts(const std::string& output) {
  return !read_manifest(folder_of(output)).empty() && !numbers_in(folder_of(output)).empty();
}

void check_parts(const Experiment& experiment, const Scenario& scenario) {
  const std::string folder = folder_of(experiment.output);
  std::error_code none;
  if (!fs::exists(folder, none)) return;
  if (!fs::is_directory(folder, none))
    throw InputError({folder, 0, 0}, "this file is in the way", "another name for the results, with -o");
  if (claimed_by_another(folder, Claim::Patience::some)) written_by_another(experiment);
  check_found(folder, experiment, scenario);
}

}  // namespace crossflow
