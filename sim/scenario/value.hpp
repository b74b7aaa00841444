// YAML as a tree of our own, in which every node knows its place. Scalars stay text: what one means is decided by the
// key that it stands under, so that `no`, `12:30`, `1_000` and `0x10` hold no surprise.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/problem.hpp"

namespace crossflow {

struct Value {
  enum class Kind : std::uint8_t { null, scalar, list, map };
  struct Entry;

  Kind kind = Kind::null;
  std::string scalar;
  Place place;
  std::vector<Value> items;    ///< of a list
  std::vector<Entry> entries;  ///< of a map, in the order of the file; keys are unique

  static Value text(std::string scalar, Place place = {});

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }
  bool is_null() const { return kind == Kind::null; }

  /// The value under a key of this map, or null.
  const Value* find(std::string_view key) const;
  Value* find(std::string_view key);
  std::vector<std::string> keys() const;
};

struct Value::Entry {
  std::string key;
  Place place;  ///< of the key
  Value value;
};

/// Reads one YAML document. What cannot be read safely, or would mean different things to different readers, is
/// refused: see yaml.cpp for the limits. Broken YAML gives one problem with its place; the value is then null.
Value parse_yaml(const std::string& text, const std::string& file, Problems& problems);

/// Reads a file into `text` and parses it. A file that cannot be read is a problem at `asked_at`.
Value load_yaml(const std::string& path, std::string& text, Problems& problems, const Place& asked_at = {});

/// The tree as a YAML document: block style, keys of maps in order, so that equal trees give equal text.
std::string yaml_text(const Value& value);

/// The tree on one line: `{lognormal: {mean: 16 s, cv: 50%}}`, keys in the order of the file.
std::string flow_text(const Value& value);

/// How a value is named in a message: "'18 x'", "a list", "a map", "nothing".
std::string describe(const Value& value);

}  // namespace crossflow
