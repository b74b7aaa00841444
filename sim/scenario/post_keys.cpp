// Posts of stations, what makes officers slower or quicker, and desks that turn.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/named_type.hpp"
#include "sim/scenario/people_keys.hpp"
#include "sim/scenario/quantity.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

/// Factors by amounts of something, such as persons or minutes.
class FactorsType final : public Type<std::vector<std::pair<double, double>>> {
 public:
  FactorsType(QuantityRule key, double scale, std::string what, std::string example)
      : key_(std::move(key)), scale_(scale), what_(std::move(what)), example_(std::move(example)) {}
  bool read(const Value& value, Reader& reader, std::vector<std::pair<double, double>>& out) const override {
    out.clear();
    if (!value.is_map() || value.entries.empty()) return reader.refuse(value, *this);
    bool good = true;
    for (const auto& entry : value.entries) {
      const auto amount = parse_amount(key_, entry.key);
      if (!amount) {
        reader.problems().add(entry.place, "'" + entry.key + "' is no " + what_, key_.expected());
        good = false;
        continue;
      }
      const Reader::Scope scope(reader, entry.key);
      double factor = 1;
      good = types::factor()->read(entry.value, reader, factor) && good;
      out.emplace_back(amount->value / scale_, factor);
    }
    std::sort(out.begin(), out.end());
    const auto same =
        std::adjacent_find(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
    return same == out.end() ? good : reader.problem(value, "one " + what_ + " stands twice in " + reader.subject());
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", types::factor()->schema()}};
  }
  std::string expected() const override { return "factors such as " + example_; }

 private:
  QuantityRule key_;
  double scale_;
  std::string what_, example_;
};

}  // namespace

std::shared_ptr<const Record<PostKeys>> post_record() {
  auto r = std::make_shared<Record<PostKeys>>("post", "What must be manned for servers to be open.");
  r->required("skill", &PostKeys::skill, types::name(), "What its officers must be able to do.")
      .key("officers", &PostKeys::officers, types::whole(1, 100), "1", "That each post needs.")
      .key("servers", &PostKeys::servers, types::whole(1, 1'000), "1",
           "Servers to each post: the station's servers in order, the last post may have fewer.")
      .optional("hall", &PostKeys::hall, types::name(),
                "Where it is; officers walk from hall to hall. Posts without one are in one place of their own.")
      .key("rank", &PostKeys::rank, types::whole(1, 9), "5",
           "Posts of a lower number are manned first, if need be by officers of a higher one.")
      .key("opens in", &PostKeys::opens_in, types::duration(0, 4 * hour), "0 min",
           "From an officer's coming until the first service, where nobody was before.")
      .key("handover", &PostKeys::handover, types::duration(0, 4 * hour), "0 min",
           "The same where one officer relieves another.")
      .key("at shift end", &PostKeys::at_shift_end,
           types::one_of<AtShiftEnd>(
               {{"finish", AtShiftEnd::finish, "takes nobody new and goes when whoever is served has gone"},
                {"hand over", AtShiftEnd::hand_over,
                 "the relief goes on in the middle of a service; without relief as finish"},
                {"stop", AtShiftEnd::stop, "breaks off; whoever is served goes back to the head of the queue"}}),
           "finish", "What becomes of a service when its officer goes off duty or to a break.")
      .key("last start", &PostKeys::last_start, types::duration(0, 4 * hour), "0 min",
           "Nothing begins so shortly before the officer goes, unless work is handed over.")
      .scalar([](const Value& value, Reader& reader,
                 PostKeys& out) { return types::name()->read(value, reader, out.skill); },
              "the skill of one officer for each server");
  return r;
}

std::shared_ptr<const Record<EffortKeys>> effort_record() {
  auto r = std::make_shared<Record<EffortKeys>>(
      "effort", "Factors on the service time; all that are given apply, one upon the other.");
  r->optional("by queue", &EffortKeys::by_queue,
              std::make_shared<FactorsType>(rules::number(0, 1'000'000), 1, "number of those who wait",
                                            R"({0: 100%, 50: 95%})"),
              "By how many wait here when a service begins; linear between.")
      .optional("by hour", &EffortKeys::by_hour, types::schedule(types::factor()),
                "By the time of the day at which a service begins.")
      .optional("time on task", &EffortKeys::time_on_task,
                std::make_shared<FactorsType>(rules::duration(0, day), 60, "time at a post",
                                              R"({"0 min": 100%, "90 min": 105%})"),
                "By how long the officer has been at the post without a break; linear between.");
  return r;
}

std::shared_ptr<const Record<ContraFlow>> contra_flow_record() {
  struct Stations final : Type<std::pair<std::size_t, std::size_t>> {
    bool read(const Value& value, Reader& reader, std::pair<std::size_t, std::size_t>& out) const override {
      if (!value.is_list() || value.items.size() != 2) return reader.refuse(value, *this);
      return types::station_name()->read(value.items[0], reader, out.first) &&
             types::station_name()->read(value.items[1], reader, out.second);
    }
    void write_schema(nlohmann::json& out) const override {
      out = {{"type", "array"}, {"items", types::station_name()->schema()}, {"minItems", 2}, {"maxItems", 2}};
    }
    std::string expected() const override { return "two stations such as [arrival counters, departure counters]"; }
  };
  auto r = std::make_shared<Record<ContraFlow>>("group of desks", "Desks that can face either of two stations.");
  r->required("between", &ContraFlow::between, std::make_shared<Stations>(),
              "The two; the desks are the last servers of both.")
      .required("desks", &ContraFlow::desks, types::whole(1, 1'000), "How many.")
      .required("facing", &ContraFlow::facing, types::schedule(types::station_name()),
                "Which of the two they serve by plan.")
      .key("turning", &ContraFlow::turning, types::duration(0, 4 * hour), "0 min",
           "How long a desk serves nobody when it turns.");
  return r;
}

TypePtr<std::vector<ContraFlow>> contra_flows_type() {
  return std::make_shared<NamedType<ContraFlow>>(contra_flow_record(), "group of desks");
}

}  // namespace crossflow
