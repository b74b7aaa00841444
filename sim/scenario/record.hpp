// A record is a map with known keys that fills a struct. Its description is the one truth from which the loader's
// checks, the JSON Schema and the reference page are made.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "sim/scenario/type.hpp"

namespace crossflow {

/// One line of the reference page.
struct KeyHelp {
  std::string name;  ///< with the names of the maps around it: "queue.space"
  std::string type;
  std::string default_text;
  std::string help;
  bool required = false;
};

/// A record without its struct.
class KeysBase {
 public:
  virtual ~KeysBase() = default;
  /// Reads the value into a new struct of the record's; null after adding a problem.
  virtual std::shared_ptr<const void> read(const Value& value, Reader& reader) const = 0;
  virtual nlohmann::json schema() const = 0;
  virtual std::vector<KeyHelp> help() const = 0;
  virtual std::vector<std::string> key_names() const = 0;
  virtual const std::string& name() const = 0;
  virtual const std::string& about() const = 0;
  /// Says what may stand in place of the map, or is empty.
  virtual const std::string& short_form() const = 0;
};

/// All of a record that does not depend on its struct.
class RecordBase : public KeysBase {
 public:
  nlohmann::json schema() const override;
  nlohmann::json map_schema() const;  ///< without the short form
  std::vector<KeyHelp> help() const override;
  std::vector<std::string> key_names() const override;
  const std::string& name() const override { return name_; }
  const std::string& about() const override { return about_; }
  const std::string& short_form() const override { return short_expected_; }

 protected:
  struct Field {
    std::string name;
    std::shared_ptr<const TypeBase> type;
    bool required = false;
    std::string default_text;
    std::optional<Value> default_value;
    std::string help;
    const RecordBase* included = nullptr;  ///< then all keys of that record stand here
  };

  RecordBase(std::string name, std::string about) : name_(std::move(name)), about_(std::move(about)) {}

  Field& add(std::string name, std::shared_ptr<const TypeBase> type, std::string help);
  Field& add_default(std::string name, std::shared_ptr<const TypeBase> type, std::string default_text,
                     std::string help);
  std::string expected_text() const;
  /// The value given for a field, or null; `good` turns false if it is missing or empty against the rules.
  const Value* given(const Value& map, std::size_t field, Reader& reader, bool& good) const;
  const Value& default_of(std::size_t field) const { return *fields_[field].default_value; }
  const std::string& name_of(std::size_t field) const { return fields_[field].name; }
  bool not_a_map(const Value& value, Reader& reader) const;
  void write_record_schema(nlohmann::json& out) const;
  bool unknown_keys(const Value& map, Reader& reader) const;
  static void default_read(bool good, const std::string& key);

  std::vector<Field> fields_;
  std::string short_expected_;

 private:
  std::string name_;
  std::string about_;
};

template <class T>
class Record : public Type<T>, public RecordBase {
 public:
  /// `name` is a singular noun that messages use ("a counter"); `help` says what the thing is.
  Record(std::string name, std::string help) : RecordBase(std::move(name), std::move(help)) {}
  Record(const Record&) = delete;
  Record& operator=(const Record&) = delete;

  /// A key with a default, written as a user would write it and read by the type itself.
  template <class M, class C>
  requires std::derived_from<T, C> Record& key(std::string name, M C::*member, std::type_identity_t<TypePtr<M>> type,
                                               std::string default_text, std::string help) {
    add_default(std::move(name), type, std::move(default_text), std::move(help));
    return reads([this, member, type, index = fields_.size() - 1](const Value* map, Reader& reader, T& out) {
      bool good = true;
      const Value* value = map == nullptr ? nullptr : given(*map, index, reader, good);
      if (value == nullptr && good) {
        good = type->read(default_of(index), reader, out.*member);
        default_read(good, name_of(index));
        return good;
      }
      return good && read_under(index, *type, *value, reader, out.*member);
    });
  }

  template <class M, class C>
  requires std::derived_from<T, C> Record& required(std::string name, M C::*member,
                                                    std::type_identity_t<TypePtr<M>> type, std::string help) {
    add(std::move(name), type, std::move(help)).required = true;
    return reads([this, member, type, index = fields_.size() - 1](const Value* map, Reader& reader, T& out) {
      if (map == nullptr) return true;  // the short form fills it
      bool good = true;
      const Value* value = given(*map, index, reader, good);
      return value != nullptr && read_under(index, *type, *value, reader, out.*member);
    });
  }

  template <class M, class C>
  requires std::derived_from<T, C> Record& optional(std::string name, std::optional<M> C::*member,
                                                    std::type_identity_t<TypePtr<M>> type, std::string help) {
    add(std::move(name), type, std::move(help));
    return reads([this, member, type, index = fields_.size() - 1](const Value* map, Reader& reader, T& out) {
      bool good = true;
      const Value* value = map == nullptr ? nullptr : given(*map, index, reader, good);
      if (value == nullptr) return good;
      (out.*member).emplace(blank<M>());
      return read_under(index, *type, *value, reader, *(out.*member));
    });
  }

  /// The member keeps its C++ default where the key is absent.
  template <class M, class C>
  requires std::derived_from<T, C> Record& optional(std::string name, M C::*member,
                                                    std::type_identity_t<TypePtr<M>> type, std::string help) {
    add(std::move(name), type, std::move(help));
    return reads([this, member, type, index = fields_.size() - 1](const Value* map, Reader& reader, T& out) {
      bool good = true;
      const Value* value = map == nullptr ? nullptr : given(*map, index, reader, good);
      return value == nullptr ? good : read_under(index, *type, *value, reader, out.*member);
    });
  }

  /// The keys of another record, inline at this level.
  template <class B, class C>
  requires std::derived_from<T, C> Record& include(B C::*member, std::shared_ptr<const Record<B>> keys) {
    add({}, keys, {}).included = keys.get();
    return reads([member, keys](const Value* map, Reader& reader, T& out) {
      return keys->read_fields(map, reader, out.*member);
    });
  }

  /// A rule across keys; asked only if every key by itself is right. It adds a problem where the rule is broken.
  Record& check(std::function<void(const T&, const Value&, Reader&)> rule) {
    rules_.push_back(std::move(rule));
    return *this;
  }

  /// What a scalar or a list in place of the map means. Keys with defaults hold them already when it is called.
  Record& scalar(std::function<bool(const Value&, Reader&, T&)> read, std::string expected) {
    short_ = std::move(read);
    short_expected_ = std::move(expected);
    return *this;
  }

  bool read(const Value& value, Reader& reader, T& out) const override {
    if (!value.is_map()) {
      if (!short_ || value.is_null()) return not_a_map(value, reader);
      return read_fields(nullptr, reader, out) && short_(value, reader, out) && rules_hold(value, reader, out);
    }
    const bool known = unknown_keys(value, reader);
    return read_fields(&value, reader, out) && known;
  }
  std::shared_ptr<const void> read(const Value& value, Reader& reader) const override {
    auto out = std::make_shared<T>();
    return read(value, reader, *out) ? std::shared_ptr<const void>(std::move(out)) : nullptr;
  }
  /// Reads this record's keys from a map that may hold others too; with no map, the defaults.
  bool read_fields(const Value* map, Reader& reader, T& out) const {
    bool good = true;
    for (const auto& read_one : readers_) good = read_one(map, reader, out) && good;
    return good && (map == nullptr || rules_hold(*map, reader, out));
  }

  using RecordBase::schema;
  void write_schema(nlohmann::json& out) const override { write_record_schema(out); }
  std::string expected() const override { return expected_text(); }
  std::vector<std::string> own_keys() const override { return key_names(); }
  const KeysBase* record() const override { return this; }

 private:
  using ReadOne = std::function<bool(const Value* map, Reader&, T&)>;

  Record& reads(ReadOne one) {
    readers_.push_back(std::move(one));
    return *this;
  }
  template <class M>
  bool read_under(std::size_t field, const Type<M>& type, const Value& value, Reader& reader, M& out) const {
    const Reader::Scope scope(reader, name_of(field));
    return type.read(value, reader, out);
  }
  bool rules_hold(const Value& value, Reader& reader, const T& out) const {
    const std::size_t before = reader.problems().size();
    for (const auto& rule : rules_) rule(out, value, reader);
    return reader.problems().size() == before;
  }

  std::vector<ReadOne> readers_;
  std::vector<std::function<void(const T&, const Value&, Reader&)>> rules_;
  std::function<bool(const Value&, Reader&, T&)> short_;
};

}  // namespace crossflow
