#include "sim/model/checks.hpp"

#include <algorithm>

#include "sim/scenario/risk_keys.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

bool some(const ByContraband& shares) {
  return std::any_of(shares.begin(), shares.end(), [](double share) { return share > 0; });
}

bool all_always(const ByContraband& shares) {
  return std::all_of(shares.begin(), shares.end(), [](double share) { return share >= 1; });
}

void check_alarms(const CheckKeys& read, const Value& value, Reader& reader) {
  const double clean = read.false_alarms.value_or(0);
  if (some(*read.detects) && clean <= 0)
    reader.problem(
        value,
        "this check raises alarms at carriers, but never at others: the chance of finding is worked out from "
        "what happens to those who carry nothing, and what they can never do cannot be weighed",
        "'false alarms' above 0%, such as false alarms: 5%");
  if (!all_always(*read.detects) && clean >= 1)
    reader.problem(*value.find("false alarms"),
                   "this check raises an alarm at everybody who carries nothing, but not at all carriers",
                   "'false alarms' below 100%");
}

}  // namespace

std::shared_ptr<const Record<CheckKeys>> check_keys() {
  auto r = std::make_shared<Record<CheckKeys>>("check", "What is looked for at a station.");
  r->optional(
       "detects", &CheckKeys::detects, types::by_contraband(types::share()),
       "The share of carriers at whom it raises an alarm, for all or by kind of contraband. What happens after an "
       "alarm is the route's business.")
      .optional("false alarms", &CheckKeys::false_alarms, types::share(),
                "The share of those carrying nothing at whom it raises one all the same.")
      .optional("finds", &CheckKeys::finds, types::by_contraband(types::share()),
                "In place of 'detects', of a search: the share of carriers with whom it finds what they carry, for all "
                "or by kind of contraband.")
      .optional("case", &CheckKeys::case_time, types::distribution(Measure::duration),
                "How long a find keeps the server and who was found, beyond the service. Nothing unless given.")
      .check([](const CheckKeys& read, const Value& value, Reader& reader) {
        if (read.detects.has_value() == read.finds.has_value())
          reader.problem(value, "a check must either detect or find",
                         "{detects: 40%, false alarms: 10%}, or {finds: 90%, case: 2 h}");
        else if (read.finds && read.false_alarms)
          reader.problem(*value.find("false alarms"), "a search that finds raises no false alarms",
                         "'false alarms' beside 'detects'");
        else if (read.detects && read.case_time)
          reader.problem(*value.find("case"), "a check that raises alarms finds nothing", "'case' beside 'finds'");
        else if (read.detects)
          check_alarms(read, value, reader);
      });
  return r;
}

Check::Check(const CheckKeys& keys, const Station& station, const Build& build)
    : risk_(build.risk()),
      unit_(kind_of(station).unit),
      finds_(keys.finds),
      draws_(build.draws("check of " + kind_of(station).task(station))) {
  if (keys.detects) alarm_ = {keys.false_alarms.value_or(0), *keys.detects};
  if (keys.case_time) case_time_.emplace(*keys.case_time);
}

Tick Check::made(Slot leader, NodeId station, const Entity& e) {
  if (e.server >= in_case_.size()) in_case_.resize(e.server + std::size_t{1});
  if (in_case_[e.server]) {
    in_case_[e.server] = false;
    return 0;
  }
  if (!finds_) {
    risk_.check(leader, station, e.server, alarm_, unit_, draws_);
    return 0;
  }
  if (!risk_.search(leader, station, e.server, *finds_, unit_, draws_) || !case_time_) return 0;
  const Tick time = ticks_from_seconds((*case_time_)(draws_.uniform(e, 1)));
  in_case_[e.server] = time > 0;
  return time;
}

}  // namespace crossflow
