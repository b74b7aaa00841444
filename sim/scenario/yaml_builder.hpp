// Builds the tree of values out of the events of yaml-cpp's parser.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>

#include "sim/scenario/source_lines.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow {

/// Ends the parsing of a document; the problem has been made.
struct YamlStop {
  Problem problem;
};

class YamlBuilder final : public YAML::EventHandler {
 public:
  YamlBuilder(SourceLines& lines, Problems& problems) : lines_(lines), problems_(problems) {}

  /// The tree, once the parser is at its end.
  Value take();
  /// What the parser could not go on with, in a planner's words.
  Problem explain(const YAML::ParserException& error);

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(leaf(mark, Value::Kind::null), anchor); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
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
  /// A map or list whose end has not come yet.
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
  /// What an alias stands for.
  struct Anchored {
    Value value;
    std::size_t nodes = 1;
    std::size_t height = 0;  // levels of maps and lists
  };
  /// A scalar without quotes, in the text.
  struct Plain {
    std::size_t offset = 0;
    std::size_t length = 0;
  };
  /// A number of which commas made several values, now whole.
  struct SplitNumber {
    Place place;
    std::string text;
  };

  /// A quoted text over several lines: where parsing fails just after it, its quote was not meant to close there.
  struct LongQuote {
    Place begin;
    int last_line = -1;
  };

  Place place(const YAML::Mark& mark) { return lines_.place(mark.line, mark.column); }
  Value leaf(const YAML::Mark& mark, Value::Kind kind);
  void count(const YAML::Mark& mark, std::size_t nodes);
  void check_depth(const YAML::Mark& mark, std::size_t height);
  void refuse_tag(const YAML::Mark& mark, const std::string& tag);
  void check_quote(std::size_t at);
  void note_long_quote(std::size_t from, std::size_t to);

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Value::Kind kind);
  void close();
  void add(Value value, YAML::anchor_t anchor, std::size_t height = 0, std::size_t nodes = 1);
  void add_item(Value value);
  void add_key(Value key);
  void add_value(Value value);

  bool follows_comma() const;
  void join_number(Value& number, const std::string& rest);

  SourceLines& lines_;
  Problems& problems_;
  Value root_;
  std::vector<Open> stack_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  std::size_t nodes_ = 0;
  std::size_t anchored_nodes_ = 0;
  int documents_ = 0;
  Plain last_plain_, last_plain_before_;
  std::vector<SplitNumber> split_numbers_;
  LongQuote long_quote_;
};

}  // namespace crossflow
