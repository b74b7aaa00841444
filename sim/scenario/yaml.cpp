// YAML text into a tree of values. Refused are: what is not UTF-8 text; files, trees and nesting beyond the limits
// below (so that a few lines of aliases cannot grow to fill the memory); and whatever two readers of YAML may take for
// different things: duplicate keys, tags, merge keys, several documents, thousands parted off by commas inside { } and
// [ ].
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "sim/scenario/source_lines.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_bytes = 8'000'000;
constexpr std::size_t most_depth = 64;
constexpr std::size_t most_nodes = 500'000;

/// Ends the parsing of a document; the problem has been made.
struct Stop {
  Problem problem;
};

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

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "47" and "658 persons": what is left of a number when a comma parts it.
bool splits_thousands(std::string_view head, std::string_view tail) {
  const std::size_t first = head.find_last_not_of("0123456789");
  const std::string_view digits = first == std::string_view::npos ? head : head.substr(first + 1);
  if (digits.empty() || digits.size() > 3 || tail.size() < 3) return false;
  return std::all_of(tail.begin(), tail.begin() + 3, is_digit) && (tail.size() == 3 || !is_digit(tail[3]));
}

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(SourceLines& lines, Problems& problems) : lines_(lines), problems_(problems) {}

  Value take() { return std::move(root_); }

  /// Numbers of which commas made several values, now whole.
  void report_commas() {
    for (const auto& number : split_numbers_) {
      std::string without = number.text;
      std::erase(without, ',');
      problems_.add(number.place, "inside { } and [ ] a comma ends a value: '" + number.text + "' is read in pieces",
                    "the number without a comma, or in quotes; or a space after a comma that parts two values", without);
    }
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ < 2) return;
    throw Stop{{place(mark), "a second document begins here", "one document; lines of one map are indented alike", {}}};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(leaf(mark, Value::Kind::null), anchor); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
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
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) throw Stop{{place(mark), "an alias inside of what it stands for", {}, {}}};
    count(mark, found->second.nodes);
    check_depth(mark, found->second.height);
    add(found->second.value, 0, found->second.height);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Value::Kind::list);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Value::Kind::map);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Value value;
    YAML::anchor_t anchor = 0;
    std::size_t nodes_before = 0;
    std::size_t height = 1;
    bool has_key = false;
    bool key_continues_number = false;
    Value::Entry entry;
    std::set<std::string> keys;
  };
  struct Anchored {
    Value value;
    std::size_t nodes = 1;
    std::size_t height = 0;  // levels of maps and lists
  };
  struct SplitNumber {
    Place place;
    std::string text;
  };
  struct Plain {
    std::size_t offset = 0;
    std::size_t length = 0;
  };

  Place place(const YAML::Mark& mark) { return lines_.place(mark.line, mark.column); }

  void count(const YAML::Mark& mark, std::size_t nodes) {
    nodes_ += nodes;
    if (nodes_ <= most_nodes) return;
    throw Stop{{place(mark), "the file is too large", "at most 500,000 values, with those that aliases repeat", {}}};
  }
  void check_depth(const YAML::Mark& mark, std::size_t height) {
    if (stack_.size() + height <= most_depth) return;
    throw Stop{{place(mark), "maps and lists are nested too deep", "at most 64 levels", {}}};
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    problems_.add(place(mark), "tags such as !!int are not for scenarios", "the value without its tag");
  }
  Value leaf(const YAML::Mark& mark, Value::Kind kind) {
    count(mark, 1);
    Value value;
    value.kind = kind;
    value.place = place(mark);
    return value;
  }

  /// The parser takes a quoted text that is never closed for one that ends with the file.
  void check_quote(std::size_t at) {
    const std::string_view text = lines_.text();
    while (at < text.size() && (text[at] == '&' || text[at] == '!')) {
      at = text.find_first_not_of(" \t\r\n", text.find_first_of(" \t\r\n", at));
    }
    if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return;
    const char quote = text[at];
    for (std::size_t i = at + 1; i < text.size(); ++i) {
      if (quote == '"' && text[i] == '\\') {
        ++i;
      } else if (text[i] == quote && quote == '\'' && i + 1 < text.size() && text[i + 1] == quote) {
        ++i;
      } else if (text[i] == quote) {
        return;
      }
    }
    throw Stop{{lines_.place_of(at), std::string("the quote ") + quote + " is not closed", {}, {}}};
  }

  /// Whether the plain scalar just read follows the one before it with nothing but a comma between.
  bool follows_comma() const {
    const std::size_t end = last_plain_before_.offset + last_plain_before_.length;
    return last_plain_before_.length > 0 && last_plain_.length > 0 && end + 1 == last_plain_.offset &&
           lines_.text()[end] == ',';
  }
  void refuse_comma(Value& number, const std::string& rest) {
    number.scalar += "," + rest;
    if (split_numbers_.empty() || split_numbers_.back().place.text() != number.place.text()) {
      split_numbers_.push_back({number.place, {}});
    }
    split_numbers_.back().text = number.scalar;
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Value::Kind kind) {
    refuse_tag(mark, tag);
    check_depth(mark, 1);
    if (!stack_.empty() && stack_.back().value.is_map() && !stack_.back().has_key) {
      throw Stop{{place(mark), "a key must be a word, not a map or list", {}, {}}};
    }
    Open next;
    next.nodes_before = nodes_;
    next.value = leaf(mark, kind);
    next.anchor = anchor;
    stack_.push_back(std::move(next));
  }
  void close() {
    Open done = std::move(stack_.back());
    stack_.pop_back();
    add(std::move(done.value), done.anchor, done.height, nodes_ - done.nodes_before);
  }

  void add(Value value, YAML::anchor_t anchor, std::size_t height = 0, std::size_t nodes = 1) {
    if (anchor != 0) anchors_[anchor] = {value, nodes, height};
    if (!stack_.empty()) stack_.back().height = std::max(stack_.back().height, height + 1);
    if (stack_.empty()) {
      root_ = std::move(value);
    } else if (stack_.back().value.is_list()) {
      auto& items = stack_.back().value.items;
      if (!items.empty() && value.is_scalar() && items.back().is_scalar() && follows_comma() &&
          splits_thousands(items.back().scalar, value.scalar)) {
        refuse_comma(items.back(), value.scalar);
      } else {
        items.push_back(std::move(value));
      }
    } else if (!stack_.back().has_key) {
      add_key(std::move(value));
    } else {
      add_value(std::move(value));
    }
  }
  void add_key(Value key) {
    Open& map = stack_.back();
    if (!key.is_scalar()) throw Stop{{key.place, "a key is missing before ':'", {}, {}}};
    if (key.scalar == "<<") throw Stop{{key.place, "the merge key '<<' is not for scenarios", "'extends: FILE'", {}}};
    map.has_key = true;
    map.key_continues_number = !map.value.entries.empty() && map.value.entries.back().value.is_scalar() &&
                               follows_comma() && splits_thousands(map.value.entries.back().value.scalar, key.scalar);
    map.entry.key = std::move(key.scalar);
    map.entry.place = std::move(key.place);
  }
  void add_value(Value value) {
    Open& map = stack_.back();
    map.has_key = false;
    map.entry.value = std::move(value);
    if (map.key_continues_number && map.entry.value.is_null()) {
      refuse_comma(map.value.entries.back().value, map.entry.key);
    } else if (!map.keys.insert(map.entry.key).second) {
      problems_.add(map.entry.place, "the key '" + map.entry.key + "' stands twice in one map");
    } else {
      map.value.entries.push_back(std::move(map.entry));
    }
    map.entry = {};
  }

  SourceLines& lines_;
  Problems& problems_;
  Value root_;
  std::vector<Open> stack_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
  Plain last_plain_, last_plain_before_;
  std::vector<SplitNumber> split_numbers_;
};

}  // namespace

Value parse_yaml(const std::string& whole, const std::string& file, Problems& problems) {
  const std::string_view text = without_bom(whole);
  SourceLines lines(text, file);
  if (text.size() > most_bytes) {
    problems.add({file}, "the file is too large", "at most 8 MB");
    return {};
  }
  if (const std::size_t at = first_not_text(text); at != std::string_view::npos) {
    problems.add(lines.place_of(at), "this is not text in UTF-8");
    return {};
  }
  TreeBuilder builder(lines, problems);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    builder.report_commas();
    return builder.take();
  } catch (const Stop& stop) {
    problems.add(stop.problem);
  } catch (const YAML::Exception& error) {
    problems.add(lines.place(error.mark.line, error.mark.column), yaml_advice(error.msg, lines.line(error.mark.line)));
  }
  return {};
}

Value load_yaml(const std::string& path, std::string& text, Problems& problems, const Place& asked_at) {
  std::ifstream stream(path, std::ios::binary);
  text.resize(most_bytes + 1);
  std::error_code ignored;
  if (!stream || std::filesystem::is_directory(path, ignored) ||
      (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && stream.bad())) {
    text.clear();
    problems.add(asked_at.file.empty() ? Place{path} : asked_at, "the file '" + path + "' cannot be read");
    return {};
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  text.shrink_to_fit();
  return parse_yaml(text, path, problems);
}

}  // namespace crossflow
