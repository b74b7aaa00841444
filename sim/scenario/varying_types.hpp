// Values that differ: by time of the day, and by class of traveller.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/type.hpp"

namespace crossflow {

namespace compound {
void write_schedule_schema(nlohmann::json& out, const TypeBase& item);
void write_class_schema(nlohmann::json& out, const TypeBase& item);

/// "07:30" as a time of day, from 00:00 to 48:00.
std::optional<Tick> parse_clock(std::string_view text);

/// Of a value by class: whether the map's keys are classes (true) or the value's own (false); nothing, after adding a
/// problem, if they are both or neither.
std::optional<bool> keys_are_classes(const Value& map, Reader& reader, const TypeBase& item);
extern const std::string in_group;
extern const std::string otherwise;
}  // namespace compound

template <class T>
class ScheduleType final : public Type<Schedule<T>> {
 public:
  explicit ScheduleType(TypePtr<T> item) : item_(std::move(item)) {}
  bool read(const Value& value, Reader& reader, Schedule<T>& out) const override {
    out.clear();
    if (!value.is_map() || value.entries.empty() || !owns_clock(value)) {
      T one = blank<T>();
      if (!item_->read(value, reader, one)) return false;
      out.emplace_back(Tick{0}, std::move(one));
      return true;
    }
    bool good = true;
    for (const auto& entry : value.entries) {
      const auto from = compound::parse_clock(entry.key);
      if (!from || *from >= day) {
        reader.problems().add(entry.place, "'" + entry.key + "' is no time of the day", "a time such as 07:30");
        good = false;
        continue;
      }
      const Reader::Scope scope(reader, entry.key);
      T one = blank<T>();
      good = item_->read(entry.value, reader, one) && good;
      out.emplace_back(*from, std::move(one));
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const auto same =
        std::adjacent_find(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
    if (same == out.end()) return good;
    return reader.problem(value, "one time of the day stands twice in " + reader.subject());
  }
  void write_schema(nlohmann::json& out) const override { compound::write_schedule_schema(out, *item_); }
  std::string expected() const override {
    return item_->expected() + R"(; or by time of day, such as {"07:00": ..., "09:30": ...})";
  }
  std::string details() const override { return item_->details(); }
  std::vector<std::string> own_keys() const override { return item_->own_keys(); }
  bool owns(std::string_view key) const override { return compound::parse_clock(key).has_value() || item_->owns(key); }
  const KeysBase* record() const override { return item_->record(); }

 private:
  static bool owns_clock(const Value& map) {
    return std::any_of(map.entries.begin(), map.entries.end(),
                       [](const auto& entry) { return compound::parse_clock(entry.key).has_value(); });
  }
  TypePtr<T> item_;
};

/// Whether a value by class must hold something for every class.
enum class Cover : std::uint8_t { some, all };

template <class T>
class ByClassType final : public Type<ByClass<T>> {
 public:
  ByClassType(TypePtr<T> item, Cover cover) : item_(std::move(item)), cover_(cover) {}
  bool read(const Value& value, Reader& reader, ByClass<T>& out) const override {
    out = {};
    out.of_class.resize(reader.names.classes.size());
    if (value.is_map() && !value.entries.empty()) {
      const auto classes = compound::keys_are_classes(value, reader, *item_);
      if (!classes) return false;
      if (*classes) return read_map(value, reader, out);
    }
    return item_->read(value, reader, out.otherwise.emplace(blank<T>()));
  }
  void write_schema(nlohmann::json& out) const override { compound::write_class_schema(out, *item_); }
  std::string expected() const override { return item_->expected() + ", for all or by class"; }
  std::string details() const override { return item_->details(); }
  std::vector<std::string> own_keys() const override { return item_->own_keys(); }
  const KeysBase* record() const override { return item_->record(); }

 private:
  bool read_map(const Value& map, Reader& reader, ByClass<T>& out) const {
    const auto& classes = reader.names.classes;
    bool good = true;
    for (const auto& entry : map.entries) {
      const Reader::Scope scope(reader, entry.key);
      T one = blank<T>();
      good = item_->read(entry.value, reader, one) && good;
      if (entry.key == compound::in_group) {
        out.in_group.emplace(std::move(one));
      } else if (entry.key == compound::otherwise) {
        out.otherwise.emplace(std::move(one));
      } else {
        const auto at = std::lower_bound(classes.begin(), classes.end(), entry.key) - classes.begin();
        out.of_class[static_cast<std::size_t>(at)].emplace(std::move(one));
      }
    }
    if (cover_ == Cover::some || out.otherwise) return good;
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if (out.of_class[i]) continue;
      good = reader.problem(map, reader.subject() + " says nothing of the class '" + classes[i] + "'",
                            "each class, or 'otherwise'");
    }
    return good;
  }
  TypePtr<T> item_;
  Cover cover_;
};

namespace types {

/// One value, or {"07:00": 10, "09:00": 18}.
template <class T>
TypePtr<Schedule<T>> schedule(std::shared_ptr<const Type<T>> item) {
  return std::make_shared<ScheduleType<T>>(std::move(item));
}
template <class Y, class T = typename Y::value_type>
TypePtr<Schedule<T>> schedule(std::shared_ptr<Y> item) {
  return std::make_shared<ScheduleType<T>>(std::move(item));
}
/// One value, or {resident: ..., in a group: ..., otherwise: ...}.
template <class T>
TypePtr<ByClass<T>> by_class(std::shared_ptr<const Type<T>> item, Cover cover = Cover::some) {
  return std::make_shared<ByClassType<T>>(std::move(item), cover);
}
template <class Y, class T = typename Y::value_type>
TypePtr<ByClass<T>> by_class(std::shared_ptr<Y> item, Cover cover = Cover::some) {
  return std::make_shared<ByClassType<T>>(std::move(item), cover);
}

}  // namespace types
}  // namespace crossflow
