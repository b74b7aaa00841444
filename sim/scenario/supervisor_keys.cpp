// Supervisors: the keys that all have, and beside them those of the policy.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/named_type.hpp"
#include "sim/scenario/people_keys.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

class SupervisorType final : public Type<Supervisor> {
 public:
  explicit SupervisorType(const Kinds& kinds)
      : common_(supervisor_record(kinds)), policies_(kinds.supervisor_policies) {}

  bool read(const Value& value, Reader& reader, Supervisor& out) const override {
    if (!value.is_map()) return reader.refuse(value, *this);
    const bool common_good = common_->read_fields(&value, reader, out);
    if (out.kind == nullptr) return false;
    const auto own = out.kind->keys->key_names();
    auto known = common_->key_names();
    known.insert(known.end(), own.begin(), own.end());
    const bool all_known = refuse_unknown_keys(value, known, "a supervisor of policy '" + out.kind->name + "'", reader);
    Value keys = value;
    std::erase_if(keys.entries,
                  [&](const auto& entry) { return std::find(own.begin(), own.end(), entry.key) == own.end(); });
    out.keys = out.kind->keys->read(keys, reader);
    return common_good && all_known && out.keys != nullptr;
  }

  void write_schema(nlohmann::json& out) const override {
    const nlohmann::json common = common_->map_schema();
    nlohmann::json by_policy = nlohmann::json::array();
    for (const auto* policy : policies_) {
      nlohmann::json map = common;
      map["properties"].update(policy->keys->schema().value("properties", nlohmann::json::object()));
      map["properties"]["policy"] = {{"const", policy->name}, {"description", policy->help}};
      for (const auto& key : policy->keys->schema().value("required", nlohmann::json::array()))
        map["required"].push_back(key);
      const nlohmann::json is = {{"properties", {{"policy", {{"const", policy->name}}}}}, {"required", {"policy"}}};
      by_policy.push_back({{"if", is}, {"then", map}});
    }
    nlohmann::json all = {{"type", "object"},
                          {"required", {"policy"}},
                          {"properties", {{"policy", common.at("properties").at("policy")}}}};
    if (!by_policy.empty()) all["allOf"] = by_policy;
    out = all;
  }
  std::string expected() const override { return "a supervisor such as {over: [arrival counters], policy: ...}"; }

 private:
  std::shared_ptr<const Record<Supervisor>> common_;
  std::vector<const SupervisorPolicyKind*> policies_;
};

/// The name of a policy.
class PolicyType final : public Type<const SupervisorPolicyKind*> {
 public:
  explicit PolicyType(std::vector<const SupervisorPolicyKind*> policies) : policies_(std::move(policies)) {}
  bool read(const Value& value, Reader& reader, const SupervisorPolicyKind*& out) const override {
    if (!value.is_scalar()) return reader.refuse(value, *this);
    const auto found =
        std::find_if(policies_.begin(), policies_.end(), [&](const auto* one) { return one->name == value.scalar; });
    if (found == policies_.end())
      return reader.problem(value, "there is no policy of supervisors " + describe(value), listed(names()),
                            nearest_word(value.scalar, names()));
    out = *found;
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    if (policies_.empty()) {
      out = {{"type", "string"}};
    } else {
      out = {{"enum", names()}};
    }
  }
  std::string expected() const override { return "a policy: " + listed(names()); }

 private:
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto* policy : policies_) out.push_back(policy->name);
    return out;
  }
  std::vector<const SupervisorPolicyKind*> policies_;
};

}  // namespace

std::shared_ptr<const Record<Supervisor>> supervisor_record(const Kinds& kinds) {
  auto r = std::make_shared<Record<Supervisor>>("supervisor", "Who looks at queues and gives orders.");
  r->optional("label", &Supervisor::label, types::label(), "His name for readers; his own name unless given.")
      .optional("over", &Supervisor::over, types::list_of(types::station_name(), 1),
                "The stations that he sees; all with servers unless given.")
      .key("looks every", &Supervisor::looks_every, types::duration(10 * second, 4 * hour), "5 min", "How often.")
      .key("acts after", &Supervisor::acts_after, types::duration(0, 4 * hour), "3 min",
           "From the look until what he orders takes effect.")
      .required("policy", &Supervisor::kind, std::make_shared<PolicyType>(kinds.supervisor_policies),
                "How he decides.");
  return r;
}

TypePtr<std::vector<Supervisor>> supervisors_type(const Kinds& kinds) {
  return std::make_shared<NamedType<Supervisor>>(std::make_shared<SupervisorType>(kinds), "supervisor");
}

}  // namespace crossflow
