#include "sim/scenario/dog_keys.hpp"

#include <set>

#include <nlohmann/json.hpp>

#include "sim/scenario/dog_types.hpp"
#include "sim/scenario/named_type.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

// A record of three numbers, one for each heat or each target, becomes an array.
struct Three {
  double a = 1, b = 1, c = 1;
};

class ThreeType final : public Type<std::array<double, 3>> {
 public:
  explicit ThreeType(std::shared_ptr<const Record<Three>> record) : record_(std::move(record)) {}
  bool read(const Value& value, Reader& reader, std::array<double, 3>& out) const override {
    Three three;
    if (!record_->read(value, reader, three)) return false;
    out = {three.a, three.b, three.c};
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = record_->schema(); }
  std::string expected() const override { return record_->expected(); }
  std::vector<std::string> own_keys() const override { return record_->own_keys(); }
  const KeysBase* record() const override { return record_.get(); }

 private:
  std::shared_ptr<const Record<Three>> record_;
};

TypePtr<std::array<double, 3>> by_heat(const std::string& help) {
  auto r = std::make_shared<Record<Three>>("value by heat", help);
  r->required("mild", &Three::a, types::factor(), "Where it is mild.")
      .required("warm", &Three::b, types::factor(), "Where it is warm.")
      .required("hot humid", &Three::c, types::factor(), "Where it is hot and humid.");
  return std::make_shared<ThreeType>(r);
}

TypePtr<std::array<double, 3>> by_target(const std::string& help, const std::string& persons,
                                         const std::string& vehicles, const std::string& cargo) {
  auto r = std::make_shared<Record<Three>>("share by what is searched", help);
  r->key("persons", &Three::a, types::share(), persons, "Persons and their bags, on patrol.")
      .key("vehicles", &Three::b, types::share(), vehicles, "Cars and coaches.")
      .key("cargo", &Three::c, types::share(), cargo, "Lorries and their goods.");
  return std::make_shared<ThreeType>(r);
}

std::shared_ptr<const Record<ConditionKeys>> condition_record() {
  auto r = std::make_shared<Record<ConditionKeys>>(
      "dog's condition", "What work does to a dog, where it is to differ from the evidence's preset.");
  r->optional("detection", &ConditionKeys::detection, factor_table_type(),
              "The share of its detection that a dog keeps, by effective minutes of work since it rested.")
      .optional("search time", &ConditionKeys::search_time, factor_table_type(),
                "A factor on the time of a search, by the same.")
      .optional("recovery", &ConditionKeys::recovery, types::factor(),
                "Effective minutes that a minute of rest takes away: 1 is as long a rest as the work was.")
      .optional("work in heat", &ConditionKeys::work, by_heat("Effective minutes of a minute of work."),
                "Effective minutes of a minute of work.")
      .optional("detection in heat", &ConditionKeys::heat_detection, by_heat("A further factor on detection."),
                "A further factor on detection.")
      .optional("search time in heat", &ConditionKeys::heat_search_time,
                by_heat("A further factor on the time of a search."), "A further factor on the time of a search.");
  return r;
}

std::shared_ptr<const Record<Patrol>> patrol_record() {
  auto r = std::make_shared<Record<Patrol>>("patrol", "Walking along the queue of a station.");
  r->required("at", &Patrol::at, types::station_name(), "The station; who goes through it is screened.")
      .key("for", &Patrol::length, types::duration(minute, 8 * hour), "20 min", "How long.")
      .key("every", &Patrol::every, types::duration(0, day), "0 min",
           "Not sooner than this after the last patrol there began.")
      .scalar([](const Value& value, Reader& reader,
                 Patrol& out) { return types::station_name()->read(value, reader, out.at); },
              "the name of a station");
  return r;
}

}  // namespace

std::shared_ptr<const Record<Weather>> weather_record() {
  auto r = std::make_shared<Record<Weather>>("weather", "The weather, as far as it matters to what is simulated.");
  r->key("heat", &Weather::heat, types::schedule(heat_type()), "mild",
         "How hot it is outdoors for a dog that works; by time of day, if it changes.");
  return r;
}

std::shared_ptr<const Record<DogRules>> dog_rules_record(const Kinds& kinds) {
  auto r = std::make_shared<Record<DogRules>>("dogs", "What holds for all detector dog teams.");
  r->key("evidence", &DogRules::evidence,
         types::one_of<Evidence>({{"30-minute rule", Evidence::thirty_minutes, "performance falls after 30 min"},
                                  {"90 to 120 minutes", Evidence::ninety_to_120_minutes,
                                   "no loss for two hours of work in mild conditions"}}),
         "30-minute rule", "What is believed of how long a dog works well.")
      .optional("condition", &DogRules::condition, condition_record(),
                "Tables in place of the evidence's own, such as from trials of one's own dogs.")
      .optional("rest", &DogRules::rest, rest_type(kinds), "When teams rest; by the clock, 30 min of 60, unless given.")
      .optional("detects", &DogRules::detects,
                by_target("Detection by a rested dog in mild weather, of what it is trained for.", "80%", "60%", "75%"),
                "How likely a rested dog in mild weather detects what it is trained for.")
      .optional("false alarms", &DogRules::false_alarms, by_target("False alerts.", "1%", "3%", "3%"),
                "How likely a dog alerts where there is nothing that it is trained for.")
      .key("differ", &DogRules::differ, types::distribution(Measure::factor), "{lognormal: {mean: 100%, cv: 20%}}",
           "How fast a dog tires beside others: a factor, drawn for each dog and day.")
      .key("pace", &DogRules::pace, types::rate("persons"), "300 persons/h",
           "Persons that a rested dog on patrol screens.")
      .key("walking speed", &DogRules::walking_speed, types::speed(), "1.2 m/s", "In a straight line between places.")
      .key("most work", &DogRules::most_work, types::duration(minute, day), "3 h",
           "Work in one time on duty, after which the team rests until it goes off duty.")
      .check([](const DogRules& read, const Value& value, Reader& reader) {
        for (std::size_t i = 0; i < read.detects.size(); ++i)
          if (read.detects[i] > 0 && read.false_alarms[i] <= 0) {
            reader.problem(value, "dogs that detect, but never alert at others",
                           "'false alarms' above 0%, since what those who carry nothing never do cannot be weighed");
            break;
          }
      });
  return r;
}

std::shared_ptr<const Record<DogTeam>> dog_team_record(const Kinds& kinds) {
  auto r = std::make_shared<Record<DogTeam>>("dog team", "A handler and a detector dog.");
  r->optional("label", &DogTeam::label, types::label(), "Its name for readers; its own name unless given.")
      .required("scents", &DogTeam::scents, types::list_of(scent_type(), 1), "What the dog is trained for, one or two.")
      .required("on duty", &DogTeam::on_duty, types::hours(2 * day), "When, every day; it may pass midnight.")
      .required("kennel", &DogTeam::kennel, spot_type(), "Where it rests and stands by.")
      .optional("on call at", &DogTeam::on_call, types::list_of(types::station_name()),
                "Stations of kind dog-search whose calls it answers.")
      .optional("patrols", &DogTeam::patrols, types::list_of<Patrol>(patrol_record()),
                "What it does in turn while nobody calls.")
      .optional("rest", &DogTeam::rest, rest_type(kinds), "When it rests, if not as all.")
      .optional("handler", &DogTeam::handler, types::name(),
                "The skill of its handler, who comes from a pool of officers: without one the team is off duty. Unless "
                "given, the handler is its own.")
      .check([](const DogTeam& read, const Value& value, Reader& reader) {
        const std::set<Contraband> scents(read.scents.begin(), read.scents.end());
        if (scents.size() > 2 || scents.size() < read.scents.size())
          reader.problem(*value.find("scents"), "a dog is trained for one scent, or two", "one or two kinds");
        if (read.on_call.empty() && read.patrols.empty())
          reader.problem(value, "a dog team without work", "'on call at', 'patrols', or both");
        const std::set<std::size_t> calls(read.on_call.begin(), read.on_call.end());
        if (calls.size() < read.on_call.size())
          reader.problem(*value.find("on call at"), "a station stands twice in 'on call at'");
      });
  return r;
}

TypePtr<std::vector<DogTeam>> dog_teams_type(const Kinds& kinds) {
  return std::make_shared<NamedType<DogTeam>>(dog_team_record(kinds), "dog team");
}

}  // namespace crossflow
