#include "cli/variants.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "analysis/measures.hpp"
#include "sim/base/read_file.hpp"
#include "sim/model/directory.hpp"
#include "sim/model/kinds.hpp"
#include "sim/record/result_file.hpp"
#include "sim/scenario/study.hpp"

namespace crossflow {
namespace {

namespace fs = std::filesystem;

bool exists(const std::string& file) {
  std::error_code none;
  return fs::exists(file, none);
}

bool is_meant_as_result(const std::string& file) {
  return is_hdf5(file) || fs::path(file).extension() == ".h5";
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('+', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// An overlay, several, or what is set: whatever is no file and has an equals sign.
Variant variant_of_first(const Variant& first, const std::string& text) {
  Variant out = first;
  if (exists(text)) {
    out.load.overlays.push_back(text);
    out.name = fs::path(text).stem().string();
  } else if (text.find('=') != std::string::npos) {
    out.load.sets.push_back(text);
    out.name = text.substr(text.starts_with("stations.") ? 9 : 0);
  } else {
    out.name.clear();
    for (const std::string& file : parts_of(text)) {
      out.load.overlays.push_back(file);
      out.name += (out.name.empty() ? "" : " + ") + fs::path(file).stem().string();
    }
  }
  return out;
}

// A short name that stands twice gives way to what was typed.
void tell_apart(std::vector<Variant>& variants, const std::vector<std::string>& typed, Problems& problems) {
  std::vector<std::string> names;
  for (const Variant& v : variants) names.push_back(v.name);
  for (std::size_t i = 0; i < variants.size(); ++i) {
    if (std::count(names.begin(), names.end(), names[i]) > 1) variants[i].name = typed[i];
    if (std::find(typed.begin(), typed.begin() + static_cast<std::ptrdiff_t>(i), typed[i]) !=
        typed.begin() + static_cast<std::ptrdiff_t>(i))
      problems.add({typed[i]}, "this is given twice");
  }
}

void check(Variant& variant, const VariantOptions& options, Problems& problems) {
  if (const std::string wrong = variant.is_result ? why_no_input(variant.file) : ""; !wrong.empty()) {
    problems.add({variant.file}, "this " + wrong, "a result file made by 'crossflow run'");
    return;
  }
  try {
    if (variant.is_result) {
      const ResultReader reader(variant.file);
      variant.directory = reader.directory();
      variant.warnings = reader.info().warnings;
      return;
    }
    const Draft draft = load_checked(variant.file, variant.load);
    const Scenario scenario = draft.scenario();
    variant.directory = make_directory(scenario);
    variant.warnings = warnings_of(draft, scenario);
  } catch (const InputError& e) {
    for (Problem problem : e.problems().items()) {
      // What '--variant' sets is set as '--set' would.
      const std::string set = "--set ";
      const auto& common = options.common.sets;
      if (problem.place.file.starts_with(set))
        if (const std::string one = problem.place.file.substr(set.size());
            std::find(common.begin(), common.end(), one) == common.end())
          problem.place.file = "--variant " + one;
      const auto same = [&](const Problem& other) { return other.text() == problem.text(); };
      if (std::none_of(problems.items().begin(), problems.items().end(), same)) problems.add(problem);
    }
  }
}

}  // namespace

std::vector<Variant> read_variants(const VariantOptions& options) {
  std::vector<Variant> out;
  std::vector<std::string> typed = options.files;
  Problems problems;
  for (const std::string& file : options.files)
    out.push_back({fs::path(file).stem().string(), file, is_meant_as_result(file), options.common, {}, {}});
  if (!options.variants.empty() && out.front().is_result)
    throw InputError({out.front().file}, "a result file has no variants", "a scenario ahead of --variant");
  const Variant first = out.front();
  for (const std::string& text : options.variants) {
    out.push_back(variant_of_first(first, text));
    typed.push_back(text);
  }
  if (out.size() < 2)
    throw InputError({out.front().file}, "there is nothing to compare this with",
                     "another scenario or result, or --variant with an overlay");
  for (const Variant& variant : out)
    if (!variant.name.empty() && std::string_view("=+-@").find(variant.name.front()) != std::string_view::npos)
      problems.add({variant.file}, "'" + variant.name + "' would be a formula in a table of results",
                   "a name that does not begin with =, +, - or @");
  tell_apart(out, typed, problems);
  for (Variant& variant : out) check(variant, options, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

std::vector<Warned> warned(const std::vector<Variant>& variants) {
  std::vector<Warned> out;
  for (const Variant& variant : variants) out.push_back({variant.name, variant.warnings});
  return out;
}

std::vector<Directory> directories_of(const std::vector<Variant>& variants) {
  std::vector<Directory> out;
  for (const Variant& variant : variants) out.push_back(variant.directory);
  return out;
}

std::vector<MeasureRequest> read_measures(const std::vector<std::string>& texts, const std::string& option,
                                          const std::vector<Directory>& directories) {
  std::vector<MeasureRequest> out;
  Problems problems;
  for (const std::string& text : texts) {
    out.push_back(read_measure(text, option, all_measures()));
    const auto same = [&](const MeasureRequest& other) { return other.name == out.back().name; };
    if (std::any_of(out.begin(), out.end() - 1, same))
      problems.add(out.back().place, fmt::format("two measures are called '{}'", out.back().name),
                   "another name, as in \"kept, as: residents in time\"");
  }
  check_requests(out, directories, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

Experiment experiment_of(const Variant& variant, const VariantOptions& options, std::uint64_t seed) {
  Experiment out;
  out.scenario = variant.file;
  out.load = variant.load;
  out.seed = seed;
  out.command = options.command;
  return out;
}

std::vector<std::string> file_names(const std::vector<Variant>& variants) {
  std::vector<std::string> out;
  std::set<std::string> taken;
  for (const Variant& variant : variants) {
    std::string name;
    for (const char c : fs::path(variant.name).filename().string())
      name += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' || (c & 0x80) != 0
                  ? c
                  : '-';
    std::string unique = name;
    for (int n = 2; !taken.insert(unique).second; ++n) unique = fmt::format("{}-{}", name, n);
    out.push_back(unique + ".h5");
  }
  return out;
}

}  // namespace crossflow
