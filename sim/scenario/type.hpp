// A type says what may stand under a key. It reads the value, and tells the same truth to the JSON Schema and to the
// reference page.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sim/base/distribution.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow {

class KeysBase;
class Reader;

/// What is known of a type without knowing what it reads into.
struct TypeBase {
  virtual ~TypeBase() = default;
  /// JSON Schema (draft 7) of what this type accepts.
  nlohmann::json schema() const;
  /// The same, written into `out`, so that who only includes this header need not compile the JSON library.
  virtual void write_schema(nlohmann::json& out) const = 0;
  /// For messages and the reference: "a duration such as 12 min".
  virtual std::string expected() const = 0;
  /// More for the reference page, such as what each word of a choice means. May be empty.
  virtual std::string details() const { return {}; }
  /// The keys of a map that this type itself gives a meaning. Types that wrap another use them to tell their own maps
  /// from the other's.
  virtual std::vector<std::string> own_keys() const { return {}; }
  virtual bool owns(std::string_view key) const;
  /// The record that describes the keys of such a map, where there is one.
  virtual const KeysBase* record() const { return nullptr; }
};

template <class T>
struct Type : TypeBase {
  using value_type = T;
  /// False after adding at least one problem to the reader; `out` is then of no use.
  virtual bool read(const Value& value, Reader& reader, T& out) const = 0;
};

template <class T>
using TypePtr = std::shared_ptr<const Type<T>>;

/// Something to read into.
template <class T>
T blank() {
  if constexpr (std::is_same_v<T, Distribution>) {
    return Distribution::constant(0.0);
  } else {
    return T{};
  }
}

}  // namespace crossflow
