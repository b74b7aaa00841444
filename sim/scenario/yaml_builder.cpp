#include "sim/scenario/yaml_builder.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "sim/scenario/quantity.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_depth = 64;
constexpr std::size_t most_nodes = 500'000;

/// "47" and "658 persons": what is left of a number when a comma parts it.
bool splits_thousands(std::string_view head, std::string_view tail) {
  const std::size_t first = head.find_last_not_of("0123456789");
  const std::string_view digits = first == std::string_view::npos ? head : head.substr(first + 1);
  if (digits.empty() || digits.size() > 3 || tail.size() < 3) return false;
  return std::all_of(tail.begin(), tail.begin() + 3, is_digit) && (tail.size() == 3 || !is_digit(tail[3]));
}

std::string yaml_advice(const std::string& message, std::string_view line) {
  const std::size_t text_begins = line.find_first_not_of(" \t");
  if (line.substr(0, text_begins).find('\t') != std::string_view::npos || message.find("tab") != std::string::npos) {
    return "a tab stands where only spaces may indent a line";
  }
  static const std::map<std::string, std::string> advice = {
      {"illegal map value",
       "a ':' stands where none can; a text with ': ' in it needs quotes, and each line before needs its own ':'"},
      {"end of map not found", "this line does not continue the map above it: is it indented alike and 'key: value'?"},
      {"end of sequence not found", "this line does not continue the list above it: is it indented alike, with '- '?"},
      {"end of map flow not found", "a ',' or the closing '}' is missing before this"},
      {"end of sequence flow not found", "a ',' or the closing ']' is missing before this"},
      {"illegal flow end", "a '}' or ']' closes nothing"},
      {"unknown token", "this character cannot begin a value; put the value in quotes"},
      {"illegal block entry", "a '- ' stands where no list can begin"},
      {"the referenced anchor is not defined", "a value that begins with '*' names an anchor, and there is none of it"},
  };
  const auto found = advice.find(message);
  return found != advice.end() ? found->second : "this is not YAML: " + message;
}

[[noreturn]] void stop(Place place, std::string what, std::string expected = {}) {
  throw YamlStop{{std::move(place), std::move(what), std::move(expected), {}}};
}

}  // namespace

Value YamlBuilder::take() {
  for (const auto& number : split_numbers_) {
    std::string without = number.text;
    std::erase(without, ',');
    problems_.add(number.place, "inside { } and [ ] a comma ends a value: '" + number.text + "' is read in pieces",
                  "the number without a comma, or in quotes; or a space after a comma that parts two values", without);
  }
  return std::move(root_);
}

void YamlBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ < 2) return;
  stop(place(mark), "a second document begins here", "one document; lines of one map are indented alike");
}

void YamlBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& text) {
  refuse_tag(mark, tag);
  Value value = leaf(mark, Value::Kind::scalar);
  value.scalar = text;
  const auto offset = static_cast<std::size_t>(mark.pos);
  if (tag == "!") {
    check_quote(offset);
    last_plain_ = {};
  } else {
    last_plain_before_ = last_plain_;
    last_plain_ = {offset, text.size()};
  }
  add(std::move(value), anchor);
}

void YamlBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) stop(place(mark), "an alias inside of what it stands for");
  const Anchored& anchored = found->second;
  count(mark, anchored.nodes);
  check_depth(mark, anchored.height);
  add(anchored.value, 0, anchored.height, anchored.nodes);
}

Value YamlBuilder::leaf(const YAML::Mark& mark, Value::Kind kind) {
  count(mark, 1);
  Value value;
  value.kind = kind;
  value.place = place(mark);
  return value;
}

void YamlBuilder::count(const YAML::Mark& mark, std::size_t nodes) {
  nodes_ += nodes;
  if (nodes_ <= most_nodes && anchored_nodes_ <= most_nodes) return;
  stop(place(mark), "the file is too large", "at most 500,000 values, with those that aliases repeat");
}

void YamlBuilder::check_depth(const YAML::Mark& mark, std::size_t height) {
  if (stack_.size() + height <= most_depth) return;
  stop(place(mark), "maps and lists are nested too deep", "at most 64 levels");
}

void YamlBuilder::refuse_tag(const YAML::Mark& mark, const std::string& tag) {
  if (tag.empty() || tag == "?" || tag == "!") return;
  problems_.add(place(mark), "tags such as !!int are not for scenarios", "the value without its tag");
}

/// The parser takes a quoted text that is never closed for one that ends with the file.
void YamlBuilder::check_quote(std::size_t at) {
  const std::string_view text = lines_.text();
  while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
    at = text.find_first_not_of(" \t\r\n", text.find_first_of(" \t\r\n", at));
  }
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return;
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    const bool doubled = quote == '\'' && text[i] == quote && i + 1 < text.size() && text[i + 1] == quote;
    if (doubled || (quote == '"' && text[i] == '\\')) {
      ++i;
    } else if (text[i] == quote) {
      note_long_quote(at, i);
      return;
    }
  }
  stop(lines_.place_of(at), std::string("the quote ") + quote + " is not closed");
}

void YamlBuilder::note_long_quote(std::size_t from, std::size_t to) {
  const Place begin = lines_.place_of(from);
  const Place end = lines_.place_of(to);
  if (begin.line != end.line) long_quote_ = {begin, end.line};
}

Problem YamlBuilder::explain(const YAML::ParserException& error) {
  const Place at = place(error.mark);
  if (at.line == long_quote_.last_line) {
    return {long_quote_.begin, "the quote that opens here is closed only on line " + std::to_string(at.line), {}, {}};
  }
  std::string what = yaml_advice(error.msg, lines_.line(error.mark.line));
  const bool flow = error.msg.find("flow not found") != std::string::npos;
  if (flow && !stack_.empty()) what += "; it opened on line " + std::to_string(stack_.back().value.place.line);
  return {at, std::move(what), {}, {}};
}

void YamlBuilder::open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Value::Kind kind) {
  refuse_tag(mark, tag);
  check_depth(mark, 1);
  if (!stack_.empty() && stack_.back().value.is_map() && !stack_.back().has_key) {
    stop(place(mark), "a key must be a word; is a '{' or '[' not closed?");
  }
  Open next;
  next.nodes_before = nodes_;
  next.value = leaf(mark, kind);
  next.anchor = anchor;
  stack_.push_back(std::move(next));
}

void YamlBuilder::close() {
  Open done = std::move(stack_.back());
  stack_.pop_back();
  add(std::move(done.value), done.anchor, done.height, nodes_ - done.nodes_before);
}

void YamlBuilder::add(Value value, YAML::anchor_t anchor, std::size_t height, std::size_t nodes) {
  if (anchor != 0) {
    anchored_nodes_ += nodes;
    anchors_[anchor] = {value, nodes, height};
  }
  if (stack_.empty()) {
    root_ = std::move(value);
    return;
  }
  Open& outer = stack_.back();
  outer.height = std::max(outer.height, height + 1);
  if (outer.value.is_list()) {
    add_item(std::move(value));
  } else if (outer.has_key) {
    add_value(std::move(value));
  } else {
    add_key(std::move(value));
  }
}

void YamlBuilder::add_item(Value value) {
  auto& items = stack_.back().value.items;
  const bool scalars = !items.empty() && value.is_scalar() && items.back().is_scalar();
  if (scalars && follows_comma() && splits_thousands(items.back().scalar, value.scalar)) {
    join_number(items.back(), value.scalar);
  } else {
    items.push_back(std::move(value));
  }
}

void YamlBuilder::add_key(Value key) {
  if (!key.is_scalar()) stop(key.place, "a key is missing before ':'");
  if (key.scalar == "<<") stop(key.place, "the merge key '<<' is not for scenarios", "'extends: FILE'");
  Open& map = stack_.back();
  const Value* before = map.value.entries.empty() ? nullptr : &map.value.entries.back().value;
  map.has_key = true;
  map.key_continues_number =
      before != nullptr && before->is_scalar() && follows_comma() && splits_thousands(before->scalar, key.scalar);
  map.entry.key = std::move(key.scalar);
  map.entry.place = std::move(key.place);
}

void YamlBuilder::add_value(Value value) {
  Open& map = stack_.back();
  map.has_key = false;
  map.entry.value = std::move(value);
  if (map.entry.value.is_null()) map.entry.value.place = map.entry.place;
  if (map.key_continues_number && map.entry.value.is_null()) {
    join_number(map.value.entries.back().value, map.entry.key);
  } else if (!map.keys.insert(map.entry.key).second) {
    problems_.add(map.entry.place, "the key '" + map.entry.key + "' stands twice in one map");
  } else {
    map.value.entries.push_back(std::move(map.entry));
  }
  map.entry = {};
}

/// Whether the plain scalar just read follows the one before it with nothing but a comma between.
bool YamlBuilder::follows_comma() const {
  const std::size_t end = last_plain_before_.offset + last_plain_before_.length;
  return last_plain_before_.length > 0 && last_plain_.length > 0 && end + 1 == last_plain_.offset &&
         lines_.text()[end] == ',';
}

void YamlBuilder::join_number(Value& number, const std::string& rest) {
  number.scalar += "," + rest;
  if (split_numbers_.empty() || split_numbers_.back().place.text() != number.place.text()) {
    split_numbers_.push_back({number.place, {}});
  }
  split_numbers_.back().text = number.scalar;
}

}  // namespace crossflow
