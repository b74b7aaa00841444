// What must hold across the rows of a choice, and across the steps of a route.
#include <algorithm>

#include "sim/scenario/choice.hpp"
#include "sim/scenario/quantity.hpp"

namespace crossflow {
namespace {

constexpr double tolerance = 1e-9;

bool is_free(const Condition& condition) {
  return condition.classes.empty() && !condition.in_group && !condition.failed_at && !condition.hangs_on_state() &&
         condition.directions.empty();
}

bool rest_is_last(const std::vector<ChoiceRow>& rows, Reader& reader) {
  bool good = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool rest = !rows[i].share && is_free(rows[i].condition);
    const bool last = i + 1 == rows.size();
    if (rest == last) continue;
    good = false;
    if (last) {
      reader.problems().add(rows[i].place, "the last row of a choice must be for all the rest",
                            "a last row without a share and conditions, such as {to: STATION}");
    } else {
      reader.problems().add(rows[i].place, "this row takes everyone, so the rows after it are never reached");
    }
  }
  return good;
}

/// Somebody who may stand before a choice.
struct Person {
  std::size_t class_index;
  bool grouped;
  std::optional<std::size_t> failed_at;
  std::string direction;
  bool alarm;
};

bool may_meet(const Condition& condition, const Person& person) {
  const auto among = [](const auto& list, const auto& one) {
    return list.empty() || std::find(list.begin(), list.end(), one) != list.end();
  };
  return among(condition.classes, person.class_index) && among(condition.directions, person.direction) &&
         (!condition.in_group || *condition.in_group == person.grouped) &&
         (!condition.failed_at || condition.failed_at == person.failed_at) &&
         (!condition.alarm || *condition.alarm == person.alarm);
}

/// False after adding a problem if the shares that a person may meet sum to more than all.
bool shares_fit(const std::vector<ChoiceRow>& rows, const Person& person, Reader& reader) {
  double sum = 0;
  for (const auto& row : rows) {
    if (!may_meet(row.condition, person)) continue;
    const Condition& c = row.condition;
    if (!row.share && !c.longer && !c.open && !c.targeted_by) return true;
    sum += row.share.value_or(0);
    if (sum <= 1 + tolerance) continue;
    reader.problems().add(row.place,
                          "the shares for the class '" + reader.names.classes[person.class_index] + "' can sum to " +
                              percent_text(sum) + " here",
                          "at most 100% for each class");
    return false;
  }
  return true;
}

bool all_shares_fit(const std::vector<ChoiceRow>& rows, Reader& reader) {
  if (!reader.drawn.empty()) return true;  // draws may pass 100% a little; the last rows then get less
  std::vector<std::optional<std::size_t>> failures = {std::nullopt};
  for (const auto& row : rows) {
    if (row.condition.failed_at) failures.push_back(row.condition.failed_at);
  }
  auto directions = reader.names.directions;
  if (directions.empty()) directions.emplace_back();
  for (std::size_t i = 0; i < reader.names.classes.size(); ++i) {
    for (const auto& failed_at : failures) {
      for (const auto& direction : directions) {
        for (const bool grouped : {false, true}) {
          for (const bool alarm : {false, true})
            if (!shares_fit(rows, {i, grouped, failed_at, direction, alarm}, reader)) return false;
        }
      }
    }
  }
  return true;
}

}  // namespace

bool rows_make_sense(const std::vector<ChoiceRow>& rows, Reader& reader) {
  return rest_is_last(rows, reader) && all_shares_fit(rows, reader);
}

bool always_leaves(const std::vector<Step>& steps, Reader& reader) {
  bool left = false;
  for (const auto& step : steps) {
    if (left) {
      reader.problems().add(step.place, "this step is never reached: everyone has left the port before it");
      return true;
    }
    left = step.kind == Step::Kind::leave;
    if (step.kind != Step::Kind::choose) continue;
    left = true;
    for (const auto& row : step.rows) left = always_leaves(row.steps, reader) && left;
  }
  return left;
}

}  // namespace crossflow
