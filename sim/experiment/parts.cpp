#include "sim/experiment/parts.hpp"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/draws.hpp"
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
std::string program() {
  std::ifstream file("/proc/self/exe", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return fmt::format("{}, build {:016x}", creator, hash_of(bytes));
}

using Lines = std::vector<std::pair<std::string, std::string>>;

// All that the numbers in a part depend on. Comments in the scenario are not in it.
Lines manifest_of(const Experiment& experiment, const Scenario& scenario) {
  std::uint64_t hash = hash_of(scenario.resolved);
  for (const TableUse& table : scenario.tables) hash = hash_of(table.rows, hash);
  return {{"scenario", fmt::format("{:016x}", hash)},
          {"seed", fmt::format("{}", experiment.seed)},
          {"inputs", experiment.drawn_inputs ? fmt::format("drawn for {} replications", experiment.drawn_for())
                                             : std::string("as written")},
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

std::map<std::string, std::string> read_manifest(const std::string& folder) {
  std::map<std::string, std::string> out;
  std::ifstream file(folder + "/" + manifest_name);
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (!line.starts_with('#') && colon != std::string::npos) out[line.substr(0, colon)] = line.substr(colon + 2);
  }
  return out;
}

bool sync(const std::string& path, int flags) {
  const int descriptor = open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = fsync(descriptor) == 0;
  return close(descriptor) == 0 && done;
}

}  // namespace

Parts::Parts(const Experiment& experiment, const Scenario& scenario) : folder_(folder_of(experiment.output)) {
  if (mkdir(folder_.c_str(), 0777) != 0 && errno != EEXIST)
    throw WriteError(fmt::format("cannot make the folder '{}': {}", folder_, std::strerror(errno)));
  lock();
  if (experiment.resume && !read_manifest(folder_).empty()) find();
  if (!found_.empty()) return;
  for (const std::uint32_t number : numbers_in(folder_)) std::remove(file(number).c_str());  // nobody's, or damaged
  try {
    write_manifest(experiment, scenario);
  } catch (const RunError&) {
    remove();
    throw;
  }
}

Parts::~Parts() {
  if (lock_ >= 0) close(lock_);
}

void Parts::lock() {
  lock_ = open(folder_.c_str(), O_RDONLY | O_DIRECTORY);
  // Workers of a run that was just killed may take a moment to go.
  for (int tries = 0; lock_ >= 0 && flock(lock_, LOCK_EX | LOCK_NB) != 0; ++tries) {
    if (errno != EWOULDBLOCK && errno != EINTR) break;  // a file system without locks
    if (tries == 100) throw RunError(fmt::format("another run is writing its replications into '{}'", folder_));
    usleep(50'000);
  }
}

void Parts::write_manifest(const Experiment& experiment, const Scenario& scenario) const {
  const std::string name = folder_ + "/" + manifest_name, temporary = name + ".new";
  std::FILE* file = std::fopen(temporary.c_str(), "w");
  const std::string text = text_of(manifest_of(experiment, scenario));
  bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  written = file != nullptr && std::fclose(file) == 0 && written;
  if (!written || !sync(temporary, O_RDWR) || std::rename(temporary.c_str(), name.c_str()) != 0)
    throw WriteError(fmt::format("cannot write '{}': {}", name, std::strerror(errno)));
  static_cast<void>(sync(folder_, O_RDONLY | O_DIRECTORY));
}

void Parts::find() {
  for (const std::uint32_t number : numbers_in(folder_)) {
    try {
      rows_of_part(file(number));
      found_.insert(number);
    } catch (const InputError&) {  // damaged: to be simulated again
    }
  }
}

std::string Parts::file(std::uint32_t replication) const {
  return fmt::format("{}/{}{:04}{}", folder_, before_number, replication, after_number);
}

void Parts::remove() {
  // The manifest first: a folder without one is nobody's, if this is cut short.
  std::error_code ignored;
  fs::remove(folder_ + "/" + manifest_name, ignored);
  fs::remove_all(folder_, ignored);
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
  const auto there = read_manifest(folder);
  if (there.empty()) {
    for (const auto& entry : fs::directory_iterator(folder, none)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with(before_number) && !name.starts_with(manifest_name))
        throw InputError({folder, 0, 0}, "this folder is in the way and holds '" + name + "'",
                         "another name for the results, with -o");
    }
    return;
  }
  const auto numbers = numbers_in(folder);
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

}  // namespace crossflow
