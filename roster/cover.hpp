// The integer programme: which duties, so that posts can carry what is asked of them at every time of the day.
//
// What is asked has two parts. A queue may build up, as long as it is worked off within the station's limit: the work
// is a fluid that comes with the load of each half-hour (times a factor) and goes at the posts' rate. And each
// half-hour may want at least so many posts.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "roster/needs.hpp"
#include "roster/programme.hpp"

namespace crossflow {

/// By need and time of day.
struct Asked {
  std::vector<std::vector<double>> factor;  ///< on the load
  std::vector<std::vector<int>> posts;      ///< at least
};

/// A post wherever somebody comes, and the work as it comes.
Asked asked_of(const std::vector<StationNeed>& needs);
/// As many as Erlang's formula says in every half-hour by itself.
Asked asked_by_erlang(const std::vector<StationNeed>& needs);

/// Of the list of duties, and how many officers have each.
using Counts = std::vector<std::pair<std::size_t, int>>;

struct Roster {
  Counts duties;
  std::vector<std::vector<int>> posts;  ///< the plan: manned, by need and time of day
  double cost = 0;
  double short_by = 0;  ///< of what is asked: late work and posts, in posts' half-hours

  int officers() const;
  double hours(const std::vector<Duty>& of) const;
};

class DutyCover {
 public:
  DutyCover(const RosterRules& rules, const std::vector<Duty>& duties, const std::vector<StationNeed>& needs)
      : rules_(rules), duties_(duties), needs_(needs) {}

  /// The cheapest that carries what is asked, or nearly all of it where rules do not allow all. None where no roster is
  /// within the rules. `bound`: no roster within the rules that carries all is cheaper; 0 where none carries all.
  std::optional<Roster> cheapest(const Asked& asked, double* bound = nullptr) const;
  /// What comes nearest to what is asked for so much money.
  std::optional<Roster> within(const Asked& asked, double most_cost) const;
  /// The best plan for these officers; none where the rules forbid them.
  std::optional<Roster> with(const Counts& duties, const Asked& asked) const;
  /// A plan for officers whom the rules forbid: to whom most comes.
  Roster against_rules(const Counts& duties) const;

  /// Officers at work, by pool and cell of the day.
  std::vector<std::vector<int>> at_work(const Counts& duties) const;

 private:
  struct Columns;
  // Officers are whole; where they are given, posts are too, and the plan is theirs. Else posts may be shared out over
  // a half-hour, which is solved in a third of the time, and the plan is found when the officers are.
  struct Wanted {
    std::optional<double> most_cost;
    const Counts* duties = nullptr;
  };
  void add_station(const Asked& asked, std::size_t n, bool whole_posts, Programme& programme, Columns& columns) const;
  void add_rules(Programme& programme, const Columns& columns) const;
  std::optional<Roster> solved(const Asked& asked, const Wanted& wanted, double* bound) const;
  void hand_out_the_rest(Roster& roster) const;

  const RosterRules& rules_;
  const std::vector<Duty>& duties_;
  const std::vector<StationNeed>& needs_;
};

}  // namespace crossflow
