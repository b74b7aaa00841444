#include "sim/scenario/load.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "sim/scenario/by_day.hpp"
#include "sim/scenario/dates.hpp"
#include "sim/scenario/merge.hpp"
#include "sim/scenario/network_keys.hpp"
#include "sim/scenario/port_files.hpp"
#include "sim/scenario/port_keys.hpp"
#include "sim/scenario/roster_study_keys.hpp"
#include "sim/scenario/study_keys.hpp"
#include "sim/scenario/tables.hpp"

namespace crossflow {

struct Draft::Parts {
  std::string path;
  Kinds kinds;
  Value root;
  std::vector<SourceText> texts;
  std::string resolved;
  mutable TableStore tables;  // read once, whatever is made of them
  std::optional<Calendar> calendar;
  Scenario scenario;
  Problems warnings;

  Scenario make(Problems& problems, const std::vector<DrawnInput>& inputs, Problems* noted = nullptr) const;
  Scenario make_of_days(const Value& described, Reader& reader) const;
  void read_calendar(Problems& problems);
};

namespace {

/// Reads files with all that they extend.
class FileReader {
 public:
  FileReader(const Merger& merger, std::vector<std::string> port_keys, std::vector<std::string> top_keys,
             std::vector<SourceText>& texts, Problems& problems)
      : merger_(merger),
        port_keys_(std::move(port_keys)),
        top_keys_(std::move(top_keys)),
        texts_(texts),
        problems_(problems) {}

  Value with_bases(const std::string& path, const Place& asked_at) {
    const std::string identity = std::filesystem::path(path).lexically_normal().string();
    if (std::find(chain_.begin(), chain_.end(), identity) != chain_.end()) {
      problems_.add(asked_at, "'" + path + "' extends itself in the end");
      return {};
    }
    chain_.push_back(identity);
    Value base = with_bases_of(path, one_file(path, asked_at));
    chain_.pop_back();
    return base;
  }

  /// A file that is laid over another; it extends nothing.
  Value overlay(const std::string& path, const Place& asked_at = {}) {
    Value own = one_file(path, asked_at);
    if (const Value* extends = own.find("extends")) {
      problems_.add(extends->place, "an overlay cannot extend another file", "several overlays, one after the other");
    }
    PortFiles::refuse(own, problems_);
    return own;
  }

 private:
  Value with_bases_of(const std::string& path, Value own) {
    Value extends;
    std::erase_if(own.entries, [&](auto& entry) {
      if (entry.key == "extends") extends = std::move(entry.value);
      return entry.key == "extends";
    });
    const auto read = [this](const std::string& file, const Place& place) { return with_bases(file, place); };
    PortFiles ports(merger_, port_keys_, read, problems_);
    if (!ports.take(own, path)) return {};
    if (extends.place.file.empty()) return own;
    if (!extends.is_scalar() || extends.scalar.empty()) {
      problems_.add(extends.place, "'extends' is " + describe(extends), "the name of one file");
      return {};  // what is not there is not missed
    }
    Value base = with_bases(path_beside(path, extends.scalar), extends.place);
    if (base.is_map()) merger_.merge(base, own);
    return base;
  }

  Value one_file(const std::string& path, const Place& asked_at) {
    const std::size_t before = problems_.size();
    SourceText source{path, {}};
    Problems found;
    Value value = load_yaml(path, source.text, found, asked_at);
    if (value.find(study_key) != nullptr) {
      problems_.add(asked_at.file.empty() ? Place{path} : asked_at,
                    (asked_at.file.empty() ? "this" : "'" + path + "'") + " is a study, not a scenario",
                    "'crossflow sweep' for studies");
      return {};
    }
    if (value.find(roster_key) != nullptr) {
      problems_.add(asked_at.file.empty() ? Place{path} : asked_at,
                    (asked_at.file.empty() ? "this" : "'" + path + "'") + " asks for a roster, and is no scenario",
                    "'crossflow roster' for such questions");
      return {};
    }
    if (!source.text.empty() && !asked_at.file.empty() && !is_about_a_scenario(value, source.text)) {
      // A file may name any other: what is in those is nobody's business.
      problems_.add(asked_at, "'" + path + "' is no scenario", "a file with keys such as 'stations'");
      return {};
    }
    for (const Problem& problem : found.items()) problems_.add(problem);
    const bool known =
        std::any_of(texts_.begin(), texts_.end(), [&](const SourceText& text) { return text.file == path; });
    if (!known) texts_.push_back(std::move(source));  // several ports may extend one file
    if (problems_.size() == before && !value.is_map()) {
      problems_.add({path}, value.is_null() ? "the file holds no scenario" : "the file holds " + describe(value),
                    "keys such as 'crossflow: 1'");
    }
    return value;
  }

  /// Half of its keys are known, if only misspelt; or where it could not be read, the text has one.
  bool is_about_a_scenario(const Value& value, const std::string& text) const {
    if (value.is_map())
      return 2 * std::count_if(value.entries.begin(), value.entries.end(),
                               [&](const auto& entry) { return !nearest_word(entry.key, top_keys_).empty(); }) >=
             static_cast<std::ptrdiff_t>(value.entries.size());
    return std::any_of(top_keys_.begin(), top_keys_.end(), [&](const std::string& key) {
      return text.find(key + ":") != std::string::npos || text.find(key + "\":") != std::string::npos;
    });
  }

  const Merger& merger_;
  std::vector<std::string> port_keys_, top_keys_;
  std::vector<SourceText>& texts_;
  Problems& problems_;
  std::vector<std::string> chain_;
};

void directions_of_all(Scenario& scenario, Problems& problems) {
  std::set<std::string> found;
  for (const auto& port : scenario.ports) {
    for (const auto& source : port.sources) found.insert(source.direction);
  }
  const bool several = found.size() > 1;
  found.erase("");
  scenario.directions.assign(found.begin(), found.end());
  if (found.empty()) scenario.directions.emplace_back();  // all go one way, which needs no name
  if (!several) return;
  for (const auto& port : scenario.ports) {
    for (const auto& source : port.sources) {
      if (!source.direction.empty()) continue;
      problems.add(source.place, "the source '" + source.name + "' has no 'direction', while others have one",
                   "a direction such as " + scenario.directions.front());
    }
  }
}

/// A title that names a weekday on which none of the dates falls.
void check_weekday(const Value& title, Reader& reader) {
  for (const auto& entry : title.entries) check_weekday(entry.value, reader);
  const std::string other = other_weekday(title.scalar, reader.date, reader.days);
  if (!other.empty())
    reader.warn(title.place, "the title speaks of a " + other + ", while " + date_text(reader.date) +
                                 (reader.days > 1 ? " and the dates after it are none" : " is none"));
}

/// What `{date}` stands for in a title.
void date_title(Label& title, const Reader& reader) {
  const Label dates = spelled_dates(reader.date, reader.days);
  const auto put = [](std::string& text, const std::string& date) {
    static const std::string placeholder = "{date}";
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, at + date.size()))
      text.replace(at, placeholder.size(), date);
  };
  put(title.en, dates.en);
  put(title.zh, dates.zh);
}

/// Which days of the scenario take which of the values that hang on the kind of day; nothing after a problem.
std::optional<DayVariants> choose_days(const Value& root, const std::optional<Calendar>& calendar, Reader& reader) {
  Problems& problems = reader.problems();
  const std::size_t before = problems.size();
  const Value* file = root.find("calendar");
  if (file == nullptr || !file->is_scalar()) {
    problems.add(file == nullptr ? root.place : file->place,
                 "values hang on the kind of day ('" + by_day_key + "'), and no calendar says which kinds a date is",
                 "the key 'calendar', such as calendar: data/holidays.csv");
    return {};
  }
  if (!calendar) return {};  // which has been told
  check_by_day(root, *calendar, problems);
  const Date last = days_after(reader.date, reader.days - 1);
  if (!calendar->covers(reader.date) || !calendar->covers(last))
    problems.add(file->place,
                 "the calendar knows nothing of " + date_text(calendar->covers(reader.date) ? last : reader.date) +
                     ", a date of the scenario",
                 "dates from " + date_text(calendar->first()) + " to " + date_text(calendar->last()));
  if (problems.size() > before) return {};
  DayVariants out = day_variants(root, *calendar, reader.date, reader.days, problems);
  return problems.size() > before ? std::nullopt : std::optional(std::move(out));
}

/// Rows of the calendar around the scenario's dates, from which their kinds follow.
void note_calendar(const Value& root, Reader& reader) {
  constexpr int around = 10;  // days; no block of days off is longer
  const Table* table = reader.table(*root.find("calendar"));
  const auto column = table->column("date");
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table->rows.size(); ++row)
    if (Date date; parse_date(table->cell(row, *column), date) && date >= days_after(reader.date, -around) &&
                   date <= days_after(reader.date, reader.days + around))
      rows.push_back(row);
  reader.used(*table, rows);
}

/// Each figure once: what hangs on no kind of day is read for each of them.
void once_each(std::vector<Figure>& figures) {
  std::set<std::string> known;
  std::erase_if(figures, [&](const Figure& figure) { return !known.insert(figure.path).second; });
}

Scenario assemble(Document& document) {
  Scenario scenario;
  scenario.title = std::move(document.title);
  scenario.date = document.date;
  scenario.days = static_cast<int>(document.days);
  scenario.bin = document.results.bin;
  scenario.warm_up = document.results.warm_up;
  scenario.classes = std::move(document.classes);
  scenario.contraband = std::move(document.contraband);
  scenario.targeting = std::move(document.targeting);
  scenario.weather = std::move(document.weather);
  scenario.dogs = std::move(document.dogs);
  scenario.ports = std::move(document.ports);
  scenario.disruptions = std::move(document.disruptions);
  if (scenario.ports.empty()) {
    if (document.port.label.en.empty()) document.port.label.en = document.port.name;
    scenario.ports.push_back(std::move(document.port));
  }
  return scenario;
}

}  // namespace

void Draft::Parts::read_calendar(Problems& problems) {
  const Value* file = root.find("calendar");
  if (file == nullptr || !file->is_scalar()) return;
  Reader reader(problems, tables);
  const Table* table = reader.table(*file);
  if (table != nullptr) calendar = Calendar::read(*table, problems);
}

/// As `described`, in which nothing hangs on the kind of day any more.
Scenario Draft::Parts::make_of_days(const Value& described, Reader& reader) const {
  Problems& problems = reader.problems();
  const std::size_t before = problems.size();
  know_document(described, reader);
  Document document;
  document_record(kinds)->read(described, reader, document);
  check_form(described, reader);
  date_title(document.title, reader);
  if (const Value* title = described.find("title")) check_weekday(*title, reader);
  Scenario out = assemble(document);
  if (problems.size() == before) directions_of_all(out, problems);
  if (document.network && problems.size() == before) out.network = make_network(*document.network, out, problems);
  return out;
}

Scenario Draft::Parts::make(Problems& problems, const std::vector<DrawnInput>& inputs, Problems* noted) const {
  Reader reader(problems, tables);
  for (const auto& input : inputs) reader.drawn[input.path] = input.number;
  Scenario out;
  if (hangs_on_day(root)) {
    know_document(root, reader);
    const auto days = choose_days(root, calendar, reader);
    if (!days) return out;
    for (std::size_t v = 0; v < days->choices.size(); ++v) {
      reader.chosen = days->choices[v];
      const std::size_t figures = reader.figures.size();
      Scenario one = make_of_days(with_choices(root, days->choices[v]), reader);
      for (int d = 0; d < reader.days; ++d) one.own_days.push_back(days->of_day[static_cast<std::size_t>(d)] == v);
      // Of the days around the run alone.
      if (std::find(one.own_days.begin(), one.own_days.end(), true) == one.own_days.end())
        reader.figures.resize(figures);
      if (v == 0) {
        out = std::move(one);
      } else {
        out.variants.push_back(std::make_shared<const Scenario>(std::move(one)));
      }
    }
    if (!out.variants.empty()) out.variant_of_day = days->of_day;
    once_each(reader.figures);
    note_calendar(root, reader);
  } else {
    out = make_of_days(root, reader);
  }
  out.figures = std::move(reader.figures);
  out.tables = reader.tables_used();
  out.texts = texts;
  out.resolved = resolved;
  if (noted != nullptr) *noted = reader.warnings();
  return out;
}

Draft::Draft(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Draft::Draft(Draft&&) noexcept = default;
Draft& Draft::operator=(Draft&&) noexcept = default;
Draft::~Draft() = default;

Draft Draft::read(const std::string& path, const LoadOptions& options, const Kinds& kinds) {
  auto parts = std::make_unique<Parts>();
  parts->path = path;
  parts->kinds = kinds;
  parts->tables.set_home(path);
  Problems problems;
  const Merger merger(kinds, station_record(kinds)->key_names(), problems);
  std::vector<std::string> top_keys = document_record(kinds)->key_names();
  top_keys.push_back("extends");
  FileReader files(merger, port_record(kinds)->key_names(), std::move(top_keys), parts->texts, problems);
  parts->root = files.with_bases(path, options.asked_at);
  bool whole = parts->root.is_map();
  for (const auto& layer : options.layers) {
    const Value over = layer.file.empty() ? layer.written : files.overlay(layer.file, layer.asked_at);
    whole = whole && over.is_map();
    if (whole) merger.merge(parts->root, over);
  }
  parts->texts.insert(parts->texts.end(), options.texts.begin(), options.texts.end());
  for (const auto& overlay : options.overlays) {
    const Value over = files.overlay(overlay);
    whole = whole && over.is_map();
    if (whole) merger.merge(parts->root, over);
  }
  if (whole) {
    for (const auto& set : options.sets) merger.set(parts->root, set);
    parts->resolved = yaml_text(parts->root);
    parts->read_calendar(problems);
    parts->scenario = parts->make(problems, {}, &parts->warnings);
  }
  if (!problems.empty()) throw InputError(told_once(problems, parts->tables));
  return Draft(std::move(parts));
}

Scenario Draft::scenario() const {
  return parts_->scenario;
}

std::vector<DatedChoices> Draft::calendar(std::optional<Date> from, std::optional<Date> to) const {
  const Scenario& scenario = parts_->scenario;
  const Date first = from.value_or(scenario.date);
  const Date last = to.value_or(from ? *from : days_after(scenario.date, scenario.days - 1));
  const Value* file = parts_->root.find("calendar");
  if (!parts_->calendar)
    throw InputError({parts_->path}, "the scenario has no calendar", "the key 'calendar', such as data/holidays.csv");
  const Calendar& calendar = *parts_->calendar;
  if (last < first)
    throw InputError({parts_->path},
                     "the last date asked for, " + date_text(last) + ", is before the first, " + date_text(first),
                     "the earlier one first; a date that is not given is the scenario's own");
  if (!calendar.covers(first) || !calendar.covers(last))
    throw InputError(file->place, "the calendar knows nothing of " + date_text(calendar.covers(first) ? last : first),
                     "dates from " + date_text(calendar.first()) + " to " + date_text(calendar.last()));
  Problems problems;
  std::vector<DatedChoices> out;
  for (Date d = first; d <= last && problems.empty(); d = days_after(d, 1))
    out.push_back({d, calendar.kinds(d), calendar.general_kind(d), choices_on(parts_->root, calendar, d, problems)});
  if (!problems.empty()) throw InputError(told_once(problems, parts_->tables));
  return out;
}

const Problems& Draft::warnings() const {
  return parts_->warnings;
}

Scenario Draft::scenario_with(const std::vector<DrawnInput>& inputs) const {
  Problems problems;
  for (const auto& input : inputs) {
    const auto& figures = parts_->scenario.figures;
    const bool known = std::any_of(figures.begin(), figures.end(), [&](const Figure& figure) {
      return figure.path == input.path && !figure.central.empty();
    });
    if (!known) problems.add({parts_->path}, "'" + input.path + "' is no figure that can be drawn");
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  Scenario out = parts_->make(problems, inputs);
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

Scenario load_scenario(const std::string& path, const Kinds& kinds, const LoadOptions& options) {
  return Draft::read(path, options, kinds).scenario();
}

}  // namespace crossflow
