#include "sim/scenario/choice.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/figure.hpp"
#include "sim/scenario/port_keys.hpp"
#include "sim/scenario/risk_keys.hpp"

namespace crossflow {
namespace {

struct Row {
  Condition condition;
  std::optional<std::size_t> queue;
  std::optional<long> longer_than;
  std::vector<Step> to;
  std::vector<Step> then;
  std::optional<Value> share;  ///< what annotates it stands in the row itself, so it is read with the whole row at hand
  std::optional<Value> mark, source, range, note;
};

/// Keeps the value for a second look.
class RawType final : public Type<Value> {
 public:
  RawType(nlohmann::json schema, std::string expected) : schema_(std::move(schema)), expected_(std::move(expected)) {}
  bool read(const Value& value, Reader&, Value& out) const override {
    out = value;
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = schema_; }
  std::string expected() const override { return expected_; }

 private:
  nlohmann::json schema_;
  std::string expected_;
};

const Record<Row>& row_record() {
  static const auto record = [] {
    auto made = std::make_shared<Record<Row>>("row of a choice", "Who goes where.");
    const auto annotations = annotation_schema();
    const auto raw = [&](const std::string& key, const std::string& expected) {
      return std::make_shared<RawType>(annotations.at(key), expected);
    };
    made->optional("share", &Row::share,
                   std::make_shared<RawType>(types::share()->schema(), types::share()->expected()),
                   "The share of all here who meet the row's conditions; all that are left of them unless given.")
        .optional("to", &Row::to, steps_type(), "A station, 'leave', or a list of steps.")
        .optional("then", &Row::then, steps_type(), "Steps after that.")
        .include(
            &Row::condition,
            [] {
              auto condition = std::make_shared<Record<Condition>>("condition", "Who a row is for.");
              condition
                  ->optional("class", &Condition::classes, types::list_of(types::class_name()), "Of these classes.")
                  .optional("in a group", &Condition::in_group, types::yes_no(),
                            "Who travels in a tour group, or who does not.")
                  .optional("failed at", &Condition::failed_at, types::station_name(),
                            "Who failed at this station before.")
                  .optional("direction", &Condition::directions, types::list_of(types::name()), "Who goes this way.")
                  .optional("open", &Condition::open, types::station_name(), "While this station is open.")
                  .optional("targeted by", &Condition::targeted_by, types::targeting_name(),
                            "Whom this profile of targeting picks.")
                  .optional("alarm", &Condition::alarm, types::yes_no(),
                            "At whom the last check raised an alarm or found something, or at whom it did not.");
              return std::shared_ptr<const Record<Condition>>(condition);
            }())
        .optional("queue", &Row::queue, types::station_name(),
                  "With 'longer than': while the queue of this station ...")
        .optional("longer than", &Row::longer_than, types::whole(0, 1'000'000, "persons"), "... is longer than this.")
        .optional("mark", &Row::mark, raw("mark", "how the share was come by"), "How the share was come by.")
        .optional("range", &Row::range, raw("range", "two shares, or ±25%"), "How far the share may be off.")
        .optional("source", &Row::source, raw("source", "a text"), "Where the share comes from.")
        .optional("note", &Row::note, raw("note", "a text"), "Anything a reader should know of it.")
        .check([](const Row& row, const Value& at, Reader& reader) {
          if (row.queue.has_value() == row.longer_than.has_value()) return;
          reader.problem(at,
                         row.queue ? "'queue' needs 'longer than' beside it" : "'longer than' needs 'queue' beside it");
        });
    return made;
  }();
  return *record;
}

bool directions_known(const Value& map, const std::vector<std::string>& directions, Reader& reader) {
  bool good = true;
  for (const auto& direction : directions) {
    const auto& known = reader.names.directions;
    if (std::find(known.begin(), known.end(), direction) != known.end()) continue;
    good = reader.problem(*map.find("direction"), "no source has the direction '" + direction + "'",
                          known.empty() ? "" : "one of " + listed(known, ", "), nearest_word(direction, known));
  }
  return good;
}

bool read_share(const Value& map, const Row& row, Reader& reader, std::optional<double>& out) {
  if (!row.share) return note_figure(map, map, nullptr, {}, reader);
  const Reader::Scope scope(reader, "share");
  const auto rule = rules::percent(0, 1);
  out = row.share->is_map() ? read_quantity(rule, *row.share, reader) : read_beside(rule, *row.share, map, reader);
  return out.has_value();
}

bool read_row(const Value& value, Reader& reader, ChoiceRow& out) {
  Row row;
  if (!row_record().read(value, reader, row) || !directions_known(value, row.condition.directions, reader))
    return false;
  out.place = value.place;
  out.condition = std::move(row.condition);
  if (row.queue) out.condition.longer = {*row.queue, static_cast<int>(*row.longer_than)};
  out.steps = std::move(row.to);
  out.steps.insert(out.steps.end(), std::make_move_iterator(row.then.begin()), std::make_move_iterator(row.then.end()));
  return read_share(value, row, reader, out.share);
}

// Not made of what the rows say: a row more, or a station split in two, must not draw everybody's choice anew. Which
// choice of a route it is, is counted along the route.
const std::string default_purpose = "choice";

}  // namespace

const KeysBase& row_keys() {
  return row_record();
}

bool read_choice(const Value& map, Reader& reader, Step& out) {
  out.kind = Step::Kind::choose;
  if (!refuse_unknown_keys(map, {"choose", "purpose"}, "a choice", reader)) return false;
  const Value& rows = *map.find("choose");
  bool good = true;
  {
    const Reader::Scope scope(reader, "choose");
    if (!rows.is_list() || rows.items.empty())
      return reader.refuse(rows, "a list of rows such as {share: 3%, to: STATION}");
    for (std::size_t i = 0; i < rows.items.size(); ++i) {
      const Reader::Scope inner(reader, i);
      out.rows.emplace_back();
      good = read_row(rows.items[i], reader, out.rows.back()) && good;
    }
  }
  if (const Value* purpose = map.find("purpose")) {
    const Reader::Scope scope(reader, "purpose");
    good = types::text()->read(*purpose, reader, out.purpose) && good;
  } else if (good) {
    out.purpose = default_purpose;
  }
  return good && rows_make_sense(out.rows, reader);
}

bool read_single_row(const Value& row, Reader& reader, Step& out) {
  out.kind = Step::Kind::choose;
  out.rows.resize(2);
  if (!read_row(row, reader, out.rows[0])) return false;
  out.rows[1].place = row.place;
  out.purpose = default_purpose;
  return true;
}

}  // namespace crossflow
