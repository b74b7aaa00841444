#include "sim/scenario/study_keys.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/scenario/port_keys.hpp"
#include "sim/scenario/tables.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
void note_places(const Value& value, MeasureRequest& out) {
  const auto place_of = [&](const char* key) {
    const Value* found = value.find(key);
    return found == nullptr ? value.place : found->place;
  };
  out.place = value.place;
  out.station_place = place_of("station");
  out.class_place = place_of("class");
  out.direction_place = place_of("direction");
  out.day_place = place_of("day");
  out.time_place = place_of(value.find("from") != nullptr ? "from" : "until");
  out.pool_place = place_of("pool");
  out.source_place = place_of("source");
  out.skill_place = place_of("skill");
}

namespace {

/// A file as seen from the folder of the one that names it.
class FileType final : public Type<Layer> {
 public:
  bool read(const Value& value, Reader& reader, Layer& out) const override {
    if (!value.is_scalar() || value.scalar.empty()) return reader.refuse(value, *this);
    out.file = path_beside(value.place.file, value.scalar);
    out.asked_at = value.place;
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = {{"type", "string"}}; }
  std::string expected() const override { return "the name of a file"; }
};

/// What differs from a scenario. What stands in it is checked with the scenario over which it is laid.
class DifferenceType final : public Type<Layer> {
 public:
  explicit DifferenceType(const Kinds& kinds) : keys_(document_record(kinds)->key_names()) {
    std::erase(keys_, "extends");
    std::erase(keys_, "crossflow");
  }
  bool read(const Value& value, Reader& reader, Layer& out) const override {
    if (!value.is_map() || value.entries.empty()) return reader.refuse(value, *this);
    out.written = value;
    return refuse_unknown_keys(value, keys_, "a scenario", reader);
  }
  void write_schema(nlohmann::json& out) const override {
    nlohmann::json properties = nlohmann::json::object();
    for (const std::string& key : keys_) properties[key] = nlohmann::json::object();
    out = {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", false}, {"properties", properties}};
  }
  std::string expected() const override { return "keys of a scenario that differ"; }

 private:
  std::vector<std::string> keys_;
};

class StudyVersionType final : public Type<long> {
 public:
  bool read(const Value& value, Reader& reader, long& out) const override {
    out = 1;
    return (value.is_scalar() && value.scalar == "1") || reader.refuse(value, *this);
  }
  void write_schema(nlohmann::json& out) const override { out = {{"const", 1}}; }
  std::string expected() const override { return "1, the version of the format"; }
};

/// One of the scenario's dates, which are not known yet.
class AskedDayType final : public Type<AskedDay> {
 public:
  bool read(const Value& value, Reader& reader, AskedDay& out) const override {
    if (!value.is_scalar()) return reader.refuse(value, *this);
    const std::string& text = value.scalar;
    if (parse_date(text, out.date)) return true;
    const bool digits = !text.empty() && text.size() <= 3 && text.find_first_not_of("0123456789") == std::string::npos;
    out.number = digits ? std::stoi(text) : 0;
    return out.number > 0 || reader.refuse(value, *this);
  }
  void write_schema(nlohmann::json& out) const override {
    out = {
        {"anyOf",
         {{{"type", "integer"}, {"minimum", 1}}, {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}}}};
  }
  std::string expected() const override { return "a date such as 2024-10-03, or the number of a day from 1 on"; }
};

/// Remembers where names stand that can be looked up only when the scenarios are there.
class MeasureRequestType final : public Type<MeasureRequest> {
 public:
  explicit MeasureRequestType(std::shared_ptr<const Record<MeasureRequest>> record) : record_(std::move(record)) {}
  bool read(const Value& value, Reader& reader, MeasureRequest& out) const override {
    note_places(value, out);
    return record_->read(value, reader, out);
  }
  void write_schema(nlohmann::json& out) const override { out = record_->schema(); }
  std::string expected() const override { return record_->expected(); }
  const KeysBase* record() const override { return record_.get(); }

 private:
  std::shared_ptr<const Record<MeasureRequest>> record_;
};

void check_key(const MeasureKind& kind, const char* key, Asks asks, const Value& map, Reader& reader) {
  const Value* value = map.find(key);
  if (value == nullptr && asks == Asks::must)
    reader.problem(map, fmt::format("the measure '{}' needs the key '{}'", kind.name, key));
  if (value != nullptr && asks == Asks::no)
    reader.problem(*value, fmt::format("the measure '{}' takes no '{}'", kind.name, key));
}

void check_when(const MeasureRequest& read, const Value& map, Reader& reader) {
  const When when = read.kind->when;
  check_key(*read.kind, "day", when == When::whole ? Asks::no : Asks::may, map, reader);
  for (const char* key : {"from", "until"}) {
    check_key(*read.kind, key, when == When::half_hours ? Asks::may : Asks::no, map, reader);
    const std::optional<Tick>& time = key == std::string("from") ? read.from : read.until;
    if (time && *time % (30 * minute) != 0)
      reader.problem(*map.find(key),
                     fmt::format("'{}' is {}, and results are kept by half-hour", key, clock_text(*time)),
                     fmt::format("a whole half-hour such as {} or {}", clock_text(*time / (30 * minute) * 30 * minute),
                                 clock_text((*time / (30 * minute) + 1) * 30 * minute)));
  }
  if (read.from && read.until && *read.until <= *read.from)
    reader.problem(*map.find("until"),
                   fmt::format("'until' is {}, not after 'from', {}", clock_text(*read.until), clock_text(*read.from)),
                   "a later time; of the next morning one such as 26:00");
}

void check_keys(const MeasureRequest& read, const Value& map, Reader& reader) {
  const MeasureKind& kind = *read.kind;
  const Asks times = kind.times ? Asks::may : Asks::no;
  const Asks officers = kind.officers ? Asks::may : Asks::no;
  const Asks sources = kind.sources ? Asks::may : Asks::no;
  check_key(kind, "station", kind.station, map, reader);
  check_key(kind, "class", kind.traveller_class, map, reader);
  check_key(kind, "direction", kind.direction, map, reader);
  check_key(kind, "source", sources, map, reader);
  check_key(kind, "in a group", sources, map, reader);
  check_key(kind, "pool", officers, map, reader);
  check_key(kind, "skill", officers, map, reader);
  check_key(kind, "percentile", times, map, reader);
  check_key(kind, "over", times, map, reader);
  check_key(kind, "limit", kind.limit, map, reader);
  check_when(read, map, reader);
}

std::shared_ptr<const Record<WrittenBound>> bound_record() {
  auto made = std::make_shared<Record<WrittenBound>>("bound", "What a measure must keep.");
  made->optional("at least", &WrittenBound::at_least, types::text(),
                 "The measure must be so much or more: `98%`, `10 min`, `22:30`, `5`, as the measure is.")
      .optional("at most", &WrittenBound::at_most, types::text(), "It must be so much or less.")
      .check([](const WrittenBound& bound, const Value& map, Reader& reader) {
        if (bound.at_least.has_value() == bound.at_most.has_value())
          reader.problem(map,
                         bound.at_least ? "a condition has both 'at least' and 'at most'" : "a condition needs a bound",
                         "'at least' or 'at most'");
      });
  return made;
}

std::shared_ptr<const Record<WrittenCondition>> condition_record() {
  auto made = std::make_shared<Record<WrittenCondition>>("condition", "What a level must meet before it may be best.");
  made->required("measure", &WrittenCondition::measure, types::text(),
                 "A measure by the name of its column, or one that needs no other key; it then gets a column.")
      .include(&WrittenCondition::bound, bound_record());
  return made;
}

/// Remembers where it stands, since the bound is read when the unit of the measure is known.
class ConditionType final : public Type<WrittenCondition> {
 public:
  bool read(const Value& value, Reader& reader, WrittenCondition& out) const override {
    for (const char* key : {"at least", "at most"})
      if (const Value* found = value.find(key)) out.place = found->place;
    return record_->read(value, reader, out);
  }
  void write_schema(nlohmann::json& out) const override { out = record_->schema(); }
  std::string expected() const override { return record_->expected(); }
  const KeysBase* record() const override { return record_.get(); }

 private:
  std::shared_ptr<const Record<WrittenCondition>> record_ = condition_record();
};

struct DatesKeys {
  Date from, to;
};

/// Levels one by one, or the dates from one to another.
class LevelsType final : public Type<std::vector<WrittenLevel>> {
 public:
  explicit LevelsType(const TypePtr<WrittenLevel>& level) : levels_(types::list_of(level, 1)) {
    auto made = std::make_shared<Record<DatesKeys>>("range of dates", "A level for each date.");
    made->required("from", &DatesKeys::from, types::date(), "The first date.")
        .required("to", &DatesKeys::to, types::date(), "The last date.")
        .check([](const DatesKeys& read, const Value& map, Reader& reader) {
          if (read.to < read.from)
            reader.problem(*map.find("to"), date_text(read.to) + " is before " + date_text(read.from), "a later date");
        });
    dates_ = std::move(made);
  }
  bool read(const Value& value, Reader& reader, std::vector<WrittenLevel>& out) const override {
    if (value.find("from") == nullptr && value.find("to") == nullptr) return levels_->read(value, reader, out);
    DatesKeys dates;
    if (!dates_->read(value, reader, dates)) return false;
    constexpr int most = 10'000;  // the limit of variants is told with all axes
    out.clear();
    for (Date d = dates.from; d <= dates.to && out.size() < most; d = days_after(d, 1)) {
      WrittenLevel& level = out.emplace_back();
      level.name = date_text(d);
      Value& written = level.scenario.emplace().written;
      written.kind = Value::Kind::map;
      written.place = value.place;
      written.entries.push_back({"date", value.place, Value::text(level.name, value.place)});
    }
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = {{"anyOf", {levels_->schema(), dates_->schema()}}}; }
  std::string expected() const override {
    return levels_->expected() + "; or dates such as {from: 2024-01-01, to: 2024-12-31}";
  }
  std::string details() const override { return levels_->details(); }
  const KeysBase* record() const override { return levels_->record(); }

 private:
  TypePtr<std::vector<WrittenLevel>> levels_;
  std::shared_ptr<const Record<DatesKeys>> dates_;
};

}  // namespace

TypePtr<Layer> layer_file_type() {
  return std::make_shared<FileType>();
}

TypePtr<Layer> difference_type(const Kinds& kinds) {
  return std::make_shared<DifferenceType>(kinds);
}

TypePtr<long> study_version_type() {
  return std::make_shared<StudyVersionType>();
}

std::shared_ptr<const Record<WrittenLevel>> level_record(const Kinds& kinds) {
  auto made = std::make_shared<Record<WrittenLevel>>("level", "What one variant has and others have not.");
  made->required("name", &WrittenLevel::name, types::name(), "What the level is called.")
      .optional("with", &WrittenLevel::with, types::list_of(TypePtr<Layer>(std::make_shared<FileType>())),
                "Overlays, as seen from the study's folder, one laid over the other.")
      .optional("scenario", &WrittenLevel::scenario, std::make_shared<DifferenceType>(kinds),
                "An overlay written here; it is laid over those in files.");
  return made;
}

std::shared_ptr<const Record<MeasureRequest>> measure_record(const MeasureKinds& measures) {
  std::vector<std::tuple<std::string, const MeasureKind*, std::string>> words;
  for (const MeasureKind* kind : measures) words.emplace_back(kind->name, kind, "");
  auto made = std::make_shared<Record<MeasureRequest>>("measure", "What is measured of each variant.");
  made->required("measure", &MeasureRequest::kind, types::one_of<const MeasureKind*>(std::move(words)),
                 "What is measured.")
      .optional("as", &MeasureRequest::name, types::name(), "What its column is called; unless given, what it is.")
      .optional("station", &MeasureRequest::station, types::text(),
                "The station: `station`, or `port/station` where several ports have one of that name.")
      .optional("class", &MeasureRequest::traveller_class, types::text(),
                "The class; unless given, all that it can be measured of, together.")
      .optional("direction", &MeasureRequest::direction, types::text(), "The direction; unless given, all together.")
      .optional("source", &MeasureRequest::source, types::text(),
                "The source that people are of: `source`, or `port/source`; unless given, all together.")
      .optional("in a group", &MeasureRequest::in_group, types::yes_no(),
                "`yes`: those of sources of tour groups; `no`: those of others. Unless given, all together.")
      .optional("pool", &MeasureRequest::pool, types::text(),
                "The pool of officers: `pool`, or `port/pool`; unless given, all together.")
      .optional("skill", &MeasureRequest::skill, types::text(),
                "The officers who have this skill, whatever pool they are of; unless given, all together.")
      .optional("percentile", &MeasureRequest::percentile, types::number(0.1, 99.9),
                "Of times: this share of them is not longer. Unless given, the mean.")
      .key("over", &MeasureRequest::typical_day,
           types::one_of<bool>({{"all days", false, "all that the days' people took, together"},
                                {"typical day", true, "the mean over days of each day's figure"}}),
           "all days", "Of times: whose.")
      .optional("limit", &MeasureRequest::limit, types::duration(1), "What is longer than this is too long: `15 min`.")
      .optional("day", &MeasureRequest::day, std::make_shared<AskedDayType>(),
                "One of the scenario's days, by its date or its number from 1 on; unless given, all.")
      .optional("from", &MeasureRequest::from, types::clock(),
                "The time of each day from which it is measured, a whole half-hour: of people who joined, of bins that "
                "began from then on.")
      .optional("until", &MeasureRequest::until, types::clock(),
                "The time of each day until which it is measured, a whole half-hour; past 24:00 in the morning after.")
      .check(check_keys);
  return made;
}

std::shared_ptr<const Record<WrittenDecision>> decision_record() {
  auto made = std::make_shared<Record<WrittenDecision>>("decision", "Which level of an axis is best.");
  made->required("between", &WrittenDecision::between, types::text(), "The axis whose levels are to choose from.")
      .required("by", &WrittenDecision::by, types::text(), "The measure, by the name of its column.")
      .required("best", &WrittenDecision::most,
                types::one_of<bool>({{"most", true, "the more the better"}, {"least", false, "the less the better"}}),
                "Which is best.")
      .optional(
          "whatever", &WrittenDecision::whatever, types::text(),
          "An axis that is not ours to choose, such as what is assumed: the choice should hold at all its levels.")
      .optional("where", &WrittenDecision::where,
                types::list_of(TypePtr<WrittenCondition>(std::make_shared<ConditionType>()), 1),
                "Conditions: only a level that meets all of them may be best.");
  return made;
}

std::shared_ptr<const Record<WrittenMeasureCondition>> measure_condition_record(const MeasureKinds& measures) {
  auto made =
      std::make_shared<Record<WrittenMeasureCondition>>("condition", "What must be met before one may be best.");
  made->include(&WrittenMeasureCondition::request, measure_record(measures))
      .include(&WrittenMeasureCondition::bound, bound_record());
  return made;
}

std::shared_ptr<const Record<WrittenStudy>> study_record(const Kinds& kinds, const MeasureKinds& measures) {
  auto made = std::make_shared<Record<WrittenStudy>>("study", "One scenario in many variants.");
  const TypePtr<WrittenLevel> level = level_record(kinds);
  const TypePtr<MeasureRequest> measure = std::make_shared<MeasureRequestType>(measure_record(measures));
  const TypePtr<std::vector<WrittenLevel>> levels = std::make_shared<LevelsType>(level);
  made->required(study_key, &WrittenStudy::version, std::make_shared<StudyVersionType>(), "The version of the format.")
      .optional("title", &WrittenStudy::title, types::label(), "What readers see first.")
      .required("base", &WrittenStudy::base, std::make_shared<FileType>(),
                "The scenario, as seen from this file's folder.")
      .key("replications", &WrittenStudy::replications, types::whole(1, 100'000), "20",
           "How often each variant is simulated, each time with other luck; `-R` wins over it.")
      .key("seed", &WrittenStudy::seed, types::whole(0, 9'000'000'000'000'000), "1",
           "The same in all variants, so that the same people come; `--seed` wins over it.")
      .optional("scenario", &WrittenStudy::scenario, std::make_shared<DifferenceType>(kinds),
                "What differs from the base in all variants.")
      .required("axes", &WrittenStudy::axes, types::map_of(levels, "the name of each axis"),
                "What is varied: of each axis its levels, in order. Each combination is a variant.")
      .required("measures", &WrittenStudy::measures, types::list_of(measure, 1),
                "What is measured: the columns of the table.")
      .optional("decide", &WrittenStudy::decide, decision_record(), "A choice to be made by one of the measures.")
      .optional("note", &WrittenStudy::note, types::text(), "Anything a reader should know.")
      .optional("source", &WrittenStudy::source, types::text(), "Where the figures come from.");
  return made;
}

}  // namespace crossflow
