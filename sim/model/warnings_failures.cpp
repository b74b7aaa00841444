#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "sim/model/bank_keys.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/model/warnings_parts.hpp"

namespace crossflow {
namespace {

/// Follows a route, with the stations at which somebody may have failed so far, the last of them last.
class Failures {
 public:
  Failures(const Port& port, Problems& warnings) : port_(port), warnings_(warnings) {}

  void follow(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      for (const std::size_t station : step.stations) visit(station);
      if (step.kind == Step::Kind::choose) choose(step.rows);
    }
  }

 private:
  void choose(const std::vector<ChoiceRow>& rows) {
    std::vector<std::size_t> after = so_far_;
    for (const ChoiceRow& row : rows) {
      if (row.condition.failed_at) look(*row.condition.failed_at, row.place);
      const std::vector<std::size_t> before = so_far_;
      follow(row.steps);
      for (const std::size_t station : so_far_)
        if (std::find(after.begin(), after.end(), station) == after.end()) after.push_back(station);
      so_far_ = before;
    }
    so_far_ = after;
  }

  void visit(std::size_t station) {
    const Station& here = port_.stations[station];
    const ModelStationKind& kind = kind_of(here);
    if (const auto* bank = dynamic_cast<const BankKind*>(&kind))
      for (const PriorityRule& rule : bank->bank(here).queue.first)
        if (rule.failed_at) look(*rule.failed_at, here.place);
    if (!kind.may_fail(here)) return;
    const bool again = std::erase(so_far_, station) > 0;
    so_far_.push_back(station);
    if (const auto to = kind.fails_to(here); to && !again) visit(*to);
  }

  void look(std::size_t asked, const Place& place) {
    const auto found = std::find(so_far_.begin(), so_far_.end(), asked);
    if (found == so_far_.end() || found + 1 == so_far_.end()) return;
    if (!told_.insert({asked, place.line, place.column}).second) return;
    warnings_.add(place, "'failed at: " + port_.stations[asked].name +
                             "' asks for the last failure: who then fails at '" + port_.stations[*(found + 1)].name +
                             "' as well is not meant");
  }

  const Port& port_;
  Problems& warnings_;
  std::vector<std::size_t> so_far_;
  std::set<std::tuple<std::size_t, int, int>> told_;
};

}  // namespace

void warn_of_failures(const Port& port, Problems& warnings) {
  for (const Route& route : port.routes) Failures(port, warnings).follow(route.steps);
}

}  // namespace crossflow
