// The pieces that `summarise` is put together from; for analysis/ alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/summary.hpp"

namespace crossflow {

/// Numbers replications and days from 0, whatever replication numbers a result holds.
class DayIndex {
 public:
  DayIndex(const Directory& directory, const ResultRows& rows);

  std::size_t replications() const { return numbers_.size(); }
  std::size_t days() const { return replications() * days_each_; }
  std::size_t days_each() const { return days_each_; }
  std::size_t replication_of(std::uint32_t number) const;
  std::size_t day_of(std::uint32_t replication_number, double from_s) const;
  /// The same, whatever the replication: less than `days_each`.
  std::size_t date_of(double from_s) const;
  /// Of one of the scenario's dates, from 0, that the warm-up does not leave out.
  std::size_t of_date(std::uint16_t date) const;

  /// The mean over days of each replication, one value each; `has` says which days count. Replications without such a
  /// day are left out.
  std::vector<double> by_replication(const std::vector<double>& by_day, const std::vector<bool>& has) const;

 private:
  const Directory& directory_;
  std::vector<std::uint32_t> numbers_;
  std::size_t days_each_;
};

class SeriesFold;
class TimeFold;

std::vector<PledgeSummary> summarise_pledges(const Directory&, const ResultRows&, const DayIndex&, TimeFold&);
std::vector<FlowSummary> summarise_flows(const Directory&, const ResultRows&);
/// Classes by direction, then sources, then stations; those with nobody are left out.
std::vector<WaitsSummary> summarise_waits(const Directory&, const ResultRows&, TimeFold&);
std::vector<QueueSummary> summarise_queues(const Directory&, const ResultRows&, const SeriesFold&);
std::vector<Charge> total_charges(const std::vector<QueueSummary>&);
/// By replication; of files of any age.
std::map<std::uint32_t, NotServed> not_served_by_replication(const Directory&, const ResultRows&);
std::optional<NotCleared> summarise_not_cleared(const Directory&, const ResultRows&, const SeriesFold&);
std::vector<HallSummary> summarise_halls(const Directory&, const SeriesFold&);
std::vector<CrowdedSummary> summarise_crowded(const Directory&, const SeriesFold&);
std::vector<ReleaseSummary> summarise_releases(const ResultRows&);
std::vector<TeamSummary> summarise_teams(const Directory&, const ResultRows&);
RiskSummary summarise_risk(const Directory&, const ResultRows&, const DayIndex&);
std::vector<DisruptionSummary> summarise_disruptions(const ResultRows&);
std::vector<SidesSummary> summarise_sides(const Directory&, const ResultRows&, TimeFold&);
std::vector<VirtualQueueSummary> summarise_virtual_queues(const ResultRows&);
/// Whether it is asked of a station how many servers it needs.
bool needs_servers(const StationEntry&);
std::vector<RequirementSummary> summarise_requirements(const Directory&, const ResultRows&, const DayIndex&,
                                                       const SeriesFold&);

std::vector<StaffNeed> summarise_staff_needs(const Directory&, const ResultRows&,
                                             const std::vector<RequirementSummary>&);
/// The one that lasted longest first.
std::vector<StandStill> summarise_stand_stills(const ResultRows&);
std::vector<PoolSummary> summarise_pools(const Directory&, const ResultRows&);
/// By skill, where pools and skills are not the same thing.
std::vector<PoolSummary> summarise_skills(const Directory&, const std::vector<PoolSummary>& pools);
std::vector<OrdersSummary> summarise_orders(const Directory&, const ResultRows&);

/// The part of a half-hour that the simulations lasted, over all of them.
double lasted_s(const ResultRows&, Tick half_hour_from);

std::vector<PortSummary> summarise_ports(const Directory&, const ResultRows&);
std::vector<PortMove> summarise_moves(const Directory&, const ResultRows&);

/// Adds the counts of a replication or of one flow.
template <class Row>
void add_people(PeopleSummary& to, const Row& row) {
  to.generated += row.generated;
  to.outside += row.outside;
  to.entered += row.entered;
  to.left += row.left;
  to.diverted += row.diverted;
  to.gave_up += row.gave_up;
  to.balked += row.balked;
  to.turned_back += row.turned_back;
  to.left_behind += row.left_behind;
  to.inside += row.inside;
}

/// "gates", "buses": of what one server is called.
std::string plural(const std::string& server_word);

/// What waiting was charged to: the words of the ledger, but for the line outside of a source.
const char* cause_text(const Charge&);

/// The index of the authority that pledges are about, or -1.
int pledge_authority_index(const Directory&);

}  // namespace crossflow
