// Maps whose keys are names that the user chose: stations, sources, routes, classes, ports.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/compound_types.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {

/// Reads into structs with a `name` and, where they have one, a `place`; in order of name, so that the order of keys in
/// a file never matters.
template <class T>
class NamedType final : public Type<std::vector<T>> {
 public:
  /// `what` is the singular: "station". `reserved` names have another meaning wherever such a name may stand.
  NamedType(TypePtr<T> item, std::string what, std::vector<std::string> reserved = {})
      : item_(std::move(item)), what_(std::move(what)), reserved_(std::move(reserved)) {}

  bool read(const Value& value, Reader& reader, std::vector<T>& out) const override {
    out.clear();
    if (!value.is_map() || value.entries.empty()) return reader.refuse(value, *this);
    bool good = true;
    for (const auto& entry : value.entries) {
      const Reader::Scope scope(reader, entry.key);
      good = name_is_good(entry, reader) && good;
      T one = blank<T>();
      one.name = entry.key;
      if constexpr (requires { one.place; }) one.place = entry.place;
      if (entry.value.is_null()) {
        good = reader.problem(entry.value, "the " + what_ + " '" + entry.key + "' has no value", item_->expected());
      } else {
        good = item_->read(entry.value, reader, one) && good;
      }
      if constexpr (requires { one.label.en; }) {
        if (one.label.en.empty()) one.label.en = one.name;
      }
      out.push_back(std::move(one));
    }
    std::sort(out.begin(), out.end(), [](const T& a, const T& b) { return a.name < b.name; });
    return good;
  }
  void write_schema(nlohmann::json& out) const override { compound::write_named_schema(out, *item_); }
  std::string expected() const override { return "a map from the name of each " + what_ + " to what it is"; }

 private:
  bool name_is_good(const Value::Entry& entry, Reader& reader) const {
    if (const std::string wrong = why_no_name(entry.key); !wrong.empty()) {
      reader.problems().add(entry.place, "'" + entry.key + "' cannot name " + with_article(what_) + ": it " + wrong,
                            name_expected);
      return false;
    }
    if (std::find(reserved_.begin(), reserved_.end(), entry.key) == reserved_.end()) return true;
    reader.problems().add(entry.place,
                          "'" + entry.key + "' cannot name " + with_article(what_) + ": the word has another meaning");
    return false;
  }

  TypePtr<T> item_;
  std::string what_;
  std::vector<std::string> reserved_;
};

}  // namespace crossflow
