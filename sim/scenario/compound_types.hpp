// Types made of types: choices of words, lists, maps.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "sim/scenario/type.hpp"

namespace crossflow {

/// What the types below need that does not depend on what they hold.
namespace compound {
void write_word_schema(nlohmann::json& out, const std::vector<std::pair<std::string, std::string>>& word_help);
std::string word_details(const std::vector<std::pair<std::string, std::string>>& word_help);
std::string word_expected(const std::vector<std::pair<std::string, std::string>>& word_help);
/// Index of the word that a value is, or nothing after adding a problem.
std::optional<std::size_t> read_word(const Value& value, Reader& reader,
                                     const std::vector<std::pair<std::string, std::string>>& word_help);
void write_list_schema(nlohmann::json& out, const TypeBase& item, std::size_t least);
std::string list_expected(const TypeBase& item, std::size_t least);
void write_map_schema(nlohmann::json& out, const TypeBase& item);
void write_named_schema(nlohmann::json& out, const TypeBase& item);  ///< of a map whose keys are names
}  // namespace compound

template <class E>
class WordType final : public Type<E> {
 public:
  explicit WordType(std::vector<std::tuple<std::string, E, std::string>> words) {
    for (auto& [word, meaning, help] : words) {
      words_.emplace_back(std::move(word), std::move(help));
      meanings_.push_back(meaning);
    }
  }
  bool read(const Value& value, Reader& reader, E& out) const override {
    const auto index = compound::read_word(value, reader, words_);
    if (index) out = meanings_[*index];
    return index.has_value();
  }
  void write_schema(nlohmann::json& out) const override { compound::write_word_schema(out, words_); }
  std::string expected() const override { return compound::word_expected(words_); }
  std::string details() const override { return compound::word_details(words_); }

 private:
  std::vector<std::pair<std::string, std::string>> words_;  // word, help
  std::vector<E> meanings_;
};

template <class T>
class ListType final : public Type<std::vector<T>> {
 public:
  ListType(TypePtr<T> item, std::size_t least) : item_(std::move(item)), least_(least) {}
  bool read(const Value& value, Reader& reader, std::vector<T>& out) const override {
    out.clear();
    if (!value.is_list()) {
      T one = blank<T>();
      if (least_ > 1 || value.is_null()) return reader.refuse(value, *this);
      if (!item_->read(value, reader, one)) return false;
      out.push_back(std::move(one));
      return true;
    }
    if (value.items.size() < least_) return reader.refuse_length(value, expected());
    bool good = true;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const Reader::Scope scope(reader, i);
      T one = blank<T>();
      good = item_->read(value.items[i], reader, one) && good;
      out.push_back(std::move(one));
    }
    return good;
  }
  void write_schema(nlohmann::json& out) const override { compound::write_list_schema(out, *item_, least_); }
  std::string expected() const override { return compound::list_expected(*item_, least_); }
  std::string details() const override { return item_->details(); }
  std::vector<std::string> own_keys() const override { return item_->own_keys(); }
  const KeysBase* record() const override { return item_->record(); }

 private:
  TypePtr<T> item_;
  std::size_t least_;
};

/// Keeps the order of the file.
template <class T>
class MapType final : public Type<std::vector<std::pair<std::string, T>>> {
 public:
  MapType(TypePtr<T> item, std::string keys) : item_(std::move(item)), keys_(std::move(keys)) {}
  bool read(const Value& value, Reader& reader, std::vector<std::pair<std::string, T>>& out) const override {
    out.clear();
    if (!value.is_map()) return reader.refuse(value, *this);
    bool good = true;
    for (const auto& entry : value.entries) {
      const Reader::Scope scope(reader, entry.key);
      T one = blank<T>();
      good = item_->read(entry.value, reader, one) && good;
      out.emplace_back(entry.key, std::move(one));
    }
    return good;
  }
  void write_schema(nlohmann::json& out) const override { compound::write_map_schema(out, *item_); }
  std::string expected() const override { return "a map from " + keys_ + " to " + item_->expected(); }
  std::string details() const override { return item_->details(); }
  bool owns(std::string_view) const override { return true; }
  const KeysBase* record() const override { return item_->record(); }

 private:
  TypePtr<T> item_;
  std::string keys_;
};

namespace types {

/// One of several words: {word, meaning, what the word stands for}.
template <class E>
TypePtr<E> one_of(std::vector<std::tuple<std::string, E, std::string>> words) {
  return std::make_shared<WordType<E>>(std::move(words));
}
/// A value where a list is expected is a list of one.
template <class T>
TypePtr<std::vector<T>> list_of(std::shared_ptr<const Type<T>> item, std::size_t least = 0) {
  return std::make_shared<ListType<T>>(std::move(item), least);
}
template <class Y, class T = typename Y::value_type>
TypePtr<std::vector<T>> list_of(std::shared_ptr<Y> item, std::size_t least = 0) {
  return std::make_shared<ListType<T>>(std::move(item), least);
}
template <class T>
TypePtr<std::vector<std::pair<std::string, T>>> map_of(std::shared_ptr<const Type<T>> item, std::string keys) {
  return std::make_shared<MapType<T>>(std::move(item), std::move(keys));
}
template <class Y, class T = typename Y::value_type>
TypePtr<std::vector<std::pair<std::string, T>>> map_of(std::shared_ptr<Y> item, std::string keys) {
  return std::make_shared<MapType<T>>(std::move(item), std::move(keys));
}

}  // namespace types
}  // namespace crossflow
