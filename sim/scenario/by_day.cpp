#include "sim/scenario/by_day.hpp"

#include <algorithm>
#include <array>

#include "sim/scenario/reader.hpp"
#include "sim/scenario/varying_types.hpp"

namespace crossflow {

const std::string by_day_key = "by day";

namespace {

/// The map from kinds of day to values, or null if the value hangs on none.
const Value* by_day_of(const Value& value) {
  return value.is_map() ? value.find(by_day_key) : nullptr;
}

/// On these all else hangs.
const std::array<std::string, 5> fixed_keys = {"crossflow", "extends", "date", "days", "calendar"};

class Check {
 public:
  Check(const Calendar& calendar, Problems& problems) : calendar_(calendar), problems_(problems) {}

  void all(const Value& value) const {
    for (const Value& item : value.items) all(item);
    for (const auto& entry : value.entries) all(entry.value);
    if (const Value* kinds = by_day_of(value)) one(value, *kinds);
  }

 private:
  void one(const Value& holder, const Value& kinds) const {
    for (const auto& entry : holder.entries)
      if (entry.key != by_day_key)
        problems_.add(entry.place, "'" + entry.key + "' stands beside '" + by_day_key + "'",
                      "it inside of each kind of day");
    if (!kinds.is_map() || kinds.entries.empty()) {
      problems_.add(kinds.place, "'" + by_day_key + "' is " + (kinds.is_map() ? "empty" : describe(kinds)),
                    "kinds of day such as {Saturday: ..., otherwise: ...}");
      return;
    }
    for (const auto& entry : kinds.entries) kind(entry);
  }

  void kind(const Value::Entry& entry) const {
    if (entry.key == compound::otherwise) return;
    if (Date date; parse_date(entry.key, date)) {
      if (!calendar_.covers(date))
        problems_.add(entry.place, "the date " + entry.key + " is not in the calendar",
                      "from " + date_text(calendar_.first()) + " to " + date_text(calendar_.last()));
      return;
    }
    const auto names = calendar_.names();
    if (std::find(names.begin(), names.end(), entry.key) != names.end()) return;
    auto near = names;
    near.push_back(compound::otherwise);
    problems_.add(entry.place, "'" + entry.key + "' is no kind of day",
                  "a kind such as working day, Saturday, last day; a festival such as Good Friday; a date; or "
                  "'otherwise' ('crossflow calendar' prints which kinds a date is)",
                  nearest_word(entry.key, near));
  }

  const Calendar& calendar_;
  Problems& problems_;
};

/// Goes through a tree and says the path of each value that hangs on the kind of day. `choose` says which kind is
/// taken: inside of that one it goes on, unless the choice is empty.
template <class Choose>
void each_choice(const Value& value, const std::string& path, const Choose& choose) {
  if (const Value* kinds = by_day_of(value)) {
    const std::string kind = choose(path, value, *kinds);
    if (const Value* chosen = kind.empty() ? nullptr : kinds->find(kind))
      each_choice(*chosen, path_with(path_with(path, by_day_key), kind), choose);
    return;
  }
  for (std::size_t i = 0; i < value.items.size(); ++i)
    each_choice(value.items[i], path_with(path, std::to_string(i + 1)), choose);
  for (const auto& entry : value.entries) each_choice(entry.value, path_with(path, entry.key), choose);
}

void take_choices(Value& value, const std::string& path, const DayChoices& choices) {
  if (Value* kinds = by_day_of(value) != nullptr ? value.find(by_day_key) : nullptr) {
    const auto choice = choices.find(path);
    if (choice == choices.end()) return;  // nothing is said, which has been told
    Value chosen = std::move(*kinds->find(choice->second));
    take_choices(chosen, path_with(path_with(path, by_day_key), choice->second), choices);
    value = std::move(chosen);
    return;
  }
  for (std::size_t i = 0; i < value.items.size(); ++i)
    take_choices(value.items[i], path_with(path, std::to_string(i + 1)), choices);
  for (auto& entry : value.entries) {
    const bool by_day = by_day_of(entry.value) != nullptr;
    take_choices(entry.value, path_with(path, entry.key), choices);
    if (by_day && entry.value.is_null()) entry.key.clear();
  }
  // '~' of a kind of day takes the key away on such days; no key is empty.
  std::erase_if(value.entries, [](const auto& entry) { return entry.key.empty(); });
}

/// The keys of a path, without the kinds of day that were chosen on the way.
std::vector<std::string> keys_on_a_day(const std::string& path) {
  std::vector<std::string> out = keys_of_path(path);
  for (std::size_t i = 0; i + 1 < out.size();)
    if (out[i] == by_day_key) {
      out.erase(out.begin() + static_cast<std::ptrdiff_t>(i), out.begin() + static_cast<std::ptrdiff_t>(i) + 2);
    } else {
      ++i;
    }
  return out;
}

/// Without the ports of a network: the keys are those of one port.
std::vector<std::string> keys_in_port(const std::string& path) {
  auto keys = keys_on_a_day(path);
  if (keys.size() > 2 && keys[0] == "ports") keys.erase(keys.begin(), keys.begin() + 2);
  return keys;
}

bool is_plan(const std::vector<std::string>& keys) {
  return keys.size() > 2 && keys[0] == "stations" && keys[2] == "open";
}

bool is_of_shift(const std::vector<std::string>& keys) {
  return keys.size() > 4 && keys[0] == "officers" && keys[2] == "shifts";
}

/// Around the dates of a run: the day before the first has nothing but shifts, which may reach into it, the day after
/// the last plans and shifts. What is not said of such a day, and all else, is as on the run's day that is `nearest`.
DayChoices choices_around(const Value& root, const Calendar& calendar, Date date, bool plans,
                          const DayChoices& nearest) {
  if (!calendar.covers(date)) return nearest;
  const auto kinds = calendar.kinds(date);
  DayChoices out;
  bool all_said = true;
  each_choice(root, "", [&](const std::string& path, const Value&, const Value& by_kind) {
    const auto keys = keys_in_port(path);
    if (is_of_shift(keys) || (plans && is_plan(keys))) {
      for (const KindOfDay& kind : kinds)
        if (by_kind.find(kind.name) != nullptr) return out[path] = kind.name;
      if (by_kind.find(compound::otherwise) != nullptr) return out[path] = compound::otherwise;
    }
    if (const auto as = nearest.find(path); as != nearest.end()) return out[path] = as->second;
    all_said = false;
    return std::string();
  });
  return all_said ? out : nearest;
}

/// The place of the value at such a path.
Place place_of_choice(const Value& root, const std::string& path) {
  Place found = root.place;
  // Whatever is chosen on the way stands in the path itself.
  each_choice(root, "", [&](const std::string& at, const Value& holder, const Value& kinds) {
    if (at == path) found = holder.place;
    for (const auto& entry : kinds.entries)
      if (path.starts_with(path_with(path_with(at, by_day_key), entry.key))) return entry.key;
    return std::string();
  });
  return found;
}

}  // namespace

bool hangs_on_day(const Value& value) {
  if (by_day_of(value) != nullptr) return true;
  return std::any_of(value.items.begin(), value.items.end(), hangs_on_day) ||
         std::any_of(value.entries.begin(), value.entries.end(),
                     [](const auto& entry) { return hangs_on_day(entry.value); });
}

void check_by_day(const Value& root, const Calendar& calendar, Problems& problems) {
  for (const auto& entry : root.entries)
    if (std::find(fixed_keys.begin(), fixed_keys.end(), entry.key) != fixed_keys.end() && hangs_on_day(entry.value))
      problems.add(entry.value.place, "'" + entry.key + "' cannot hang on the kind of day", "one value");
  Check(calendar, problems).all(root);
}

DayChoices choices_on(const Value& root, const Calendar& calendar, Date date, Problems& problems) {
  const auto kinds = calendar.kinds(date);
  DayChoices out;
  each_choice(root, "", [&](const std::string& path, const Value& holder, const Value& by_kind) {
    for (const KindOfDay& kind : kinds)
      if (by_kind.find(kind.name) != nullptr) return out[path] = kind.name;
    if (by_kind.find(compound::otherwise) != nullptr) return out[path] = compound::otherwise;
    std::vector<std::string> names;
    for (std::size_t k = 1; k < kinds.size(); ++k) names.push_back(kinds[k].name);
    problems.add(holder.place, "nothing is said here of " + date_text(date), listed(names) + ", or 'otherwise'");
    return std::string();
  });
  return out;
}

Value with_choices(const Value& root, const DayChoices& choices) {
  Value out = root;
  take_choices(out, "", choices);
  return out;
}

DayVariants day_variants(const Value& root, const Calendar& calendar, Date first, int days, Problems& problems) {
  DayVariants out;
  const std::size_t before = problems.size();
  for (int d = 0; d < days; ++d) {
    DayChoices choices = choices_on(root, calendar, days_after(first, d), problems);
    if (problems.size() > before) return out;  // told of the first such date
    const auto known = std::find(out.choices.begin(), out.choices.end(), choices);
    out.of_day.push_back(static_cast<std::size_t>(known - out.choices.begin()));
    if (known == out.choices.end()) out.choices.push_back(std::move(choices));
  }
  for (const auto& [path, kind] : out.choices.front()) {
    if (follows_days(path)) continue;
    const auto other = std::find_if(out.of_day.begin(), out.of_day.end(), [&, &at = path, &of = kind](std::size_t v) {
      const auto choice = out.choices[v].find(at);
      return choice != out.choices[v].end() && choice->second != of;
    });
    if (other == out.of_day.end()) continue;
    const auto day_index = static_cast<int>(other - out.of_day.begin());
    problems.add(place_of_choice(root, path),
                 "'" + path + "' is another one on " + date_text(days_after(first, day_index)) + " (" +
                     out.choices[*other].at(path) + ") than on " + date_text(first) + " (" + kind +
                     "), but stands for all days of a run",
                 "days of one kind; in a run of several kinds only totals, profiles, tour groups, servers open by plan "
                 "and shifts follow the days");
  }
  for (const int d : {days, -1}) {
    const DayChoices nearest = out.choices[d < 0 ? out.of_day.front() : out.of_day[static_cast<std::size_t>(days - 1)]];
    DayChoices around = choices_around(root, calendar, days_after(first, d), d >= 0, nearest);
    const auto known = std::find(out.choices.begin(), out.choices.end(), around);
    out.of_day.push_back(static_cast<std::size_t>(known - out.choices.begin()));
    if (known == out.choices.end()) out.choices.push_back(std::move(around));
  }
  return out;
}

bool follows_days(const std::string& path) {
  const auto keys = keys_in_port(path);
  if (keys[0] == "title" || keys[0] == "note" || keys[0] == "source") return true;
  if (keys.size() == 2 && keys[0] == "demand") return keys[1] == "scale";
  if (keys.size() < 3) return false;
  static const std::array<std::string, 4> kinds_of_source = {"total", "typical day", "timetable", "groups"};
  if (keys[0] == "demand")
    return std::find(kinds_of_source.begin(), kinds_of_source.end(), keys[2]) != kinds_of_source.end();
  return is_plan(keys) || is_of_shift(keys);
}

}  // namespace crossflow
