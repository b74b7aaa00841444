#include "sim/scenario/reader.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/by_day.hpp"
#include "sim/scenario/quantity.hpp"
#include "sim/scenario/tables.hpp"
#include "sim/scenario/type.hpp"

namespace crossflow {

nlohmann::json TypeBase::schema() const {
  nlohmann::json out;
  write_schema(out);
  return out;
}

bool TypeBase::owns(std::string_view key) const {
  const auto keys = own_keys();
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

Reader::Reader(Problems& problems, TableStore& tables) : problems_(problems), tables_(tables) {}

bool Reader::problem(const Value& at, std::string what, std::string expected, std::string nearest) {
  problems_.add(at.place, std::move(what), std::move(expected), std::move(nearest));
  return false;
}

void Reader::warn(Place at, std::string what, std::string expected, std::string nearest) {
  Problem problem{std::move(at), std::move(what), std::move(expected), std::move(nearest)};
  const auto& known = warnings_.items();
  const std::string text = problem.text();
  if (std::none_of(known.begin(), known.end(), [&](const Problem& one) { return one.text() == text; }))
    warnings_.add(std::move(problem));
}

bool Reader::refuse(const Value& at, const TypeBase& type, std::string nearest) {
  return refuse(at, type.expected(), std::move(nearest));
}

bool Reader::refuse(const Value& at, const std::string& expected, std::string nearest) {
  const bool empty = (at.is_map() && at.entries.empty()) || (at.is_list() && at.items.empty());
  return problem(at, subject() + " is " + (empty ? "empty" : describe(at)), expected, std::move(nearest));
}

bool Reader::refuse_length(const Value& at, const std::string& expected) {
  const std::size_t items = at.items.size();
  if (items == 0) return refuse(at, expected);
  return problem(at, subject() + " has " + (items == 1 ? "one item" : std::to_string(items) + " items"), expected);
}

std::string Reader::path() const {
  std::string out;
  for (const auto& part : path_) {
    out = path_with(out, part.key);
    if (chosen.empty()) continue;
    // One kind of day may lie within another's.
    for (auto kind = chosen.find(out); kind != chosen.end(); kind = chosen.find(out))
      out = path_with(path_with(out, by_day_key), kind->second);
  }
  return out;
}

bool Reader::is_chosen_by_day() const {
  if (chosen.empty()) return false;
  std::string out;
  for (const auto& part : path_) {
    out = path_with(out, part.key);
    if (chosen.contains(out)) return true;
  }
  return false;
}

std::string Reader::subject() const {
  std::string items;
  for (auto part = path_.rbegin(); part != path_.rend(); ++part) {
    if (!part->is_item) return items + "'" + part->key + "'";
    items += "item " + part->key + " of ";
  }
  return items + "the scenario";
}

std::optional<double> Reader::drawn_here() const {
  if (drawn.empty()) return {};
  const auto found = drawn.find(path());
  return found == drawn.end() ? std::nullopt : std::optional(found->second);
}

const Table* Reader::table(const Value& file) {
  if (!file.is_scalar()) {
    refuse(file, "the name of a CSV file");
    return nullptr;
  }
  return tables_.table(file.scalar, file.place, problems_);
}

void Reader::used(const Table& table, const std::vector<std::size_t>& rows) {
  auto& noted = used_[table.file];
  noted.first = &table;
  noted.second.insert(rows.begin(), rows.end());
}

std::vector<TableUse> Reader::tables_used() const {
  std::vector<TableUse> out;
  for (const auto& [file, noted] : used_) {
    out.push_back({file, noted.first->csv({noted.second.begin(), noted.second.end()})});
  }
  return out;
}

bool refuse_unknown_keys(const Value& map, const std::vector<std::string>& known, const std::string& owner,
                         Reader& reader) {
  bool good = true;
  for (const auto& entry : map.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    const std::string nearest = nearest_word(entry.key, known);
    const std::string expected = known.empty()                           ? "no further key"
                                 : nearest.empty() && known.size() <= 12 ? "one of " + listed(known, ", ")
                                                                         : "";
    reader.problems().add(entry.place, "unknown key '" + entry.key + "' of " + owner, expected, nearest);
    reader.note_meant(nearest);
    good = false;
  }
  return good;
}

bool refuse_sum(const Value& map, double sum, const std::string& what, Reader& reader) {
  const bool merged = std::any_of(map.entries.begin(), map.entries.end(),
                                  [&](const auto& entry) { return entry.place.file != map.place.file; });
  const std::string hint = " (merged with what the base file says; put ~ for a " + what + " to drop it)";
  reader.problems().add(map.place, "the shares of " + reader.subject() + " sum to " + percent_text(sum),
                        "shares that sum to 100%" + (merged ? hint : std::string()));
  return false;
}

std::string path_with(const std::string& path, const std::string& key) {
  const std::string part = key.find('.') == std::string::npos ? key : "\"" + key + "\"";
  return path.empty() ? part : path + "." + part;
}

std::vector<std::string> keys_of_path(const std::string& path) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : path) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

std::string with_article(const std::string& noun) {
  static const std::string vowels = "aeiouAEIOU";
  return (!noun.empty() && vowels.find(noun[0]) != std::string::npos ? "an " : "a ") + noun;
}

std::string listed(const std::vector<std::string>& words, const std::string& last) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? last : ", ";
    out += words[i];
  }
  return out;
}

}  // namespace crossflow
