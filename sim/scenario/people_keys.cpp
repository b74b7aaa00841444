// Pools of officers and their shifts; how long officers walk.
#include "sim/scenario/people_keys.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/named_type.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

constexpr long most_officers = 10'000;

std::shared_ptr<const Record<BreakRule>> break_record() {
  auto r = std::make_shared<Record<BreakRule>>("break", "A meal or a rest.");
  r->required("at", &BreakRule::at, types::clock(), "When the first group goes; after 24:00 is on the next day.")
      .key("takes", &BreakRule::takes, types::duration(minute, 8 * hour), "30 min", "How long, for each of them.")
      .key("groups", &BreakRule::groups, types::whole(1, 100), "1",
           "In how many groups they go, each when the one before it is back.");
  return r;
}

std::shared_ptr<const Record<Reserves>> reserves_record() {
  auto r = std::make_shared<Record<Reserves>>("reserves", "Officers who come when a supervisor calls them.");
  r->required("officers", &Reserves::officers, types::whole(0, most_officers), "How many.")
      .required("come after", &Reserves::come_after, types::duration(0, day), "From the call until they are there.")
      .required("stay", &Reserves::stay, types::duration(minute, day), "How long they are on duty.");
  return r;
}

/// Knows the name of the pool that it reads.
class PoolType final : public Type<Pool> {
 public:
  bool read(const Value& value, Reader& reader, Pool& out) const override {
    reader.names.pool = out.name;
    const bool good = record_->read(value, reader, out);
    if (out.skills.empty()) out.skills = {out.name};
    return good;
  }
  void write_schema(nlohmann::json& out) const override { out = record_->schema(); }
  std::string expected() const override { return record_->expected(); }
  const KeysBase* record() const override { return record_.get(); }

 private:
  std::shared_ptr<const Record<Pool>> record_ = pool_record();
};

void check_times(const Shift& read, const Value& value, Reader& reader) {
  if (read.until <= read.from) {
    reader.problem(*value.find("until"), "the shift ends before it begins",
                   "a later time, such as 30:00 for 06:00 of the next day");
  } else if (read.until - read.from > day) {
    reader.problem(*value.find("until"), "a shift of " + duration_text(read.until - read.from), "at most 24 h");
  }
}

void check_groups(const Shift& read, const Value& value, Reader& reader) {
  const std::string officers = " of " + std::to_string(read.officers) + (read.officers == 1 ? " officer" : " officers");
  if (read.officers > 0 && read.groups > read.officers)
    reader.problem(*value.find("groups"), std::to_string(read.groups) + " groups" + officers, "a group of one or more");
  for (const BreakRule& rule : read.breaks)
    if (read.officers > 0 && rule.groups > read.officers)
      reader.problem(*value.find("breaks"),
                     "a break at " + clock_text(rule.at) + " in " + std::to_string(rule.groups) + " groups" + officers,
                     "a group of one or more");
}

// Officer by officer, since groups that come one after the other take their breaks at the same times.
void check_breaks(const Shift& read, const Value& value, Reader& reader) {
  for (long i = 0; i < read.officers; ++i) {
    const Tick later = (i % read.groups) * read.stagger;
    std::vector<std::pair<Tick, Tick>> taken;
    for (const BreakRule& rule : read.breaks) {
      const Tick at = rule.at + (i % rule.groups) * rule.takes;
      taken.emplace_back(at, at + rule.takes);
    }
    std::sort(taken.begin(), taken.end());
    for (std::size_t b = 0; b < taken.size(); ++b) {
      const std::string who = "the break of officer " + std::to_string(i + 1) + " from " + clock_text(taken[b].first) +
                              " until " + clock_text(taken[b].second);
      if (taken[b].first < read.from + later || taken[b].second > read.until + later) {
        reader.problem(*value.find("breaks"), who + " is outside of his shift",
                       "times from " + clock_text(read.from + later) + " to " + clock_text(read.until + later));
        return;
      }
      if (b > 0 && taken[b].first < taken[b - 1].second) {
        reader.problem(*value.find("breaks"), who + " begins during another", "breaks one after the other");
        return;
      }
    }
  }
}

}  // namespace

std::shared_ptr<const Record<Shift>> shift_record() {
  auto r = std::make_shared<Record<Shift>>("shift", "Officers who come and go together, every day.");
  r->optional("label", &Shift::label, types::label(), "Its name for readers; its own name unless given.")
      .required("from", &Shift::from, types::clock(day), "When they come on duty.")
      .required("until", &Shift::until, types::clock(), "When they go off duty; after 24:00 is on the next day.")
      .required("officers", &Shift::officers, types::whole(0, most_officers), "How many.")
      .optional("breaks", &Shift::breaks, types::list_of<BreakRule>(break_record()), "Meals and rests.")
      .key("groups", &Shift::groups, types::whole(1, 100), "1", "In how many groups they come and go.")
      .key("stagger", &Shift::stagger, types::duration(0, 12 * hour), "0 min",
           "Between groups: the second comes and goes so much later, and so on. Breaks stay where they are.")
      .optional("at", &Shift::at, types::list_of(types::station_name(), 1),
                "The stations whose posts they man; all for which they have the skill unless given.")
      .check([](const Shift& read, const Value& value, Reader& reader) {
        check_times(read, value, reader);
        check_groups(read, value, reader);
        if (read.until > read.from) check_breaks(read, value, reader);
      });
  return r;
}

std::shared_ptr<const Record<Pool>> pool_record() {
  auto r = std::make_shared<Record<Pool>>("pool", "Officers with the same skills.");
  r->optional("label", &Pool::label, types::label(), "Its name for readers; its own name unless given.")
      .optional("skills", &Pool::skills, types::list_of(types::name(), 1),
                "What its officers can do: words that posts name. Its own name unless given.")
      .optional("shifts", &Pool::shifts,
                std::make_shared<NamedType<Shift>>(shift_record(), "shift", std::vector<std::string>{"reserve"}),
                "Who is on duty when, by name.")
      .optional("roster", &Pool::roster, roster_type(), "The same, officer by officer, in place of shifts.")
      .key("absence", &Pool::absence, types::share(), "0%", "The share that does not come, drawn for each and day.")
      .optional("pace", &Pool::pace, types::distribution(Measure::factor),
                "How quick they are: a factor on the time of every service, drawn once for each officer. It counts at "
                "posts of one server.")
      .optional("reserves", &Pool::reserves, reserves_record(), "Who can be called.")
      .check([](const Pool& read, const Value& value, Reader& reader) {
        if (read.shifts.empty() && read.roster.empty() && !read.reserves)
          reader.problem(value, "the pool '" + reader.names.pool + "' has no officers",
                         "'shifts', 'roster' or 'reserves'");
        if (!read.shifts.empty() && !read.roster.empty())
          reader.problem(*value.find("roster"), "both 'shifts' and 'roster'", "one of them");
        if (read.absence >= 1) reader.problem(*value.find("absence"), "nobody ever comes", "less than 100%");
      });
  return r;
}

TypePtr<std::vector<Pool>> pools_type() {
  return std::make_shared<NamedType<Pool>>(std::make_shared<PoolType>(), "pool");
}

std::shared_ptr<const Record<OfficerWalk>> officer_walk_record() {
  struct Halls final : Type<std::pair<std::string, std::string>> {
    bool read(const Value& value, Reader& reader, std::pair<std::string, std::string>& out) const override {
      if (!value.is_list() || value.items.size() != 2) return reader.refuse(value, *this);
      const Reader::Scope first(reader, std::size_t{0});
      return types::name()->read(value.items[0], reader, out.first) &&
             types::name()->read(value.items[1], reader, out.second);
    }
    void write_schema(nlohmann::json& out) const override {
      out = {{"type", "array"}, {"items", types::name()->schema()}, {"minItems", 2}, {"maxItems", 2}};
    }
    std::string expected() const override { return "two halls such as [arrival hall, departure hall]"; }
  };
  auto r = std::make_shared<Record<OfficerWalk>>("walk of officers", "How long it takes from one hall to another.");
  r->required("between", &OfficerWalk::between, std::make_shared<Halls>(), "Halls of posts; both ways.")
      .required("takes", &OfficerWalk::takes, types::duration(0, 4 * hour), "How long.");
  return r;
}

void check_officer_walks(const Value& port, Reader& reader) {
  const Value* walks = port.find("officers walk");
  if (walks == nullptr || !walks->is_list()) return;
  std::vector<std::string> halls;
  if (const Value* stations = port.find("stations"))
    for (const auto& station : stations->entries)
      if (const Value* post = station.value.find("post"))
        if (const Value* hall = post->find("hall"); hall != nullptr && hall->is_scalar()) halls.push_back(hall->scalar);
  std::sort(halls.begin(), halls.end());
  halls.erase(std::unique(halls.begin(), halls.end()), halls.end());
  for (const Value& walk : walks->items) {
    const Value* between = walk.find("between");
    if (between == nullptr) continue;
    for (const Value& hall : between->items)
      if (hall.is_scalar() && std::find(halls.begin(), halls.end(), hall.scalar) == halls.end())
        reader.problem(hall, "no post is in the hall '" + hall.scalar + "'",
                       halls.empty() ? "a post with the key 'hall'" : listed(halls), nearest_word(hall.scalar, halls));
    if (between->items.size() == 2 && between->items[0].is_scalar() && between->items[1].is_scalar() &&
        between->items[0].scalar == between->items[1].scalar)
      reader.problem(between->items[1], "the same hall twice", "two halls");
  }
}

}  // namespace crossflow
