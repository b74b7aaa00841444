#include "sim/scenario/merge.hpp"

#include <algorithm>
#include <optional>

#include "sim/scenario/by_day.hpp"
#include "sim/scenario/distribution_type.hpp"
#include "sim/scenario/figure.hpp"
#include "sim/scenario/varying_types.hpp"

namespace crossflow {
namespace {

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The family of a distribution, or "value" of an annotated quantity; empty if the map is neither.
std::string figure_key(const Value& map) {
  std::string found;
  for (const auto& entry : map.entries) {
    const bool is_figure = entry.key == "value" || holds(distribution_families(), entry.key);
    if (!is_figure && !is_annotation(entry.key)) return {};
    if (is_figure) found = entry.key;
  }
  return found;
}

bool only_annotations(const Value& map) {
  return std::all_of(map.entries.begin(), map.entries.end(),
                     [](const auto& entry) { return is_annotation(entry.key); });
}

bool fits_a_table(const Value& map) {
  static const std::vector<std::string> keys = {"table",  "where", "days",   "columns",
                                                "column", "value", "weight", "unit"};
  return std::all_of(map.entries.begin(), map.entries.end(),
                     [](const auto& entry) { return holds(keys, entry.key) || is_annotation(entry.key); });
}

/// What is said by time of the day, for a time or from a time on.
bool is_by_time(const Value& map) {
  return std::any_of(map.entries.begin(), map.entries.end(), [](const auto& entry) {
    return compound::parse_clock(entry.key).has_value() || parse_hours(entry.key).has_value();
  });
}

bool only_takes_away(const Value& map) {
  return std::all_of(map.entries.begin(), map.entries.end(),
                     [](const auto& entry) { return entry.value.is_null() || is_annotation(entry.key); });
}

/// Whether keys of both maps side by side would make nonsense.
bool excludes(const Value& base, const Value& over) {
  if (is_by_time(base) || is_by_time(over)) return !only_takes_away(over);
  if ((base.find(by_day_key) == nullptr) != (over.find(by_day_key) == nullptr)) return true;
  const std::string old_figure = figure_key(base);
  const std::string new_figure = figure_key(over);
  if (old_figure != new_figure) return !only_annotations(over);
  if (const Value* policy = over.find("policy"))
    if (const Value* before = base.find("policy")) return before->scalar != policy->scalar;
  const bool old_table = base.find("table") != nullptr;
  const bool new_table = over.find("table") != nullptr;
  if (old_table && !new_table) return !fits_a_table(over);
  return new_table && !old_table;
}

std::string trimmed(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

/// Takes "a.\"b.c\".d=value" apart; nothing if it does not have that form.
struct Assignment {
  std::vector<std::string> path;
  std::string value;
};

std::optional<Assignment> split_assignment(const std::string& text) {
  Assignment out;
  std::string key;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '.' || c == '=')) {
      out.path.push_back(trimmed(key));
      if (out.path.back().empty()) return {};
      key.clear();
      if (c == '=') {
        out.value = trimmed(text.substr(i + 1));
        return out.value.empty() ? std::nullopt : std::optional(out);
      }
    } else {
      key += c;
    }
  }
  return {};
}

void place_all(Value& value, const Place& place) {
  value.place = place;
  for (auto& item : value.items) place_all(item, place);
  for (auto& entry : value.entries) {
    entry.place = place;
    place_all(entry.value, place);
  }
}

/// The item of a list that a number from 1 names, or null.
Value* item_of(Value& list, const std::string& number) {
  if (number.empty() || number.size() > 6 || number.find_first_not_of("0123456789") != std::string::npos)
    return nullptr;
  const auto index = static_cast<std::size_t>(std::stoul(number));
  return index >= 1 && index <= list.items.size() ? &list.items[index - 1] : nullptr;
}

Value empty_map(const Place& place) {
  Value map;
  map.kind = Value::Kind::map;
  map.place = place;
  return map;
}

}  // namespace

Merger::Merger(const Kinds& kinds, std::vector<std::string> common_station_keys, Problems& problems)
    : common_station_keys_(std::move(common_station_keys)), problems_(problems) {
  for (const auto* kind : kinds.sources) source_kinds_.push_back(kind->name);
}

Merger::Level Merger::below(Level level, const std::string& key) {
  switch (level) {
    case Level::document:
      if (key == "stations") return Level::stations;
      if (key == "demand") return Level::demand;
      if (key == "ports") return Level::ports;
      return key == "classes" || key == "routes" || key == "disruptions" ? Level::names : Level::plain;
    case Level::ports:
      return Level::document;
    case Level::stations:
      return Level::station;
    case Level::demand:
      return Level::source;
    default:
      return Level::plain;
  }
}

void Merger::merge(Value& base, const Value& over, Level level) const {
  if (level != Level::document && base.is_map() && !base.entries.empty() && over.is_map() && over.entries.empty()) {
    problems_.add(over.place, "an empty map changes nothing", "keys to change, or '~', which takes the whole key away");
    return;
  }
  if (base.is_map() && over.is_map() && (level != Level::plain || !excludes(base, over))) {
    drop_other_kind(base, over, level);
    merge_maps(base, over, level);
  } else {
    base = over;
  }
}

void Merger::merge_maps(Value& base, const Value& over, Level level) const {
  if (level != Level::document) base.place = over.place;  // who wrote last is told what is wrong with the whole
  for (const auto& entry : over.entries) put(base, entry, below(level, entry.key));
}

void Merger::put(Value& map, const Value::Entry& entry, Level level) const {
  const auto found =
      std::find_if(map.entries.begin(), map.entries.end(), [&](const auto& other) { return other.key == entry.key; });
  if (found == map.entries.end()) {
    if (entry.value.is_null()) {
      problems_.add(entry.place, "there is no '" + entry.key + "' here to take away", {},
                    nearest_word(entry.key, map.keys()));
    } else {
      map.entries.push_back(entry);
    }
  } else if (entry.value.is_null()) {
    map.entries.erase(found);
  } else {
    found->place = entry.place;
    merge(found->value, entry.value, level);
  }
}

void Merger::drop_other_kind(Value& base, const Value& over, Level level) const {
  if (level == Level::station) {
    const Value* before = base.find("kind");
    const Value* after = over.find("kind");
    if (before == nullptr || after == nullptr || before->scalar == after->scalar) return;
    std::erase_if(base.entries, [&](const auto& entry) { return !holds(common_station_keys_, entry.key); });
  }
  if (level == Level::source) {
    for (const auto& entry : over.entries) {
      if (!holds(source_kinds_, entry.key) || entry.value.is_null()) continue;
      std::erase_if(base.entries, [&](const auto& other) {
        return other.key != entry.key && holds(source_kinds_, other.key) && over.find(other.key) == nullptr;
      });
    }
  }
}

void Merger::set(Value& root, const std::string& assignment) const {
  const Place place{"--set " + assignment};
  const auto parts = split_assignment(assignment);
  if (!parts) {
    problems_.add(place, "this sets nothing", "KEY.KEY=VALUE such as stations.hall.area=900 m2; '~' takes a key away");
    return;
  }
  if (parts->path.front() == "extends") {  // followed before anything is set
    problems_.add(place, "'extends' cannot be set", "a scenario file that says it, or overlays by '--with'");
    return;
  }
  Problems found;
  Value::Entry last{parts->path.back(), place, parse_yaml(parts->value, place.file, found)};
  for (const auto& problem : found.items()) problems_.add(place, problem.what, problem.expected, problem.nearest);
  if (!found.empty()) return;
  place_all(last.value, place);
  Value* at = &root;
  Level level = Level::document;
  for (std::size_t i = 0; i + 1 < parts->path.size(); ++i) {
    const std::string& key = parts->path[i];
    Value* next = at->is_list() ? item_of(*at, key) : at->find(key);
    const bool names =
        level == Level::names || level == Level::stations || level == Level::demand || level == Level::ports;
    if (next == nullptr && at->is_map() && !names) {
      at->entries.push_back({key, place, empty_map(place)});
      next = &at->entries.back().value;
    }
    if (next == nullptr || !(next->is_map() || next->is_list())) {
      const std::string what = next == nullptr ? "there is no '" + key + "'" : "'" + key + "' holds no further keys";
      problems_.add(place, what, {}, next == nullptr ? nearest_word(key, at->keys()) : "");
      return;
    }
    at = next;
    level = below(level, key);
  }
  if (at->is_map()) {
    put(*at, last, below(level, last.key));
  } else if (Value* item = item_of(*at, last.key)) {
    merge(*item, last.value, Level::plain);
  } else {
    problems_.add(place, "there is no item '" + last.key + "'",
                  "a number from 1 to " + std::to_string(at->items.size()));
  }
}

}  // namespace crossflow
