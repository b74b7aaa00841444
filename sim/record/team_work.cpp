#include "sim/record/team_work.hpp"

#include <algorithm>

namespace crossflow {
namespace {

constexpr std::int32_t rule_s = 30 * 60;  // the usual rule: so much work between rests

// The part of a stretch of work that lies below the rule, as effective work grew evenly from `from` to `to`.
Tick below_rule(Tick length, std::int32_t from, std::int32_t to) {
  if (to <= rule_s) return length;
  if (from >= rule_s) return 0;
  return static_cast<Tick>(static_cast<double>(length) * (rule_s - from) / (to - from));
}

}  // namespace

void TeamWork::end_state(Team& team, Tick now, std::int32_t effective_s) {
  const Tick length = now - team.since;
  if (team.state != TeamState::off_duty) team.on_duty += length;
  switch (team.state) {
    case TeamState::searching:
    case TeamState::on_patrol:
      team.worked += length;
      team.stretch += length;
      team.longest = std::max(team.longest, team.stretch);
      team.kept += below_rule(length, team.effective_s, effective_s);
      break;
    case TeamState::walking:
      team.walked += length;
      break;
    case TeamState::resting:
      team.rested += length;
      if (length > 0) team.stretch = 0;
      break;
    case TeamState::off_duty:
      team.stretch = 0;
      break;
    case TeamState::standing_by:
      break;
  }
  team.most_effective_s = std::max(team.most_effective_s, effective_s);
}

void TeamWork::changed(const Event& event) {
  Team& team = teams_[event.server];
  end_state(team, event.tick, event.value);
  team.state = static_cast<TeamState>(event.aux);
  team.since = event.tick;
  team.effective_s = event.value;
  team.searches += team.state == TeamState::searching;
}

void TeamWork::checked(const Event& event) {
  Team& team = teams_[static_cast<std::size_t>(event.value) - 1];
  team.screened += team.state == TeamState::on_patrol;
  team.alerts += (event.aux & check_bits::alarm) != 0;
}

void TeamWork::finish(Tick end) {
  for (Team& team : teams_) {
    end_state(team, end, team.effective_s);
    team.since = end;
  }
}

void TeamWork::add_rows(std::uint32_t replication, ResultRows& rows) const {
  for (std::size_t i = 0; i < teams_.size(); ++i) {
    const Team& t = teams_[i];
    rows.of<TeamRow>().push_back({replication, static_cast<std::uint16_t>(i), t.searches, t.screened, t.alerts,
                                  to_seconds(t.worked), to_seconds(t.walked), to_seconds(t.rested),
                                  to_seconds(t.on_duty), to_seconds(t.longest), to_seconds(t.kept),
                                  static_cast<double>(t.most_effective_s)});
  }
}

}  // namespace crossflow
