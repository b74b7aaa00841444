#include "sim/scenario/roster_study_keys.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/scenario/named_type.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

constexpr long most_officers = 10'000;

/// A time that is a whole multiple of the grid of rosters.
class OnGridType final : public Type<Tick> {
 public:
  OnGridType(TypePtr<Tick> type, std::string example) : type_(std::move(type)), example_(std::move(example)) {}
  bool read(const Value& value, Reader& reader, Tick& out) const override {
    if (!type_->read(value, reader, out)) return false;
    return out % roster_grid == 0 ||
           reader.problem(value, "'" + value.scalar + "' is no whole multiple of " + duration_text(roster_grid),
                          example_);
  }
  void write_schema(nlohmann::json& out) const override { out = type_->schema(); }
  std::string expected() const override { return type_->expected(); }

 private:
  TypePtr<Tick> type_;
  std::string example_;
};

TypePtr<Tick> clock_on_grid() {
  return std::make_shared<OnGridType>(types::clock(day), "a time such as 06:30 or 06:45");
}

TypePtr<Tick> duration_on_grid(Tick least, Tick most) {
  return std::make_shared<OnGridType>(types::duration(least, most), "a duration such as 45 min or 8 h 30 min");
}

struct Starts {
  Tick first = 0, last = 0, every = 30 * minute;
};

std::shared_ptr<const Record<Starts>> starts_record() {
  auto r = std::make_shared<Record<Starts>>("range of times", "When duties may begin.");
  r->required("first", &Starts::first, clock_on_grid(), "The first time.")
      .required("last", &Starts::last, clock_on_grid(), "The last.")
      .key("every", &Starts::every, duration_on_grid(roster_grid, day), "30 min", "How far apart.")
      .check([](const Starts& read, const Value& value, Reader& reader) {
        if (read.last < read.first)
          reader.problem(*value.find("last"), "the last time is before the first", "a later time");
      });
  return r;
}

/// A time, a list of times, or {first: ..., last: ..., every: ...}.
class StartsType final : public Type<std::vector<Tick>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<Tick>& out) const override {
    out.clear();
    if (!value.is_map()) {
      if (!list_->read(value, reader, out)) return false;
    } else {
      Starts range;
      if (!range_->read(value, reader, range)) return false;
      for (Tick at = range.first; at <= range.last; at += range.every) out.push_back(at);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = {{"anyOf", {list_->schema(), range_->schema()}}}; }
  std::string expected() const override {
    return R"(a time, a list of times, or {first: "06:30", last: "14:30", every: 30 min})";
  }
  const KeysBase* record() const override { return range_.get(); }

 private:
  TypePtr<std::vector<Tick>> list_ = types::list_of(clock_on_grid(), 1);
  std::shared_ptr<const Record<Starts>> range_ = starts_record();
};

std::shared_ptr<const Record<BreakForm>> break_form_record() {
  auto r = std::make_shared<Record<BreakForm>>("break of a duty", "A meal or a rest, paid.");
  r->required("takes", &BreakForm::takes, duration_on_grid(roster_grid, 8 * hour), "How long.")
      .required("after", &BreakForm::after, duration_on_grid(0, day),
                "It begins so long after the beginning of the duty, and not sooner.")
      .required("by", &BreakForm::by, duration_on_grid(0, day), "And not later.")
      .check([](const BreakForm& read, const Value& value, Reader& reader) {
        if (read.by < read.after)
          reader.problem(*value.find("by"), "the break must begin before it may", "as long as 'after' or longer");
      });
  return r;
}

/// Remembers places, as a study's measures do.
class ConditionType final : public Type<WrittenRosterCondition> {
 public:
  explicit ConditionType(const MeasureKinds& measures) : record_(measure_condition_record(measures)) {}
  bool read(const Value& value, Reader& reader, WrittenRosterCondition& out) const override {
    note_places(value, out.written.request);
    const Value* bound = value.find(value.find("at least") != nullptr ? "at least" : "at most");
    out.bound_place = bound == nullptr ? value.place : bound->place;
    return record_->read(value, reader, out.written);
  }
  void write_schema(nlohmann::json& out) const override { out = record_->schema(); }
  std::string expected() const override { return record_->expected(); }
  const KeysBase* record() const override { return record_.get(); }

 private:
  std::shared_ptr<const Record<WrittenMeasureCondition>> record_;
};

}  // namespace

std::shared_ptr<const Record<DutyForm>> duty_form_record() {
  auto r = std::make_shared<Record<DutyForm>>("form of duty", "Duties that may be worked.");
  r->optional("label", &DutyForm::label, types::label(), "Its name for readers; its own name unless given.")
      .required("from", &DutyForm::from, std::make_shared<StartsType>(), "When they may begin.")
      .required("lasts", &DutyForm::lasts, types::list_of(duration_on_grid(roster_grid, day), 1),
                "How long they may last, breaks included.")
      .optional("breaks", &DutyForm::breaks, types::list_of<BreakForm>(break_form_record()),
                "Breaks, in the order in which they are taken. When each officer takes them is part of the answer.")
      .key("least", &DutyForm::least, types::whole(0, most_officers), "0", "Officers who have one, on each day.")
      .key("most", &DutyForm::most, types::whole(0, most_officers), "10000", "No more than so many.")
      .check([](const DutyForm& read, const Value& value, Reader& reader) {
        if (read.most < read.least)
          reader.problem(*value.find("most"), fmt::format("at most {}, and at least {}", read.most, read.least),
                         "as many as 'least' or more");
      });
  return r;
}

std::shared_ptr<const Record<RosterPool>> roster_pool_record() {
  auto r = std::make_shared<Record<RosterPool>>("pool of a roster", "Whose roster is sought.");
  r->required("shifts", &RosterPool::shifts, std::make_shared<NamedType<DutyForm>>(duty_form_record(), "form of duty"),
              "What may be worked, by name.")
      .optional("most", &RosterPool::most, types::whole(1, most_officers), "Officers on a day at most.")
      .optional("at least", &RosterPool::at_least, types::schedule(types::whole(0, most_officers)),
                "Officers at work, breaks left out, whatever the queues: by time of day.")
      .key("breaks begin every", &RosterPool::break_grid, duration_on_grid(roster_grid, 4 * hour), "30 min",
           "At whole multiples of it, by the clock.")
      .optional("longest stretch", &RosterPool::longest_stretch, duration_on_grid(roster_grid, day),
                "Of work without a break.")
      .key("rest", &RosterPool::rest, duration_on_grid(0, day), "0 min",
           "From the end of a duty to the beginning of the same on the next day, at least.");
  return r;
}

std::shared_ptr<const Record<DutyCosts>> duty_costs_record() {
  auto r = std::make_shared<Record<DutyCosts>>("costs of duties", "What a roster costs. In any money.");
  r->key("hour", &DutyCosts::hour, types::number(0, 1e6), "1", "Of an hour on duty, breaks included.")
      .key("duty", &DutyCosts::duty, types::number(0, 1e6), "0", "Of each duty, however long.")
      .key("night", &DutyCosts::night, types::percent(0, 10), "0%", "On top of each hour of the night.")
      .key("night from", &DutyCosts::night_from, clock_on_grid(), "22:00", "When the night begins.")
      .key("night until", &DutyCosts::night_until, types::clock(), "30:00",
           "When it ends; 30:00 is 06:00 of the next day.")
      .optional("overtime after", &DutyCosts::overtime_after, types::duration(hour, day),
                "Hours of a duty beyond so many are overtime.")
      .key("overtime", &DutyCosts::overtime, types::percent(0, 10), "50%", "On top of each of these.")
      .check([](const DutyCosts& read, const Value& value, Reader& reader) {
        if (read.hour <= 0 && read.duty <= 0) reader.problem(value, "nothing costs anything", "'hour' or 'duty'");
        if (read.night_until <= read.night_from || read.night_until > read.night_from + day)
          reader.problem(value.find("night until") ? *value.find("night until") : value,
                         "the night ends before it begins, or after a day", "a time such as 30:00");
      });
  return r;
}

std::shared_ptr<const Record<WrittenRosterStudy>> roster_study_record(const Kinds& kinds,
                                                                      const MeasureKinds& measures) {
  auto r = std::make_shared<Record<WrittenRosterStudy>>("roster question", "The cheapest roster of a scenario.");
  const TypePtr<WrittenRosterCondition> condition = std::make_shared<ConditionType>(measures);
  r->required(roster_key, &WrittenRosterStudy::version, study_version_type(), "The version of the format.")
      .optional("title", &WrittenRosterStudy::title, types::label(), "What readers see first.")
      .required("base", &WrittenRosterStudy::base, layer_file_type(), "The scenario, as seen from this file's folder.")
      .optional("scenario", &WrittenRosterStudy::scenario, difference_type(kinds), "What differs from it.")
      .required("pools", &WrittenRosterStudy::pools,
                std::make_shared<NamedType<RosterPool>>(roster_pool_record(), "pool"),
                "The scenario's pools whose roster is sought, by name; all others stay as they are.")
      .optional("costs", &WrittenRosterStudy::costs, duty_costs_record(),
                "What it costs; unless given, hours are counted.")
      .key("pledges", &WrittenRosterStudy::pledges,
           types::one_of<KeptOn>({{"each date", KeptOn::each_date, "on each of the scenario's dates"},
                                  {"together", KeptOn::together, "over all dates together"},
                                  {"none", KeptOn::none, "they are no condition"}}),
           "each date", "On what the pledge of each class and direction must be kept.")
      .optional("on days", &WrittenRosterStudy::on_days, types::percent(0.01, 0.999),
                "Each pledge must be kept by so large a share of days, each by itself; unless given, over all "
                "replications together.")
      .optional("conditions", &WrittenRosterStudy::conditions, types::list_of(condition, 1),
                "What else must hold: measures with a bound.")
      .key("replications", &WrittenRosterStudy::replications, types::whole(2, 10'000), "20",
           "By which rosters are judged in the first round of the search; `-R` wins over it.")
      .key("rosters", &WrittenRosterStudy::rosters, types::whole(1, 100'000), "100",
           "Simulated at most in a round of the search, or fewer with as many days in all.")
      .key("test", &WrittenRosterStudy::test, types::whole(2, 100'000), "1000",
           "Replications at most, of days never used before, by which the roster found is tested; fewer, where they "
           "tell. A tenth of them is what the second round of the search has.")
      .key("seed", &WrittenRosterStudy::seed, types::whole(0, 9'000'000'000'000'000 - 1), "1",
           "Of the first round; `--seed` wins over it. Other rounds and tests have the next ones.")
      .optional("note", &WrittenRosterStudy::note, types::text(), "Anything a reader should know.")
      .optional("source", &WrittenRosterStudy::source, types::text(), "Where the figures come from.")
      .check([](const WrittenRosterStudy& read, const Value& value, Reader& reader) {
        if (read.on_days && read.pledges != KeptOn::each_date)
          reader.problem(*value.find("on days"), "days are judged each by itself, and pledges otherwise",
                         "pledges: each date");
        if (read.pledges == KeptOn::none && read.conditions.empty())
          reader.problem(value, "nothing must hold", "'pledges' or 'conditions'");
      });
  return r;
}

}  // namespace crossflow
