#include "sim/scenario/study.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "sim/scenario/study_keys.hpp"
#include "sim/scenario/tables.hpp"

namespace crossflow {
namespace {

std::string percentile_text(double percentile) {
  const auto whole = static_cast<int>(percentile);
  const bool teen = whole / 10 % 10 == 1 || percentile != whole;
  const char* ending = teen ? "th" : whole % 10 == 1 ? "st" : whole % 10 == 2 ? "nd" : whole % 10 == 3 ? "rd" : "th";
  return fmt::format("{:g}{} percentile", percentile, ending);
}

}  // namespace

std::string name_unless_given(const MeasureRequest& request) {
  std::string name = request.kind->name;
  for (const std::string* part :
       {&request.station, &request.traveller_class, &request.direction, &request.source, &request.pool, &request.skill})
    if (!part->empty()) name += ", " + *part;
  if (request.limit) name += " " + duration_text(*request.limit);
  if (request.in_group) name += *request.in_group ? ", in a group" : ", in no group";
  if (request.day)
    name +=
        ", " + (request.day->number > 0 ? fmt::format("day {}", request.day->number) : date_text(request.day->date));
  if (request.from && request.until) {
    name += fmt::format(", {}-{}", clock_text(*request.from), clock_text(*request.until));
  } else if (request.from || request.until) {
    name += request.from ? ", from " + clock_text(*request.from) : ", until " + clock_text(*request.until);
  }
  if (request.kind->times) name += ", " + (request.percentile ? percentile_text(*request.percentile) : "mean");
  return request.typical_day ? name + " of a typical day" : name;
}

MeasureCondition condition_of(const WrittenBound& bound, std::size_t measure, const Place& place) {
  return {measure, bound.at_least.has_value(), bound.at_least ? *bound.at_least : *bound.at_most, place};
}

namespace {

/// Problems for names that stand twice; `places` are those of the names.
void refuse_twice(const std::vector<std::string>& names, const std::vector<Place>& places, const std::string& what,
                  const std::string& expected, Problems& problems) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
        names.begin() + static_cast<std::ptrdiff_t>(i))
      problems.add(places[i], fmt::format("two {} are called '{}'", what, names[i]), expected);
}

Place place_in(const Value& map, const char* key) {
  const Value* value = map.find(key);
  return value == nullptr ? map.place : value->place;
}

void check_levels(const Value& root, const StudyDesign& design, Problems& problems) {
  const Value& axes = *root.find("axes");
  for (std::size_t a = 0; a < design.axes.size(); ++a) {
    const Value& levels = axes.entries[a].value;
    std::vector<Place> places;
    for (std::size_t l = 0; l < design.axes[a].levels.size(); ++l)
      places.push_back(place_in(levels.is_list() ? levels.items[l] : levels, "name"));
    refuse_twice(design.axes[a].levels, places, "levels of '" + design.axes[a].name + "'", "another name", problems);
  }
  if (design.axes.empty()) problems.add(axes.place, "'axes' is empty", "an axis and its levels");
  double variants = 1;
  for (const StudyAxis& axis : design.axes) variants *= static_cast<double>(axis.levels.size());
  if (variants > most_variants)
    problems.add(axes.place, fmt::format("the axes make {:.0f} variants", variants),
                 fmt::format("at most {}: fewer levels, or several studies", most_variants));
}

void name_measures(const Value& root, StudyDesign& design, Problems& problems) {
  const Value& measures = *root.find("measures");
  std::vector<std::string> names;
  std::vector<Place> places;
  for (std::size_t m = 0; m < design.measures.size(); ++m) {
    MeasureRequest& request = design.measures[m];
    if (request.name.empty()) request.name = name_unless_given(request);
    names.push_back(request.name);
    places.push_back(place_in(measures.is_list() ? measures.items[m] : measures, "as"));
  }
  refuse_twice(names, places, "measures", "another name under 'as'", problems);
}

std::size_t index_of(const std::string& name, const std::vector<std::string>& names, const std::string& what,
                     const Place& place, Problems& problems) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    problems.add(place, fmt::format("there is no {} '{}'", what, name),
                 fmt::format("one of '{}'", fmt::join(names, "', '")), nearest_word(name, names));
  return static_cast<std::size_t>(found - names.begin());
}

// The column that a condition is about. A measure that needs no other key gets one.
std::size_t column_of(const WrittenCondition& written, StudyDesign& design, const MeasureKinds& kinds,
                      Problems& problems) {
  std::vector<std::string> names;
  for (const MeasureRequest& request : design.measures) names.push_back(request.name);
  if (const auto found = std::find(names.begin(), names.end(), written.measure); found != names.end())
    return static_cast<std::size_t>(found - names.begin());
  for (const MeasureKind* kind : kinds) {
    if (kind->station == Asks::must) continue;
    names.push_back(kind->name);
    if (kind->name != written.measure) continue;
    MeasureRequest request;
    request.kind = kind;
    request.name = kind->name;
    request.place = request.station_place = request.class_place = request.direction_place = written.place;
    design.measures.push_back(std::move(request));
    return design.measures.size() - 1;
  }
  return index_of(written.measure, names, "measure", written.place, problems);
}

StudyDecision decision(const WrittenDecision& written, const Value& map, StudyDesign& design, const MeasureKinds& kinds,
                       Problems& problems) {
  std::vector<std::string> axes, measures;
  for (const StudyAxis& axis : design.axes) axes.push_back(axis.name);
  for (const MeasureRequest& request : design.measures) measures.push_back(request.name);
  StudyDecision out;
  out.between = index_of(written.between, axes, "axis", place_in(map, "between"), problems);
  out.by = index_of(written.by, measures, "measure", place_in(map, "by"), problems);
  out.most = written.most;
  if (out.between < axes.size() && design.axes[out.between].levels.size() < 2)
    problems.add(place_in(map, "between"), fmt::format("'{}' has one level, so there is no choice", written.between));
  for (const WrittenCondition& one : written.where)
    out.where.push_back(condition_of(one.bound, column_of(one, design, kinds, problems), one.place));
  if (written.whatever.empty()) return out;
  out.whatever = index_of(written.whatever, axes, "axis", place_in(map, "whatever"), problems);
  if (out.whatever == out.between && out.between < axes.size())
    problems.add(place_in(map, "whatever"), fmt::format("'{}' is what is to be decided", written.whatever),
                 "another axis");
  return out;
}

Study assemble(WrittenStudy& written, const Value& root, const MeasureKinds& kinds, Problems& problems) {
  Study study;
  study.base = written.base.file;
  study.replications = static_cast<std::uint32_t>(written.replications);
  study.seed = static_cast<std::uint64_t>(written.seed);
  study.design.title = std::move(written.title);
  study.design.measures = std::move(written.measures);
  if (written.scenario) study.common.push_back(std::move(*written.scenario));
  for (auto& [axis, levels] : written.axes) {
    study.design.axes.push_back({axis, {}});
    study.levels.emplace_back();
    for (WrittenLevel& level : levels) {
      study.design.axes.back().levels.push_back(level.name);
      if (level.scenario) level.with.push_back(std::move(*level.scenario));
      study.levels.back().push_back(std::move(level.with));
    }
  }
  check_levels(root, study.design, problems);
  name_measures(root, study.design, problems);
  if (written.decide)
    study.design.decide = decision(*written.decide, *root.find("decide"), study.design, kinds, problems);
  return study;
}

}  // namespace

LoadOptions Study::load_options(std::size_t variant) const {
  LoadOptions options;
  options.layers = common;
  const std::vector<std::size_t> chosen = design.levels_of(variant);
  for (std::size_t a = 0; a < chosen.size(); ++a) {
    const std::vector<Layer>& layers = levels[a][chosen[a]];
    options.layers.insert(options.layers.end(), layers.begin(), layers.end());
  }
  options.texts = {text};
  options.asked_at = base_asked_at;
  return options;
}

Study read_study(const std::string& file, const Kinds& kinds, const MeasureKinds& measures) {
  Problems problems;
  SourceText text{file, {}};
  const Value root = load_yaml(file, text.text, problems);
  if (problems.empty() && !root.is_map())
    problems.add({file}, "the file holds no study", "keys such as 'crossflow study: 1'");
  if (problems.empty() && root.find(study_key) == nullptr &&
      (root.find("crossflow") != nullptr || root.find("stations") != nullptr))
    problems.add({file}, "this is a scenario, not a study", "'crossflow run' for scenarios");
  WrittenStudy written;
  TableStore tables;
  Reader reader(problems, tables);
  Study study;
  if (problems.empty() && study_record(kinds, measures)->read(root, reader, written))
    study = assemble(written, root, measures, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  if (study.design.title.en.empty()) study.design.title.en = std::filesystem::path(file).stem().string();
  study.file = file;
  study.base_asked_at = root.find("base")->place;
  study.text = std::move(text);
  return study;
}

namespace {

/// What an option holds, read as if it stood in a study.
template <class T>
T read_option(const std::string& text, const Place& place, const Record<T>& record) {
  Problems found;
  const Value root = parse_yaml("{measure: " + text + "}", place.file, found);
  T out;
  TableStore tables;
  Reader reader(found, tables);
  if (found.empty()) record.read(root, reader, out);
  Problems problems;
  for (Problem problem : found.items()) {
    problem.place = place;  // lines and columns of what was put around it tell nobody anything
    problems.add(std::move(problem));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

void settle(MeasureRequest& request, const Place& place) {
  request.place = request.station_place = request.class_place = request.direction_place = request.day_place =
      request.time_place = request.pool_place = request.skill_place = request.source_place = place;
  if (request.name.empty()) request.name = name_unless_given(request);
}

}  // namespace

MeasureRequest read_measure(const std::string& text, const std::string& option, const MeasureKinds& measures) {
  const Place place{fmt::format("{} \"{}\"", option, text)};
  MeasureRequest out = read_option(text, place, *measure_record(measures));
  settle(out, place);
  return out;
}

BoundMeasure read_condition(const std::string& text, const std::string& option, const MeasureKinds& measures) {
  const Place place{fmt::format("{} \"{}\"", option, text)};
  WrittenMeasureCondition written = read_option(text, place, *measure_condition_record(measures));
  settle(written.request, place);
  return {std::move(written.request), condition_of(written.bound, 0, place)};
}

std::string top_key_of(const std::string& file, const std::vector<std::string>& keys) {
  Problems problems;
  std::string text;
  std::error_code none;
  if (!std::filesystem::is_regular_file(file, none)) return {};
  const Value root = load_yaml(file, text, problems);
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const std::string& key) { return root.find(key) != nullptr; });
  return found == keys.end() ? std::string() : *found;
}

bool is_study(const std::string& file) {
  return !top_key_of(file, {study_key}).empty();
}

}  // namespace crossflow
